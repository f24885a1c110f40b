"""Blocks of a version as a page shows them: with the passages that threads speak about painted into them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..domain.fragments import Mark, paint
from ..domain.threads import UNPLACED, Scope
from ..queries.threads import Entry

Marks = Mapping[int, Sequence[Mark]]
"""Marks by the key of the block they are painted into."""


@dataclass(frozen=True, slots=True)
class TextBlock:
    """One block with its marks painted; `count` comments begin here."""

    id: str
    kind: str
    html: str
    level: int
    number: str
    ordinal: int | None
    count: int
    lang: str = ""


def marks_of(entries: Iterable[Entry], rows: Sequence[Any]) -> dict[int, list[Mark]]:
    """Lay the passages of threads out over the blocks they touch."""
    position = {row.id: index for index, row in enumerate(rows)}
    marks: dict[int, list[Mark]] = defaultdict(list)
    for thread, place in ((entry.thread, entry.place) for entry in entries):
        if thread.scope is not Scope.PASSAGE or place is None or place.state in UNPLACED:
            continue
        if place.start_block_id not in position or place.end_block_id not in position:
            continue
        first, last = position[place.start_block_id], position[place.end_block_id]
        for index in range(first, last + 1):
            start = place.start if index == first else 0
            end = place.end if index == last else len(rows[index].text)
            marks[rows[index].id].append(Mark(start, end, (thread.public_id,)))
    return marks


def text_block(row: Any, marks: Marks, begins: Mapping[str | None, int]) -> TextBlock:
    """Show one stored block, its marks painted."""
    html = paint(row.html, marks.get(row.id, ()))
    count = begins.get(row.public_id, 0)
    return TextBlock(row.public_id, row.kind.value, html, row.level, row.number, row.ordinal, count)
