"""What a file brought along, as its pages show it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from flask import url_for

from ...domain.found import Change, Piece, stretches
from ...queries.found import blocks_beside

CONTEXT = 120
"""Characters of the text around a passage or a change that are shown on each side."""


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment of the file, its passage in context. `thread` is what became of it; None: not imported."""

    position: int
    author: str
    at: datetime | None
    text: str
    is_resolved: bool
    before: str
    exact: str
    after: str
    is_placed: bool
    thread: Any
    replies: list["Remark"] = field(default_factory=list)

    @property
    def may_be_imported(self) -> bool:
        """Whether it can become a thread."""
        return self.thread is None and bool(self.text)


def beginnings(found: Sequence[Any]) -> list[Any]:
    """Give the comments that begin a thread."""
    return [one for one in found if one.answers is None]


def remarks(shown: Sequence[Any], found: Sequence[Any]) -> list[Remark]:
    """Show some comments of a file with their replies, which stand somewhere in `found`."""
    ends = [key for one in shown for key in (one.start_block_id, one.end_block_id)]
    blocks = blocks_beside(ends)
    replies = defaultdict(list)
    for one in found:
        if one.answers is not None:
            replies[one.answers].append(_remark(one, {}, []))
    return [_remark(one, blocks, replies[one.position]) for one in shown]


def _remark(one: Any, blocks: dict[int, Any], replies: list[Remark]) -> Remark:
    start, end = blocks.get(one.start_block_id), blocks.get(one.end_block_id)
    before, after, exact = "", "", one.quote
    if start is not None and end is not None:
        before, after = start.text[: one.start], end.text[one.end :]
        exact = start.text[one.start : one.end] if start is end else one.quote
    return Remark(
        position=one.position,
        author=one.author,
        at=one.at,
        text=one.text,
        is_resolved=one.is_resolved,
        before=f"…{before[-CONTEXT:]}" if len(before) > CONTEXT else before,
        exact=exact,
        after=f"{after[:CONTEXT]}…" if len(after) > CONTEXT else after,
        is_placed=start is not None,
        thread=one.thread,
        replies=replies,
    )


@dataclass(frozen=True, slots=True)
class Words:
    """Some words of a paragraph: kept, inserted or deleted."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Deed:
    """Who made a change, and when; for staff."""

    kind: str
    text: str
    author: str
    at: datetime | None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A block with its changes; `url` leads to it in the text, "" where it has no place there."""

    words: list[Words]
    deeds: list[Deed]
    url: str


def paragraphs(changes: Sequence[Any], version: Any, *, is_staff: bool, is_readable: bool) -> list[Paragraph]:
    """Lay changes into the blocks they stand in, in the order of the file."""
    blocks = blocks_beside([one.start_block_id for one in changes])
    grouped: dict[int | None, list[Any]] = defaultdict(list)
    for one in changes:
        grouped[one.start_block_id].append(one)
    shown = []
    for key, inside in grouped.items():
        deeds = [_deed(one) for one in inside] if is_staff else []
        block = blocks.get(key) if key is not None else None
        if block is None:
            words = [Words(_kind(one), one.text) for one in inside]
            shown.append(Paragraph(words, deeds, ""))
            continue
        here = url_for("reading.show", version_id=version.public_id, _anchor=f"b-{block.public_id}")
        words = _words(block, inside)
        shown.append(Paragraph(words, deeds, here if is_readable else ""))
    return shown


def _words(block: Any, inside: Sequence[Any]) -> list[Words]:
    text = block.text
    changes = [Change(one.is_insertion, one.text, one.start, _end(one, block), one.author) for one in inside]
    laid = list(stretches(text, changes))
    return [
        Words(one.piece.value, _shortened(one.text, at == 0, at == len(laid) - 1))
        if one.piece is Piece.KEPT
        else Words(one.piece.value, one.text)
        for at, one in enumerate(laid)
    ]


def _end(one: Any, block: Any) -> int:
    """Give where an insertion ends in its first block: beyond it, if it runs on."""
    return int(one.end) if one.end_block_id == block.id else len(block.text) + 1


def _shortened(text: str, is_first: bool, is_last: bool) -> str:
    """Leave out the middle of many words that nobody changed."""
    if len(text) <= 2 * CONTEXT:
        return text
    before = "" if is_first else text[:CONTEXT]
    return f"{before}…{'' if is_last and not is_first else text[-CONTEXT:]}"


def _deed(one: Any) -> Deed:
    return Deed(_kind(one), one.text, one.author, one.at)


def _kind(one: Any) -> str:
    return (Piece.INSERTED if one.is_insertion else Piece.DELETED).value
