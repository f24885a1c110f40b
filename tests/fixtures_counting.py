"""Count what a page or a verb asks of the database."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import pytest
from flask.ctx import AppContext
from sqlalchemy import event

from reviewapp.extensions import db

Counting = Callable[[], AbstractContextManager[list[str]]]


@contextmanager
def _listening(name: str, note: Callable[..., str | None]) -> Iterator[list[str]]:
    db.session.commit()  # so that the end of the test's own transaction does not count
    seen: list[str] = []

    def listen(*args: Any) -> None:
        noted = note(*args)
        if noted:
            seen.append(noted)

    engine = db.engine
    event.listen(engine, name, listen)
    try:
        yield seen
    finally:
        event.remove(engine, name, listen)


def _question(connection: Any, cursor: Any, statement: str, *rest: Any) -> str | None:
    return None if statement.startswith(("BEGIN", "SAVEPOINT", "RELEASE")) else statement


@pytest.fixture
def count_queries(app_context: AppContext) -> Counting:
    """`with count_queries() as statements:` lists the SQL statements of the block."""
    return lambda: _listening("before_cursor_execute", _question)


@pytest.fixture
def count_commits(app_context: AppContext) -> Counting:
    """`with count_commits() as commits:` lists one "commit" for each commit of the block."""
    return lambda: _listening("commit", lambda connection: "commit")
