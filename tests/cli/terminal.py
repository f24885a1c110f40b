"""A command as typed at a terminal: it sees what the test committed, and no context of the test's."""

import contextvars

from click.testing import Result
from flask import Flask

from reviewapp.extensions import db


def run(app: Flask, *arguments: str) -> Result:
    """Run `flask ARGUMENTS` on an app."""
    db.session.commit()
    return contextvars.Context().run(app.test_cli_runner().invoke, args=list(arguments))
