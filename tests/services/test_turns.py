"""Many writers at once on SQLite: each gets its turn, nobody reads that the database is locked."""

from flask import Flask

from reviewapp.extensions import Turns
from tests.builders import make_review
from tests.services.ledger import Writers


def test_a_crowd_of_writers_is_served_without_a_locked_database(app: Flask) -> None:
    with Writers(app, make_review(), hands=8) as writers:
        writers.wait_for(16)
    assert writers.failures == []


def test_who_waits_in_vain_leaves_the_queue() -> None:
    turns = Turns()
    assert turns.take(0)
    assert not turns.take(0.01)
    turns.give()
    assert turns.take(0)
