"""`flask tokens`: bearer tokens for the API."""

import sys

import click
from flask.cli import AppGroup

from ..queries.accounts import find_account_by_email
from ..services.accounts import issue_token

tokens = AppGroup("tokens", help="Tokens for the API.")


@tokens.command("issue")
@click.argument("email")
@click.option("--name", default="", help="What the token is for.")
def issue(email: str, name: str) -> None:
    """Print an API token as the last line."""
    account = find_account_by_email(email)
    if account is None:
        raise click.ClickException(
            f"No account has the address {email}. Add it with: people add {email} --name NAME"
        )
    click.echo("Keep this token secret: it is shown only now.", file=sys.stderr)
    click.echo(issue_token(account, name, actor=None))
