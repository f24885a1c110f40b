"""Saying where a thread stands in a version: what people settle stands."""

from dataclasses import replace

from sqlalchemy import or_, select

from ..clock import now
from ..domain.anchors import Span, check_span, excerpt
from ..domain.carrying.carrier import Placement
from ..domain.errors import BadInput, StateConflict
from ..domain.permissions import Actor
from ..domain.threads import COUNTED, PlaceState, Scope, Status
from ..extensions import db
from ..models import Membership, Place, Thread, Version
from ..queries.places import find_place
from ..queries.versions import find_section
from .carrying import carry_on
from .changes import check_fresh, touch
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
        hold(version.document, thread)
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
        _sign(place, version, standing(version.document.guide.project_id, actor=actor), actor)
        carry_on([thread], version)
        return place


def accept_proposals(version: Version, *, above: float, actor: Actor) -> list[Place]:
    """Settle what waits in a version as it is proposed, where the score (0-1) is not below `above`.

    What has no proposal goes on waiting. Everything or nothing, with an audit line for each comment.
    """
    with transaction():
        places = db.session.scalars(
            select(Place)
            .join(Thread, Thread.id == Place.thread_id)
            .where(
                Place.version_id == version.id,
                Place.state == PlaceState.TO_BE_PLACED,
                Place.score >= above,
                or_(Place.start_block_id.is_not(None), Place.section_id.is_not(None)),
                Thread.status.in_(COUNTED),
            )
            .order_by(Place.thread_id)
        ).all()
        hold(version.document, *(place.thread for place in places))
        shelf, member = Shelf(version), standing(version.document.guide.project_id, actor=actor)
        for place in places:
            put(place, shelf, _as_proposed(place, shelf))
            _sign(place, version, member, actor)
        carry_on([place.thread for place in places], version)
        return list(places)


def _as_proposed(place: Place, shelf: Shelf) -> Placement:
    """Give the proposal of a place that waits as if an editor had said it."""
    anchor = shelf.anchor_at(place.thread.scope, place)
    section = shelf.sections[anchor.section].public_id if anchor.section is not None else None
    return _settled(shelf, place.thread, section=section, span=anchor.span, removed=False)


def _sign(place: Place, version: Version, member: Membership, actor: Actor) -> None:
    """Note who settled a place, and leave the audit line."""
    place.settled_by_id, place.settled_at = member.id, now()
    touch("settled place", place.thread, actor, version=version.public_id, state=place.state.value)


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
