"""A clock that runs a whole round: what opens, closes and reminds by itself, each once, whoever dies."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask import Flask

from reviewapp.clock import replay
from reviewapp.domain.mails import MailKind
from reviewapp.domain.reminders import mark_reached
from reviewapp.extensions import db
from reviewapp.models import Activity, Mail, Round, RoundReviewer
from reviewapp.services.calendar import note_openings, send_reminders
from reviewapp.services.rounds import Terms, change_round, extend_for, move_round
from reviewapp.services.transaction import transaction
from tests import builders as b

pytestmark = pytest.mark.usefixtures("app_context")

# In Shanghai the round opens on 1 March 2027 at 9:00 and closes on 21 March at 18:00.
OPENS = datetime(2027, 3, 1, 1, tzinfo=UTC)
CLOSES = datetime(2027, 3, 21, 10, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _mail_is_on(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(app.config, "MAIL_URL", "smtp://127.0.0.1:1?from=review@example.org")


@pytest.fixture
def review() -> Iterator[b.Review]:
    """A round planned two weeks ahead."""
    with replay(OPENS - 14 * DAY):
        yield b.make_review(opens_at=OPENS, closes_at=CLOSES)


@contextmanager
def on(day: int, hour: int = 12) -> Iterator[None]:
    """Be at an hour of a day of March, in Shanghai."""
    with replay(datetime(2027, 3, 1, tzinfo=UTC) + (day - 1) * DAY + timedelta(hours=hour - 8)):
        yield


def told(kind: MailKind) -> list[str]:
    """Give the addresses that mails of a kind were queued for, in order."""
    return [mail.address for mail in db.session.query(Mail).filter_by(kind=kind).order_by(Mail.id)]


def lines(round_: Round) -> list[str]:
    query = db.session.query(Activity.verb).filter_by(noun="round", subject=round_.public_id)
    return [verb for (verb,) in query.order_by(Activity.id)]


def row(review: b.Review, member: Any) -> RoundReviewer:
    found = review.round.row_of(member.id)
    assert found is not None
    return found


def remind_on(*days: int) -> list[str]:
    """Let the worker look at these days of March; give whom it reminded."""
    for day in days:
        with on(day):
            send_reminders()
    return told(MailKind.REMINDER)


def test_a_round_that_opens_is_noted_once_and_its_reviewers_are_invited(review: b.Review) -> None:
    with on(1, hour=8):
        note_openings()
    assert (lines(review.round), told(MailKind.INVITATION)) == (["planned"], [])
    for _ in range(2):
        with on(1, hour=9):
            note_openings()
    assert lines(review.round) == ["planned", "opened"]
    assert told(MailKind.INVITATION) == [review.expert.account.email, review.other.account.email]
    assert row(review, review.expert).invited_at == OPENS


def test_noting_an_opening_makes_no_open_form_stale(review: b.Review) -> None:
    seen = review.round.revision
    with on(2):
        note_openings()
    assert review.round.revision == seen


def test_who_was_invited_before_or_declined_or_left_is_not_invited_at_the_opening(review: b.Review) -> None:
    third = b.make_member(review.project)
    with transaction():
        review.round.reviewers.append(RoundReviewer(membership_id=third.id))
        row(review, review.expert).invited_at = OPENS - DAY
        row(review, review.other).declined_at = OPENS - DAY
        third.left_at = OPENS - DAY
    with on(1):
        note_openings()
    assert told(MailKind.INVITATION) == []


def test_a_round_that_closes_is_noted_once_and_again_after_an_extension(review: b.Review) -> None:
    for day in (2, 22, 23):
        with on(day):
            note_openings()
    assert lines(review.round) == ["planned", "opened", "closed"]
    with on(23):
        terms = Terms("Longer", OPENS, CLOSES + 7 * DAY, [review.version], [review.expert, review.other])
        change_round(review.round, terms, actor=b.actor_of(review.manager))
    for day in (24, 29, 30):
        with on(day):
            note_openings()
    assert lines(review.round) == ["planned", "opened", "closed", "changed", "closed"]


def test_a_cancelled_round_neither_opens_nor_reminds(review: b.Review) -> None:
    with on(1, hour=7):
        move_round(review.round, "cancel", actor=b.actor_of(review.manager))
    with on(20):
        note_openings()
        send_reminders()
    assert (lines(review.round), told(MailKind.REMINDER)) == (["planned", "cancel"], [])


def test_reviewers_are_reminded_at_seven_three_and_one_days_once_each(review: b.Review) -> None:
    both = [review.expert.account.email, review.other.account.email]
    assert remind_on(*range(1, 14)) == []
    assert remind_on(14, 14) == both
    assert remind_on(15, 16, 17) == both
    assert remind_on(18, 19) == both * 2
    assert remind_on(20, 21, 22) == both * 3


def test_who_submitted_declined_or_left_is_not_reminded(review: b.Review) -> None:
    third, fourth = b.make_member(review.project), b.make_member(review.project)
    with transaction():
        review.round.reviewers += [RoundReviewer(membership_id=one.id) for one in (third, fourth)]
        db.session.flush()
        row(review, review.expert).submitted_at = row(review, third).declined_at = OPENS + DAY
        fourth.left_at = OPENS + DAY
    assert remind_on(14, 18, 20) == [review.other.account.email] * 3


def test_days_that_the_worker_missed_are_made_up_by_one_reminder(review: b.Review) -> None:
    both = [review.expert.account.email, review.other.account.email]
    assert remind_on(19, 19) == both
    assert remind_on(20, 21) == both * 2


def test_an_extension_of_ones_own_moves_ones_own_reminders(review: b.Review) -> None:
    with on(10):
        extend_for(row(review, review.expert), CLOSES + 10 * DAY, actor=b.actor_of(review.manager))
    assert remind_on(14, 18, 20) == [review.other.account.email] * 3
    assert remind_on(24, 28, 30)[3:] == [review.expert.account.email] * 3


def test_an_extension_for_all_is_reminded_of_anew(review: b.Review) -> None:
    both = [review.expert.account.email, review.other.account.email]
    assert remind_on(20) == both
    with on(20, hour=18), transaction():
        review.round.closes_at = CLOSES + 10 * DAY
    assert remind_on(21, 22, 23) == both
    assert remind_on(24, 28, 30) == both * 4


def test_who_is_invited_late_is_not_reminded_on_the_same_day(review: b.Review) -> None:
    with on(1):
        note_openings()
    with on(19), transaction():
        row(review, review.expert).invited_at = CLOSES - 2 * DAY
    assert remind_on(19) == [review.other.account.email]
    assert remind_on(20)[1:] == [review.expert.account.email, review.other.account.email]


def test_a_day_is_one_of_the_projects_time_zone() -> None:
    def mark(hour: int, zone: str) -> int | None:
        present = datetime(2027, 3, 13, hour, tzinfo=UTC)
        return mark_reached(CLOSES, opened_at=OPENS, invited_late_at=None, zone=zone, present=present)

    assert [mark(15, "Asia/Shanghai"), mark(16, "Asia/Shanghai")] == [None, 7]
    assert [mark(23, "UTC"), mark(16, "America/New_York")] == [None, None]
