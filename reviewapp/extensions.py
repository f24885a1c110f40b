"""Flask extensions, made here and bound in app.py; the database's settings."""

import sqlite3
import threading
from collections import deque
from functools import partial
from typing import Any

from flask import Flask
from flask_babel import Babel
from flask_compress import Compress
from flask_login import LoginManager
from flask_migrate import Migrate
from flask_sqlalchemy import SQLAlchemy
from flask_wtf import CSRFProtect
from sqlalchemy import Connection, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import InterfaceError, OperationalError, TimeoutError
from sqlalchemy.pool import ConnectionPoolEntry

from .models.base import Base

try:
    import pysqlite3.dbapi2 as sqlite
except ImportError:
    sqlite = sqlite3

WAL_IS_SAFE = sqlite.sqlite_version_info >= (3, 51, 3)
"""Earlier releases can lose commits when a WAL is reset with two connections open (sqlite.org, 3.51.3)."""

DATABASE_AWAY = (OperationalError, InterfaceError, TimeoutError)
"""What is raised when the database cannot be reached or cannot write: nothing the program could mend."""

PATIENCE = {"connect_timeout": "5", "keepalives_idle": "30", "tcp_user_timeout": "30000"}
"""How long to wait for a PostgreSQL server that does not answer (seconds, seconds, milliseconds)."""

PATIENCE_OF_WRITERS = 30.0
"""Seconds a writer waits for its turn before it asks SQLite all the same."""

db = SQLAlchemy(model_class=Base, session_options={"expire_on_commit": False})
migrate = Migrate(render_as_batch=True, compare_type=True)
login_manager = LoginManager()
csrf = CSRFProtect()
babel = Babel()
compress = Compress()


def engine_options(url: str) -> dict[str, Any]:
    """Give the engine's options for a database URL."""
    address = make_url(url)
    if address.get_backend_name() == "sqlite":
        return {"module": sqlite, "connect_args": {"timeout": 10}}
    patience = {name: value for name, value in PATIENCE.items() if name not in address.query}
    return {"pool_pre_ping": True, "connect_args": patience}


def prepare_database(app: Flask) -> None:
    """Bind the database and set what every SQLite connection needs."""
    app.config.setdefault("SQLALCHEMY_ENGINE_OPTIONS", engine_options(app.config["SQLALCHEMY_DATABASE_URI"]))
    db.init_app(app)
    with app.app_context():
        if db.engine.dialect.name == "sqlite":
            turns = Turns()
            event.listen(db.engine, "connect", _prepare_connection)
            event.listen(db.engine, "begin", partial(_begin, turns))
            event.listen(db.engine.pool, "checkin", partial(_end_turn, turns))
    migrate.init_app(app, db, directory=str(app.config.get("MIGRATIONS", "migrations")))


def _prepare_connection(connection: Any, _: object) -> None:
    """Leave BEGIN to SQLAlchemy, keep foreign keys, and sync every commit to the disk."""
    connection.isolation_level = None
    for pragma in (
        "foreign_keys=ON",
        f"journal_mode={'WAL' if WAL_IS_SAFE else 'TRUNCATE'}",
        "synchronous=FULL",
        "busy_timeout=10000",
    ):
        connection.execute(f"PRAGMA {pragma}")


class Turns:
    """Writers of one process in the order they came.

    SQLite lets writers ask again and again for its one lock, and under a storm of them somebody asks in vain
    until his or her patience ends.
    """

    def __init__(self) -> None:
        self._guard, self._waiting = threading.Lock(), deque[threading.Event]()
        self._is_taken = False

    def take(self, patience: float) -> bool:
        """Wait for one's turn; say whether it came within `patience` seconds."""
        with self._guard:
            if not self._is_taken:
                self._is_taken = True
                return True
            mine = threading.Event()
            self._waiting.append(mine)
        if mine.wait(patience):
            return True
        with self._guard:
            if mine.is_set():
                return True
            self._waiting.remove(mine)
            return False

    def give(self) -> None:
        """Let the next one."""
        with self._guard:
            if self._waiting:
                self._waiting.popleft().set()
            else:
                self._is_taken = False


def _begin(turns: Turns, connection: Connection) -> None:
    """Take the write lock at once where a write will come, so that no read turns stale below it."""
    if not connection.get_execution_options().get("writes", False):
        connection.exec_driver_sql("BEGIN")
        return
    if "turn" not in connection.info:
        connection.info["turn"] = turns.take(PATIENCE_OF_WRITERS)
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _end_turn(turns: Turns, _: object, record: ConnectionPoolEntry) -> None:
    """Let the next writer once a connection is done with."""
    if record.info.pop("turn", False):
        turns.give()
