"""Everything here runs inside the app, on empty tables."""

import os

import pytest
from flask.ctx import AppContext

# Two processes take seconds to start: over one file they are tried in the long run.
collect_ignore = [] if os.environ.get("TEST_DATABASE_URL") else ["test_two_processes.py"]


@pytest.fixture(autouse=True)
def _inside_the_app(app_context: AppContext) -> None: ...
