"""Where a comment stands: a span of code points in blocks, and the quote that describes it.

The quote (words with 32 code points of context on each side) is the W3C Web Annotation TextQuoteSelector.
"""

import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, islice, repeat

from rapidfuzz.distance import LCSseq

from .blocks import Block
from .errors import BadInput

CONTEXT = 32
REACH = 512
"""Folded characters of a quote's context that are looked at on each side."""

QUOTE_LENGTH = 20_000
MANY = 200
"""Places up to which each is weighed."""


@dataclass(frozen=True, slots=True)
class Quote:
    """The words of a passage and what stands around them."""

    exact: str
    prefix: str = ""
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text from code point `start` of one block to before `end` of the same or a later one."""

    start_block: str
    start: int
    end_block: str
    end: int


_UNIFIED = {
    **{chr(c): chr(c - 0xFEE0) for c in range(0xFF01, 0xFF5F)},
    **dict.fromkeys("“”„‟«»「」『』〝〞＂", '"'),
    **dict.fromkeys("‘’‚‛‹›＇", "'"),
    **dict.fromkeys("‐‑‒–—―−－", "-"),
    "。": ".",
    "、": ",",
    "…": "...",
}
_UNSEEN = frozenset("\u00ad\u200b\u2060\ufeff")


_FOLDING = str.maketrans({**_UNIFIED, **dict.fromkeys(_UNSEEN)})


def fold(text: str) -> str:
    """Write `text` as quotes are compared: NFC, no white space, quotes, dashes and wide forms unified."""
    return "".join(unicodedata.normalize("NFC", text).split()).translate(_FOLDING)


def _origins(text: str) -> Iterator[int]:
    """Give for each character of `fold(text)` the offset in `text` (NFC) it came from."""
    for offset, char in enumerate(text):
        if not char.isspace() and char not in _UNSEEN:
            yield from repeat(offset, len(_UNIFIED.get(char, char)))


class FoldedText:
    """A version's blocks as one folded string that knows where each of its characters came from."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self.blocks = blocks
        folded = [fold(block.text) for block in blocks]
        self.begins_at = list(accumulate(map(len, folded), initial=0))[:-1]
        self.text = "".join(folded)

    def block_at(self, at: int) -> int:
        """Give the index of the block that a character of `text` stands in."""
        return bisect_right(self.begins_at, at) - 1

    def occurrences(self, folded: str) -> list[int]:
        """Give every place (index into `text`) where `folded` stands, overlapping ones too."""
        found, at = [], self.text.find(folded) if folded else -1
        while at >= 0:
            found.append(at)
            at = self.text.find(folded, at + 1)
        return found

    def likely(self, folded: str, context: tuple[str, str]) -> list[int]:
        """Give the places where `folded` stands; of very many only those that `context` touches closely.

        To weigh each of the thousand places of a short word takes longer than a writer may be kept waiting.
        """
        found = self.occurrences(folded)
        if len(found) <= MANY:
            return found
        prefix, suffix = context
        for reach in (32, 16, 8):
            before, after = prefix[-reach:], suffix[:reach]
            for left, right in ((before, after), (before, ""), ("", after)):
                if (left or right) and (near := self.occurrences(left + folded + right)):
                    return [at + len(left) for at in near]
        return found

    def span(self, at: int, length: int) -> Span:
        """Turn a stretch of `text` (length >= 1) back into a span of the blocks."""
        first, start = self._origin(at)
        last, end = self._origin(at + length - 1)
        return Span(first.id, start, last.id, end + 1)

    def _origin(self, at: int) -> tuple[Block, int]:
        index = self.block_at(at)
        origins = _origins(self.blocks[index].text)
        return self.blocks[index], next(islice(origins, at - self.begins_at[index], None))

    def around(self, at: int, length: int, reach: int) -> tuple[str, str]:
        """Give the folded text before and after a stretch, at most `reach` characters each."""
        return self.text[max(0, at - reach) : at], self.text[at + length : at + length + reach]


def agreement(context: tuple[str, str], there: tuple[str, str]) -> int:
    """Count how much of a folded context stands around a place: nearest characters count twice."""
    (prefix, suffix), (before, after) = context, there
    before = before[-len(prefix) :] if prefix else ""
    after = after[: len(suffix)]
    near = _common(prefix[::-1], before[::-1]) + _common(suffix, after)
    return near + int(LCSseq.similarity(prefix, before)) + int(LCSseq.similarity(suffix, after))


