"""Questions about the installation itself, for `flask doctor`."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import current_app
from sqlalchemy import Connection, func, or_, select, text

from ..clock import now
from ..domain.mails import Outcome
from ..extensions import DATABASE_AWAY, WAL_IS_SAFE, db
from ..models import Mail, Project, Round

OLDEST_POSTGRESQL = 13
WAITS_TOO_LONG = timedelta(minutes=15)
LOOKED_BACK = timedelta(days=7)
LEAST_FREE_MB = 500
START_WORKER = "start the worker: flask --app wsgi worker"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at, and what to do where it is not right."""

    subject: str
    is_ok: bool
    words: str


def database_findings() -> list[Finding]:
    """Look at the database and what it tells: reachable, safe settings, newest revision, work left lying."""
    try:
        with db.engine.connect() as connection:
            kind = _sqlite(connection) if db.engine.dialect.name == "sqlite" else _postgresql(connection)
            migrations = _migrations(connection)
            findings = [kind, _room(connection), migrations]
            if migrations.is_ok:
                findings += [*_work(connection), _time_zones(connection)]
            return findings
    except DATABASE_AWAY as error:
        first = str(error.__cause__ or error).strip().partition("\n")[0]
        return [Finding("database", False, f"not to be reached: {first}. Check DATABASE_URL")]


def masked_database_url() -> str:
    """Give the address of the database without its password."""
    address = db.engine.url
    query = {name: "***" if "password" in name else value for name, value in address.query.items()}
    return address.set(query=query).render_as_string(hide_password=True)


def _sqlite(connection: Connection) -> Finding:
    journal = connection.scalar(text("PRAGMA journal_mode"))
    release = connection.scalar(text("SELECT sqlite_version()"))
    words = f"SQLite {release}, journal {journal}, every commit synced"
    if not WAL_IS_SAFE:
        words += " (slower than WAL: install the pysqlite3 wheel for SQLite 3.51.3 or newer)"
    return Finding("database", True, words)


def _postgresql(connection: Connection) -> Finding:
    """Without an UTF-8 character type, PostgreSQL finds no Chinese word."""
    release = str(connection.scalar(text("SHOW server_version")))
    encoding, ctype = connection.execute(
        text(
            "SELECT pg_encoding_to_char(encoding), datctype FROM pg_database "
            "WHERE datname = current_database()"
        )
    ).one()
    words = f"PostgreSQL {release}, encoding {encoding}, character type {ctype}"
    if int(release.partition(".")[0]) < OLDEST_POSTGRESQL:
        return Finding("database", False, f"{words}: install PostgreSQL {OLDEST_POSTGRESQL} or newer")
    if encoding != "UTF8" or ctype in ("C", "POSIX"):
        made = "createdb --template=template0 --encoding=UTF8 --locale=C.UTF-8 NAME"
        return Finding("database", False, f"{words}: make one with {made}, move by backup and restore")
    return Finding("database", True, words)


def _migrations(connection: Connection) -> Finding:
    present = MigrationContext.configure(connection).get_current_revision()
    newest = ScriptDirectory(current_app.config["MIGRATIONS"]).get_current_head()
    if present == newest:
        return Finding("migrations", True, str(present))
    return Finding("migrations", False, f"{present}, newest is {newest}: run flask --app wsgi db upgrade")


def _room(connection: Connection) -> Finding:
    """Say how much room is left where the database lies; of another machine's disk nothing is known."""
    file = connection.engine.url.database
    if connection.dialect.name != "sqlite" or not file:
        size = connection.scalar(select(func.pg_database_size(func.current_database())))
        return Finding("disk", True, f"the database takes {int(size or 0) // 2**20} MB on its server")
    free = shutil.disk_usage(Path(file).parent).free // 2**20
    words = f"{free} MB free beside the database"
    is_enough = free >= LEAST_FREE_MB
    return Finding("disk", is_enough, words if is_enough else f"{words}: make room")


def _work(connection: Connection) -> Iterator[Finding]:
    """Look for work that nobody does: mails that wait, rounds whose opening or close was not noted."""
    late = now() - WAITS_TOO_LONG
    waiting = select(func.count()).where(Mail.settled_at.is_(None), Mail.due_at < late)
    opened = (Round.opens_at < late) & Round.opening_noted_at.is_(None)
    closed = (Round.closes_at < late) & Round.closing_noted_at.is_(None)
    unnoted = select(func.count()).select_from(Round).where(Round.cancelled_at.is_(None), or_(opened, closed))
    mails, rounds = connection.scalar(waiting) or 0, connection.scalar(unnoted) or 0
    if mails or rounds:
        yield Finding(
            "worker", False, f"{mails} mails and {rounds} rounds wait longer than 15 minutes: {START_WORKER}"
        )
    else:
        yield Finding("worker", True, "nothing waits longer than 15 minutes")
    ended = (Outcome.REFUSED, Outcome.UNKNOWN)
    lost = select(func.count()).where(Mail.outcome.in_(ended), Mail.settled_at > now() - LOOKED_BACK)
    if number := connection.scalar(lost):
        yield Finding("mails", True, f"{number} of the last 7 days did not arrive for certain: see People")


def _time_zones(connection: Connection) -> Finding:
    """Deadlines end at midnight where the project is: that takes the data of its time zone."""
    asked = {"Asia/Shanghai", "Europe/Berlin", *connection.scalars(select(Project.time_zone))}
    missing = sorted(zone for zone in asked if not _is_known(zone))
    if missing:
        return Finding("time zones", False, f"no data for {', '.join(missing)}: install the package tzdata")
    return Finding("time zones", True, f"{len(asked)} looked up")


def _is_known(zone: str) -> bool:
    try:
        return ZoneInfo(zone).key == zone
    except (ZoneInfoNotFoundError, ValueError):
        return False
