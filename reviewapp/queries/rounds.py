"""Questions about rounds."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload, selectinload

from ..domain.permissions import Actor
from ..domain.rounds import RoundState
from ..domain.threads import COUNTED
from ..domain.versions import READABLE, is_confidential
from ..extensions import db
from ..models import Project, Round, RoundReviewer, Thread, Version, round_version
from .visibility import HANDED_IN, rounds_seen


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
            .options(
                selectinload(Round.versions),
                selectinload(Round.reviewers).joinedload(RoundReviewer.membership),
            )
            .order_by(Round.opens_at.desc(), Round.id.desc())
        )
    )


def round_for_comment(version: Version, actor: Actor) -> Round | None:
    """Find the round of a comment on `version`: one open for the actor, else the latest not cancelled.

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
    still_open = [one for one in rounds if _state_for(one, actor) is RoundState.OPEN]
    return next(iter(still_open or rounds), None)


def _state_for(round_: Round, actor: Actor) -> RoundState:
    """Tell the state of a round for the actor: a reviewer may have a deadline of his or her own."""
    return round_.state() if actor.is_staff else round_.state_for(actor.membership_id)


@dataclass(frozen=True, slots=True)
class Assignment:
    """A version that a round asks the actor to read; `own` counts what he or she wrote on it in the round."""

    round: Round
    version: Version
    own: int


def assignments_of(project: Project, actor: Actor) -> list[Assignment]:
    """Give what the rounds the actor knows of ask to read: open rounds first, the nearest deadline on top."""
    by_urgency = sorted(rounds_of_project(project, actor), key=lambda one: _urgency(one, actor))
    return assignments_in(by_urgency, actor)


def assignments_in(rounds: Sequence[Round], actor: Actor) -> list[Assignment]:
    """Give what these rounds ask the actor to read, in their order."""
    versions = {version.id for one in rounds for version in one.versions if version.state in READABLE}
    written = {
        (round_id, version_id): number
        for round_id, version_id, number in db.session.execute(
            select(Thread.round_id, Thread.version_id, func.count())
            .where(
                Thread.version_id.in_(versions),
                Thread.author_id == actor.membership_id,
                Thread.status.in_(COUNTED),
            )
            .group_by(Thread.round_id, Thread.version_id)
        )
    }
    return [
        Assignment(one, version, written.get((one.id, version.id), 0))
        for one in rounds
        for version in one.versions
        if version.id in versions
    ]


def _urgency(round_: Round, actor: Actor) -> tuple[bool, float]:
    """Sort rounds that are open for the actor by his or her deadline, then the others, the latest first."""
    is_open = _state_for(round_, actor) is RoundState.OPEN
    moment = round_.deadline_for(actor.membership_id).timestamp()
    return not is_open, moment if is_open else -moment


def reviewers_of(round_: Round) -> list[RoundReviewer]:
    """Give whom a round lists, with membership and account, in the order they were added."""
    return list(
        db.session.scalars(
            select(RoundReviewer)
            .where(RoundReviewer.round_id == round_.id)
            .options(joinedload(RoundReviewer.membership))
            .order_by(RoundReviewer.id)
        )
    )


def has_comments(round_: Round) -> bool:
    """Tell whether anybody has sent a comment in this round."""
    query = select(Thread.id).where(Thread.round_id == round_.id, HANDED_IN).limit(1)
    return db.session.scalar(query) is not None


def bears_mark(*versions: Version) -> bool:
    """Tell whether pages with words of these versions, or about them, say "Confidential draft"."""
    held, said = round_version.c, defaultdict(set)
    query = (
        select(held.version_id, Round.is_confidential)
        .join(Round, Round.id == held.round_id)
        .where(held.version_id.in_({version.id for version in versions}), Round.cancelled_at.is_(None))
        .distinct()
    )
    for version_id, is_marked in db.session.execute(query):
        said[version_id].add(is_marked)
    return any(is_confidential(version.state, said[version.id]) for version in versions)


def project_bears_mark(project: Project, actor: Actor) -> bool:
    """Tell whether pages about several rounds of a project say so: one that the actor knows of does."""
    query = select(Round.id).where(
        Round.project_id == project.id,
        Round.is_confidential,
        Round.cancelled_at.is_(None),
        rounds_seen(actor),
    )
    return db.session.scalar(query.limit(1)) is not None
