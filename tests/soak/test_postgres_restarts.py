"""PostgreSQL restarts while people write: what was answered is there once, what was refused is not there."""

import random
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask
from flask_migrate import upgrade

from reviewapp.extensions import db
from reviewapp.models import Activity, Place, Receipt, Thread
from tests.builders import make_review, token_of
from tests.fixtures_app import MIGRATIONS, make_app
from tests.postgres import Cluster, cluster
from tests.processes import Visitor, processes
from tests.provide import postgres_programs

RESTARTS = 20
HANDS = 6
RECOVERS_WITHIN = 30.0


@pytest.fixture
def running() -> Iterator[Cluster]:
    programs = postgres_programs()
    if programs is None:
        pytest.skip("no PostgreSQL server to restart")
    with cluster(programs, fsync="on", synchronous_commit="on", full_page_writes="on") as started:
        yield started


@pytest.fixture
def site(running: Cluster) -> Iterator[Flask]:
    app = make_app(running.url)
    with app.app_context():
        upgrade(directory=MIGRATIONS)
        yield app
        db.session.remove()
        db.engine.dispose()


class Ledger:
    """What was sent, and what its sender was told: answered, refused, or nothing that counts."""

    def __init__(self, addresses: list[str], version: str, token: str) -> None:
        self.addresses, self.version, self.token = addresses, version, token
        self.answered: dict[str, str] = {}
        self.statuses: dict[int, int] = {}
        self.stop = threading.Event()

    def write(self, hand: int) -> None:
        """Send one comment after the other, each again under its key until somebody says that it is kept."""
        number = 0
        while not self.stop.is_set():
            number += 1
            self._send(f"{hand}-{number}")

    def _send(self, key: str) -> None:
        visitor = Visitor(headers={"Authorization": f"Bearer {self.token}", "Idempotency-Key": key})
        body = {"scope": "document", "body": f"Comment {key}", "language": "en"}
        for turn in range(300):
            address = self.addresses[turn % len(self.addresses)]
            answer = visitor.post(f"{address}/api/v1/versions/{self.version}/threads", json_=body)
            self.statuses[answer.status] = self.statuses.get(answer.status, 0) + 1
            if answer.status == 201:
                self.answered[key] = answer.json["id"]
                return
            assert answer.status == 503 and answer.headers["Retry-After"], answer.text
            time.sleep(0.1)
        raise AssertionError(f"{key} was never kept")


def test_nothing_is_lost_or_doubled_when_postgresql_restarts(running: Cluster, site: Flask) -> None:
    review = make_review()
    version, token = review.version.public_id, token_of(review.expert)
    db.session.commit()
    chance = random.Random(20261123)
    with processes(running.url, 2) as addresses, ThreadPoolExecutor(HANDS) as pool:
        ledger = Ledger(addresses, version, token)
        hands = [pool.submit(ledger.write, hand) for hand in range(HANDS)]
        try:
            for _ in range(RESTARTS):
                time.sleep(chance.uniform(0.2, 1.0))
                running.control("restart", "-m", "immediate")
                _wait_for_more(ledger)
        finally:
            ledger.stop.set()
        for hand in hands:
            hand.result()
    db.session.rollback()
    db.engine.dispose()
    kept = {thread.body: thread.public_id for thread in db.session.query(Thread)}
    assert db.session.query(Thread).count() == len(kept) == len(ledger.answered)
    assert kept == {f"Comment {key}": id_ for key, id_ in ledger.answered.items()}
    assert db.session.query(Place).count() == db.session.query(Receipt).count() == len(kept)
    assert db.session.query(Activity).filter_by(noun="thread").count() == len(kept)
    assert ledger.statuses.keys() <= {201, 503}


def _wait_for_more(ledger: Ledger) -> None:
    """Wait until comments are taken again: soon."""
    since, known = time.monotonic(), len(ledger.answered)
    while len(ledger.answered) <= known:
        assert time.monotonic() - since < RECOVERS_WITHIN, "the pool does not recover"
        time.sleep(0.05)
