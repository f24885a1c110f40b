"""Questions about what happened."""

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from ..extensions import db
from ..models import Activity, Thread, Wording


def history_of(noun: str, public_id: str) -> list[Activity]:
    """Give the audit lines of one thing, oldest first."""
    return list(
        db.session.scalars(
            select(Activity)
            .where(Activity.noun == noun, Activity.subject == public_id)
            .options(joinedload(Activity.account))
            .order_by(Activity.id)
        )
    )


def last_change_of(noun: str, public_id: str) -> Activity | None:
    """Find the newest audit line of one thing."""
    return db.session.scalar(
        select(Activity)
        .where(Activity.noun == noun, Activity.subject == public_id)
        .options(joinedload(Activity.account))
        .order_by(Activity.id.desc())
        .limit(1)
    )


def wordings_of(thread: Thread) -> list[Wording]:
    """Give what a comment said before its author edited it, oldest first."""
    return list(
        db.session.scalars(select(Wording).where(Wording.thread_id == thread.id).order_by(Wording.id))
    )
