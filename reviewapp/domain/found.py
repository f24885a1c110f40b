"""What a file brings along: the thread a comment belongs to, its language, changes laid into a text."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

NAME_LENGTH = 200
RESOLVED = "resolved in the file"
"""The tag of a thread whose comment was resolved before it was imported: nobody here has decided it."""

_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_WORD = re.compile(r"[^\W\d_\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+")


def roots_of(answers: Sequence[int | None]) -> list[int | None]:
    """Give for each comment the one that its thread begins with, None for those that begin one.

    Replies stand one level deep. What answers nothing that exists begins one; a ring is one thread.

    >>> roots_of([None, 0, 1, 9, 4])
    [None, 0, 0, None, None]
    """
    roots: dict[int, int] = {}
    for first in range(len(answers)):
        at, way = first, dict[int, None]()
        while at not in roots and at not in way:
            way[at] = None
            parent = answers[at]
            at = parent if parent is not None and 0 <= parent < len(answers) else at
        roots.update(dict.fromkeys(way, roots.get(at, at)))
    return [None if roots[at] == at else roots[at] for at in range(len(answers))]


def language_of(text: str, languages: Sequence[str]) -> str:
    """Guess the language of a comment by its script; `languages` are those to expect, the likeliest first.

    Chinese where more Han signs stand than words of other scripts.
    """
    is_chinese = len(_HAN.findall(text)) > len(_WORD.findall(text))
    if not is_chinese and not _WORD.search(text):
        return languages[0]
    fitting = (one for one in languages if (one.split("-")[0] == "zh") is is_chinese)
    return next(fitting, "zh" if is_chinese else languages[0])


@dataclass(frozen=True, slots=True)
class Change:
    """A tracked change in the text of one block: inserted words stand from `start` to `end`."""

    is_insertion: bool
    text: str
    start: int
    end: int
    author: str = ""


class Piece(StrEnum):
    """What a stretch of a text with tracked changes is."""

    KEPT = "kept"
    INSERTED = "inserted"
    DELETED = "deleted"


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some words of a text with tracked changes, and the change they come from."""

    piece: Piece
    text: str
    change: Change | None = None


def stretches(text: str, changes: Sequence[Change]) -> Iterator[Stretch]:
    """Lay tracked changes into the text of a block: what was deleted stands where it was.

    An insertion that runs on into later blocks is told whole, in place of the rest of this one.
    """
    inserted = [one for one in changes if one.is_insertion and one.start < one.end]
    beyond = [one for one in inserted if one.end > len(text)]
    ends = (min(one.end, len(text)) for one in inserted)
    cuts = {0, len(text), *(one.start for one in changes), *ends}
    told = None
    for left, right in pairwise([*sorted(cuts), len(text)]):
        for one in changes:
            if not one.is_insertion and one.start == left:
                yield Stretch(Piece.DELETED, one.text, one)
        by = next((one for one in inserted if one.start <= left < one.end), None)
        if by is not None and by in beyond:
            if by is not told:
                yield Stretch(Piece.INSERTED, by.text, by)
            told = by
        elif left < right:
            yield Stretch(Piece.INSERTED if by else Piece.KEPT, text[left:right], by)