def _common(one: str, other: str) -> int:
    for length, (a, b) in enumerate(zip(one, other, strict=False)):
        if a != b:
            return length
    return min(len(one), len(other))


def locate(quote: Quote, blocks: Sequence[Block], hint: range | None = None) -> Span:
    """Find the passage that `quote` describes; `hint` (indexes of blocks) decides between equals.

    The place where most of the context agrees wins. Raises BadInput("quote_not_found") or
    BadInput("quote_ambiguous") when the best two places are equal.
    """
    text, words = FoldedText(blocks), fold(quote.exact)
    context = fold(quote.prefix)[-REACH:], fold(quote.suffix)[:REACH]
    places = text.likely(words, context)
    if not places:
        raise BadInput("quote_not_found", field="quote")
    reach = max(len(part) for part in context)

    def merit(at: int) -> tuple[int, bool]:
        near = agreement(context, text.around(at, len(words), reach))
        return near, hint is not None and text.block_at(at) in hint

    ranked = sorted(((merit(at), at) for at in places), reverse=True)
    if len(ranked) > 1 and ranked[0][0] == ranked[1][0]:
        raise BadInput("quote_ambiguous", field="quote", places=len(places))
    return text.span(ranked[0][1], len(words))


def check_span(span: Span, blocks: Sequence[Block]) -> None:
    """Raise BadInput("span_outside") unless `span` holds at least one code point (or a whole empty block)."""
    index = {block.id: i for i, block in enumerate(blocks)}
    first, last = index.get(span.start_block), index.get(span.end_block)
    if first is None or last is None:
        raise BadInput("span_outside", field="start")
    within = 0 <= span.start <= len(blocks[first].text) and 0 <= span.end <= len(blocks[last].text)
    forward = (first, span.start) < (last, span.end)
    whole_empty_block = first == last and not blocks[first].text
    if not within or not (forward or whole_empty_block):
        raise BadInput("span_outside", field="start")


def pieces(span: Span, blocks: Sequence[Block]) -> Iterator[tuple[int, int, int]]:
    """Give (index of block, start, end) for each block that `span` touches, in order."""
    inside = False
    for index, block in enumerate(blocks):
        inside = inside or block.id == span.start_block
        if inside:
            start = span.start if block.id == span.start_block else 0
            end = span.end if block.id == span.end_block else len(block.text)
            yield index, start, end
        if block.id == span.end_block:
            return


def excerpt(span: Span, blocks: Sequence[Block]) -> str:
    """Give the words of `span`, blocks joined by LF."""
    return "\n".join(blocks[index].text[start:end] for index, start, end in pieces(span, blocks))


def describe(span: Span, blocks: Sequence[Block]) -> Quote:
    """Quote a span: its words, and 32 code points of context on each side, over block borders."""
    touched = list(pieces(span, blocks))
    (first, start, _), (last, _, end) = touched[0], touched[-1]
    before = "\n".join(block.text for block in blocks[max(0, first - 8) : first])
    after = "\n".join(block.text for block in blocks[last + 1 : last + 9])
    prefix = (before + "\n" + blocks[first].text[:start])[-CONTEXT:]
    suffix = (blocks[last].text[end:] + "\n" + after)[:CONTEXT]
    return Quote(excerpt(span, blocks), prefix.lstrip("\n"), suffix.rstrip("\n"))


def settle(
    quote: Quote | None, span: Span | None, blocks: Sequence[Block], hint: range | None = None
) -> Span:
    """Make one span of what a client sent: a quote, a span, or both (then they must agree).

    Raises BadInput: passage_missing, span_outside, quote_not_found, quote_ambiguous, quote_and_span_differ,
    text_too_long.
    """
    if span is not None:
        check_span(span, blocks)
        if quote is not None and fold(quote.exact) != fold(excerpt(span, blocks)):
            raise BadInput("quote_and_span_differ", field="quote")
    elif quote is None:
        raise BadInput("passage_missing", field="quote")
    else:
        span = locate(quote, blocks, hint)
    length = len(excerpt(span, blocks))
    if length > QUOTE_LENGTH:
        raise BadInput("text_too_long", field="quote", limit=QUOTE_LENGTH, length=length)
    return span
