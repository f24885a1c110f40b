"""What happens by itself when its moment comes: rounds open and close, reviewers are invited and reminded.

Each step may be repeated at any time and by several workers: it finds out by itself what is still to be done.
"""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.orm import InstrumentedAttribute, joinedload

from ..clock import now
from ..domain.people import Role
from ..domain.reminders import FURTHEST, mark_reached
from ..domain.rounds import RoundState
from ..extensions import db
from ..models import Membership, Round, RoundReviewer
from ..queries.mails import is_queued
from .activity import record
from .notices import invite, remind
from .outbox import is_mail_on
from .transaction import hold, transaction


def note_openings() -> None:
    """Put on record each round that opened or closed, and invite whom an opening round lists."""
    for round_ in _unnoted(Round.opens_at, Round.opening_noted_at):
        with transaction():
            if _note(round_, Round.opening_noted_at):
                record("opened", "round", round_.public_id, actor=None, project_id=round_.project_id)
                _invite_all(round_)
    for round_ in _unnoted(Round.closes_at, Round.closing_noted_at):
        with transaction():
            if _note(round_, Round.closing_noted_at):
                record("closed", "round", round_.public_id, actor=None, project_id=round_.project_id)


def send_reminders() -> None:
    """Remind reviewers who have not finished, at a few days before their own deadlines."""
    if not is_mail_on():
        return
    for key, round_, listed in list(_to_remind()):
        with transaction():
            hold(round_, listed)
            if _reminder(listed) == key:
                remind(listed, key)


def _unnoted(
    moment: InstrumentedAttribute[datetime], noted: InstrumentedAttribute[datetime | None]
) -> list[Round]:
    return list(
        db.session.scalars(select(Round).where(*_is_unnoted(moment, noted)).order_by(moment, Round.id))
    )


def _is_unnoted(
    moment: InstrumentedAttribute[datetime], noted: InstrumentedAttribute[datetime | None]
) -> list[ColumnElement[bool]]:
    return [moment <= now(), noted.is_(None), Round.cancelled_at.is_(None)]


def _note(round_: Round, noted: InstrumentedAttribute[datetime | None]) -> bool:
    """Write down that a moment of a round has come; tell whether it was not written down before.

    The revision stays: who has the form of the round open has missed nothing.
    """
    moment = Round.opens_at if noted is Round.opening_noted_at else Round.closes_at
    done = db.session.execute(
        update(Round)
        .where(Round.id == round_.id, *_is_unnoted(moment, noted))
        .values({noted: now()})
        .execution_options(synchronize_session=False)
    )
    db.session.refresh(round_)
    return bool(done.rowcount)  # type: ignore[attr-defined]


def _invite_all(round_: Round) -> None:
    """Invite whom nobody invited yet, if the round is open still and mail is sent."""
    if not is_mail_on() or round_.state() is not RoundState.OPEN:
        return
    for listed in round_.reviewers:
        if listed.takes_part and not (listed.invited_at or listed.declined_at or listed.submitted_at):
            key = f"invitation {round_.public_id} {listed.membership.public_id}"
            invite(round_, listed.membership, actor=None, key=key)
            listed.invited_at = round_.opening_noted_at


def _to_remind() -> Iterator[tuple[str, Round, RoundReviewer]]:
    """Give what is to be sent now, with the keys it is known by."""
    waiting = db.session.scalars(
        select(RoundReviewer)
        .join(Round, Round.id == RoundReviewer.round_id)
        .join(Membership, Membership.id == RoundReviewer.membership_id)
        .where(
            Round.opens_at <= now(),
            Round.cancelled_at.is_(None),
            Round.answered_at.is_(None),
            Membership.left_at.is_(None),
            Membership.role == Role.REVIEWER,
            RoundReviewer.submitted_at.is_(None),
            RoundReviewer.declined_at.is_(None),
            ((Round.closes_at > now()) & (Round.closes_at < now() + FURTHEST))
            | (RoundReviewer.extended_until > now()),
        )
        .options(joinedload(RoundReviewer.round), joinedload(RoundReviewer.membership))
        .order_by(RoundReviewer.id)
    )
    for listed in waiting:
        key = _reminder(listed)
        if key is not None and not is_queued(key):
            yield key, listed.round, listed


def _reminder(listed: RoundReviewer) -> str | None:
    """Name the reminder a reviewer should have by now: round, member, days before which deadline."""
    round_ = listed.round
    noted, invited = round_.opening_noted_at, listed.invited_at
    mark = mark_reached(
        listed.deadline,
        opened_at=round_.opens_at,
        invited_late_at=invited if noted and invited and invited > noted else None,
        zone=round_.project.time_zone,
        present=now(),
    )
    if mark is None or listed.submitted_at or listed.declined_at or round_.cancelled_at:
        return None
    return (
        f"reminder {round_.public_id} {listed.membership.public_id} {mark} {listed.deadline:%Y%m%dT%H%M%SZ}"
    )
