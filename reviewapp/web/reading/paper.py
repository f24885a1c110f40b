"""A text as it stands on paper: every paragraph with its number, the comments at the end of their section."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from flask_babel import gettext as _

from ...domain.blocks import BlockKind
from ...domain.compare.words import Op
from ...domain.fragments import Mark
from ...domain.paragraph_numbers import NumberedSection, number_paragraphs
from ...domain.threads import UNPLACED
from ...queries.threads import Entry
from ..cards import Card
from ..texts import TextBlock, text_block
from .page import BlockNode, ListNode, nest

LONG = 7
"""From so many sections on, a text has a list of contents."""

MOST_CONTENTS = 45
"""Deeper headings are left out of a list of contents that would get longer."""

UPRIGHT, ACROSS = 88, 170
"""Letters that fit beside each other in a table on an upright page, and on one that lies across."""

PADDING, FEW, CAPTION = 3, 7, 120
_WORD = re.compile(r"[^\W\u2e80-\uffef]+|\S")
_MARKED = re.compile(r'<mark class="[^"]*" data-threads="([^"]*)"[^>]*>(.*?)</mark>', re.DOTALL)
_WAITS = ' loading="lazy" decoding="async"'


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment on paper: its `sign` stands in the text and before its words; `at` names the paragraph.

    `wording` is what it would change, [] where it proposes nothing; it shows a difference only where the
    comment is about a passage of which something stays.
    """

    sign: int
    card: Card
    at: str
    wording: list[Op]


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
    remarks = _Remarks(found, sections, rows)
    marks, ends = _marks(remarks, rows)
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


def place_words(label: str, number: int) -> str:
    """Name a paragraph, or a whole section, to people: "3.2 ¶4"."""
    counted = _("¶%(number)s", number=number) if number else ""
    return f"{label} {counted}".strip()


class _Remarks:
    """Comments by the leaf they stand on, numbered through the text; then the general ones, then the rest."""

    def __init__(
        self, found: Iterable[tuple[Entry, Card]], sections: Sequence[NumberedSection], rows: Sequence[Any]
    ) -> None:
        self.by_leaf: dict[int, list[Remark]] = defaultdict(list)
        self.general: list[Remark] = []
        self.unplaced: list[Remark] = []
        self.passages: list[tuple[Any, int]] = []
        self._sections = sections
        self._leaf_of_section = {
            rows[one.lines[0].position].section_id: leaf for leaf, one in enumerate(sections)
        }
        self._stands = {
            line.position: (leaf, at)
            for leaf, one in enumerate(sections)
            for at, line in enumerate(one.lines)
        }
        pairs = [(self._where(entry.place), entry.place, card) for entry, card in found]
        for sign, (where, place, card) in enumerate(sorted(pairs, key=lambda one: one[0]), 1):
            self._add(sign, where, place, card)

    def _where(self, place: Any) -> tuple[int, int, int, int]:
        """Say where a comment stands: 0 in the text, with leaf, line and offset; 1 general; 2 nowhere."""
        if place is None or place.state in UNPLACED:
            return 2, 0, 0, 0
        if place.start_block is not None:
            return 0, *self._stands[place.start_block.position], place.start
        if place.section_id is not None:
            return 0, self._leaf_of_section[place.section_id], -1, 0
        return 1, 0, 0, 0

    def _add(self, sign: int, where: tuple[int, int, int, int], place: Any, card: Card) -> None:
        rank, leaf, line, _offset = where
        if rank:
            return (self.general if rank == 1 else self.unplaced).append(
                Remark(sign, card, "", _wording(card))
            )
        section = self._sections[leaf]
        at = place_words(section.label, section.lines[line].number) if line >= 0 else ""
        self.by_leaf[leaf].append(Remark(sign, card, at, _wording(card)))
        if place.start_block is not None and place.end_block is not None:
            self.passages.append((place, sign))


def _wording(card: Card) -> list[Op]:
    if not card.proposed_wording:
        return []
    return list(card.wording_ops) or [("=", card.proposed_wording)]


def _marks(remarks: _Remarks, rows: Sequence[Any]) -> tuple[dict[int, list[Mark]], dict[int, set[str]]]:
    """Lay passages out over the blocks they touch; tell by block which signs are due at their end there."""
    marks: dict[int, list[Mark]] = defaultdict(list)
    ends: dict[int, set[str]] = defaultdict(set)
    for place, sign in remarks.passages:
        first, last = place.start_block.position, place.end_block.position
        for row in rows[first : last + 1]:
            left = place.start if row.position == first else 0
            right = place.end if row.position == last else len(row.text)
            marks[row.id].append(Mark(left, right, (str(sign),)))
        ends[place.end_block_id].add(str(sign))
    return marks, ends


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
    html = _with_signs(html, due) if row.id in marks else html
    return replace(block, html=html)


def _with_signs(html: str, due: set[str]) -> str:
    """Write the sign of each comment that ends in a block behind the last of its marks."""
    last: dict[str, int] = {}
    for found in _MARKED.finditer(html):
        last |= {sign: found.start() for sign in found[1].split() if sign in due}

    def written(found: re.Match[str]) -> str:
        signs = (sign for sign in found[1].split() if last.get(sign) == found.start())
        return f'<mark class="mark">{found[2]}</mark>' + "".join(map(_sign, signs))

    return _MARKED.sub(written, html)


def _sign(sign: str) -> str:
    return f'<sup class="sign">{sign}</sup>'


def _contents(leaves: Sequence[Leaf]) -> list[Leaf]:
    """Give the headings of a long text, the deepest left out where they are many."""
    headed = [leaf for leaf in leaves if leaf.heading]
    if len(headed) < LONG:
        return []
    levels = sorted({leaf.level for leaf in headed})
    while len(levels) > 1 and sum(leaf.level in levels for leaf in headed) > MOST_CONTENTS:
        levels.pop()
    return [leaf for leaf in headed if leaf.level in levels]
