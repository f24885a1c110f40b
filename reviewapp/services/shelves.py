"""A version loaded for placing, and the rows that say where threads stand in it."""

from ..domain.anchors import Span, fold
from ..domain.blocks import Block
from ..domain.carrying.carrier import Anchor, Placement
from ..domain.carrying.edition import Edition
from ..domain.threads import PlaceState, Scope
from ..models import Place, Section, Thread, Version
from ..models.place import PER_BLOCK
from ..queries.versions import sections_of_version, text_rows_of


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
        found.state is PlaceState.MOVED and not is_as_commented(found, place.thread)
    )
    section = shelf.sections[found.section] if found.section is not None else None
    start = shelf.row_by_id[found.span.start_block] if found.span else None
    end = shelf.row_by_id[found.span.end_block] if found.span else None
    place.section_id = section.id if section else None
    place.start_block_id, place.start = (start.id if start else None), (found.span.start if found.span else 0)
    place.end_block_id, place.end = (end.id if end else None), (found.span.end if found.span else 0)
    if start is not None and found.span:
        place.order = start.position * PER_BLOCK + min(found.span.start + 1, PER_BLOCK - 1)
    elif section is not None:
        place.order = shelf.first_by_section[section.id].position * PER_BLOCK
    else:
        place.order = 0 if found.state is PlaceState.IN_PLACE else len(shelf.rows) * PER_BLOCK


def is_as_commented(found: Placement, thread: Thread) -> bool:
    """Tell whether a place holds the very words that were commented on."""
    return fold(found.exact) == fold(thread.exact)
