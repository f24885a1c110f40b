"""The worker as a process: it ends when asked, and nothing but that ends it."""

import os
import signal
import threading
import time
from collections.abc import Iterator
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy.exc import OperationalError

from reviewapp import worker
from reviewapp.clock import now, replay
from reviewapp.extensions import db
from reviewapp.models import Mail
from reviewapp.services.notices import send_link
from reviewapp.worker import SUPERVISOR, run
from tests import builders as b
from tests.mailroom import SLOW, open_mailroom

pytestmark = pytest.mark.usefixtures("app_context", "_own_signals")


@pytest.fixture
def _own_signals() -> Iterator[None]:
    kept = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
    yield
    for number, handler in kept.items():
        signal.signal(number, handler)


@pytest.fixture(autouse=True)
def _short_pauses(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(app.config, "WORKER_PAUSE", 0.01)


@pytest.fixture
def ticks(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """Count the ticks; the fifth rings the bell."""
    made: list[int] = []
    tick = worker.tick

    def counted(bell: worker.Bell) -> int:
        made.append(len(made))
        if len(made) == 5:
            os.kill(os.getpid(), signal.SIGTERM)
        return tick(bell)

    monkeypatch.setattr(worker, "tick", counted)
    yield made


def test_it_ends_when_it_is_told_to(ticks: list[int]) -> None:
    assert run()
    assert len(ticks) == 5


def test_a_database_that_is_away_does_not_end_it(
    ticks: list[int], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def away() -> None:
        raise OperationalError("select 1", {}, Exception("could not connect\nto the server"))

    monkeypatch.setattr(worker, "note_openings", away)
    assert run()
    assert len(ticks) == 5
    assert all("\n" not in line.getMessage() for line in caplog.records)


def test_it_ends_when_its_supervisor_is_gone(ticks: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SUPERVISOR, "1")
    assert run()
    assert ticks == []


def test_a_mail_url_that_cannot_be_read_is_said_and_the_rest_goes_on(
    app: Flask, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setitem(app.config, "MAIL_URL", "mail.example.org")
    review = b.make_review()
    assert not run(once=True)
    assert "MAIL_URL must begin with smtp:// or smtps://" in caplog.text
    db.session.expire_all()
    assert review.round.opening_noted_at is not None


def test_once_means_until_nothing_is_due(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "MOST_AT_ONCE", 2)
    with open_mailroom() as room:
        monkeypatch.setitem(app.config, "MAIL_URL", room.url)
        for number in range(5):
            send_link(b.open_account(f"reader{number}@example.org", "Reader", actor=None))
        assert run(once=True)
        assert len(room.taken) == 5


def test_it_ends_at_once_while_a_server_is_slow_and_the_mail_is_sent_by_the_next(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.config, "MAIL_PATIENCE", 3600)
    with open_mailroom(RCPT=[SLOW, "250 Ok"]) as room:
        monkeypatch.setitem(app.config, "MAIL_URL", room.url)
        send_link(b.open_account("reader@example.org", "Reader", actor=None))

        def ring_when_the_server_is_asked() -> None:
            while len(room.answers["RCPT"]) > 1:
                time.sleep(0.01)
            os.kill(os.getpid(), signal.SIGINT)

        ringer = threading.Thread(target=ring_when_the_server_is_asked)
        ringer.start()
        assert run()
        ringer.join()
        assert db.session.query(Mail).one().leased_until is None
        with replay(now() + timedelta(seconds=1)):
            assert run(once=True)
        assert len(room.taken) == 1
