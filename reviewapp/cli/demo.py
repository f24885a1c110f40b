"""`flask demo`: the living demo."""

from itertools import groupby
from operator import itemgetter

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
    """Print one fresh sign-in link for each person of the demo, the suggested tours first."""
    for group, members in groupby(loader.fresh_links(), key=itemgetter(0)):
        click.echo(f"\n{group}:")
        for _, role, name, token in members:
            click.echo(f"  {role:<13} {name}\n                {link_address(token)}")
