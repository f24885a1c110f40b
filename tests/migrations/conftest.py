"""Databases without a table, for migrations to fill."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from reviewapp.extensions import db
from tests.databases import new_database
from tests.fixtures_app import make_app


@pytest.fixture
def bare_app(tmp_path: Path, worker_id: str) -> Iterator[Flask]:
    """The app on a database without a table."""
    app = make_app(new_database(tmp_path, f"review_bare_{worker_id}").url)
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()
