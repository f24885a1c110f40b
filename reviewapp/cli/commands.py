"""The list of commands."""

from flask import Flask

from .backup import backup, restore
from .demo import demo
from .doctor import doctor
from .people import people
from .tokens import tokens
from .worker import worker

COMMANDS = (people, tokens, demo, worker, backup, restore, doctor)


def register(app: Flask) -> None:
    """Add the commands."""
    for command in COMMANDS:
        app.cli.add_command(command)
