"""The numbers of headings and list items, computed as a word processor shows them."""

import re
from dataclasses import dataclass, field, replace

from .numerals import MAX_COUNT, shown_number
from .word_styles import ParagraphStyle, Styles
from .word_xml import Element, is_on, value, w, whole

MAX_TEXT = 100  # of what stands around a number

_LEVELS = 9
_PLACE = re.compile(r"%([1-9])")
_NO_ORDINAL = {"bullet", "none"}
_LEGAL_TOO = {*_NO_ORDINAL, "decimalZero"}  # what stays as it is where all numbers are to be decimal


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list as defined. `restart`: behind which level (from 1) it begins anew, 0 never."""

    start: int = 1
    format: str = "decimal"
    text: str = ""
    style: str = ""
    is_legal: bool = False
    restart: int | None = None
    is_hidden: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """What stands before a paragraph: `text` as shown ("" for a bullet), its depth from 0 and its count."""

    text: str
    depth: int
    count: int | None
    is_shown: bool


@dataclass(slots=True)
class _Abstract:
    levels: dict[int, Level]
    style_link: str
    counts: list[int | None] = field(default_factory=lambda: [None] * _LEVELS)


@dataclass(slots=True)
class _Instance:
    abstract: _Abstract
    levels: dict[int, Level]
    starts: dict[int, int]  # levels that begin anew when this instance first uses them


class Numbering:
    """The numbering part, `root` None if the file has none, and how far its lists have counted."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self._styles = styles
        self._abstracts: dict[str, _Abstract] = {}
        self._elements: dict[str, Element] = {}
        self._instances: dict[str, _Instance | None] = {}
        for element in () if root is None else root.iterchildren(w("abstractNum")):
            self._abstracts.setdefault(element.get(w("abstractNumId"), ""), _abstract(element))
        for element in () if root is None else root.iterchildren(w("num")):
            self._elements.setdefault(element.get(w("numId"), ""), element)

    def mark(self, properties: Element | None, style: ParagraphStyle) -> Mark | None:
        """Count one paragraph and return its mark, None if it has no number.

        `properties` is its own numPr, which goes before what the style says.
        """
        own = value(properties, w("numId"))
        instance = self._instance(own or style.num_id)
        if instance is None:
            return None
        level = value(properties, w("ilvl"))
        depth = whole(level) if level or own else _linked(instance, style)
        return self._count(instance, min(max(depth, 0), _LEVELS - 1))

    def _count(self, instance: _Instance, depth: int) -> Mark | None:
        level = instance.levels.get(depth)
        if level is None:
            return None
        counts = instance.abstract.counts
        start = instance.starts.pop(depth, None)
        before = counts[depth]
        counts[depth] = start if start is not None else level.start if before is None else before + 1
        for upper in range(depth):
            if counts[upper] is None:
                counts[upper] = instance.levels.get(upper, Level()).start
        for lower in range(depth + 1, _LEVELS):
            restart = instance.levels.get(lower, Level()).restart
            if restart is None or depth < restart:
                counts[lower] = None
        text = _shown(instance, level, counts)
        return Mark(
            text="" if level.format == "bullet" else text,
            depth=depth,
            count=None if level.format in _NO_ORDINAL else min(counts[depth] or 0, MAX_COUNT),
            is_shown=bool(text) and not level.is_hidden,
        )

    def _instance(self, num_id: str) -> _Instance | None:
        if num_id not in self._instances:
            element = self._elements.get(num_id)
            self._instances[num_id] = None if element is None or num_id == "0" else self._made(element)
        return self._instances[num_id]

    def _made(self, element: Element) -> _Instance | None:
        abstract = self._abstract_of(element)
        if abstract is None:
            return None
        levels, starts = dict(abstract.levels), {}
        for override in element.iterchildren(w("lvlOverride")):
            depth = whole(override.get(w("ilvl")), -1)
            if not 0 <= depth < _LEVELS:
                continue
            redefined = override.find(w("lvl"))
            if redefined is not None:
                levels[depth] = _level(redefined)
            start = value(override, w("startOverride"))
            if start:
                starts[depth] = whole(start)
                levels[depth] = replace(levels.get(depth, Level()), start=whole(start))
        return _Instance(abstract, levels, starts)

    def _abstract_of(self, element: Element) -> _Abstract | None:
        """Follow the link of a list that is defined by a list style."""
        for _ in range(_LEVELS):
            abstract = self._abstracts.get(value(element, w("abstractNumId")))
            if abstract is None or not abstract.style_link:
                return abstract
            linked = self._elements.get(self._styles.numbering(abstract.style_link))
            if linked is None:
                return abstract
            element = linked
        return None


def _linked(instance: _Instance, style: ParagraphStyle) -> int:
    """Return the level that a style (or what it is based on) has in a list."""
    for style_id in style.chain:
        for depth, level in instance.levels.items():
            if level.style == style_id:
                return depth
    return style.level or 0


def _shown(instance: _Instance, level: Level, counts: list[int | None]) -> str:
    def number(found: re.Match[str]) -> str:
        place = int(found[1]) - 1
        name = instance.levels.get(place, Level()).format
        if level.is_legal and name not in _LEGAL_TOO:
            name = "decimal"
        return shown_number(counts[place] or 0, name)

    return " ".join(_PLACE.sub(number, level.text).split())


def _abstract(element: Element) -> _Abstract:
    found = ((whole(one.get(w("ilvl")), -1), one) for one in element.iterchildren(w("lvl")))
    levels = {depth: _level(one) for depth, one in found if 0 <= depth < _LEVELS}
    return _Abstract(levels, value(element, w("numStyleLink")))


def _level(element: Element) -> Level:
    restart = value(element, w("lvlRestart"))
    start = value(element, w("start"))
    return Level(
        start=whole(start, 0) if start else 0,
        format=_format(element),
        text=value(element, w("lvlText"))[:MAX_TEXT],
        style=value(element, w("pStyle")),
        is_legal=bool(is_on(element.find(w("isLgl")))),
        restart=whole(restart) if restart else None,
        is_hidden=bool(is_on(element.find(f"{w('rPr')}/{w('vanish')}"))),
    )


def _format(level: Element) -> str:
    """Return the name of a level's format; newer ones stand behind a choice with an older one."""
    for found in level.iter(w("numFmt")):
        name = str(found.get(w("val"), "decimal"))
        if name != "custom":
            return name
        pattern = str(found.get(w("format"), ""))
        return "decimalZero" if pattern.startswith("01") else "decimal"
    return "decimal"
