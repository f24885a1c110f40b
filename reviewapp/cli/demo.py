"""`flask demo`: the living demo."""

import click
from flask.cli import AppGroup

from ..demo import loader
from .links import link_address

demo = AppGroup("demo", help="The living demo.")


@demo.command("load")
def load() -> None:
    """Load the demo project once; a second time changes nothing."""
    click.echo(loader.load())


@demo.command("links")
def links() -> None:
    """Print one fresh sign-in link for each person of the demo."""
    for role, name, token in loader.fresh_links():
        click.echo(f"  {role:<10} {name}\n             {link_address(token)}")
