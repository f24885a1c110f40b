"""The long runs: collected only where they are asked for by their folder."""

from pathlib import Path

import pytest

pytest_plugins: list[str] = []


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave the long runs out of every other run."""
    if any("soak" in Path(argument).parts for argument in config.args):
        return
    here = Path(__file__).parent
    items[:] = [item for item in items if here not in item.path.parents]
