"""Objecting within the time that a round gives."""

from datetime import UTC, datetime, timedelta

import pytest

from reviewapp.clock import now
from reviewapp.domain.errors import BadInput, StateConflict
from reviewapp.domain.threads import Status
from reviewapp.extensions import db
from reviewapp.models import Thread
from reviewapp.services.decisions import object_to
from reviewapp.services.rounds import move_round, take_objections_until
from tests import builders as b

DAY = timedelta(days=1)


@pytest.fixture
def review() -> b.Review:
    return b.make_review()


def decided(review: b.Review) -> Thread:
    thread = b.make_thread(review.version, review.expert)
    b.make_decision(thread, review.editor)
    return thread


def answer(review: b.Review, until: datetime | None = None) -> None:
    officer = b.actor_of(review.officer)
    move_round(review.round, "close", actor=officer)
    move_round(review.round, "answer", actor=officer, objections_until=until)


def test_who_says_nothing_gives_fourteen_days_beginning_at_once(review: b.Review) -> None:
    thread = decided(review)
    answer(review)
    until = review.round.objections_until
    assert until and 14 * DAY <= until - now() <= 15 * DAY
    assert (until.hour, until.minute) == (16, 0), "the end of a day in Shanghai"
    object_to(thread, "Please look again.", actor=b.actor_of(review.expert))
    assert thread.status is Status.IN_PROGRESS


def test_after_the_time_no_objection_is_heard_until_it_is_made_longer(review: b.Review) -> None:
    thread, officer = decided(review), b.actor_of(review.officer)
    answer(review)
    review.round.objections_until = now() - DAY
    db.session.commit()
    with pytest.raises(StateConflict, match="objections_over"):
        object_to(thread, "Please look again.", actor=b.actor_of(review.expert))
    take_objections_until(review.round, now() + DAY, actor=officer)
    object_to(thread, "Please look again.", actor=b.actor_of(review.expert))
    move_round(review.round, "report", actor=officer)
    with pytest.raises(StateConflict, match="round_state"):
        take_objections_until(review.round, now() + 2 * DAY, actor=officer)


def test_a_round_without_a_time_takes_objections_as_long_as_it_is_answered(review: b.Review) -> None:
    thread = decided(review)
    answer(review)
    review.round.objections_until = None
    db.session.commit()
    object_to(thread, "Please look again.", actor=b.actor_of(review.expert))


def test_staff_choose_the_time_when_they_answer(review: b.Review) -> None:
    wish = datetime(2099, 3, 1, tzinfo=UTC)
    with pytest.raises(BadInput, match="objections_too_early"):
        answer(review, now() - DAY)
    move_round(review.round, "answer", actor=b.actor_of(review.officer), objections_until=wish)
    assert review.round.objections_until == wish


def test_what_was_planned_holds_when_the_round_is_answered() -> None:
    wish = datetime(2099, 3, 1, tzinfo=UTC)
    review = b.make_review(objections_until=wish)
    answer(review)
    assert review.round.objections_until == wish
    with pytest.raises(BadInput, match="objections_too_early"):
        b.make_round(review.project, [review.version], [], objections_until=now())
