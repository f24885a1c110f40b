"""The app under test, its empty database, and clients that do not share a request's state with the test."""

import contextvars
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.ctx import AppContext
from flask.testing import FlaskClient
from flask_migrate import upgrade
from jinja2 import FileSystemBytecodeCache, StrictUndefined

from config import settings_from
from reviewapp.app import create_app
from reviewapp.extensions import db
from tests.databases import SqliteDatabase, TestDatabase, new_database

MIGRATIONS = str(Path(__file__).parent.parent / "migrations")
SECRET_KEY = "only for tests, 32 characters and more"


@dataclass(frozen=True, slots=True)
class World:
    """An app with a migrated database of its own."""

    app: Flask
    database: TestDatabase

    def empty(self) -> None:
        """Forget every row, and every page made of them."""
        self.app.extensions["stored_pages"].clear()
        with self.app.app_context():
            self.database.empty(db.engine)


class SeparateClient(FlaskClient):
    """A client whose requests see only what the test committed, as a real visitor would.

    Without it a request would borrow the test's app context, and with it `g`, the signed-in person
    and the session. Do not use it as a context manager.
    """

    def open(self, *args: Any, **kwargs: Any) -> Any:
        """Commit what the test built, send the request, and let the test see what it changed."""
        db.session.commit()
        answer = contextvars.Context().run(super().open, *args, **kwargs)
        db.session.expire_all()
        return answer


def make_app(database_url: str, **settings: Any) -> Flask:
    """Build the app on `database_url`, with CSRF as `settings` say (off unless told)."""
    environ = {"DATABASE_URL": database_url, "SECRET_KEY": SECRET_KEY}
    app = create_app(
        {
            **settings_from(environ),
            "TESTING": True,
            "WTF_CSRF_ENABLED": False,
            "PASSWORD_COST": (1, 8, 1),
            "IMPORT_AT_ONCE": 60,
            **settings,
        }
    )
    app.test_client_class = SeparateClient
    app.jinja_env.undefined = StrictUndefined
    return app


def make_world(database: TestDatabase, **settings: Any) -> World:
    """Build an app on `database` and migrate it."""
    app = make_app(database.url, **settings)
    with app.app_context():
        upgrade(directory=MIGRATIONS)
        database.keep(db.engine, db.metadata)
    return World(app, database)


@pytest.fixture(scope="session", autouse=True)
def _templates_compiled_once(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> None:
    """Share the compiled templates between the apps of a run, and between its workers."""
    own = tmp_path_factory.getbasetemp()
    shared = (own if worker_id == "master" else own.parent) / "templates"
    shared.mkdir(exist_ok=True)
    Flask.jinja_options = {**Flask.jinja_options, "bytecode_cache": FileSystemBytecodeCache(str(shared))}


@pytest.fixture(scope="session")
def world(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> World:
    """The app that all tests of one worker share."""
    return make_world(new_database(tmp_path_factory.mktemp("database"), f"review_{worker_id}"))


@pytest.fixture
def app(world: World) -> Flask:
    """The app with empty tables."""
    world.empty()
    return world.app


@pytest.fixture
def app_context(app: Flask) -> Iterator[AppContext]:
    """An app context around the test: builders, queries and services work in it."""
    with app.app_context() as context:
        yield context
        db.session.rollback()


@pytest.fixture
def client(app: Flask, app_context: AppContext) -> FlaskClient:
    """A visitor nobody knows yet. `app.test_client()` makes another."""
    return app.test_client()


def live_world(folder: Path, **settings: Any) -> World:
    """Build the app that browsers visit: SQLite, CSRF on."""
    return make_world(SqliteDatabase(folder / "live.db"), WTF_CSRF_ENABLED=True, **settings)
