"""The long runs: collected only where their folder is asked for."""

from pathlib import Path

import pytest

from tests.browser.conftest import (  # noqa: F401 - the live server and its browser
    app,
    base_url,
    browser_context_args,
    browser_type_launch_args,
    complaints,
    live_server,
    new_context,
)

HERE = Path(__file__).parent


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave the long runs out of every other run."""
    if not any("soak" in Path(argument).parts for argument in config.args):
        items[:] = [item for item in items if HERE not in item.path.parents]
