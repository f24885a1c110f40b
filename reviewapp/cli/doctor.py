"""`flask doctor`: the settings in force and what should be mended."""

import click
from flask import current_app
from flask.cli import with_appcontext

from ..extensions import babel
from ..queries.health import Finding, database_findings

NO_MAIL = Finding("mail", True, "not sent yet: sign-in links are copied and handed over")
NO_FONTS = Finding("fonts", True, "none needed: pages use those of each reader's device")
SHOWN_SETTINGS = ("BASE_URL", "MAX_UPLOAD_MB", "PROXY_HOPS", "SESSION_COOKIE_SECURE", "MIGRATIONS")


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
