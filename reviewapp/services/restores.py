"""Restore a backup into an empty database of either kind: all of it or nothing."""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import current_app
from sqlalchemy import Connection, Table, bindparam, func, select, text
from sqlalchemy.exc import DBAPIError

from ..domain.backups import Manifest, Row, from_line
from ..domain.errors import BadInput, StateConflict
from ..extensions import db
from .backup_file import BackupReader
from .backups import ROWS_AT_ONCE, has_bytes, tables_now


def check_backup(file: Path) -> Manifest:
    """Read a whole backup and compare it with its manifest, without touching the database.

    Raises BadInput: backup_missing, backup_foreign, backup_damaged, backup_newer.
    """
    with BackupReader(file) as backup:
        _refuse_unknown_revision(backup.manifest)
        return backup.manifest


def restore_backup(file: Path) -> Manifest:
    """Load a backup into a database without rows, and bring it to the newest revision.

    What is wrong with the file is found before anything is written; what is wrong later leaves no row.
    Raises what check_backup raises, and StateConflict("database_filled").
    """
    with BackupReader(file) as backup:
        _refuse_unknown_revision(backup.manifest)
        _refuse_filled_database()
        _migrate_to(backup.manifest.revision)
        try:
            with db.engine.connect().execution_options(writes=True) as connection, connection.begin():
                _load(connection, backup)
        except (DBAPIError, ValueError) as error:
            raise BadInput("backup_damaged", part=_first_line(error)) from error
    command.upgrade(_alembic(), "head")
    return backup.manifest


def _alembic() -> Config:
    config: Config = current_app.extensions["migrate"].migrate.get_config(current_app.config["MIGRATIONS"])
    return config


def _refuse_unknown_revision(manifest: Manifest) -> None:
    known = {script.revision for script in ScriptDirectory.from_config(_alembic()).walk_revisions()}
    if manifest.revision not in known:
        raise BadInput("backup_newer", release=manifest.release)


def _refuse_filled_database() -> None:
    with db.engine.connect() as connection:
        for table in tables_now(connection):
            if connection.execute(select(text("1")).select_from(table).limit(1)).first() is not None:
                raise StateConflict("database_filled", table=table.name)


def _migrate_to(revision: str) -> None:
    """Give the empty database the tables of the backup: down to nothing first, unless it has them."""
    with db.engine.connect() as connection:
        present = MigrationContext.configure(connection).get_current_revision()
    if present == revision:
        return
    if present is not None:
        command.downgrade(_alembic(), "base")
    command.upgrade(_alembic(), revision)


def _load(connection: Connection, backup: BackupReader) -> None:
    """Load every table, those that others refer to first; count again what arrived."""
    tables = tables_now(connection)
    if missing := backup.manifest.tables.keys() - {table.name for table in tables}:
        raise ValueError(f"no table {min(missing)}")
    for table in tables:
        if (part := backup.manifest.tables.get(table.name)) is None:
            continue
        _load_table(connection, table, backup.lines(table.name))
        if connection.scalar(select(func.count()).select_from(table)) != part.rows:
            raise ValueError(f"rows of {table.name}")
    _check_references(connection)


def _load_table(connection: Connection, table: Table, lines: Iterator[bytes]) -> None:
    """Insert the rows; what refers to rows of the same table is filled in once they all stand."""
    inward = sorted({key.parent.name for key in table.foreign_keys if key.column.table is table})
    later: list[Row] = []
    columns = set(table.columns.keys())
    while chunk := [from_line(line) for line in islice(lines, 1 if has_bytes(table) else ROWS_AT_ONCE)]:
        for row in chunk:
            if row.keys() != columns:
                raise ValueError(f"columns of {table.name}")
            if any(row[name] is not None for name in inward):
                later.append({"its_id": row["id"], **{name: row[name] for name in inward}})
                row.update(dict.fromkeys(inward))
        connection.execute(table.insert(), chunk)
    if later:
        values: dict[str, Any] = {name: bindparam(name) for name in inward}
        connection.execute(table.update().where(table.c.id == bindparam("its_id")).values(values), later)
    _continue_counting(connection, table)


def _continue_counting(connection: Connection, table: Table) -> None:
    """Let PostgreSQL give the next row a key that is free; SQLite does so by itself."""
    if connection.dialect.name != "postgresql" or "id" not in table.columns:
        return
    highest = connection.scalar(select(func.max(table.c.id)))
    if highest is not None:
        quoted = connection.dialect.identifier_preparer.format_table(table)
        connection.execute(select(func.setval(func.pg_get_serial_sequence(quoted, "id"), highest)))


def _check_references(connection: Connection) -> None:
    """Look for rows that refer to nothing; PostgreSQL has looked at each while it was loaded."""
    if connection.dialect.name == "sqlite":
        orphan = connection.execute(text("PRAGMA foreign_key_check")).first()
        if orphan is not None:
            raise ValueError(f"references of {orphan[0]}")


def _first_line(error: Exception) -> str:
    cause = error.orig if isinstance(error, DBAPIError) else error
    return str(cause).splitlines()[0][:200]
