"""What every test may use, and the rule that a skip is never quiet."""

import gc
import os

import pytest

pytest_plugins = ["tests.fixtures_app", "tests.fixtures_counting"]


LONGEST_FIRST = (
    "tests/browser/test_main_job.py",
    "tests/rights/test_cells.py",
    "tests/rights/test_blind",
    "tests/browser",
    "tests/rights",
    "tests/background",
)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes longest, so that no worker ends alone with it; the rest stays shuffled."""
    items.sort(key=lambda item: next((i for i, p in enumerate(LONGEST_FIRST) if p in item.nodeid), 9))


def pytest_collection_finish() -> None:
    """Let the collector of garbage look at what tests make, not again and again at all that was imported."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 50, 100)


def _skipped(config: pytest.Config) -> list[pytest.TestReport]:
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    return reporter.stats.get("skipped", []) if reporter else []


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fail a run that skipped something where everything must run."""
    if os.environ.get("CI") and _skipped(session.config) and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Say in one line what was skipped and why."""
    skipped = _skipped(config)
    if skipped:
        reasons = sorted({report.longrepr[2] for report in skipped if isinstance(report.longrepr, tuple)})
        terminalreporter.write_line(
            f"SKIPPED {len(skipped)} tests: {'; '.join(reasons)}", red=True, bold=True
        )
