"""Questions about the outbox: what was queued, and whether a mail is still needed."""

from sqlalchemy import exists, select

from ..domain.people import Role
from ..domain.permissions import Actor
from ..domain.threads import COUNTED
from ..extensions import db
from ..models import Mail, Membership, Round, RoundReviewer, Thread
from .threads import sees_thread


def is_queued(key: str) -> bool:
    """Tell whether a mail for this occasion was queued, whatever became of it."""
    return db.session.scalar(select(exists().where(Mail.key == key))) or False


def reviewer_in(round_: Round, member: Membership) -> RoundReviewer | None:
    """Find how a round lists a member."""
    return db.session.scalar(
        select(RoundReviewer).where(
            RoundReviewer.round_id == round_.id, RoundReviewer.membership_id == member.id
        )
    )


def authors_in(round_: Round) -> list[Membership]:
    """Give the reviewers, still present, whose comments count in a round."""
    wrote = select(Thread.author_id).where(Thread.round_id == round_.id, Thread.status.in_(COUNTED))
    return list(
        db.session.scalars(
            select(Membership)
            .where(Membership.id.in_(wrote), Membership.role == Role.REVIEWER, Membership.left_at.is_(None))
            .order_by(Membership.id)
        )
    )


def sees_as_member(member: Membership, thread: Thread) -> bool:
    """Tell whether a member, present in the project, may see a thread."""
    if member.left_at is not None:
        return False
    return sees_thread(Actor(member.account_id, member.account.is_admin, member.id, member.role), thread)


def deciders_of(thread: Thread) -> list[Membership]:
    """Give those to turn to where nobody present decided a thread or is in charge of it: the managers."""
    if any(one is not None and one.left_at is None for one in (thread.assignee, thread.decided_by)):
        return []
    project_id = thread.version.document.guide.project_id
    return list(
        db.session.scalars(
            select(Membership)
            .where(
                Membership.project_id == project_id,
                Membership.role == Role.MANAGER,
                Membership.left_at.is_(None),
            )
            .order_by(Membership.id)
        )
    )
