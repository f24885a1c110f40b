"""Questions about threads. Every list, count and export starts from `desk`."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from ..domain.filters import ThreadFilter
from ..domain.permissions import Actor
from ..domain.threads import COUNTED, SETTLED, PlaceState
from ..extensions import db
from ..models import Document, Membership, Place, Reply, Round, Section, Thread, Version
from .versions import current_versions
from .visibility import sees_internal, threads_seen

_END = 2**31 - 1


@dataclass(frozen=True, slots=True)
class Desk:
    """A set of threads, and the versions on which their places are looked up."""

    condition: ColumnElement[bool]
    shown_on: Sequence[int]


@dataclass(frozen=True, slots=True)
class Entry:
    """A thread and its place on the version it is shown on (None where it has none there)."""

    thread: Thread
    place: Place | None


def desk_of_version(version: Version) -> Desk:
    """The threads made on a version or carried to it."""
    placed = select(Place.thread_id).where(Place.version_id == version.id)
    return Desk(Thread.id.in_(placed), [version.id])


def desk_of_document(document: Document) -> Desk:
    """The threads of a document, whichever version and language; each shown on its line's current version."""
    return Desk(Thread.document_id == document.id, [v.id for v in current_versions([document.id])])


def desk_of_round(round_: Round) -> Desk:
    """The threads of a round, whichever version."""
    documents = {version.document_id for version in round_.versions}
    return Desk(Thread.round_id == round_.id, [v.id for v in current_versions(list(documents))])


def desk_of_author(member: Membership) -> Desk:
    """A member's own threads."""
    documents = db.session.scalars(
        select(Thread.document_id).where(Thread.author_id == member.id).distinct()
    ).all()
    return Desk(Thread.author_id == member.id, [v.id for v in current_versions(documents)])


def entries(
    desk: Desk,
    wanted: ThreadFilter,
    actor: Actor,
    *,
    after: tuple[int, int, int] | None = None,
    limit: int | None = None,
) -> list[Entry]:
    """Give the threads of a desk that the filter wants and the actor sees, sorted by place in the text."""
    query = _matching(select(Thread, Place), desk, wanted, actor).options(
        joinedload(Thread.author),
        joinedload(Thread.decided_by),
        joinedload(Thread.round),
        joinedload(Thread.version),
        joinedload(Thread.duplicate_of),
        selectinload(Thread.replies).joinedload(Reply.author),
        joinedload(Place.section),
        joinedload(Place.start_block),
        joinedload(Place.end_block),
    )
    keys = _sort_keys()
    query = query.order_by(*keys)
    if after is not None:
        query = query.where(_beyond(keys, after))
    if limit is not None:
        query = query.limit(limit)
    return [Entry(thread, place) for thread, place in db.session.execute(query).unique()]


def count(desk: Desk, wanted: ThreadFilter, actor: Actor) -> int:
    """Count what `entries` would give."""
    query = _matching(select(func.count(Thread.id)), desk, wanted, actor)
    return db.session.scalar(query) or 0


def counts_by_section(version: Version, actor: Actor) -> dict[int | None, int]:
    """Count the unsettled threads the actor sees on a version, by section key (None: the whole document)."""
    query = (
        select(Place.section_id, func.count())
        .join(Thread, Thread.id == Place.thread_id)
        .where(Place.version_id == version.id, threads_seen(actor), Thread.status.not_in(SETTLED))
        .group_by(Place.section_id)
    )
    return dict(db.session.execute(query).tuples())


def counts_by_status(desk: Desk, actor: Actor) -> Counter[str]:
    """Count the threads of a desk the actor sees, by status."""
    query = (
        select(Thread.status, func.count())
        .where(desk.condition, threads_seen(actor), Thread.status.in_(COUNTED))
        .group_by(Thread.status)
    )
    return Counter({status.value: number for status, number in db.session.execute(query)})


def counts_to_place(version_ids: Iterable[int], actor: Actor) -> dict[int, int]:
    """Count, by version key, the threads that wait there for an editor to place them."""
    query = (
        select(Place.version_id, func.count())
        .join(Thread, Thread.id == Place.thread_id)
        .where(
            Place.version_id.in_(list(version_ids)),
            Place.state == PlaceState.TO_BE_PLACED,
            Thread.status.in_(COUNTED),
            threads_seen(actor),
        )
        .group_by(Place.version_id)
    )
    return dict(db.session.execute(query).tuples())


def find_thread(public_id: str) -> Thread | None:
    """Find a thread, whoever may see it; doors ask `sees_thread` next."""
    return db.session.scalar(
        select(Thread)
        .where(Thread.public_id == public_id)
        .options(joinedload(Thread.author), joinedload(Thread.version), joinedload(Thread.round))
    )


def sees_thread(actor: Actor, thread: Thread) -> bool:
    """Tell whether the actor may see this thread."""
    return db.session.scalar(select(Thread.id).where(Thread.id == thread.id, threads_seen(actor))) is not None


