"""Blocks without words, such as pictures: told by their kind and the words around them."""

from .alignment import Alignment
from .edition import Edition


def find_wordless(alignment: Alignment, block: int) -> int | None:
    """Give the new block that an old one became: as many steps after the same words, or before them."""
    old, new = alignment.old, alignment.new
    for step in (-1, 1):
        distance = 1
        while 0 <= block + step * distance < len(old.blocks) and not _units(old, block + step * distance):
            distance += 1
        units = _units(old, block + step * distance)
        ends = alignment.counterparts(units[-1 if step < 0 else 0]) if units else range(0)
        if not ends:
            continue
        there = new.units[ends[-1 if step < 0 else 0]].block - step * distance
        is_there = 0 <= there < len(new.blocks) and not _units(new, there)
        if is_there and new.blocks[there].kind is old.blocks[block].kind:
            return there
    return None


def _units(edition: Edition, block: int) -> list[int]:
    return edition.units_of.get(block, [])
