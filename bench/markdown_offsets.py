"""Tell which code point of a Markdown source became which code point of a block, and back.

The text of the blocks is, but for what markup hides and where footnotes go, a subsequence of the source.
So the two are aligned without white space: on stretches that stand once in both, then by the longest common
subsequence of what is left between. Nothing is placed here.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise

from rapidfuzz.distance import LCSseq

from reviewapp.domain.anchors import Span
from reviewapp.domain.blocks import Block

TARGET = re.compile(r"\]\([^)\s]*(?:\s+\"[^\"]*\")?\)")
"""The address of a link: never shown."""

HIDDEN = re.compile(
    r"\]\([^)\s]*(?:\s+\"[^\"]*\")?\)|<!--.*?-->|</?[A-Za-z][^<>]*>|^\[[^\]\n]+\]:[^\n]*$", re.M | re.S
)
"""Markup whose letters could be taken for words. What stands in code is shown."""

CODE = re.compile(r"^ *```.*?^ *```|`[^`\n]+`", re.M | re.S)

SHORTEST = 20
"""Characters from which a stretch that stands elsewhere (a footnote, raw HTML) is told from chance."""

SHINGLES = (32, 16, 8)
ENOUGH = 4_000_000
"""Characters times characters up to which the longest common subsequence is asked for at once."""


class Offsets:
    """The correspondence of one source with the blocks that were read from it."""

    def __init__(self, source: str, blocks: Sequence[Block]) -> None:
        self._blocks = blocks
        self._begins = list(accumulate((len(block.text) for block in blocks), initial=0))
        text = "".join(block.text for block in blocks)
        in_text = [i for i, char in enumerate(text) if not char.isspace()]
        self._source_of: dict[int, int] = {}
        self._fill(source, text, in_text, _seen(source, HIDDEN), shortest=1)
        self._fill(source, text, in_text, _seen(source, TARGET), shortest=SHORTEST)
        self._text_of = {there: here for here, there in self._source_of.items()}

    def _fill(self, source: str, text: str, in_text: list[int], seen: Sequence[int], shortest: int) -> None:
        """Align what is not aligned yet, in stretches of `shortest` or more characters."""
        taken = set(self._source_of.values())
        left = [i for i in in_text if i not in self._source_of]
        right = [i for i in seen if i not in taken and not source[i].isspace()]
        a, b = "".join(text[i] for i in left), "".join(source[i] for i in right)
        for i, j, length in common(a, b):
            for step in range(length if length >= shortest else 0):
                self._source_of[left[i + step]] = right[j + step]

    def to_span(self, start: int, end: int) -> Span | None:
        """Give the span of blocks that source[start:end] became; None if no character of it is shown."""
        shown = [self._text_of[i] for i in range(start, end) if i in self._text_of]
        if not shown:
            return None
        (first, begin), (last, stop) = self._spot(min(shown)), self._spot(max(shown))
        return Span(first.id, begin, last.id, stop + 1)

    def to_source(self, span: Span) -> tuple[int, int] | None:
        """Give the start and end in the source of a span of blocks."""
        index = {block.id: i for i, block in enumerate(self._blocks)}
        begin = self._begins[index[span.start_block]] + span.start
        end = self._begins[index[span.end_block]] + span.end
        shown = [self._source_of[i] for i in range(begin, end) if i in self._source_of]
        return (min(shown), max(shown) + 1) if shown else None

    def _spot(self, at: int) -> tuple[Block, int]:
        index = bisect_right(self._begins, at) - 1
        return self._blocks[index], at - self._begins[index]


def _seen(source: str, hides: re.Pattern[str]) -> list[int]:
    hidden = [False] * len(source)
    for found in hides.finditer(source):
        hidden[found.start() : found.end()] = [True] * (found.end() - found.start())
    for found in CODE.finditer(source):
        hidden[found.start() : found.end()] = [False] * (found.end() - found.start())
    return [i for i, is_hidden in enumerate(hidden) if not is_hidden]


def common(a: str, b: str, shingles: Sequence[int] = SHINGLES) -> Iterator[tuple[int, int, int]]:
    """Give stretches (start in `a`, start in `b`, length) that two texts have in common, in order."""
    stack = [(0, len(a), 0, len(b), 0)]
    while stack:
        a0, a1, b0, b1, depth = stack.pop()
        one, other = a[a0:a1], b[b0:b1]
        if not one or not other:
            continue
        if len(one) * len(other) <= ENOUGH or depth == len(shingles):
            for step in LCSseq.opcodes(one, other):
                if step.tag == "equal":
                    yield a0 + step.src_start, b0 + step.dest_start, step.src_end - step.src_start
            continue
        size = shingles[depth]
        spots = [(0, 0), *_anchors(one, other, size), (len(one), len(other))]
        for (i, j), (k, m) in pairwise(spots):
            stack.append((a0 + i, a0 + k, b0 + j, b0 + m, depth + 1))


def _anchors(one: str, other: str, size: int) -> list[tuple[int, int]]:
    """Give the longest rising chain of places where the same `size` characters stand, once in each text."""
    left, right = _once(one, size), _once(other, size)
    pairs = sorted((i, right[key]) for key, i in left.items() if key in right)
    return rising(pairs)


def _once(text: str, size: int) -> dict[str, int]:
    keys = [text[i : i + size] for i in range(len(text) - size + 1)]
    counted = Counter(keys)
    return {key: i for i, key in enumerate(keys) if counted[key] == 1}


def rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Give the longest subsequence of `pairs` (sorted by the first) whose second numbers rise."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for at, (_, there) in enumerate(pairs):
        place = bisect_right(tails, there - 1)
        before.append(ends[place - 1] if place else -1)
        tails[place:] = [there, *tails[place + 1 :]]
        ends[place:] = [at, *ends[place + 1 :]]
    chain: list[tuple[int, int]] = []
    at = ends[-1] if ends else -1
    while at >= 0:
        chain.append(pairs[at])
        at = before[at]
    return chain[::-1]
