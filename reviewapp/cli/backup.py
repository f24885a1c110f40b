"""`flask backup` and `flask restore`: one file with everything."""

from pathlib import Path

import click
from flask.cli import with_appcontext

from ..domain.backups import Manifest
from ..domain.errors import ReviewError
from ..services.backups import take_backup
from ..services.restores import check_backup, restore_backup

REFUSALS = {
    "backup_missing": "There is no such file.",
    "backup_foreign": "This is no backup of this program. Choose a file that `flask backup` has written.",
    "backup_damaged": "This backup is damaged ({part}). Nothing was written: take another copy of it.",
    "backup_newer": "This backup comes from a newer release ({release}). Install that release, then restore.",
    "database_filled": (
        "The database holds rows already (in “{table}”), and a restore never writes over them. Stop the "
        "server and the worker, and point DATABASE_URL at a new database (or move the old SQLite file away)."
    ),
    "database_bare": "The database has no tables yet. Check DATABASE_URL: is it the right one?",
}
FILE = click.argument("file", type=click.Path(dir_okay=False, path_type=Path))


@click.command("backup")
@FILE
@with_appcontext
def backup(file: Path) -> None:
    """Write everything into FILE, as it stands now; people may go on working."""
    try:
        manifest = take_backup(file)
    except ReviewError as error:
        raise _refusal(error) from None
    except OSError as error:
        raise click.ClickException(f"{file} cannot be written: {error.strerror}.") from None
    click.echo(f"{file}: {_summary(manifest)}. It opens everything: keep it where nobody else can read it.")


@click.command("restore")
@FILE
@click.option("--check", is_flag=True, help="Only look whether FILE is whole; touch no database.")
@with_appcontext
def restore(file: Path, check: bool) -> None:
    """Load FILE into an empty database, of whichever kind."""
    try:
        manifest = (check_backup if check else restore_backup)(file)
    except ReviewError as error:
        raise _refusal(error) from None
    except OSError as error:
        raise click.ClickException(f"{file} cannot be read: {error.strerror}.") from None
    done = "whole" if check else "restored; everybody signs in again"
    click.echo(f"{file}: {_summary(manifest)}: {done}.")


def _summary(manifest: Manifest) -> str:
    return f"{manifest.rows} rows of {len(manifest.tables)} tables, taken {manifest.taken_at}"


def _refusal(error: ReviewError) -> click.ClickException:
    return click.ClickException(REFUSALS[error.code].format_map(error.params))
