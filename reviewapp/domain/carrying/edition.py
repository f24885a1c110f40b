"""One version as carrying sees it: blocks, sections, and its visible words in one row, cut into units.

A unit is a sentence; a line of code, a row of a table. Markup is not seen at all.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from ..anchors import Span, fold
from ..blocks import Block, Section, sections_of
from ..segments import sentences, words

_LETTER = re.compile(r"\w")
_LINE = re.compile(r"[^\n]+")


@dataclass(frozen=True, slots=True)
class Word:
    """A word or sign: `key` is how it is compared; text[start:end] of blocks[block]."""

    key: str
    block: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence: words[first:end] of its edition, all in one block."""

    block: int
    first: int
    end: int


class Edition:
    """A version's blocks; all else about them is made when it is first asked for."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self.blocks = blocks
        self.sections: list[Section] = sections_of(blocks)
        self.section_of: list[int | None] = [None] * len(blocks)
        for number, section in enumerate(self.sections):
            for index in range(section.first, section.end):
                self.section_of[index] = number

    @cached_property
    def index_of(self) -> dict[str, int]:
        """The place of each block by its id."""
        return {block.id: index for index, block in enumerate(self.blocks)}

    @cached_property
    def _cut(self) -> tuple[list[Word], list[Unit], list[int]]:
        all_words: list[Word] = []
        units: list[Unit] = []
        begins: list[int] = []
        for index, block in enumerate(self.blocks):
            begins.append(len(all_words))
            for start, end in _units_of(block.text):
                first = len(all_words)
                for a, b in words(block.text[start:end]):
                    key = fold(block.text[start + a : start + b]).casefold()
                    if key:
                        all_words.append(Word(key, index, start + a, start + b))
                if len(all_words) > first:
                    units.append(Unit(index, first, len(all_words)))
        begins.append(len(all_words))
        return all_words, units, begins

    @property
    def words(self) -> list[Word]:
        """All words in reading order."""
        return self._cut[0]

    @property
    def units(self) -> list[Unit]:
        """All sentences in reading order."""
        return self._cut[1]

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
        begins = self._cut[2]
        inside = [
            at
            for at in range(begins[first], begins[last + 1])
            if (self.words[at].block > first or self.words[at].end > span.start)
            and (self.words[at].block < last or self.words[at].start < span.end)
        ]
        return range(inside[0], inside[-1] + 1) if inside else range(0)

    def span_of(self, stretch: range) -> Span:
        """Give the span from the first to the last word of a stretch that is not empty."""
        first, last = self.words[stretch[0]], self.words[stretch[-1]]
        return Span(self.blocks[first.block].id, first.start, self.blocks[last.block].id, last.end)


def is_sign(key: str) -> bool:
    """Tell whether a word is a sign (a comma, a bracket), not letters or digits."""
    return not _LETTER.search(key)


def _units_of(text: str) -> Iterator[tuple[int, int]]:
    for line in _LINE.finditer(text):
        for start, end in sentences(line[0]):
            yield line.start() + start, line.start() + end
