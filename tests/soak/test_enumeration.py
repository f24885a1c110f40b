"""Whether the time of an answer tells who has an account: 200 tries each, medians compared."""

import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from reviewapp.services import limits
from reviewapp.services.passwords import COST
from tests.databases import SqliteDatabase
from tests.fixtures_app import make_world
from tests.web.entering import person

TRIES = 200
KNOWN, UNKNOWN = "expert1@example.org", "unknown@example.org"


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Flask:
    """An app with the real cost of a password, where nobody is told to wait."""
    for name in ("PASSWORD_HERE", "PASSWORD_ACCOUNT", "PASSWORD_ADDRESS", "LINK_ACCOUNT", "LINK_ADDRESS"):
        monkeypatch.setattr(limits, name, limits.Limit(name, 10**6))
    world = make_world(
        SqliteDatabase(tmp_path / "time.db"), PASSWORD_COST=COST, MAIL_URL="smtp://localhost:1"
    )
    with world.app.app_context():
        person(KNOWN)
    return world.app


@pytest.mark.parametrize(
    "fields", [{"password": "not the password"}, {"way": "link"}], ids=["password", "link"]
)
def test_the_time_of_an_answer_tells_nothing(site: Flask, fields: dict[str, str]) -> None:
    client = FlaskClient(site, site.response_class)

    def ask(email: str) -> Any:
        return client.post("/sign-in", data={"email": email, **fields})

    for email in (KNOWN, UNKNOWN):
        ask(email)
    times = _times_of(ask, [KNOWN, UNKNOWN])
    known, unknown = (statistics.median(times[email]) for email in (KNOWN, UNKNOWN))
    print(f"known {known * 1000:.2f} ms, unknown {unknown * 1000:.2f} ms")  # noqa: T201
    assert abs(known - unknown) < 0.005
    assert abs(known - unknown) < 0.1 * max(known, unknown)


def _times_of(ask: Callable[[str], Any], emails: list[str]) -> dict[str, list[float]]:
    """Measure in turns, so that whatever else the machine does falls on both."""
    times: dict[str, list[float]] = {email: [] for email in emails}
    for turn in range(TRIES):
        for email in emails if turn % 2 else reversed(emails):
            begun = time.perf_counter()
            ask(email)
            times[email].append(time.perf_counter() - begun)
    return times
