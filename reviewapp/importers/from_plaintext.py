"""Plain text: paragraphs as writers of text files mark them, by blank lines, by indents or a line each."""

import re
from collections.abc import Iterator, Sequence
from html import escape
from itertools import pairwise
from unicodedata import category, east_asian_width

from reviewapp.domain.blocks import BlockKind
from reviewapp.domain.letters import joins_without_space

from .base import Manuscript
from .drafting import Draft

_BULLET = re.compile(r"(?P<indent>[ \t]*)(?P<mark>[-*•·●○■□▪◦‣–]|[oO](?=\t))[ \t　]+(?P<words>\S.*)")
_INDENT = re.compile(r"(?:　|[ \t]{2,})(?=\S)")
_RULE = re.compile(r"[\s=_*#~+—–-]*")
_SCREEN_BREAK = re.compile(r"[\f\v\x85\u2028\u2029]")
_LAST = 0.6  # a wrapped line reaches so much of the width at least
_NARROWEST, _WIDEST = 30, 140  # columns that texts are wrapped at
_MIN_LINES = 3
# What begins a line of its own in any text: a number as lists and headings have it; columns parted by gaps.
_NUMBERED = re.compile(
    r"\s*(?:\d{1,3}(?:\.\d{1,3})*[.)、．]?[\s　]|\d{1,3}[、．]|[(（][\d一二三四五六七八九十]{1,3}[)）]"
    r"|第[\d一二三四五六七八九十百]{1,4}[章节条编篇]|[一二三四五六七八九十]{1,3}、|[①-⑳])\s*\S"
)
_IN_COLUMNS = re.compile(r"\S(?:\t| {3,})\S")
_UNSPACED = re.compile("[\u0e01-\u0e4e\u0e81-\u0ecd\u1000-\u109f\u1780-\u17dd]")  # Thai, Lao, Burmese, Khmer
_ENDS_SENTENCE = re.compile(r"[.!?。！？：:;；…][\"'”’」』）)\]]*$")


class PlainTextImporter:
    """Read plain text. It has no headings: those are proposed and marked later."""

    def read_text(self, text: str) -> Manuscript:
        """Read a whole text. Raises BadInput: file_without_text, file_too_demanding."""
        lines = [line.rstrip() for line in _SCREEN_BREAK.sub("\n\n", text).split("\n")]
        width = _width_of(lines)
        draft = Draft()
        for stretch in _stretches(lines):
            _read(stretch, width, draft)
        return draft.finish()


def _stretches(lines: Sequence[str]) -> Iterator[list[str]]:
    """Cut at blank lines."""
    stretch: list[str] = []
    for line in lines:
        if line.strip():
            stretch.append(line)
        elif stretch:
            yield stretch
            stretch = []
    if stretch:
        yield stretch


def _read(stretch: Sequence[str], width: int, draft: Draft) -> None:
    """Make paragraphs and items of lines without a blank one between them."""
    words: list[str] = []
    item: int | None = None
    for index, line in enumerate(stretch):
        bullet = _BULLET.fullmatch(line)
        if bullet or not words or _begins_anew(stretch[index - 1], line, width, is_item=item is not None):
            _add(words, item, draft)
            words = []
            item = None if bullet is None else 1 + len(bullet["indent"].expandtabs(4)) // 2
        words.append(bullet["words"] if bullet else line.strip())
    _add(words, item, draft)


def _begins_anew(before: str, line: str, width: int, *, is_item: bool) -> bool:
    """Tell whether a line is a paragraph of its own and not the rest of the one before it."""
    if not width or _columns(before) < _LAST * width or _columns(line) > 1.5 * width:
        return True
    if any(_RULE.fullmatch(one) or _IN_COLUMNS.search(one) for one in (before, line)) or _NUMBERED.match(
        line
    ):
        return True
    is_indented = bool(_INDENT.match(line))
    return is_indented and not _INDENT.match(before) and not is_item


def _add(words: Sequence[str], item: int | None, draft: Draft) -> None:
    if not words:
        return
    inner = escape(_joined(words), quote=False)
    if item is None:
        draft.add(BlockKind.PARAGRAPH, inner)
    else:
        draft.add(BlockKind.LIST_ITEM, inner, level=item)


def _joined(lines: Sequence[str]) -> str:
    """Join wrapped lines: with a space, but not between Chinese characters."""
    pieces = [lines[0]]
    for before, line in pairwise(lines):
        is_unspaced = _UNSPACED.match(before[-1]) and _UNSPACED.match(line[0])
        pieces.append(line if is_unspaced or joins_without_space(before[-1], line[0]) else f" {line}")
    return "".join(pieces)


def _width_of(lines: Sequence[str]) -> int:
    """Return the columns that a text is wrapped at, 0 for one whose paragraphs are a line each.

    Lines of a wrapped text that go on below are all about as long as the longest one.
    """
    lengths = [_columns(line) for line in lines if line.strip()]
    inner = [
        _columns(line)
        for line, following in pairwise(lines)
        if line.strip() and following.strip() and not _BULLET.fullmatch(following)
    ]
    if len(inner) < _MIN_LINES:
        return 0
    widest = sorted(lengths)[int(0.98 * (len(lengths) - 1))]
    if not _NARROWEST <= widest <= _WIDEST:
        return 0
    full = sum(length >= 0.75 * widest for length in inner)
    return widest if full >= 0.6 * len(inner) and max(inner) <= 1.3 * widest and _runs_on(lines) else 0


def _runs_on(lines: Sequence[str]) -> bool:
    """Tell whether lines mostly go on below: they end in the middle of a sentence."""
    inner = [line for line, following in pairwise(lines) if line.strip() and following.strip()]
    return sum(bool(_ENDS_SENTENCE.search(line)) for line in inner) < 0.5 * len(inner)


def _columns(line: str) -> int:
    """Return how wide a line is: Chinese characters take two columns, signs above and below others none."""
    line = line[: 4 * _WIDEST]
    if line.isascii():
        return len(line.expandtabs(8))
    wide = sum(east_asian_width(character) in "WF" for character in line)
    return len(line) + wide - sum(category(character) == "Mn" for character in line)
