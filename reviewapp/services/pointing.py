"""Where a comment points: at a passage, a section or the whole of the version it is made on."""

from ..domain.anchors import Quote, Span, describe, fold, settle
from ..domain.carrying.carrier import Placement
from ..domain.errors import BadInput
from ..domain.threads import PlaceState, Scope
from .shelves import Shelf


def point(
    shelf: Shelf, scope: Scope, section: str | None, quote: Quote | None, span: Span | None
) -> tuple[Placement, Quote]:
    """Find the place a comment points at, and quote it; `section` is a public id, a hint for a passage.

    Raises BadInput: section_unknown, section_missing, and what `settle` raises.
    """
    index = {one.public_id: i for i, one in enumerate(shelf.sections)}
    if section and section not in index:
        raise BadInput("section_unknown", field="section")
    wanted = index.get(section) if section else None
    if scope is Scope.DOCUMENT:
        return Placement(PlaceState.IN_PLACE), Quote("")
    if scope is Scope.SECTION:
        if wanted is None:
            raise BadInput("section_missing", field="section")
        return Placement(PlaceState.IN_PLACE, section=wanted), Quote("")
    found = shelf.edition.sections[wanted] if wanted is not None else None
    hint = range(found.first, found.end) if found else None
    blocks = shelf.edition.blocks
    settled = settle(quote if quote and fold(quote.exact) else None, span, blocks, hint)
    described = describe(settled, blocks)
    row = shelf.row_by_id[settled.start_block]
    home = shelf.index_by_section[row.section_id] if row.section_id else None
    return Placement(PlaceState.IN_PLACE, settled, home, described.exact), described
