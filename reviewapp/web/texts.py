"""Blocks of a version as a page shows them: with the passages that threads speak about painted into them."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from flask_babel import gettext as _

from ..domain.blocks import BlockKind
from ..domain.fragments import Mark, paint
from ..queries.marginal import Standing

Marks = Mapping[int, Sequence[Mark]]
"""Marks by the key of the block they are painted into."""

_BACK = re.compile(r'<a href="#fnref-[0-9]+(?:-([0-9]+))?">')
_NOTE_LINK = re.compile(r'<a href="#(fn(?:ref)?-[0-9-]+)"')
_NAME_LENGTH = 80


@dataclass(slots=True)
class Counts:
    """How many comments begin in a block: those still dealt with, and those that are settled."""

    unsettled: int = 0
    settled: int = 0

    def add(self, *, is_settled: bool) -> None:
        """Count one more."""
        if is_settled:
            self.settled += 1
        else:
            self.unsettled += 1


@dataclass(frozen=True, slots=True)
class TextBlock:
    """One block with its marks painted, the comments that begin in it; `name` is what a table is called."""

    id: str
    kind: str
    html: str
    level: int
    number: str
    ordinal: int | None
    count: Counts
    lang: str = ""
    dir: str = ""
    name: str = ""


def marks_of(spans: Iterable[Standing], rows: Sequence[Any]) -> dict[int, list[Mark]]:
    """Lay passages out over those of the blocks they touch, each with its state."""
    marks: dict[int, list[Mark]] = defaultdict(list)
    if not rows:
        return marks
    begin, end = rows[0].position, rows[-1].position
    for one in spans:
        first, last = one.first or 0, one.last or 0
        state = "settled" if one.is_settled else one.status.value
        for position in range(max(first, begin), min(last, end) + 1):
            row = rows[position - begin]
            left = one.start if position == first else 0
            right = one.end if position == last else len(row.text)
            marks[row.id].append(Mark(left, right, (one.id,), state))
    return marks


def text_block(
    row: Any, marks: Marks, begins: Mapping[str | None, Counts], *, in_part: bool = False
) -> TextBlock:
    """Show one stored block, its marks painted; `in_part`: what its notes lead to may be on another page."""
    kind: BlockKind = row.kind
    html = paint(row.html, marks[row.id]) if row.id in marks else row.html
    if "<img" in html:
        html = html.replace("<img ", '<img loading="lazy" decoding="async" ')
    if 'class="noteref"' in html:
        html = _with_links(html, is_note=kind is BlockKind.FOOTNOTE, in_part=in_part)
    name = row.text.partition("\n")[0].replace("\t", ", ")[:_NAME_LENGTH] if kind is BlockKind.TABLE else ""
    return TextBlock(
        row.public_id,
        kind.value,
        html,
        row.level,
        row.number,
        row.ordinal,
        begins.get(row.public_id) or Counts(),
        row.language,
        row.direction,
        name,
    )


def _with_links(html: str, *, is_note: bool, in_part: bool) -> str:
    """Say where the signs of a note lead; where the text comes in parts they lead to the right one."""
    if is_note:
        html = _BACK.sub(_labelled, html)
    return _NOTE_LINK.sub(r'<a href="?at=\1#\1"', html) if in_part else html


def _labelled(found: re.Match[str]) -> str:
    words = _("Back to the text, mark %(number)s", number=found[1]) if found[1] else _("Back to the text")
    return f'{found[0][:-1]} aria-label="{escape(words)}">'
