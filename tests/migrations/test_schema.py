"""Migrations: up, down and up again, ending in the schema that the models describe."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import inspect

from reviewapp.extensions import db
from tests.databases import new_database
from tests.fixtures_app import MIGRATIONS, make_app


@pytest.fixture
def bare_app(tmp_path: Path, worker_id: str) -> Iterator[Flask]:
    """The app on a database without a table."""
    app = make_app(new_database(tmp_path, f"review_bare_{worker_id}").url)
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


def _tables() -> set[str]:
    return set(inspect(db.engine).get_table_names()) - {"alembic_version"}


def test_migrations_make_the_schema_of_the_models(bare_app: Flask) -> None:
    upgrade(directory=MIGRATIONS)
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "render_as_batch": True})
        assert compare_metadata(context, db.metadata) == []


def test_migrations_go_up_and_down_and_up_again(bare_app: Flask) -> None:
    upgrade(directory=MIGRATIONS)
    first = _tables()
    downgrade(directory=MIGRATIONS, revision="base")
    assert _tables() == set()
    upgrade(directory=MIGRATIONS)
    assert _tables() == first != set()
