"""Places of threads in versions: the first one, carrying them on, settling the doubtful ones by hand."""

from collections.abc import Iterable
from dataclasses import replace

from sqlalchemy import select

from ..clock import now
from ..domain.anchors import Span, check_span, excerpt, fold
from ..domain.blocks import Block
from ..domain.carrying import Anchor, Carrier, Edition, Placement
from ..domain.errors import BadInput, StateConflict
from ..domain.permissions import Actor
from ..domain.threads import PlaceState, Scope, Status
from ..domain.versions import READABLE, VersionState
from ..extensions import db
from ..models import Place, Section, Thread, Version
from ..queries.places import find_place
from ..queries.versions import find_section, sections_of_version, text_rows_of
from .activity import record
from .changes import check_fresh
from .people import standing
from .transaction import hold, transaction

_STANDS = frozenset({PlaceState.IN_PLACE, PlaceState.CHANGED, PlaceState.MOVED, PlaceState.SECTION_ONLY})
_PER_BLOCK = 10_000
"""`Place.order` is block position * 10,000 + offset."""


class Shelf:
    """A version loaded for placing: its rows, and the edition the domain works with."""

    def __init__(self, version: Version) -> None:
        self.version = version
        self.rows = text_rows_of(version)
        self.sections: list[Section] = sections_of_version(version)
        self.edition = Edition(
            [
                Block(row.public_id, row.kind, row.text, "", row.level, row.number, row.ordinal)
                for row in self.rows
            ]
        )
        self.row_by_id = {row.public_id: row for row in self.rows}
        self.public_by_key = {row.id: row.public_id for row in self.rows}
        self.index_by_section = {section.id: i for i, section in enumerate(self.sections)}
        self.first_by_section = {row.section_id: row for row in reversed(self.rows)}

    def place(self, thread: Thread, found: Placement) -> Place:
        """Make the row for a placement on this version."""
        place = Place(thread=thread, version_id=self.version.id)
        put(place, self, found)
        return place

    def anchor_at(self, scope: Scope, place: Place) -> Anchor:
        """Read a stored place of this version as an anchor to carry from."""
        section = self.index_by_section.get(place.section_id) if place.section_id else None
        span = None
        if place.start_block_id and place.end_block_id and scope is Scope.PASSAGE:
            start, end = self.public_by_key[place.start_block_id], self.public_by_key[place.end_block_id]
            span = Span(start, place.start, end, place.end)
        return Anchor(scope if span or scope is not Scope.PASSAGE else Scope.SECTION, span, section)


def put(place: Place, shelf: Shelf, found: Placement) -> None:
    """Write a placement into a place's row."""
    place.state, place.score, place.exact = found.state, found.score, found.exact
    place.is_changed = found.state is PlaceState.CHANGED or (
        found.state is PlaceState.MOVED and not _is_as_commented(found, place.thread)
    )
    section = shelf.sections[found.section] if found.section is not None else None
    start = shelf.row_by_id[found.span.start_block] if found.span else None
    end = shelf.row_by_id[found.span.end_block] if found.span else None
    place.section_id = section.id if section else None
    place.start_block_id, place.start = (start.id if start else None), (found.span.start if found.span else 0)
    place.end_block_id, place.end = (end.id if end else None), (found.span.end if found.span else 0)
    if start is not None and found.span:
        place.order = start.position * _PER_BLOCK + min(found.span.start + 1, _PER_BLOCK - 1)
    elif section is not None:
        place.order = shelf.first_by_section[section.id].position * _PER_BLOCK
    else:
        place.order = 0 if found.state is PlaceState.IN_PLACE else len(shelf.rows) * _PER_BLOCK


def carry_line_to(version: Version) -> int:
    """Give every thread made on an earlier version of the line a place on `version`; count them."""
    threads = db.session.scalars(
        select(Thread)
        .join(Version, Version.id == Thread.version_id)
        .where(
            Version.document_id == version.document_id,
            Version.language == version.language,
            Version.number < version.number,
        )
    ).all()
    _carry(threads, version)
    return len(threads)


def carry_on(thread: Thread) -> None:
    """Give a new thread its place on every later version that is out already."""
    later = db.session.scalars(
        select(Version)
        .where(
            Version.document_id == thread.document_id,
            Version.language == thread.version.language,
            Version.number > thread.version.number,
            Version.state.in_(READABLE | {VersionState.WITHDRAWN}),
        )
        .order_by(Version.number)
    ).all()
    for version in later:
        _carry([thread], version)


