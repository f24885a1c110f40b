"""Lists of an HTML page: the numbers that a browser shows, and lists that a word processor drew with tabs."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from .html_tree import Element, look_of
from .numerals import roman_value, shown_number
from .xml_parsing import whole

MAX_COUNT = 32_767
# What lists call their numbers (type or list-style-type) and the format of that; decimal is what all show.
_FORMATS = {
    "a": "lowerLetter",
    "A": "upperLetter",
    "i": "lowerRoman",
    "I": "upperRoman",
    "lower-alpha": "lowerLetter",
    "lower-latin": "lowerLetter",
    "upper-alpha": "upperLetter",
    "upper-latin": "upperLetter",
    "lower-roman": "lowerRoman",
    "upper-roman": "upperRoman",
    "cjk-ideographic": "chineseCounting",
    "cjk-decimal": "ideographDigital",
    "simp-chinese-informal": "chineseCounting",
    "trad-chinese-informal": "chineseCounting",
    "thai": "thaiNumbers",
    "decimal-leading-zero": "decimalZero",
}
_HAN = {"chineseCounting", "ideographDigital"}
_WORD_LEVEL = re.compile(r"\blevel([1-9])\b")
_MARGIN = re.compile(r"([\d.]+)(in|pt|cm)")
_POINTS = {"in": 72.0, "pt": 1.0, "cm": 28.35}
_STEP = 36.0  # points by which a word processor indents each level of a list
_BULLET = re.compile(r"[^\w(（①-⑳]+|[o§]")
_LAST_COUNT = re.compile(r"(\d+)\D*$")


@dataclass(slots=True)
class Item:
    """An item whose first words are still to come. `number` is "" where the ordinal says it all."""

    depth: int
    ordinal: int | None = None
    number: str = ""
    is_open: bool = True

    @property
    def mark(self) -> str:
        """Return what stands before the item where it can only be words."""
        return self.number or ("•" if self.ordinal is None else f"{self.ordinal}.")


class List:
    """Count the items of one list."""

    def __init__(self, element: Element | None, depth: int) -> None:
        self._depth = depth
        self._is_ordered = element is not None and element.tag == "ol"
        self._step, self._next, self._type = 1, 1, ""
        if element is None or not self._is_ordered:
            return
        self._type = _type_of(element)
        count = 0
        if "reversed" in element.attrib:
            self._step, count = -1, len(element.findall("li"))
        self._next = whole(element.get("start"), count or 1)

    def item(self, element: Element) -> Item:
        """Begin an item."""
        if not self._is_ordered:
            return Item(self._depth)
        ordinal = whole(element.get("value"), self._next)
        self._next = ordinal + self._step
        kind = _type_of(element) or self._type
        if kind == "none" or not 0 <= ordinal <= MAX_COUNT:
            return Item(self._depth, None if kind == "none" else min(max(ordinal, 0), MAX_COUNT))
        name = _FORMATS.get(kind)
        if name is None:
            return Item(self._depth, ordinal)
        return Item(self._depth, ordinal, shown_number(ordinal, name) + ("、" if name in _HAN else "."))


def _type_of(element: Element) -> str:
    return look_of(element).get("list-style-type", "") or str(element.get("type") or "")


def word_level(element: Element) -> int:
    """Return the depth of a paragraph that a word processor shows as an item of a list, 0 for others."""
    look = look_of(element)
    found = _WORD_LEVEL.search(look.get("mso-list", ""))
    if found:
        return int(found[1])
    if "MsoList" not in element.get("class", ""):
        return 0
    margin = _MARGIN.match(look.get("margin-left", ""))
    return max(1, min(9, round(float(margin[1][:6]) * _POINTS[margin[2]] / _STEP))) if margin else 1


def word_item(depth: int, mark: str) -> Item:
    """Return the item that the typed `mark` of a word processor begins."""
    if not mark or _BULLET.fullmatch(mark):
        return Item(depth)
    counts = _LAST_COUNT.findall(mark)
    letters = "".join(re.findall(r"[A-Za-z]+", mark)).lower()
    if counts:
        return Item(depth, min(int(counts[0][:6]), MAX_COUNT), mark)
    if re.fullmatch(r"[ivxlc]+", letters):
        return Item(depth, roman_value(letters), mark)
    return Item(depth, ord(letters) - 96 if len(letters) == 1 else 1, mark)


def is_gap(element: Element, texts: Iterable[str]) -> bool:
    """Tell whether an element is the gap that a word processor draws behind the mark of an item."""
    font = look_of(element).get("font", "")
    return font.startswith("7.0pt") and "times" in font and not "".join(texts).strip("\xa0 \n\t")
