"""Questions about rounds."""

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from ..domain.permissions import Actor
from ..domain.rounds import RoundState
from ..extensions import db
from ..models import Project, Round, RoundReviewer, Version, round_version
from .visibility import rounds_seen


def find_round(public_id: str) -> Round | None:
    """Find a round by its public id."""
    return db.session.scalar(select(Round).where(Round.public_id == public_id))


def sees_round(actor: Actor, round_: Round) -> bool:
    """Tell whether the actor may know of this round."""
    return db.session.scalar(select(Round.id).where(Round.id == round_.id, rounds_seen(actor))) is not None


def rounds_of_project(project: Project, actor: Actor) -> list[Round]:
    """Give the rounds the actor may know of, newest first, with their versions and reviewers."""
    return list(
        db.session.scalars(
            select(Round)
            .where(Round.project_id == project.id, rounds_seen(actor))
            .options(selectinload(Round.versions), selectinload(Round.reviewers))
            .order_by(Round.opens_at.desc(), Round.id.desc())
        )
    )


def round_for_comment(version: Version, actor: Actor) -> Round | None:
    """Find the round a comment on `version` belongs to: an open one, else the latest not cancelled.

    A reviewer comments only in rounds that list him or her.
    """
    query = (
        select(Round)
        .join(round_version, round_version.c.round_id == Round.id)
        .where(round_version.c.version_id == version.id, Round.cancelled_at.is_(None))
        .order_by(Round.opens_at.desc(), Round.id.desc())
    )
    if not actor.is_staff:
        query = query.join(RoundReviewer, RoundReviewer.round_id == Round.id).where(
            RoundReviewer.membership_id == actor.membership_id
        )
    rounds = list(db.session.scalars(query))
    still_open = [one for one in rounds if one.state() is RoundState.OPEN]
    return next(iter(still_open or rounds), None)
