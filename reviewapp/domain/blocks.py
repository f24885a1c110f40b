"""What a version is made of: blocks in reading order, and the sections that headings make of them."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from .headings import split_number


class BlockKind(StrEnum):
    """What a block is to its reader."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    TABLE = "table"
    FIGURE = "figure"
    FOOTNOTE = "footnote"
    QUOTE = "quote"
    CODE = "code"


MAX_LEVEL = 6


NUMBER_LENGTH = 60
"""Of what is shown before a heading or item."""


@dataclass(frozen=True, slots=True)
class Block:
    """One block of a version.

    `text` is what a reader sees: NFC, white space collapsed; cells of a table joined by TAB, rows by LF.
    All positions in a block are Unicode code points in `text`, the end exclusive.
    `html` is clean inner HTML (a whole `<table>` for tables) whose visible text is exactly `text`.
    `level` is 1-6 for headings, the depth from 1 for list items, else 0.
    `number` is what the word processor shows before a heading or an ordered item (第一章, 1.2, i.);
    it is never part of `text`, and "" for bullets and all else.
    `ordinal` is the number of an ordered list item or footnote; None for bullets and everything else.
    `language` (BCP 47) and `direction` (rtl, ltr) are "" where those of the version hold.
    """

    id: str
    kind: BlockKind
    text: str
    html: str
    level: int = 0
    number: str = ""
    ordinal: int | None = None
    language: str = ""
    direction: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what follows it: blocks[first:end] of its version, sub-sections not included.

    `title` is the heading without its number, `number` as typed or computed, "" if none.
    """

    title: str
    level: int
    number: str
    first: int
    end: int


def sections_of(blocks: Sequence[Block]) -> list[Section]:
    """Cut `blocks` at their headings. Blocks before the first heading belong to no section."""
    from_heading = [i for i, block in enumerate(blocks) if block.kind is BlockKind.HEADING]
    ends = [*from_heading[1:], len(blocks)]
    return [_section(blocks[first], first, end) for first, end in zip(from_heading, ends, strict=False)]


def _section(heading: Block, first: int, end: int) -> Section:
    typed, title = split_number(heading.text)
    return Section(title, heading.level, heading.number or typed, first, end)


def shape_of(blocks: Sequence[Block]) -> str:
    """Name the structure of `blocks`: another name as soon as one is a heading of another level."""
    lines = (f"{block.id} {block.kind.value} {block.level}" for block in blocks)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]