def _carry(threads: Iterable[Thread], version: Version) -> None:
    """Carry from the nearest earlier version on which a thread still has a place of its own."""
    keys = [thread.id for thread in threads]
    if not keys:
        return
    shelf, shelves, carriers = Shelf(version), {}, {}
    bases = _bases(keys, version)
    for thread in threads:
        base = bases[thread.id]
        if base.state is PlaceState.REMOVED:
            db.session.add(shelf.place(thread, Placement(PlaceState.REMOVED, score=base.score)))
            continue
        if base.version_id not in carriers:
            shelves[base.version_id] = Shelf(db.session.get_one(Version, base.version_id))
            carriers[base.version_id] = Carrier(shelves[base.version_id].edition, shelf.edition)
        anchor = shelves[base.version_id].anchor_at(thread.scope, base)
        found = carriers[base.version_id].carry(anchor)
        db.session.add(shelf.place(thread, _beside_comment(found, thread)))
    db.session.flush()


def _beside_comment(found: Placement, thread: Thread) -> Placement:
    """Judge a place by the words commented on, not by those of the version it was carried from."""
    if thread.scope is not Scope.PASSAGE or found.state is not PlaceState.IN_PLACE:
        return found
    if found.span is None:
        return replace(found, state=PlaceState.SECTION_ONLY)
    return found if _is_as_commented(found, thread) else replace(found, state=PlaceState.CHANGED)


def _is_as_commented(found: Placement, thread: Thread) -> bool:
    return fold(found.exact) == fold(thread.exact)


def _bases(thread_ids: list[int], version: Version) -> dict[int, Place]:
    """Choose each thread's place to carry from: the newest that stands or was said to be removed."""
    rows = db.session.scalars(
        select(Place)
        .join(Version, Version.id == Place.version_id)
        .where(
            Place.thread_id.in_(thread_ids),
            Version.number < version.number,
            Place.state.in_(_STANDS | {PlaceState.REMOVED}),
        )
        .order_by(Version.number)
    )
    return {place.thread_id: place for place in rows}


def settle_place(
    thread: Thread,
    version: Version,
    *,
    actor: Actor,
    section: str | None = None,
    span: Span | None = None,
    removed: bool = False,
    seen: int | None = None,
) -> Place:
    """Say where a thread stands in a version: at a passage, in a section (public id), or nowhere any more.

    The place on the version the comment was made on stays for ever. `seen` is the thread's revision as the
    actor read it. Raises StateConflict, BadInput, Stale.
    """
    with transaction():
        hold(thread)
        check_fresh(thread, seen)
        if version.id == thread.version_id:
            raise StateConflict("place_original")
        if thread.status in (Status.DRAFT, Status.WITHDRAWN):
            raise StateConflict(f"thread_{thread.status}", act="place")
        place = find_place(thread, version)
        if place is None:
            raise BadInput("version_other_line", field="version")
        shelf = Shelf(version)
        put(place, shelf, _settled(shelf, thread, section=section, span=span, removed=removed))
        member = standing(version.document.guide.project_id, actor=actor)
        place.settled_by_id, place.settled_at = member.id, now()
        thread.changed_at = now()
        record(
            "settled place",
            "thread",
            thread.public_id,
            actor=actor,
            project_id=version.document.guide.project_id,
            version=version.public_id,
            state=place.state.value,
        )
        return place


def _settled(
    shelf: Shelf, thread: Thread, *, section: str | None, span: Span | None, removed: bool
) -> Placement:
    """Turn what an editor said into a placement."""
    if removed:
        return Placement(PlaceState.REMOVED)
    if span is not None:
        check_span(span, shelf.edition.blocks)
        exact = excerpt(span, shelf.edition.blocks)
        row = shelf.row_by_id[span.start_block]
        index = shelf.index_by_section[row.section_id] if row.section_id else None
        placed = Placement(PlaceState.IN_PLACE, span, index, exact)
        return placed if _is_as_commented(placed, thread) else replace(placed, state=PlaceState.CHANGED)
    found = find_section(shelf.version, section) if section else None
    if found is None:
        raise BadInput("section_unknown", field="section")
    state = PlaceState.IN_PLACE if thread.scope is Scope.SECTION else PlaceState.SECTION_ONLY
    return Placement(state, section=shelf.index_by_section[found.id])
