"""Which words changed between two texts, told as a person would.

Words are those a reader tells (ICU's for scripts without spaces); the longest sequence of words in common
(rapidfuzz's LCS) is what stayed. What only stayed by chance is then given up: a lone comma or a short word
between two changes reads worse than one change (the semantic clean-up of Fraser's diff-match-patch, by weight
of words), and a text of which hardly anything stayed is replaced as a whole.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby

from rapidfuzz.distance import LCSseq

from ..segments import words

Op = tuple[str, str]
"""What happened to a stretch of text: "=" it stayed, "-" it went, "+" it came."""

_OPPOSITE = {"=": "=", "-": "+", "+": "-"}

BY_CHANCE = 7
"""Weight up to which words between two larger changes are kept by chance: three ideographs, or a word."""

HARDLY = 0.25
"""Share of the shorter text below which what stayed is not worth showing."""

_LATIN_AT_MOST = 9
_IDEOGRAPHS = "\u2e80"
_SENTENCE_END = re.compile(r"[.!?;:] |[。！？；：\n]")
_ENDS_SENTENCE = frozenset(".!?;:。！？；：…")


def compare_words(old: str, new: str) -> list[Op]:
    """Tell what changed; "=" and "-" joined give `old`, "=" and "+" joined give `new`."""
    if old == new:
        return kept(old)
    if not old or not new:
        return replaced(old, new)
    start, end = _same_sentences(old, new)
    one, other = _Text(old[start : len(old) - end]), _Text(new[start : len(new) - end])
    changes = _without_chance(list(_settled(_changes(one, other), one, other)), one, other)
    if _is_rewritten(changes, one, other, beside=start + end):
        return replaced(old, new)
    return joined([*kept(old[:start]), *_written(changes, one, other), *kept(old[len(old) - end :])])


def kept(text: str) -> list[Op]:
    """Tell that a text stayed."""
    return [("=", text)] if text else []


def replaced(old: str, new: str) -> list[Op]:
    """Tell that one text went and another came."""
    return [(op, text) for op, text in (("-", old), ("+", new)) if text]


def joined(ops: Sequence[Op]) -> list[Op]:
    """Put together what belongs together: between two stretches that stayed, all that went, all that came."""
    told: list[Op] = []
    for stayed, group in groupby((op for op in ops if op[1]), key=lambda op: op[0] == "="):
        pieces = list(group)
        for sign in "=" if stayed else "-+":
            if text := "".join(text for op, text in pieces if op == sign):
                told.append((sign, text))
    return told


def mirrored(ops: Sequence[Op]) -> list[Op]:
    """Tell the same from the other side."""
    return joined([(_OPPOSITE[op], text) for op, text in ops])


def _same_sentences(old: str, new: str) -> tuple[int, int]:
    """Tell how many code points at the start and the end are the same, up to where sentences meet."""
    start = _same_letters(old, new)
    start = max((found.end() for found in _SENTENCE_END.finditer(old, 0, start)), default=0)
    end = _same_letters(old[start:][::-1], new[start:][::-1])
    found = _SENTENCE_END.search(old, len(old) - end)
    return start, len(old) - found.end() if found else 0


def _same_letters(one: str, other: str) -> int:
    return next(
        (at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )


class _Text:
    """A text, its words, and the white space before each of them and at its end."""

    def __init__(self, text: str) -> None:
        self.text = text
        spans = words(text)
        self.words = [text[start:end] for start, end in spans]
        starts, ends = [start for start, _ in spans], [end for _, end in spans]
        self.gaps = [text[a:b] for a, b in zip([0, *ends], [*starts, len(text)], strict=True)]
        self._starts, self._ends = starts, ends
        self._weights = list(accumulate(map(_weight, self.words), initial=0))

    def between(self, first: int, end: int) -> str:
        """Give words[first:end] with the white space among them."""
        return self.text[self._starts[first] : self._ends[end - 1]] if first < end else ""

    def weight(self, first: int, end: int) -> int:
        """Weigh words[first:end]."""
        return self._weights[end] - self._weights[first]


@dataclass(frozen=True, slots=True)
class _Change:
    """The old words[i:i_end] became the new words[j:j_end]; one side may be empty."""

    i: int
    i_end: int
    j: int
    j_end: int


def _changes(one: _Text, other: _Text) -> Iterator[_Change]:
    """Give what lies between the longest sequence of words in common."""
    i = j = 0
    for found in LCSseq.opcodes(one.words, other.words):
        if found.tag == "equal":
            if (i, j) != (found.src_start, found.dest_start):
                yield _Change(i, found.src_start, j, found.dest_start)
            i, j = found.src_end, found.dest_end
    if (i, j) != (len(one.words), len(other.words)):
        yield _Change(i, len(one.words), j, len(other.words))


def _settled(changes: Iterator[_Change], one: _Text, other: _Text) -> Iterator[_Change]:
    """Let what only came, or only went, begin where a sentence or a clause does, if it may as well."""
    floor = 0
    for change in changes:
        by = 0
        if change.i == change.i_end:
            by = _steps_back(other, change.j, change.j_end, change.i - floor)
        elif change.j == change.j_end:
            by = _steps_back(one, change.i, change.i_end, change.i - floor)
        yield _Change(change.i - by, change.i_end - by, change.j - by, change.j_end - by)
        floor = change.i_end - by


def _steps_back(text: _Text, first: int, end: int, room: int) -> int:
    """Tell by how many words to the left a stretch begins best, saying the same all in all."""
    best, by = _begins(text, first), 0
    for step in range(1, room + 1):
        if text.words[first - step] != text.words[end - step]:
            break
        if _begins(text, first - step) > best:
            best, by = _begins(text, first - step), step
    return by


def _begins(text: _Text, at: int) -> int:
    """Rank a place by what begins there: 3 a line or the text, 2 a sentence, 1 a clause."""
    if at == 0 or "\n" in text.gaps[at]:
        return 3
    before = text.words[at - 1]
    return 2 if before in _ENDS_SENTENCE else int(_weight(before) == 0)


def _without_chance(changes: Sequence[_Change], one: _Text, other: _Text) -> list[_Change]:
    """Join changes between which only a little stayed."""
    told: list[_Change] = []
    for change in changes:
        told.append(change)
        while len(told) > 1 and _is_chance(told[-2], told[-1], one, other):
            last, before = told.pop(), told.pop()
            told.append(_Change(before.i, last.i_end, before.j, last.j_end))
    return told


def _is_chance(before: _Change, after: _Change, one: _Text, other: _Text) -> bool:
    stayed = one.weight(before.i_end, after.i)
    if stayed == 0:
        return True
    return stayed <= BY_CHANCE and stayed <= min(_size(before, one, other), _size(after, one, other))


def _size(change: _Change, one: _Text, other: _Text) -> int:
    return max(one.weight(change.i, change.i_end), other.weight(change.j, change.j_end))


def _is_rewritten(changes: Sequence[_Change], one: _Text, other: _Text, *, beside: int) -> bool:
    whole_old, whole_new = beside + one.weight(0, len(one.words)), beside + other.weight(0, len(other.words))
    stayed = whole_old - sum(one.weight(change.i, change.i_end) for change in changes)
    return bool(changes) and stayed < HARDLY * min(whole_old, whole_new)


def _weight(word: str) -> int:
    """Weigh a word by its letters; a sign weighs nothing."""
    if not word.isalnum() and not any(map(str.isalnum, word)):
        return 0
    return 2 * len(word) if word >= _IDEOGRAPHS else min(len(word), _LATIN_AT_MOST)


def _written(changes: Sequence[_Change], one: _Text, other: _Text) -> Iterator[Op]:
    """Write it all down; the white space around what changed stays as far as both texts have it."""
    i = j = 0
    gaps = one.gaps[0], other.gaps[0]
    for change in changes:
        yield from _stretch(one, other, (i, change.i), (j, change.j), gaps)
        before = one.gaps[change.i], other.gaps[change.j]
        if i == change.i:
            before = gaps
        gaps = one.gaps[change.i_end], other.gaps[change.j_end]
        i, j = change.i_end, change.j_end
        old, new = one.between(change.i, i), other.between(change.j, j)
        if old and new:
            yield from _gap(*before)
            yield from replaced(old, new)
        elif old:
            yield from ((_OPPOSITE[op], text) for op, text in _inserted(before[1], before[0], old, gaps[0]))
            gaps = "", ""
        else:
            yield from _inserted(before[0], before[1], new, gaps[1])
            gaps = "", ""
    yield from _stretch(one, other, (i, len(one.words)), (j, len(other.words)), gaps)
    if i == len(one.words):
        yield from _gap(*gaps)
    else:
        yield from _gap(one.gaps[-1], other.gaps[-1])


def _stretch(
    one: _Text, other: _Text, old: tuple[int, int], new: tuple[int, int], gaps: tuple[str, str]
) -> Iterator[Op]:
    """Write words that stayed, with the white space before and among them."""
    for i, j in zip(range(*old), range(*new), strict=True):
        yield from _gap(*(gaps if i == old[0] else (one.gaps[i], other.gaps[j])))
        yield "=", one.words[i]


def _gap(old: str, new: str) -> list[Op]:
    return kept(old) if old == new else replaced(old, new)


def _inserted(gap: str, before: str, text: str, after: str) -> list[Op]:
    """Write `text` that came where only `gap` was; now `before` stands before it, `after` behind."""
    if gap == before:
        return [*kept(gap), ("+", text + after)]
    if gap == after:
        return [("+", before + text), *kept(gap)]
    return [*replaced(gap, before + text + after)]
