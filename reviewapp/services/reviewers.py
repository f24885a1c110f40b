"""What a reviewer does with a round: being invited, opening it, submitting, taking that back, declining."""

from collections.abc import Sequence

from sqlalchemy import select

from .. import markup
from ..clock import now
from ..domain.errors import BadInput, StateConflict
from ..domain.permissions import Actor
from ..domain.reviewers import DECLINE_LENGTH, acts_now
from ..domain.rounds import RoundState
from ..domain.threads import Status
from ..extensions import db
from ..models import Account, Membership, Round, RoundReviewer, Thread
from .activity import record
from .rounds import admitted
from .threads import send_draft
from .transaction import hold, transaction


def submit_review(round_: Round, *, actor: Actor) -> list[Thread]:
    """Say "I have finished": send the drafts that remain, and give them.

    Possible while the round takes comments of this reviewer. Raises StateConflict("review_submitted").
    """
    with transaction():
        # Drafts before the round, as whoever sends a single one holds them.
        hold(*drafts_in(round_, actor))
        row = _row(round_, actor)
        admitted(round_, actor)
        if row.submitted_at is not None:
            raise StateConflict("review_submitted")
        drafts = drafts_in(round_, actor)
        for thread in drafts:
            send_draft(thread, actor=actor)
        row.submitted_at, row.declined_at, row.decline_reason = now(), None, ""
        _record("submitted", row, actor, drafts=len(drafts))
        return drafts


def resume_review(round_: Round, *, actor: Actor) -> None:
    """Take "I have finished" or "I cannot take part" back, until the round closes; what was sent stays sent.

    Raises StateConflict("review_not_submitted") or ("round_closed").
    """
    with transaction():
        row = _row(round_, actor)
        if row.submitted_at is None and row.declined_at is None:
            raise StateConflict("review_not_submitted")
        if "resume" not in acts_now(row.steps(0), row.state_of_round(), round_.late):
            raise StateConflict("round_closed")
        row.submitted_at, row.declined_at, row.decline_reason = None, None, ""
        _record("resumed", row, actor)


def decline(round_: Round, reason: str, *, actor: Actor) -> None:
    """Say that one cannot take part, with a reason if one likes; until the round closes.

    Whoever comments or submits later takes part after all.
    """
    with transaction():
        row = _row(round_, actor)
        if row.state_of_round() not in (RoundState.PLANNED, RoundState.OPEN):
            raise StateConflict("round_closed")
        if row.submitted_at is not None:
            raise StateConflict("review_submitted")
        words = markup.without_controls(reason).strip()
        if len(words) > DECLINE_LENGTH:
            raise BadInput("text_too_long", field="reason", limit=DECLINE_LENGTH, length=len(words))
        row.declined_at, row.decline_reason = now(), words
        _record("declined", row, actor)


def note_invited(round_: Round, members: Sequence[Membership], *, actor: Actor | None) -> None:
    """Note that reviewers of a round were invited now; the first time counts."""
    with transaction():
        hold(round_)
        for member in members:
            row = round_.row_of(member.id)
            if row is not None and row.invited_at is None:
                row.invited_at = now()
                _record("invited", row, actor)


def note_opened(account: Account) -> None:
    """Note that somebody came in by a link: the open rounds that list him or her are opened."""
    with transaction():
        rows = db.session.scalars(
            select(RoundReviewer)
            .join(Membership, Membership.id == RoundReviewer.membership_id)
            .where(
                Membership.account_id == account.id,
                Membership.left_at.is_(None),
                RoundReviewer.opened_at.is_(None),
            )
        )
        for row in rows:
            if row.state_of_round() is RoundState.OPEN:
                row.opened_at = now()


def drafts_in(round_: Round, actor: Actor) -> list[Thread]:
    """Give the actor's own drafts in a round, oldest first."""
    query = select(Thread).where(
        Thread.round_id == round_.id,
        Thread.author_id == actor.membership_id,
        Thread.status == Status.DRAFT,
    )
    return list(db.session.scalars(query.order_by(Thread.id)))


def _row(round_: Round, actor: Actor) -> RoundReviewer:
    hold(round_)
    row = round_.row_of(actor.membership_id)
    if row is None or round_.cancelled_at is not None:
        raise StateConflict("no_round")
    db.session.refresh(row)
    return row


def _record(verb: str, row: RoundReviewer, actor: Actor | None, **details: object) -> None:
    record(
        verb,
        "round",
        row.round.public_id,
        actor=actor,
        project_id=row.round.project_id,
        member=row.membership.public_id,
        **details,
    )
