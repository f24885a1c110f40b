"""Comments on paper: numbered through the text, with their signs behind the passages they are about."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from ...domain.compare.words import Op
from ...domain.fragments import Mark
from ...domain.paragraph_numbers import NumberedSection
from ...domain.threads import UNPLACED
from ...queries.threads import Entry
from ..cards import Card

_MARKED = re.compile(r'<mark class="[^"]*" data-threads="([^"]*)"[^>]*>(.*?)</mark>', re.DOTALL)


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


class Remarks:
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


def marks_in(remarks: Remarks, rows: Sequence[Any]) -> tuple[dict[int, list[Mark]], dict[int, set[str]]]:
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


def with_signs(html: str, due: set[str]) -> str:
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


def place_words(label: str, number: int) -> str:
    """Name a paragraph, or a whole section, to people: "3.2 ¶4"."""
    counted = _("¶%(number)s", number=number) if number else ""
    return f"{label} {counted}".strip()


def _wording(card: Card) -> list[Op]:
    if not card.proposed_wording:
        return []
    return list(card.wording_ops) or [("=", card.proposed_wording)]
