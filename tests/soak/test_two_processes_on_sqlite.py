"""What two processes over one PostgreSQL database do in every run, over one file of SQLite."""

import pytest
from flask.ctx import AppContext

from tests.services.test_two_processes import site, test_two_processes_are_one_site  # noqa: F401


@pytest.fixture(autouse=True)
def _inside_the_app(app_context: AppContext) -> None: ...
