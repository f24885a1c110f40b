"""One version as carrying sees it: blocks, sections, and its visible words in one row, cut into units.

A unit is a sentence; a line of code, a row of a table. Markup is not seen at all.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple
from zlib import crc32

from ..anchors import Span, fold
from ..blocks import Block, Section, sections_of
from ..segments import sentences, words

_LETTER = re.compile(r"\w")
_LINE = re.compile(r"[^\n]+")
_LONGEST = 160
"""Words of a unit. A sentence that is longer is cut after words that tell by themselves that it is cut there:
so a change moves no cut but the nearest."""

_SHORTEST, _CUT_AFTER = 24, 32


class Word(NamedTuple):
    """A word or sign: `key` is how it is compared; text[start:end] of its block."""

    key: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence: words[first:end] of its edition, all in one block."""

    block: int
    first: int
    end: int


Cut = tuple[tuple[str, ...], list[Word]]
"""What a sentence says, and its words."""


class Edition:
    """A version's blocks; all else about them is made when it is first asked for."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self.blocks = blocks
        self._cuts: dict[str, list[Cut]] = {}
        self.sections: list[Section] = sections_of(blocks)
        self.section_of: list[int | None] = [None] * len(blocks)
        for number, section in enumerate(self.sections):
            for index in range(section.first, section.end):
                self.section_of[index] = number

    def learn_from(self, other: "Edition") -> None:
        """Cut no block anew that another version has too."""
        if self._cuts is not other._cuts:
            other._cuts.update(self._cuts)
            self._cuts = other._cuts

    @cached_property
    def index_of(self) -> dict[str, int]:
        """The place of each block by its id."""
        return {block.id: index for index, block in enumerate(self.blocks)}

    @cached_property
    def _cut(self) -> tuple[list[Word], list[Unit], list[tuple[str, ...]], list[int]]:
        all_words: list[Word] = []
        units: list[Unit] = []
        said: list[tuple[str, ...]] = []
        begins: list[int] = []
        for index, block in enumerate(self.blocks):
            begins.append(len(all_words))
            cuts = self._cuts.get(block.text)
            if cuts is None:
                cuts = self._cuts[block.text] = list(_cut(block.text))
            for keys, unit in cuts:
                first = len(all_words)
                all_words += unit
                units.append(Unit(index, first, len(all_words)))
                said.append(keys)
        begins.append(len(all_words))
        return all_words, units, said, begins

    @property
    def words(self) -> list[Word]:
        """All words in reading order."""
        return self._cut[0]

    @property
    def units(self) -> list[Unit]:
        """All sentences in reading order."""
        return self._cut[1]

    @property
    def keys(self) -> list[tuple[str, ...]]:
        """What each sentence says."""
        return self._cut[2]

    @cached_property
    def unit_of(self) -> list[int]:
        """The unit of each word."""
        return [number for number, unit in enumerate(self.units) for _ in range(unit.first, unit.end)]

    @cached_property
    def units_of(self) -> dict[int, list[int]]:
        """The sentences of each block that has any."""
        found: dict[int, list[int]] = {}
        for number, unit in enumerate(self.units):
            found.setdefault(unit.block, []).append(number)
        return found

    def words_of(self, span: Span) -> range:
        """Give the words that a span touches."""
        first, last = self.index_of[span.start_block], self.index_of[span.end_block]
        begins = self._cut[3]
        low = bisect_right(
            self.words, span.start, begins[first], begins[first + 1], key=lambda word: word.end
        )
        high = bisect_left(self.words, span.end, begins[last], begins[last + 1], key=lambda word: word.start)
        return range(low, max(low, high))

    def span_of(self, stretch: range) -> Span:
        """Give the span from the first to the last word of a stretch that is not empty."""
        first, last = self.words[stretch[0]], self.words[stretch[-1]]
        return Span(self.block_at(stretch[0]).id, first.start, self.block_at(stretch[-1]).id, last.end)

    def block_at(self, word: int) -> Block:
        """Give the block of a word."""
        return self.blocks[self.units[self.unit_of[word]].block]


@lru_cache(maxsize=1 << 16)
def is_sign(key: str) -> bool:
    """Tell whether a word is a sign (a comma, a bracket), not letters or digits."""
    return not _LETTER.search(key)


def _cut(text: str) -> Iterator[Cut]:
    """Cut a text into units, and these into words."""
    for start, end in _units_of(text):
        unit = [
            Word(key, start + a, start + b)
            for a, b in words(text[start:end])
            if (key := key_of(text[start + a : start + b]))
        ]
        first = 0
        while first < len(unit):
            last = _where_to_cut(unit, first)
            yield tuple([word.key for word in unit[first:last]]), unit[first:last]
            first = last


def _where_to_cut(unit: list[Word], first: int) -> int:
    """Give the end of the unit that begins at word `first`: that of the sentence unless it is too long."""
    if len(unit) - first <= _LONGEST:
        return len(unit)
    likely = range(first + _SHORTEST, first + _LONGEST)
    return next((at for at in likely if _is_cut_after(unit[at - 1].key)), likely.stop)


def _is_cut_after(key: str) -> bool:
    return crc32(key.encode(errors="surrogatepass")) % _CUT_AFTER == 0


@lru_cache(maxsize=1 << 16)
def key_of(word: str) -> str:
    """Write a word as it is compared."""
    return fold(word).casefold()


def _units_of(text: str) -> Iterator[tuple[int, int]]:
    for line in _LINE.finditer(text):
        for start, end in sentences(line[0]):
            yield line.start() + start, line.start() + end
