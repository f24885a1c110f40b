"""The numbers of headings and list items, computed as they are shown."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from .numerals import MAX_COUNT
from .open_numerals import shown_in
from .open_parts import Package
from .open_xml import Element, o, times
from .xml_parsing import whole

MAX_LEVELS = 10
MAX_TEXT = 100  # of what stands around a number

_NAME = o("style:name")
_PLACE = re.compile(r"%(10|[1-9])%")
_FROM_FIRST_TO_LAST_PLACE = re.compile(r"%\d+%.*%\d+%|%\d+%")


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: `shape` is what is shown, "%1%.%2%)"; `format` "" has no number."""

    format: str = ""
    shape: str = ""
    start: int = 1
    repeats: bool = False
    is_bullet: bool = False


BULLET = Level(is_bullet=True)
_NO_LEVEL = Level()


@dataclass(frozen=True, slots=True)
class Mark:
    """What stands before a paragraph: `text` as shown ("" for a bullet), its depth from 0 and its count."""

    text: str
    depth: int
    count: int | None
    is_shown: bool


@dataclass(slots=True)
class Counts:
    """How far one list has counted, by depth, and in which list style."""

    numbers: list[int | None] = field(default_factory=lambda: [None] * MAX_LEVELS)
    styles: list[str] = field(default_factory=lambda: [""] * MAX_LEVELS)

    def begin_anew(self, depth: int) -> None:
        """Forget what was counted at a depth and below."""
        self.numbers[depth:] = [None] * (MAX_LEVELS - depth)


class Numbering:
    """The list styles of a file, that of its outline among them, and what its lists have counted."""

    def __init__(self, package: Package) -> None:
        self._styles: dict[str, dict[int, Level]] = {}
        self.outline = ""
        self.outline_counts = Counts()
        for container, _ in package.style_containers():
            for element in container.iterchildren(o("text:list-style")):
                self._styles[element.get(_NAME, "")] = dict(_levels(element))
            for element in container.iterchildren(o("text:outline-style")):
                self.outline = element.get(_NAME, "Outline")
                self._styles[self.outline] = dict(_levels(element))

    def mark(self, counts: Counts, style: str, depth: int, start: int | None = None) -> Mark | None:
        """Count one paragraph of a list and return its mark; `start` is where it begins anew."""
        depth = min(max(depth, 0), MAX_LEVELS - 1)
        levels = self._styles.get(style)
        level = BULLET if levels is None else levels.get(depth, _NO_LEVEL)
        numbers = counts.numbers
        if counts.styles[depth] != style:
            counts.styles[depth], numbers[depth] = style, None
        before = numbers[depth]
        anew = level.start if before is None else before + 1
        numbers[depth] = min(anew if start is None else start, MAX_COUNT)
        for upper in range(depth):
            if numbers[upper] is None:
                numbers[upper], counts.styles[upper] = (levels or {}).get(upper, _NO_LEVEL).start, style
        for lower in range(depth + 1, MAX_LEVELS):
            numbers[lower] = None
        if level.is_bullet:
            return Mark("", depth, None, is_shown=True)
        text = _shown(level, levels or {}, numbers)
        return Mark(text, depth, numbers[depth] if level.format else None, is_shown=bool(text))


def _shown(level: Level, levels: Mapping[int, Level], numbers: list[int | None]) -> str:
    if not level.format:
        return " ".join(_FROM_FIRST_TO_LAST_PLACE.sub("", level.shape).split())
    shown, skips = "", False
    for at, piece in enumerate(_PLACE.split(level.shape)):
        if at % 2 == 0:
            shown += "" if skips else piece
            continue
        place = int(piece) - 1
        one = levels.get(place, _NO_LEVEL)
        skips = not one.format  # with a number that is not shown goes what parts it from the next
        shown += shown_in(numbers[place] or 0, one.format, repeats=one.repeats)
    return " ".join(shown.split())


def _levels(style: Element) -> Iterator[tuple[int, Level]]:
    for element in style:
        depth = whole(element.get(o("text:level"))) - 1
        if 0 <= depth < MAX_LEVELS:
            is_number = element.tag in (o("text:list-level-style-number"), o("text:outline-level-style"))
            yield depth, _level(element, depth) if is_number else BULLET


def _level(element: Element, depth: int) -> Level:
    own = element.attrib
    shape = own.get(o("loext:num-list-format"))
    if shape is None:
        first = depth + 1 - times(element, "text:display-levels", depth + 1)
        places = ".".join(f"%{place + 1}%" for place in range(first, depth + 1))
        shape = own.get(o("style:num-prefix"), "") + places + own.get(o("style:num-suffix"), "")
    return Level(
        format=own.get(o("style:num-format"), ""),
        shape=shape[:MAX_TEXT],
        start=min(max(whole(own.get(o("text:start-value")), 1), 0), MAX_COUNT),
        repeats=own.get(o("style:num-letter-sync")) == "true",
    )
