"""`flask people`: accounts and their sign-in links."""

import click
from flask.cli import AppGroup

from ..domain.errors import ReviewError
from ..services.accounts import issue_link, open_account
from .links import link_address

people = AppGroup("people", help="People and their sign-in links.")


@people.command("add")
@click.argument("email")
@click.option("--name", required=True, help="The name as others see it.")
@click.option("--admin", is_flag=True, help="May create projects and act in every project as a manager.")
def add_person(email: str, name: str, admin: bool) -> None:
    """Add a person (or make one an administrator) and print a one-time sign-in link."""
    try:
        account = open_account(email, name, is_admin=admin, actor=None)
    except ReviewError as error:
        raise click.ClickException(f"{email}: {error.code.replace('_', ' ')}") from None
    _, token = issue_link(account, actor=None)
    click.echo(link_address(token))
