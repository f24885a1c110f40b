"""The structure of a version as a form: which blocks are headings, and at what level."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ...domain.blocks import MAX_LEVEL, Block, BlockKind

CAN_BE_HEADING = frozenset({BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.QUOTE})
FEW = 60
"""A version of so many blocks is shown whole."""

SHORT = 80
EXCERPT = 160
_ENDS = tuple(".。;；,，:：!！?？…")
_FIELD = "level-"


@dataclass(frozen=True, slots=True)
class Row:
    """A block of the form: `level` is what its select shows, None where there is nothing to choose."""

    id: str
    kind: str
    excerpt: str
    level: int | None
    number: str


def rows_of(blocks: Sequence[Block], *, whole: bool, typed: Mapping[str, int]) -> list[Row]:
    """Give the blocks to show: all of them, or headings and the short lines that may be meant as some."""
    return [
        _row(block, typed)
        for block in blocks
        if whole or block.kind is BlockKind.HEADING or looks_like_heading(block)
    ]


def looks_like_heading(block: Block) -> bool:
    """Tell whether a block that is none could be meant as a heading: short, and not the end of a sentence."""
    return (
        block.kind in CAN_BE_HEADING
        and 0 < len(block.text) <= SHORT
        and not block.text.rstrip().endswith(_ENDS)
    )


def levels_in(fields: Mapping[str, str]) -> dict[str, int]:
    """Read the levels out of a form that was sent; what is no level is left out."""
    return {
        name.removeprefix(_FIELD): int(value)
        for name, value in fields.items()
        if name.startswith(_FIELD) and value.isascii() and value.isdigit() and int(value) <= MAX_LEVEL
    }


def _row(block: Block, typed: Mapping[str, int]) -> Row:
    text = block.text.replace("\t", " · ").replace("\n", " / ")
    excerpt = text if len(text) <= EXCERPT else text[:EXCERPT].rstrip() + "…"
    own = block.level if block.kind is BlockKind.HEADING else 0
    level = typed.get(block.id, own) if block.kind in CAN_BE_HEADING else None
    return Row(block.id, block.kind.value, excerpt, level, block.number)