def places_of(thread: Thread) -> list[Place]:
    """Give a thread's places, one for each version, oldest first."""
    return list(
        db.session.scalars(
            select(Place)
            .join(Version, Version.id == Place.version_id)
            .where(Place.thread_id == thread.id)
            .options(
                joinedload(Place.version),
                joinedload(Place.section),
                joinedload(Place.start_block),
                joinedload(Place.end_block),
                joinedload(Place.settled_by),
            )
            .order_by(Version.number)
        )
    )


def authors_in(desk: Desk, actor: Actor) -> list[Membership]:
    """Give the authors of the threads of a desk that the actor sees."""
    written = select(Thread.author_id).where(desk.condition, threads_seen(actor))
    return list(
        db.session.scalars(select(Membership).where(Membership.id.in_(written)).order_by(Membership.id))
    )


def sections_in(desk: Desk) -> list[Section]:
    """Give the sections of the versions a desk is shown on, in reading order."""
    return list(
        db.session.scalars(
            select(Section)
            .where(Section.version_id.in_(desk.shown_on))
            .order_by(Section.version_id, Section.position)
        )
    )


def sort_key(entry: Entry) -> tuple[int, int, int]:
    """Give what `entries(after=…)` continues from."""
    if entry.place is None:
        return _END, _END, entry.thread.id
    return entry.place.version_id, entry.place.order, entry.thread.id


def _sort_keys() -> list[ColumnElement[int]]:
    return [
        func.coalesce(Place.version_id, _END),
        func.coalesce(Place.order, _END),
        Thread.id.expression,
    ]


def _beyond(keys: list[ColumnElement[int]], after: tuple[int, int, int]) -> ColumnElement[bool]:
    (a, b, c), (x, y, z) = keys, after
    return or_(a > x, and_(a == x, b > y), and_(a == x, b == y, c > z))


def _matching(query: Any, desk: Desk, wanted: ThreadFilter, actor: Actor) -> Any:
    """Narrow a query over threads (and their places on the desk's versions) to what is asked and seen."""
    query = (
        query.select_from(Thread)
        .outerjoin(Place, and_(Place.thread_id == Thread.id, Place.version_id.in_(desk.shown_on)))
        .where(desk.condition, threads_seen(actor))
    )
    query = query.where(Thread.status.in_(wanted.status or COUNTED))
    axes: list[tuple[Any, Sequence[Any]]] = [
        (Thread.type, wanted.type),
        (Thread.importance, wanted.importance),
        (Thread.scope, wanted.scope),
        (Thread.language, wanted.language),
        (Place.state, wanted.place),
    ]
    for column, values in axes:
        if values:
            query = query.where(column.in_(values))
    if wanted.disposition:
        query = query.where(Thread.disposition.in_(wanted.disposition), _decision_shown(actor))
    if wanted.late is not None:
        query = query.where(Thread.is_late.is_(wanted.late))
    if wanted.section:
        query = query.join(Section, Section.id == Place.section_id).where(
            Section.public_id.in_(wanted.section)
        )
    if wanted.round:
        query = query.where(Thread.round_id.in_(select(Round.id).where(Round.public_id.in_(wanted.round))))
    if wanted.author or wanted.institution_type or wanted.country:
        query = query.where(Thread.author_id.in_(_authors(wanted)))
    if wanted.q:
        query = query.where(_holds(wanted.q, actor))
    return query


def _decision_shown(actor: Actor) -> ColumnElement[bool]:
    """Whoever may not see a decision must not find a thread by it."""
    if actor.is_staff:
        return Thread.id.is_not(None)
    answered = select(Round.id).where(or_(Round.answered_at.is_not(None), Round.reported_at.is_not(None)))
    return or_(Thread.is_shared.is_(True), Thread.round_id.in_(answered))


def _authors(wanted: ThreadFilter) -> Select[int]:
    query = select(Membership.id)
    if wanted.author:
        query = query.where(Membership.public_id.in_(wanted.author))
    if wanted.institution_type:
        query = query.where(Membership.institution_type.in_(wanted.institution_type))
    if wanted.country:
        query = query.where(Membership.country.in_([code.upper() for code in wanted.country]))
    return query


def _holds(words: str, actor: Actor) -> ColumnElement[bool]:
    """Match text in the comment, its passage, its replies and, where seen, its decision."""
    replies = select(Reply.thread_id).where(_like(Reply.body, words))
    if not sees_internal(actor):
        replies = replies.where(Reply.is_internal.is_(False))
    decision = and_(or_(_like(Thread.reason, words), _like(Thread.response, words)), _decision_shown(actor))
    return or_(
        _like(Thread.body, words),
        _like(Thread.proposed_wording, words),
        _like(Thread.exact, words),
        Thread.id.in_(replies),
        decision,
    )


def _like(column: Any, words: str) -> ColumnElement[bool]:
    matched: ColumnElement[bool] = func.lower(column).contains(words.lower(), autoescape=True)
    return matched
