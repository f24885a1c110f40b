"""The app as it stands, for rules that look at it without a database."""

import pytest
from flask import Flask

from tests.fixtures_app import make_app


@pytest.fixture(scope="session")
def world_app() -> Flask:
    """The app, never asked for a page."""
    return make_app("sqlite://")
