"""Rows for every table that a database has, whatever its revision; and what stands in them."""

from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Connection,
    Date,
    DateTime,
    Float,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    select,
    text,
)

from reviewapp.extensions import db

Rows = dict[str, list[dict[str, Any]]]
MOMENT = datetime(2026, 11, 23, 5, 15, 42, 123456, tzinfo=UTC)


def reflected(connection: Connection) -> dict[str, Table]:
    """Give the tables that stand in the database, those first that others refer to."""
    metadata = MetaData()
    metadata.reflect(connection)
    return {table.name: table for table in metadata.sorted_tables if table.name != "alembic_version"}


def fill(**many: int) -> None:
    """Write three rows into every table (or as many as told): each refers to rows that stand there."""
    with db.engine.connect().execution_options(writes=True) as connection, connection.begin():
        for table in reflected(connection).values():
            rows = [_row(table, number) for number in range(1, many.get(table.name, 3) + 1)]
            for first in range(0, len(rows), 1000):
                connection.execute(table.insert(), rows[first : first + 1000])


def rows_now() -> Rows:
    """Read every table, ordered by its keys."""
    with db.engine.connect() as connection:
        return {
            name: [dict(row) for row in connection.execute(_all_of(table)).mappings()]
            for name, table in reflected(connection).items()
        }


def orphans() -> list[Any]:
    """Give what refers to nothing; PostgreSQL says so by itself when a constraint is made."""
    with db.engine.connect() as connection:
        is_sqlite = connection.dialect.name == "sqlite"
        return list(connection.execute(text("PRAGMA foreign_key_check"))) if is_sqlite else []


def references() -> set[tuple[str, str, str]]:
    """Give every foreign key as (table, column, target)."""
    with db.engine.connect() as connection:
        return {
            (name, key.parent.name, key.target_fullname)
            for name, table in reflected(connection).items()
            for key in table.foreign_keys
        }


def kept_in(before: Rows, after: Rows) -> Rows:
    """Give `before` again as far as `after` has its tables and columns."""
    return {
        name: [{column: row[column] for column in row.keys() & after[name][0].keys()} for row in rows]
        for name, rows in before.items()
        if after.get(name)
    }


def _all_of(table: Table) -> Any:
    return select(table).order_by(*table.primary_key.columns)


def _row(table: Table, number: int) -> dict[str, Any]:
    return {column.name: _value(column, number) for column in table.columns}


def _value(column: Column[Any], number: int) -> Any:
    if column.foreign_keys:
        inward = any(key.column.table is column.table for key in column.foreign_keys)
        return (number - 1 or None) if inward else (number - 1) % 3 + 1 if number > 3 else number
    match column.type:
        case Boolean():
            return number % 2 == 0
        case Integer():
            return number
        case Float():
            return number / 8
        case DateTime():
            return MOMENT.replace(microsecond=number % 1_000_000)
        case Date():
            return date(2026, 11, 1 + number % 28)
        case JSON():
            return ["标签", number]
        case LargeBinary():
            return bytes([0, 255, number % 256]) * 9
    words = f"{number} 名“a”\n"
    return words[: getattr(column.type, "length", None) or len(words)]
