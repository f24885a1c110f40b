"""Running heads, running feet and page numbers: lines at the edge of a page that come back on others."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from .numerals import roman_value
from .pdf_lines import Line

_AT_THE_EDGE = 3  # lines from the top or from the bottom
_OFTEN = 3
_OFTEN_FOR_A_NUMBER = 2
_COUNTED = re.compile(r"[0-9]{1,5}|\b[ivxlc]{1,9}\b", re.IGNORECASE)
_HARDLY_WORDS = re.compile(r"\W*(?:\w{1,8}\W*)?#\W*(?:\w{1,6}\W*){0,2}")  # - 7 -, Page 7 of 9, 第 7 页
Key = tuple[str, int, int]


def without_margins(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """Leave out the lines at the edges that stand at the same height with the same words on several pages.

    A number in them may count the pages.
    """
    counts = Counter(key for at, page in enumerate(pages) for line in _edges(page) for key in _keys(line, at))
    return [_inside(page, at, counts) for at, page in enumerate(pages)]


def _inside(page: Sequence[Line], at: int, counts: Counter[Key]) -> list[Line]:
    by_height = sorted(page, key=lambda line: -line.y)
    left_out: set[int] = set()
    for edge in (by_height[:_AT_THE_EDGE], by_height[: -_AT_THE_EDGE - 1 : -1]):
        for line in edge:
            if not any(_comes_back(key, counts) for key in _keys(line, at)):
                break
            left_out.add(id(line))
    return [line for line in page if id(line) not in left_out]


def _edges(page: Sequence[Line]) -> list[Line]:
    lines = sorted(page, key=lambda line: -line.y)
    return lines if len(lines) <= 2 * _AT_THE_EDGE else lines[:_AT_THE_EDGE] + lines[-_AT_THE_EDGE:]


def _comes_back(key: Key, counts: Counter[Key]) -> bool:
    return counts[key] >= (_OFTEN_FOR_A_NUMBER if _HARDLY_WORDS.fullmatch(key[0]) else _OFTEN)


def _keys(line: Line, page: int) -> Iterator[Key]:
    """Give what makes two lines the same: words, height, the distance of a number to the page's."""
    text, height = " ".join(line.text.split())[:200], round(line.y / 4)
    yield text, height, 0
    for found in _COUNTED.finditer(text):
        number = int(found[0]) if found[0].isdecimal() else roman_value(found[0])
        yield f"{text[: found.start()]}#{text[found.end() :]}", height, number - page
