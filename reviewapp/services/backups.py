"""Take a backup: everything at one moment, while others go on writing."""

from collections.abc import Iterator
from pathlib import Path

from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, LargeBinary, MetaData, Table, select

from ..clock import now
from ..domain.backups import LEFT_OUT, Manifest, to_line, without_secrets
from ..domain.errors import StateConflict
from ..extensions import db
from .backup_file import BackupWriter, write_backup

ROWS_AT_ONCE = 500
BOOKKEEPING = "alembic_version"


def take_backup(file: Path) -> Manifest:
    """Write everything into one file, as it stood when this began.

    Raises StateConflict("database_bare") where nothing was migrated yet, OSError where the file cannot be.
    """
    with db.engine.connect() as connection:
        snapshot = _snapshot(connection)
        return write_backup(file, lambda writer: _write(writer, snapshot))


def tables_now(connection: Connection) -> list[Table]:
    """Read from the database itself what tables it has, those that others refer to first."""
    metadata = MetaData()
    metadata.reflect(connection)
    return [table for table in metadata.sorted_tables if table.name != BOOKKEEPING]


def has_bytes(table: Table) -> bool:
    """Tell whether rows of a table hold whole files, so that few of them fill the memory."""
    return any(isinstance(column.type, LargeBinary) for column in table.columns)


def _snapshot(connection: Connection) -> Connection:
    """See one moment until the connection closes: SQLite's read transactions do so by themselves."""
    if connection.dialect.name == "postgresql":
        return connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
    return connection


def _write(writer: BackupWriter, connection: Connection) -> Manifest:
    revision = MigrationContext.configure(connection).get_current_revision()
    if revision is None:
        raise StateConflict("database_bare")
    taken_at = now().isoformat()
    for table in tables_now(connection):
        if table.name not in LEFT_OUT:
            writer.write_table(table.name, _lines(connection, table))
    manifest = Manifest(revision, taken_at, connection.dialect.name, writer.parts)
    writer.write_manifest(manifest)
    return manifest


def _lines(connection: Connection, table: Table) -> Iterator[bytes]:
    everything = select(table).order_by(*table.primary_key.columns)
    at_once = {"yield_per": 1 if has_bytes(table) else ROWS_AT_ONCE}
    for row in connection.execute(everything, execution_options=at_once).mappings():
        yield to_line(without_secrets(table.name, dict(row)))
