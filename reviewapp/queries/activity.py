"""Questions about what happened."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import and_, func, not_, select
from sqlalchemy.orm import joinedload

from ..extensions import db
from ..models import (
    Account,
    Activity,
    Document,
    Guide,
    Membership,
    Project,
    Round,
    SignInLink,
    Thread,
    Version,
    Wording,
)


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


def activity_of(project: Project, *, older: int, limit: int) -> list[Activity]:
    """Give lines of the audit trail of a project, newest first: those of the `older` oldest ones.

    `older` stays true while lines are added. See `count_activity` for all.
    """
    query = _trail_of(select(Activity), project).options(joinedload(Activity.account))
    skipped = max(count_activity(project) - older, 0)
    return list(db.session.scalars(query.order_by(Activity.id.desc()).offset(skipped).limit(limit)))


def count_activity(project: Project) -> int:
    """Count the lines of the audit trail of a project."""
    return db.session.scalar(_trail_of(select(func.count(Activity.id)), project)) or 0


def _trail_of(query: Any, project: Project) -> Any:
    """Keep what happened in a project. A draft is its author's alone: it shows once it was sent."""
    unsent = select(Thread.public_id).where(Thread.number.is_(None))
    hidden = and_(Activity.noun == "thread", Activity.subject.in_(unsent))
    return query.where(Activity.project_id == project.id, not_(hidden))


def names_of(lines: Sequence[Activity]) -> dict[tuple[str, str], str]:
    """Give, by noun and public id, what the things of audit lines are called: one question a noun."""
    wanted: dict[str, set[str]] = {}
    for line in lines:
        wanted.setdefault(line.noun, set()).add(line.subject)
    return {
        (noun, subject): str(name)
        for noun, query in NAMED.items()
        if noun in wanted
        for subject, name in db.session.execute(query.where(query.selected_columns[0].in_(wanted[noun])))
    }


NAMED: dict[str, Any] = {
    "project": select(Project.public_id, Project.name),
    "account": select(Account.public_id, Account.name),
    "membership": select(Membership.public_id, Account.name).join(Membership.account),
    "sign_in_link": select(SignInLink.public_id, Account.name).join(SignInLink.account),
    "guide": select(Guide.public_id, Guide.title),
    "document": select(Document.public_id, Document.title),
    "version": select(Version.public_id, Version.title),
    "round": select(Round.public_id, Round.name),
    "thread": select(Thread.public_id, Thread.number),
}
"""noun of an audit line -> (public id, what it is called)"""
