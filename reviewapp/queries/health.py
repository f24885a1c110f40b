"""Questions about the database itself, for `flask doctor` and the readiness check."""

from dataclasses import dataclass

from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import current_app
from sqlalchemy import text

from ..extensions import WAL_IS_SAFE, db


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at, and what to do where it is not right."""

    subject: str
    is_ok: bool
    words: str


def database_findings() -> list[Finding]:
    """Look at the database: reachable, safe settings, migrated to the newest revision."""
    address = db.engine.url.render_as_string(hide_password=True)
    with db.engine.connect() as connection:
        if db.engine.dialect.name == "sqlite":
            journal = connection.execute(text("PRAGMA journal_mode")).scalar_one()
            release = connection.execute(text("SELECT sqlite_version()")).scalar_one()
            words = f"SQLite {release}, journal {journal}, every commit synced"
            if not WAL_IS_SAFE:
                words += " (slower than WAL: install the pysqlite3 wheel for a newer SQLite)"
            settings = Finding("database", True, f"{address}: {words}")
        else:
            kind = connection.execute(text("SHOW lc_ctype")).scalar_one()
            is_utf8 = "UTF-8" in kind.upper() or "UTF8" in kind.upper()
            words = "" if is_utf8 else "; make the cluster with initdb --locale=C.UTF-8"
            settings = Finding("database", is_utf8, f"{address}: character type {kind}{words}")
        present = MigrationContext.configure(connection).get_current_revision()
    newest = ScriptDirectory(current_app.config["MIGRATIONS"]).get_current_head()
    is_newest = present == newest
    words = str(present) if is_newest else f"{present}, newest is {newest}: run flask --app wsgi db upgrade"
    return [settings, Finding("migrations", is_newest, words)]
