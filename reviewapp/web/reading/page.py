"""The text put together: blocks as trees of sections and lists, marks painted, the first threads beside."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ...domain.blocks import BlockKind
from ...domain.parts import Part, Share, part_with
from ...queries.marginal import Standing, spans_of
from ..texts import Counts, TextBlock, marks_of, text_block
from .beside import Beside


@dataclass(slots=True)
class Item:
    """A list item and the lists inside it; `value` is its number where it does not follow the one before."""

    block: TextBlock
    value: int | None = None
    children: list["ListNode"] = field(default_factory=list)


@dataclass(slots=True)
class ListNode:
    """List items of one level that follow each other."""

    ordered: bool
    start: int | None
    items: list[Item] = field(default_factory=list)
    kind: str = "list"

    @property
    def is_marked(self) -> bool:
        """Whether its numbers look other than a browser would count: they are written out, then."""
        return any(one.block.number not in ("", f"{one.block.ordinal}.") for one in self.items)

    @property
    def dir(self) -> str:
        """The direction of its items, which says on what side the numbers stand."""
        return self.items[0].block.dir


@dataclass(frozen=True, slots=True)
class BlockNode:
    """A block that is no list item."""

    block: TextBlock
    kind: str = "block"


@dataclass(frozen=True, slots=True)
class SectionHead:
    """A section as the outline and its heading name it, and the part in which it begins."""

    id: str
    number: str
    title: str
    level: int
    count: int
    part: int


@dataclass(frozen=True, slots=True)
class Chapter:
    """One section, the number of threads in it, and those shown at once.

    What stands before the first heading has no section. `is_rest`: it began in an earlier part.
    """

    section: SectionHead | None
    nodes: list[ListNode | BlockNode]
    count: int
    threads: list[Beside]
    is_rest: bool = False


@dataclass(frozen=True, slots=True)
class ReadingPart:
    """A part of a version with the threads that are shown with it at once."""

    number: int
    chapters: list[Chapter]


def outline_of(
    sections: Sequence[Any], shares: Sequence[Share], parts: Sequence[Part], counts: Mapping[int | None, int]
) -> dict[int, SectionHead]:
    """Name the sections of a version by key; `counts` are unsettled threads by that key."""
    own = shares[len(shares) - len(sections) :]
    return {
        one.id: SectionHead(
            one.public_id,
            one.number,
            one.title,
            one.level,
            counts.get(one.id, 0),
            part_with(parts, share.first).number,
        )
        for one, share in zip(sections, own, strict=True)
    }


def build_part(
    part: Part,
    rows: Sequence[Any],
    heads: Mapping[int, SectionHead],
    standing: Sequence[Standing],
    shown: Sequence[Beside],
    *,
    is_whole: bool,
) -> ReadingPart:
    """Build a part of a version from its blocks, the threads that stand in it, and those shown at once.

    `is_whole`: there are no other parts.
    """
    section_of = {row.public_id: row.section_id for row in rows}
    headings = headings_of(rows)
    begins: dict[str | None, Counts] = defaultdict(Counts)
    in_section: Counter[int | None] = Counter()
    for one in standing:
        at = one.block or headings.get(one.section)
        if at in section_of:
            begins[at].add(is_settled=one.is_settled)
            in_section[one.section] += 1
    beside: dict[int | None, list[Beside]] = defaultdict(list)
    for card in shown:
        if card.block in section_of:
            beside[section_of[card.block]].append(card)
    marks = marks_of(spans_of(standing), rows)
    chapters = [
        Chapter(
            heads.get(key) if key else None,
            nest((row, text_block(row, marks, begins, in_part=not is_whole)) for row in held),
            in_section[key],
            beside[key],
            is_rest=held[0].kind is not BlockKind.HEADING and held[0].position > 0,
        )
        for key, held in _by_section(rows)
    ]
    return ReadingPart(part.number, chapters)


def headings_of(rows: Sequence[Any]) -> dict[int | None, str]:
    """Give the heading block of each section whose heading is among these blocks."""
    return {row.section_id: row.public_id for row in rows if row.kind is BlockKind.HEADING}


def nest(blocks: Iterable[tuple[Any, TextBlock]]) -> list[ListNode | BlockNode]:
    """Make trees of list items that follow each other; every other block stands alone.

    A deeper item belongs to the item before it; numbers and bullets of one level are two lists.
    """
    nodes: list[ListNode | BlockNode] = []
    open_lists: list[tuple[int, ListNode]] = []
    for row, block in blocks:
        if row.kind is not BlockKind.LIST_ITEM:
            open_lists.clear()
            nodes.append(BlockNode(block))
            continue
        while open_lists and open_lists[-1][0] > row.level:
            open_lists.pop()
        ordered = row.ordinal is not None
        if open_lists and open_lists[-1][0] == row.level and open_lists[-1][1].ordered is not ordered:
            open_lists.pop()
        if not open_lists or open_lists[-1][0] < row.level:
            one = ListNode(ordered, row.ordinal)
            siblings: list[Any] = open_lists[-1][1].items[-1].children if open_lists else nodes
            siblings.append(one)
            open_lists.append((row.level, one))
        items = open_lists[-1][1].items
        follows = not items or row.ordinal is None or row.ordinal == (items[-1].block.ordinal or 0) + 1
        items.append(Item(block, None if follows else row.ordinal))
    return nodes


def _by_section(rows: Sequence[Any]) -> list[tuple[int | None, list[Any]]]:
    """Cut the blocks where the section changes."""
    pieces: list[tuple[int | None, list[Any]]] = []
    for row in rows:
        if not pieces or pieces[-1][0] != row.section_id:
            pieces.append((row.section_id, []))
        pieces[-1][1].append(row)
    return pieces
