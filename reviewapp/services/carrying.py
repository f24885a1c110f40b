"""Carrying threads to the versions that come after: what people settled stands, the rest is looked for."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import select

from ..domain.blocks import shape_of
from ..domain.carrying.carrier import Carrier, Placement
from ..domain.threads import PlaceState, Scope
from ..domain.versions import READABLE, VersionState
from ..extensions import db
from ..models import Place, Thread, Version
from .shelves import Shelf, is_as_commented, put

_WITH_WORDS = frozenset({PlaceState.IN_PLACE, PlaceState.CHANGED, PlaceState.MOVED})
_OUT = READABLE | {VersionState.WITHDRAWN}


@dataclass(frozen=True, slots=True)
class Aligned:
    """A version aligned with earlier ones (by key), and the shape its text had then."""

    shape: str
    carriers: Mapping[int, Carrier]


def align_line_to(version: Version) -> Aligned:
    """Align a version with those that threads will be carried from; to be done before the transaction.

    Long texts take seconds, and nobody else writes meanwhile.
    """
    bases = _bases(_threads_before(version), version).values()
    shelf = Shelf(version)
    carriers = {
        key: Carrier(Shelf(db.session.get_one(Version, key)).edition, shelf.edition)
        for key in sorted({base.version_id for base in bases if base.state is not PlaceState.REMOVED})
    }
    return Aligned(shape_of(shelf.edition.blocks), carriers)


def carry_line_to(version: Version, aligned: Aligned | None = None) -> int:
    """Give every thread made on an earlier version of the line a place on `version`; count them.

    Done again, it looks again for every place that nobody settled. What was `aligned` before serves unless
    the version was shaped or read anew since.
    """
    threads = _threads_before(version)
    _carry(threads, version, aligned)
    return len(threads)


def _threads_before(version: Version) -> Sequence[Thread]:
    """Give the threads made on earlier versions of the line."""
    return db.session.scalars(
        select(Thread)
        .join(Version, Version.id == Thread.version_id)
        .where(
            Version.document_id == version.document_id,
            Version.language == version.language,
            Version.number < version.number,
        )
    ).all()


def carry_on(threads: Sequence[Thread], after: Version) -> None:
    """Give threads their places on every later version that is out already; what somebody settled stands."""
    later = db.session.scalars(
        select(Version)
        .where(
            Version.document_id == after.document_id,
            Version.language == after.language,
            Version.number > after.number,
            Version.state.in_(_OUT),
        )
        .order_by(Version.number)
    ).all()
    for version in later:
        _carry(threads, version)


def _carry(threads: Sequence[Thread], version: Version, aligned: Aligned | None = None) -> None:
    """Carry from the earlier place of each thread that says most of where it belongs in `version`."""
    shelf, shelves, carriers = Shelf(version), dict[int, Shelf](), dict[int, Carrier]()
    if aligned is not None and aligned.shape == shape_of(shelf.edition.blocks):
        carriers |= aligned.carriers
    bases = _bases(threads, version)
    present = _present(threads, version)
    for thread in threads:
        place = present.get(thread.id)
        if place is not None and place.settled_by_id is not None:
            continue
        base = bases[thread.id]
        if base.state is PlaceState.REMOVED:
            found = Placement(PlaceState.REMOVED, score=base.score)
        else:
            if base.version_id not in shelves:
                shelves[base.version_id] = Shelf(db.session.get_one(Version, base.version_id))
            if base.version_id not in carriers:
                carriers[base.version_id] = Carrier(shelves[base.version_id].edition, shelf.edition)
            anchor = shelves[base.version_id].anchor_at(thread.scope, base)
            found = _beside_comment(carriers[base.version_id].carry(anchor), thread)
        if place is None:
            db.session.add(shelf.place(thread, found))
        else:
            put(place, shelf, found)
    db.session.flush()


def _beside_comment(found: Placement, thread: Thread) -> Placement:
    """Judge a place by the words commented on, not by those of the version it was carried from."""
    if thread.scope is not Scope.PASSAGE or found.state is not PlaceState.IN_PLACE:
        return found
    if found.span is None:
        return replace(found, state=PlaceState.SECTION_ONLY)
    return found if is_as_commented(found, thread) else replace(found, state=PlaceState.CHANGED)


def _bases(threads: Iterable[Thread], version: Version) -> dict[int, Place]:
    """Choose each thread's place to carry from.

    A place with words or one that somebody settled tells more than a section alone. Among them the one on the
    version that `version` follows goes first, then the newest. That words are gone from a version is nothing
    to carry from unless somebody said so: they may have come back.
    """
    rows = db.session.execute(
        select(Place, Version.number)
        .join(Version, Version.id == Place.version_id)
        .where(Place.thread_id.in_([thread.id for thread in threads]), Version.number < version.number)
    ).all()
    best: dict[int, tuple[tuple[bool, bool, int], Place]] = {}
    for place, number in rows:
        if place.state is PlaceState.TO_BE_PLACED or _is_gone_unsaid(place):
            continue
        says_most = place.state in _WITH_WORDS or place.settled_by_id is not None
        merit = (says_most, place.version_id == version.follows_id, number)
        if place.thread_id not in best or best[place.thread_id][0] < merit:
            best[place.thread_id] = (merit, place)
    return {thread_id: place for thread_id, (_, place) in best.items()}


def _is_gone_unsaid(place: Place) -> bool:
    return place.state is PlaceState.REMOVED and place.settled_by_id is None


def _present(threads: Iterable[Thread], version: Version) -> dict[int, Place]:
    """Give the places that the threads have on `version` already."""
    rows = db.session.scalars(
        select(Place).where(
            Place.version_id == version.id, Place.thread_id.in_([thread.id for thread in threads])
        )
    )
    return {place.thread_id: place for place in rows}
