"""Questions about the reviewers of rounds: how far each is, and which sections nobody has spoken about."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from ..domain.permissions import Actor
from ..domain.reviewers import ReviewerState, reviewer_state
from ..domain.rounds import RoundState
from ..domain.threads import COUNTED
from ..extensions import db
from ..models import Place, Round, RoundReviewer, Section, Thread, Version
from .visibility import round_state_seen, threads_seen


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a reviewer is in a round, `present` its state for that person; and his or her comments."""

    row: RoundReviewer
    state: ReviewerState
    present: RoundState
    deadline: datetime
    comments: int
    late: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """The sections of a version in a round, and those without a comment."""

    version: Version
    sections: int
    silent: Sequence[Section]


def progress_of(round_: Round, actor: Actor) -> list[Progress]:
    """Say how far each reviewer of a round is, in the order they were added, as the actor sees comments.

    Who left the project is still named for the comments he or she made.
    """
    written = {
        author: (comments, late)
        for author, comments, late in db.session.execute(
            select(Thread.author_id, func.count(), func.count().filter(Thread.is_late))
            .where(Thread.round_id == round_.id, threads_seen(actor), Thread.status.in_(COUNTED))
            .group_by(Thread.author_id)
        )
    }
    rows = db.session.scalars(
        select(RoundReviewer)
        .where(RoundReviewer.round_id == round_.id)
        .options(joinedload(RoundReviewer.membership))
        .order_by(RoundReviewer.id)
    )
    return [
        _progress(row, *written.get(row.membership_id, (0, 0)))
        for row in rows
        if row.membership.left_at is None or row.membership_id in written
    ]


def own_progress(rounds: Iterable[Round], actor: Actor) -> dict[int, Progress]:
    """Say how far the actor is in rounds that list him or her, by key of the round."""
    rows = {one.id: row for one in rounds if (row := one.row_of(actor.membership_id)) is not None}
    if not rows:
        return {}
    written = {
        round_id: (comments, late)
        for round_id, comments, late in db.session.execute(
            select(Thread.round_id, func.count(), func.count().filter(Thread.is_late))
            .where(
                Thread.round_id.in_(rows),
                Thread.author_id == actor.membership_id,
                Thread.status.in_(COUNTED),
            )
            .group_by(Thread.round_id)
        )
    }
    return {
        key: _progress(row, *written.get(key, (0, 0)), present=round_state_seen(actor, row.round))
        for key, row in rows.items()
    }


def coverage_of(round_: Round, actor: Actor) -> list[Coverage]:
    """Give, for each version of a round, the sections without a comment of the round, in reading order."""
    versions = [version.id for version in round_.versions]
    spoken = set(
        db.session.scalars(
            select(Place.section_id)
            .join(Thread, Thread.id == Place.thread_id)
            .where(
                Place.version_id.in_(versions),
                Thread.round_id == round_.id,
                Thread.status.in_(COUNTED),
                threads_seen(actor),
            )
        )
    )
    query = select(Section).where(Section.version_id.in_(versions)).order_by(Section.position)
    by_version: dict[int, list[Section]] = {key: [] for key in versions}
    for section in db.session.scalars(query):
        by_version[section.version_id].append(section)
    return [
        Coverage(one, len(held), [section for section in held if section.id not in spoken])
        for one, held in ((version, by_version[version.id]) for version in round_.versions)
    ]


def _progress(row: RoundReviewer, comments: int, late: int, present: RoundState | None = None) -> Progress:
    present = present or row.state_of_round()
    return Progress(row, reviewer_state(row.steps(comments), present), present, row.deadline, comments, late)
