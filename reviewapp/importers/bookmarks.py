"""Places that survive until a text is done: signs in the HTML of blocks, read and taken out at the end.

A sign is a name between two control characters, which no XML can hold: a document cannot forge one.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from reviewapp.domain import fragments
from reviewapp.domain.blocks import BlockKind

from .base import RawBlock, Spot

MAX_QUOTE = 10_000
MAX_QUOTED_BLOCKS = 200

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
        first = self._forward(start)
        while first.block < end.block and first.offset == len(self._text(first.block)):
            first = self._forward(Spot(first.block + 1, 0))
        last = self._backward(end)
        while last.block > first.block and last.offset == 0:
            last = self._backward(Spot(last.block - 1, len(self._text(last.block - 1))))
        return (first, last) if first <= last else (start, start)

    def _forward(self, spot: Spot) -> Spot:
        text, at = self._text(spot.block), spot.offset
        while at < len(text) and text[at].isspace():
            at += 1
        return Spot(spot.block, at)

    def _backward(self, spot: Spot) -> Spot:
        text, at = self._text(spot.block), spot.offset
        while at and text[at - 1].isspace():
            at -= 1
        return Spot(spot.block, at)

    def _words(self, start: Spot, end: Spot) -> str:
        """Return the words of a passage, lines for blocks, not more than MAX_QUOTE characters of them."""
        words: list[str] = []
        left = MAX_QUOTE
        for index in range(start.block, min(end.block, start.block + MAX_QUOTED_BLOCKS) + 1):
            begins = start.offset if index == start.block else 0
            ends = end.offset if index == end.block else len(self._text(index))
            words.append(self._text(index)[begins : min(ends, begins + left)])
            left -= len(words[-1]) + 1
            if left <= 0:
                break
        return "\n".join(words)

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
    """Return the place in `text` behind as many letters as `words` has, and behind a space if it ends so."""
    left = sum(not letter.isspace() for letter in words)
    while left and at < len(text):
        left -= not text[at].isspace()
        at += 1
    return at + (words[-1:].isspace() and text[at : at + 1].isspace())
