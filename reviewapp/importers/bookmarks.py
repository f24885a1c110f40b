"""Places that survive until a text is done: signs in the HTML of blocks, read and taken out at the end.

A sign is a name between two control characters, which no XML can hold: a document cannot forge one.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from reviewapp.domain import fragments
from reviewapp.domain.blocks import BlockKind

from .base import RawBlock, Spot

_START, _END = "\x01", "\x02"
_SIGN = re.compile(f"{_START}([^{_END}]*){_END}")


def sign(name: str) -> str:
    """Return the sign that marks a place as `name`."""
    return f"{_START}{name}{_END}"


def without_signs(html: str) -> str:
    """Return HTML as readers get it."""
    return _SIGN.sub("", html) if _START in html else html


def signs_in(html: str) -> str:
    """Return nothing but the signs of a piece that is left out."""
    return "".join(found[0] for found in _SIGN.finditer(html)) if _START in html else ""


class Places:
    """Where every sign stood, and the texts around."""

    def __init__(self, blocks: Sequence[RawBlock]) -> None:
        self._blocks = blocks
        self._texts: dict[int, str] = {}
        self._spots: dict[str, Spot] = {}

    def find(self, index: int, html: str) -> None:
        """Take the signs in the HTML that block `index` had."""
        offsets = _offsets(html, self._text(index))
        self._spots |= {name: Spot(index, at) for name, at in offsets.items()}

    def passage(self, first: str, last: str) -> tuple[Spot, Spot, str] | None:
        """Return the passage from one sign to another and its words, None if a sign is missing."""
        start, end = self._spots.get(first), self._spots.get(last)
        if start is None or end is None:
            return None
        start, end = self._inward(start, end)
        return start, end, self._words(start, end)

    def _inward(self, start: Spot, end: Spot) -> tuple[Spot, Spot]:
        """Begin at a word and end at one, not in the white space or at the border of a block beside it."""
        if end < start:
            return start, start
        while end.block > start.block and not self._text(end.block)[: end.offset].strip():
            end = Spot(end.block - 1, len(self._text(end.block - 1)))
        while start.block < end.block and not self._text(start.block)[start.offset :].strip():
            start = Spot(start.block + 1, 0)
        text = self._text(start.block)
        limit = end.offset if start.block == end.block else len(text)
        inside = text[start.offset : limit]
        start = (
            Spot(start.block, start.offset + len(inside) - len(inside.lstrip())) if inside.strip() else start
        )
        before = self._text(end.block)[: end.offset].rstrip()
        return start, Spot(end.block, max(len(before), start.offset if start.block == end.block else 0))

    def _words(self, start: Spot, end: Spot) -> str:
        if start.block == end.block:
            return self._text(start.block)[start.offset : end.offset]
        between = [self._text(index) for index in range(start.block + 1, end.block)]
        first, last = self._text(start.block)[start.offset :], self._text(end.block)[: end.offset]
        return "\n".join([first, *between, last])

    def _text(self, index: int) -> str:
        if index not in self._texts:
            block = self._blocks[index]
            html = fragments.tidy(block.html, keep_lines=block.kind is BlockKind.CODE)
            self._texts[index] = fragments.text_of(html)
        return self._texts[index]


def take_out(blocks: Sequence[RawBlock]) -> tuple[list[RawBlock], Places]:
    """Return the blocks without signs, and where the signs stood in the texts that the blocks will have."""
    marked = {index: block.html for index, block in enumerate(blocks) if _START in block.html}
    clean = list(blocks)
    for index, html in marked.items():
        clean[index] = replace(clean[index], html=without_signs(html))
    places = Places(clean)
    for index, html in marked.items():
        places.find(index, html)
    return clean, places


def _offsets(html: str, text: str) -> dict[str, int]:
    """Find each sign by the letters before it: tidying moves white space only."""
    offsets: dict[str, int] = {}
    words, *rest = re.split(f"({_START}[^{_END}]*{_END})", fragments.text_of(html))
    pieces = iter(rest)
    at = _after(text, 0, words)
    for found in pieces:
        offsets.setdefault(found[1:-1], at)
        at = _after(text, at, next(pieces))
    return offsets


def _after(text: str, at: int, words: str) -> int:
    """Return the position in `text` behind as many letters as `words` has, from `at` on."""
    left = sum(not letter.isspace() for letter in words)
    while left and at < len(text):
        left -= not text[at].isspace()
        at += 1
    return at
