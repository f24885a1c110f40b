"""A clock that runs a whole round while workers die at every step: everybody is told everything once."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

import pytest

from reviewapp import worker
from reviewapp.clock import replay
from reviewapp.domain.mails import LEASE
from reviewapp.domain.rounds import RoundState
from reviewapp.extensions import db
from reviewapp.models import Activity, Mail, RoundReviewer
from reviewapp.services import calendar
from reviewapp.services.decisions import object_to
from reviewapp.services.rounds import Terms, change_round, move_round
from reviewapp.services.transaction import transaction
from reviewapp.worker import tick
from tests import builders as b
from tests.mailroom import Mailroom

pytestmark = pytest.mark.usefixtures("app_context")

DAY = timedelta(days=1)
MIDNIGHT = datetime(2027, 2, 28, 16, tzinfo=UTC)
"""The beginning of 1 March 2027 in Shanghai."""
OPENS, CLOSES, EXTENDED = (MIDNIGHT + timedelta(days=days, hours=18) for days in (0, 20, 30))

STEPS: list[tuple[Any, str]] = [
    (calendar, "invite"),
    (calendar, "record"),
    (calendar, "remind"),
    (worker, "send_reminders"),
    (worker, "lease_mails"),
    (worker, "deliver"),
    (worker, "begin_sending"),
    (worker, "settle_mail"),
]


BUSY = {2, 14, 18, 20, 22, 24, 28, 30, 32, 33, 34}


class Killed(BaseException):
    """The process ends here."""


def killed(*_: object, **__: object) -> None:
    """Be where a worker dies."""
    raise Killed


@contextmanager
def on(day: int, hour: int) -> Iterator[None]:
    """Be at an hour of a day, 1 March being the first, in Shanghai."""
    with replay(MIDNIGHT + (day - 1) * DAY + timedelta(hours=hour)):
        yield


def test_a_whole_round_with_a_worker_that_dies_every_time_tells_everybody_everything_once(
    room: Mailroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    with replay(OPENS - 14 * DAY):
        review = b.make_review(opens_at=OPENS, closes_at=CLOSES)
        declining = b.make_member(review.project)
        with transaction():
            review.round.reviewers.append(RoundReviewer(membership_id=declining.id))
    round_, expert, other, manager = review.round, review.expert, review.other, b.actor_of(review.manager)

    def live(first: int, last: int) -> None:
        """Let the days pass. Where something happens, a worker dies at each step before one lives on."""
        for day in range(first, last + 1):
            moments = (MIDNIGHT + (day - 1) * DAY + number * 2 * LEASE for number in count())
            for step in STEPS if day in BUSY else ():
                with monkeypatch.context() as patch, replay(next(moments)):
                    patch.setattr(*step, killed)
                    try:
                        tick()
                    except Killed:
                        db.session.rollback()
            for _ in range(2):
                with replay(next(moments)):
                    tick()

    live(1, 10)
    with on(10, 18), transaction():
        row = round_.row_of(declining.id)
        assert row is not None
        row.declined_at = MIDNIGHT + 9 * DAY
    live(11, 19)
    with on(19, 18), transaction():
        row = round_.row_of(other.id)
        assert row is not None
        row.submitted_at = MIDNIGHT + 18 * DAY
    live(20, 22)
    with on(22, 18):
        present = [row.membership for row in round_.reviewers]
        change_round(round_, Terms(round_.name, OPENS, EXTENDED, [review.version], present), actor=manager)
    live(23, 32)
    with on(32, 18):
        late = b.make_thread(review.version, expert)
        b.make_decision(late, review.editor, "noted")
        move_round(round_, "answer", actor=manager)
    live(33, 33)
    with on(33, 18):
        object_to(late, "Please read it again.", actor=b.actor_of(expert))
    live(34, 34)
    with on(34, 18):
        b.make_decision(late, review.editor, "accepted")
        move_round(round_, "report", actor=manager)
    live(35, 36)

    assert (late.is_late, round_.state(MIDNIGHT + 36 * DAY)) == (True, RoundState.REPORTED)
    mails = db.session.query(Mail).all()
    assert Counter((mail.kind.value, mail.address) for mail in mails) == {
        ("invitation", expert.account.email): 1,
        ("invitation", other.account.email): 1,
        ("invitation", declining.account.email): 1,
        ("reminder", expert.account.email): 6,
        ("reminder", other.account.email): 2,
        ("answered", expert.account.email): 1,
        ("objection", review.editor.account.email): 1,
    }
    assert {mail.outcome for mail in mails} == {"sent"}
    sendings = Counter(mail["Message-ID"] for mail in room.mails)
    assert set(sendings) == {mail.message_id for mail in mails}
    assert max(sendings.values()) <= 2
    lines = db.session.query(Activity.verb).filter_by(noun="round", subject=round_.public_id)
    assert [verb for (verb,) in lines.order_by(Activity.id)] == [
        "planned", "opened", "closed", "changed", "closed", "answer", "report",
    ]  # fmt: skip
