"""Questions about threads. Every list, count and export starts from a desk (see desks.py)."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from ..domain.filters import ThreadFilter
from ..domain.permissions import Actor
from ..domain.threads import COUNTED, SETTLED, UNPLACED, PlaceState
from ..extensions import db
from ..models import Implementation, Place, Reply, Support, Thread, Version
from .desks import Desk
from .narrowing import narrow, status_shown
from .visibility import sees_decision, threads_seen

_END = 2**31 - 1


@dataclass(frozen=True, slots=True)
class Entry:
    """A thread and its place on the version it is shown on (None where it has none there)."""

    thread: Thread
    place: Place | None


def entries(
    desk: Desk,
    wanted: ThreadFilter,
    actor: Actor,
    *,
    after: tuple[int, int, int] | None = None,
    limit: int | None = None,
    offset: int = 0,
    by_edition: bool = False,
) -> list[Entry]:
    """Give the threads of a desk that the filter wants and the actor sees, sorted by place in the text.

    `by_edition` puts those of one language together first; `after` does not go with it.
    """
    query = matching(select(Thread, Place), desk, wanted, actor).options(
        joinedload(Thread.author, innerjoin=True),
        joinedload(Thread.entered_by, innerjoin=True),
        joinedload(Thread.decided_by),
        joinedload(Thread.assignee),
        joinedload(Thread.translated_by),
        joinedload(Thread.round),
        joinedload(Thread.version, innerjoin=True),
        joinedload(Thread.duplicate_of).joinedload(Thread.round),
        selectinload(Thread.replies).joinedload(Reply.author, innerjoin=True),
        selectinload(Thread.supports).joinedload(Support.member, innerjoin=True),
        selectinload(Thread.implementations).joinedload(Implementation.version, innerjoin=True),
        joinedload(Place.section),
        joinedload(Place.start_block),
        joinedload(Place.end_block),
    )
    keys = sort_keys()
    query = query.order_by(*_editions(by_edition), *keys)
    if after is not None:
        query = query.where(_beyond(keys, after))
    if limit is not None:
        query = query.limit(limit).offset(offset)
    return [Entry(thread, place) for thread, place in db.session.execute(query).unique()]


def count(desk: Desk, wanted: ThreadFilter, actor: Actor) -> int:
    """Count what `entries` would give."""
    query = matching(select(func.count(Thread.id)), desk, wanted, actor)
    return db.session.scalar(query) or 0


def ids_in(desk: Desk, wanted: ThreadFilter, actor: Actor, *, by_edition: bool = False) -> list[str]:
    """Give the public ids of what `entries` would give, in its order."""
    query = matching(select(Thread.public_id), desk, wanted, actor)
    return list(db.session.scalars(query.order_by(*_editions(by_edition), *sort_keys())))


def threads_among(desk: Desk, public_ids: Iterable[str], actor: Actor) -> list[Thread]:
    """Give the threads of a desk that are named and that the actor sees, in any order."""
    named = Thread.public_id.in_(list(public_ids))
    return list(db.session.scalars(select(Thread).where(named, desk.condition, threads_seen(actor))))


def find_numbered(beside: Thread, number: int) -> Thread | None:
    """Find the thread of a number that counts within the same round, or document where there is none."""
    unbound = and_(Thread.document_id == beside.document_id, Thread.round_id.is_(None))
    within = unbound if beside.round_id is None else Thread.round_id == beside.round_id
    return db.session.scalar(select(Thread).where(within, Thread.number == number))


def counts_by_section(version: Version, actor: Actor) -> dict[int | None, int]:
    """Count the unsettled threads that stand on a version, by section key (None: the whole document).

    A decision the actor may not see does not show in the number either.
    """
    query = (
        select(Place.section_id, func.count())
        .join(Thread, Thread.id == Place.thread_id)
        .where(
            Place.version_id == version.id,
            Place.state.not_in(UNPLACED),
            threads_seen(actor),
            status_shown(actor).in_(COUNTED - SETTLED),
        )
        .group_by(Place.section_id)
    )
    return dict(db.session.execute(query).all())


def counts_by_status(desk: Desk, actor: Actor) -> Counter[str]:
    """Count the threads of a desk the actor sees, by status."""
    status = status_shown(actor)
    query = (
        select(status, func.count())
        .where(desk.condition, threads_seen(actor), Thread.status.in_(COUNTED))
        .group_by(status)
    )
    return Counter({code.value: number for code, number in db.session.execute(query)})


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
    return dict(db.session.execute(query).all())


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


def mains_known(threads: Iterable[Thread], actor: Actor) -> set[int]:
    """Give, of the threads that duplicates among these are handled with, the keys of those the actor sees."""
    mains = {thread.duplicate_of_id for thread in threads} - {None}
    if actor.is_staff or not mains:
        return {key for key in mains if key is not None}
    return set(db.session.scalars(select(Thread.id).where(Thread.id.in_(mains), threads_seen(actor))))


def main_seen(actor: Actor, thread: Thread) -> Thread | None:
    """Give the thread that a duplicate is handled with, if the actor may know of both."""
    main = thread.duplicate_of if sees_decision(actor, thread) else None
    if main is None or actor.is_staff:
        return main
    return main if sees_thread(actor, main) else None


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


def sort_key(entry: Entry) -> tuple[int, int, int]:
    """Give what `entries(after=…)` continues from."""
    if entry.place is None:
        return _END, _END, entry.thread.id
    return entry.place.version_id, entry.place.order, entry.thread.id


def _editions(wanted: bool) -> list[ColumnElement[str]]:
    """Sort by the language of the version, if that is wanted."""
    language = select(Version.language).where(Version.id == Thread.version_id)
    return [language.correlate(Thread).scalar_subquery()] if wanted else []


def sort_keys() -> list[ColumnElement[int]]:
    """Sort by version, then by place in the text; what has no place comes last."""
    return [
        func.coalesce(Place.version_id, _END),
        func.coalesce(Place.order, _END),
        Thread.id.expression,
    ]


def _beyond(keys: list[ColumnElement[int]], after: tuple[int, int, int]) -> ColumnElement[bool]:
    (a, b, c), (x, y, z) = keys, after
    return or_(a > x, and_(a == x, b > y), and_(a == x, b == y, c > z))


def matching(query: Any, desk: Desk, wanted: ThreadFilter, actor: Actor) -> Any:
    """Narrow a query over threads (and their places on the desk's versions) to what is asked and seen."""
    query = (
        query.select_from(Thread)
        .outerjoin(Place, and_(Place.thread_id == Thread.id, Place.version_id.in_(desk.shown_on)))
        .where(desk.condition, threads_seen(actor))
    )
    return narrow(query, wanted, actor, desk.today)
