"""`flask worker`: the background work."""

import click
from flask.cli import with_appcontext

from ..worker import run


@click.command("worker")
@click.option("--once", is_flag=True, help="Do what is due now, and end.")
@with_appcontext
def worker(once: bool) -> None:
    """Open and close rounds, remind reviewers, send mail, until TERM or INT."""
    if not run(once=once):
        raise click.exceptions.Exit(1)
