"""Everything here runs inside the app, on empty tables."""

import pytest
from flask.ctx import AppContext


@pytest.fixture(autouse=True)
def _inside_the_app(app_context: AppContext) -> None: ...
