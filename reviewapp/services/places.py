"""Saying where a thread stands in a version: what people settle stands."""

from dataclasses import replace

from ..clock import now
from ..domain.anchors import Span, check_span, excerpt
from ..domain.carrying import Placement
from ..domain.errors import BadInput, StateConflict
from ..domain.permissions import Actor
from ..domain.threads import PlaceState, Scope, Status
from ..models import Place, Thread, Version
from ..queries.places import find_place
from ..queries.versions import find_section
from .activity import record
from .carrying import carry_on
from .changes import check_fresh
from .people import standing
from .shelves import Shelf, is_as_commented, put
from .transaction import hold, transaction


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

    Where nobody settled it in later versions, it is looked for there again from here. The place on the
    version the comment was made on stays for ever. `seen` is the thread's revision as the
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
        carry_on([thread], version)
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
        return placed if is_as_commented(placed, thread) else replace(placed, state=PlaceState.CHANGED)
    found = find_section(shelf.version, section) if section else None
    if found is None:
        raise BadInput("section_unknown", field="section")
    state = PlaceState.IN_PLACE if thread.scope is Scope.SECTION else PlaceState.SECTION_ONLY
    return Placement(state, section=shelf.index_by_section[found.id])
