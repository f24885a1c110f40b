"""A text as it stands on paper: every paragraph with its number, the comments at the end of their section."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ...domain.blocks import BlockKind
from ...domain.fragments import Mark
from ...domain.paragraph_numbers import NumberedSection, number_paragraphs
from ...queries.threads import Entry
from ..cards import Card
from ..texts import TextBlock, text_block
from .page import BlockNode, ListNode, nest
from .remarks import Remark, Remarks, marks_in, place_words, with_signs

LONG = 7
"""From so many sections on, a text has a list of contents."""

MOST_CONTENTS = 45
"""Deeper headings are left out of a list of contents that would get longer."""

UPRIGHT, ACROSS = 88, 170
"""Letters that fit beside each other in a table on an upright page, and on one that lies across."""

PADDING, FEW, CAPTION = 3, 7, 120
_WORD = re.compile(r"[^\W\u2e80-\uffef]+|\S")
_WAITS = ' loading="lazy" decoding="async"'


@dataclass(frozen=True, slots=True)
class Leaf:
    """A section on paper: its heading (None before the first), what stands under it, its comments.

    `label` names it; `is_told`: the label stands beside the heading, which does not show it itself.
    """

    label: str
    is_told: bool
    level: int
    title: str
    heading: TextBlock | None
    nodes: list[ListNode | BlockNode]
    remarks: list[Remark]


@dataclass(frozen=True, slots=True)
class Paper:
    """A whole text on paper.

    By the ids of blocks, `numbers` says where each stands, (section, number), `shapes` how a table is set
    and what goes along with it to a page that lies across.
    """

    leaves: list[Leaf]
    contents: list[Leaf]
    numbers: Mapping[str, tuple[str, int]]
    shapes: Mapping[str, str]
    general: list[Remark]
    unplaced: list[Remark]
    example: str

    @property
    def count(self) -> int:
        """How many comments there are in all."""
        return sum(len(leaf.remarks) for leaf in self.leaves) + len(self.general) + len(self.unplaced)


def lay_out(rows: Sequence[Any], found: Iterable[tuple[Entry, Card]]) -> Paper:
    """Lay out a version with the comments on it.

    `rows` are all blocks as `queries.parts.blocks_in` gives them; comments stand in the order of the text.
    """
    sections = number_paragraphs(rows)
    numbers = {
        rows[line.position].public_id: (section.label, line.number)
        for section in sections
        for line in section.lines
    }
    remarks = Remarks(found, sections, rows)
    marks, ends = marks_in(remarks, rows)
    leaves = [_leaf(one, rows, remarks.by_leaf[leaf], marks, ends) for leaf, one in enumerate(sections)]
    named = (place for place in numbers.values() if place[1])
    return Paper(
        leaves=leaves,
        contents=_contents(leaves),
        numbers=numbers,
        shapes=_shapes(rows),
        general=remarks.general,
        unplaced=remarks.unplaced,
        example=place_words(*next(named, ("", 0))),
    )


def shape_of(text: str) -> str:
    """Say how a table is set: "is-even" upright, "is-broad" across, "is-dense" across with words cut."""
    rows = [line.split("\t") for line in text.split("\n")]
    columns = max(map(len, rows))
    room = sum(PADDING + max(_longest(row[at]) for row in rows if at < len(row)) for at in range(columns))
    if room <= UPRIGHT and columns <= FEW:
        return "is-even"
    return "is-broad" if room <= ACROSS else "is-dense"


def _shapes(rows: Sequence[Any]) -> dict[str, str]:
    shapes: dict[str, str] = {}
    for at, row in enumerate(rows):
        if row.kind is not BlockKind.TABLE:
            continue
        shapes[row.public_id] = shape_of(row.text)
        before = [one for one in rows[max(0, at - 2) : at] if one.section_id == row.section_id]
        while shapes[row.public_id] != "is-even" and before and _leads(before[-1]):
            shapes[before.pop().public_id] = "is-along"
    return shapes


def _leads(row: Any) -> bool:
    """Tell whether a block is the heading or title of what follows."""
    is_short = row.kind is BlockKind.PARAGRAPH and len(row.text) <= CAPTION
    return is_short or row.kind is BlockKind.HEADING


def _longest(cell: str) -> int:
    """Give the letters of the longest word that is not to be cut."""
    return max(map(len, _WORD.findall(cell)), default=1)


def _leaf(
    section: NumberedSection,
    rows: Sequence[Any],
    remarks: list[Remark],
    marks: Mapping[int, list[Mark]],
    ends: Mapping[int, set[str]],
) -> Leaf:
    held = [rows[line.position] for line in section.lines]
    blocks = [(row, _printed(row, marks, ends.get(row.id, set()))) for row in held]
    heading = blocks.pop(0)[1] if section.section else None
    head = section.section
    return Leaf(
        label=section.label,
        is_told=head is None or head.number.rstrip(".．、:： ") != section.label,
        level=head.level if head else 0,
        title=head.title if head else "",
        heading=heading,
        nodes=nest(blocks),
        remarks=remarks,
    )


def _printed(row: Any, marks: Mapping[int, list[Mark]], due: set[str]) -> TextBlock:
    """Show a block with the signs of comments behind their passages, its pictures there at once."""
    block = text_block(row, marks, {})
    html = block.html.replace(_WAITS, "") if row.kind in (BlockKind.FIGURE, BlockKind.TABLE) else block.html
    html = with_signs(html, due) if row.id in marks else html
    return replace(block, html=html)


def _contents(leaves: Sequence[Leaf]) -> list[Leaf]:
    """Give the headings of a long text, the deepest left out where they are many."""
    headed = [leaf for leaf in leaves if leaf.heading]
    if len(headed) < LONG:
        return []
    levels = sorted({leaf.level for leaf in headed})
    while len(levels) > 1 and sum(leaf.level in levels for leaf in headed) > MOST_CONTENTS:
        levels.pop()
    return [leaf for leaf in headed if leaf.level in levels]
