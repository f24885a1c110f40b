"""The loaded demo in a database of its own, loaded once for all workers: its tests only look at it."""

import fcntl
from collections.abc import Iterator

import pytest
from flask import Flask
from flask.ctx import AppContext

from reviewapp.demo import loader
from reviewapp.extensions import db
from tests.databases import SqliteDatabase
from tests.fixtures_app import make_world


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Flask:
    """The app on a database that holds the demo; mail is on, so that a mail sent by loading would be seen."""
    own = tmp_path_factory.getbasetemp()
    folder = own if worker_id == "master" else own.parent
    with (folder / "demo.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        app = make_world(SqliteDatabase(folder / "demo.db"), MAIL_URL="smtp://mail.example.org").app
        with app.app_context():
            loader.load()
    return app


@pytest.fixture
def inside_the_demo(demo: Flask) -> Iterator[AppContext]:
    """An app context on the loaded demo."""
    with demo.app_context() as context:
        yield context
        db.session.rollback()
