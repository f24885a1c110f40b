"""The command line: `flask --app wsgi …`."""

import sys

import click
from flask import Flask, current_app
from flask.cli import AppGroup, with_appcontext

from .demo import loader
from .domain.errors import ReviewError
from .extensions import babel
from .queries.accounts import find_account_by_email
from .queries.health import Finding, database_findings
from .services.accounts import issue_link, issue_token, open_account

NO_MAIL = Finding("mail", True, "not sent yet: sign-in links are copied and handed over")
NO_FONTS = Finding("fonts", True, "none needed: pages use those of each reader's device")
SHOWN_SETTINGS = ("BASE_URL", "MAX_UPLOAD_MB", "PROXY_HOPS", "SESSION_COOKIE_SECURE", "MIGRATIONS")

people = AppGroup("people", help="People and their sign-in links.")
tokens = AppGroup("tokens", help="Tokens for the API.")
demo = AppGroup("demo", help="The living demo.")


def link_address(token: str) -> str:
    """Give the address of a sign-in link."""
    return f"{current_app.config['BASE_URL']}/sign-in/{token}"


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


@demo.command("load")
def load() -> None:
    """Load the demo project once; a second time changes nothing."""
    click.echo(loader.load())


@demo.command("links")
def links() -> None:
    """Print one fresh sign-in link for each person of the demo."""
    for role, name, token in loader.fresh_links():
        click.echo(f"  {role:<10} {name}\n             {link_address(token)}")


@click.command("doctor")
@with_appcontext
def doctor() -> None:
    """Show the settings in force and what should be mended."""
    for name in sorted(SHOWN_SETTINGS):
        click.echo(f"  {name:<24} {current_app.config.get(name)}")
    click.echo(f"  {'SECRET_KEY':<24} set, {len(current_app.config['SECRET_KEY'])} characters")
    findings = [*database_findings(), _catalogue_finding(), NO_MAIL, NO_FONTS]
    for finding in findings:
        click.echo(f"{'ok  ' if finding.is_ok else 'MEND'} {finding.subject}: {finding.words}")
    if not all(finding.is_ok for finding in findings):
        raise click.exceptions.Exit(1)


def _catalogue_finding() -> Finding:
    """Say whether the Chinese pages have their words."""
    spoken = {str(locale) for locale in babel.list_translations()}
    if "zh" in spoken:
        return Finding("languages", True, ", ".join(sorted(spoken | {"en"})))
    return Finding(
        "languages", False, "the Chinese catalogue is not compiled: pybabel compile -d reviewapp/translations"
    )


def register(app: Flask) -> None:
    """Add the commands."""
    app.cli.add_command(doctor)
    for group in (people, tokens, demo):
        app.cli.add_command(group)
