"""The styles of a Word file: chains resolved once, so that a paragraph or run asks one lookup."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from .style_names import character_tag, paragraph_kind
from .word_xml import Element, is_on, properties, setting, value, w, whole

_T = TypeVar("_T")
MAX_CHAIN = 40  # styles based on one another

_DEEPEST = 6
_BODY_TEXT = 9  # the outline level that says "no heading"
_PPR, _RPR, _NUM_PR, _BIDI = w("pPr"), w("rPr"), w("numPr"), w("bidi")
_FONTS, _LANG = w("rFonts"), w("lang")
_SLOTS = [(w(slot), slot) for slot in ("val", "eastAsia", "bidi")]
_NAME_IN_ID = re.compile(r"([^\W\d_]+?)[\s_-]*([1-9])")
# The character properties that matter to a reader, by the element that switches them.
SWITCHES = {
    w("vanish"): "vanish",
    w("b"): "strong",
    w("i"): "em",
    w("strike"): "s",
    w("dstrike"): "s",
    w("rtl"): "rtl",
}


@dataclass(frozen=True, slots=True)
class Looks:
    """What a style says of runs: switches that are on or off, "sup"/"sub"/"", languages by script."""

    switches: dict[str, bool]
    raised: str
    tag: str
    font: str


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """A paragraph style with everything it is based on.

    `kind` as in style_names.paragraph_kind, `num_id` and `level` of its numbering ("" and None: none said),
    `chain` the style ids from itself to its root.
    """

    kind: str
    num_id: str
    level: int | None
    chain: tuple[str, ...]
    is_rtl: bool
    looks: Looks


_PLAIN = Looks({}, "", "", "")
_NO_STYLE = ParagraphStyle("", "", None, (), False, _PLAIN)


class Styles:
    """The styles part, `root` None if the file has none."""

    def __init__(self, root: Element | None) -> None:
        self._elements: dict[str, dict[str, Element]] = {}
        self._default = ""
        for element in () if root is None else root.iterchildren(w("style")):
            kind, style_id = element.get(w("type"), "paragraph"), element.get(w("styleId"), "")
            self._elements.setdefault(kind, {}).setdefault(style_id, element)
            if kind == "paragraph" and element.get(w("default")) in ("1", "true", "on"):
                self._default = self._default or style_id
        self._paragraphs: dict[str, ParagraphStyle] = {}
        self._runs: dict[str, Looks] = {}
        defaults = None if root is None else root.find(f"{w('docDefaults')}/{w('rPrDefault')}/{_RPR}")
        self.languages = languages_of(properties(defaults))

    def paragraph(self, style_id: str) -> ParagraphStyle:
        """Return a paragraph style; "" is the default one."""
        known = self._elements.get("paragraph", {})
        style_id = style_id or self._default
        if style_id not in self._paragraphs:
            style = self._resolved(style_id) if style_id in known else _undefined(style_id)
            self._paragraphs[style_id] = style
        return self._paragraphs[style_id]

    def run(self, style_id: str) -> Looks:
        """Return what a character style says."""
        if not style_id:
            return _PLAIN
        if style_id not in self._runs:
            self._runs[style_id] = self._looks("character", style_id)
        return self._runs[style_id]

    def numbering(self, style_id: str) -> str:
        """Return the number id of a list style."""
        element = self._elements.get("numbering", {}).get(style_id)
        return value(element, _PPR, _NUM_PR, w("numId"))

    def _resolved(self, style_id: str) -> ParagraphStyle:
        chain = tuple(self._chain("paragraph", style_id))
        elements = [self._elements["paragraph"][one] for one in chain]
        settings = [properties(one.find(_PPR)) for one in elements]
        numbering = [one[_NUM_PR] for one in settings if _NUM_PR in one]
        return ParagraphStyle(
            kind=_kind(elements),
            num_id=_first((value(one, w("numId")) for one in numbering), bool) or "",
            level=_first((_level(one) for one in numbering), lambda level: level is not None),
            chain=chain,
            is_rtl=bool(_first((is_on(one.get(_BIDI)) for one in settings), lambda on: on is not None)),
            looks=self._looks("paragraph", style_id),
        )

    def _chain(self, kind: str, style_id: str) -> Iterator[str]:
        known = self._elements.get(kind, {})
        seen: set[str] = set()
        while style_id in known and style_id not in seen and len(seen) < MAX_CHAIN:
            seen.add(style_id)
            yield style_id
            style_id = value(known[style_id], w("basedOn"))

    def _looks(self, kind: str, style_id: str) -> Looks:
        switches: dict[str, bool] = {}
        raised = tag = font = ""
        for one in self._chain(kind, style_id):
            element = self._elements[kind][one]
            tag = tag or (character_tag(value(element, w("name"))) if kind == "character" else "")
            run = properties(element.find(_RPR))
            switches = switches_of(run) | switches
            raised = raised or setting(run, w("vertAlign"))
            font = font or font_of(run)
        return Looks(switches, raised, tag, font)


def switches_of(run: Mapping[str, Element]) -> dict[str, bool]:
    """Return the switches that run properties set, by the names of SWITCHES."""
    return {SWITCHES[tag]: bool(is_on(one)) for tag, one in run.items() if tag in SWITCHES}


def font_of(run: Mapping[str, Element]) -> str:
    """Return the font that run properties name, "" for none."""
    fonts = run.get(_FONTS)
    return "" if fonts is None else str(fonts.get(w("ascii")) or fonts.get(w("hAnsi")) or "")


def languages_of(run: Mapping[str, Element]) -> dict[str, str]:
    """Return the languages that run properties name for Latin ("val"), East Asian and complex scripts."""
    found = run.get(_LANG)
    if found is None:
        return {}
    return {slot: found.get(name) for name, slot in _SLOTS if found.get(name)}


def outline_kind(paragraph: Mapping[str, Element]) -> str | None:
    """Return the kind that an outline level among paragraph properties makes, None if there is none."""
    level = setting(paragraph, w("outlineLvl"))
    if not level.isdecimal():
        return None
    return "" if int(level) >= _BODY_TEXT else f"heading-{min(int(level) + 1, _DEEPEST)}"


def _kind(chain: list[Element]) -> str:
    """Return the kind of the nearest style that has one. What is based on the title style is no title."""
    kind = _first((_own_kind(one) for one in chain), lambda kind: kind is not None) or ""
    return "" if kind == "title" and _own_kind(chain[0]) != "title" else kind


def _own_kind(style: Element) -> str | None:
    kind = paragraph_kind(value(style, w("name")))
    return outline_kind(properties(style.find(_PPR))) if kind is None else kind


def _level(numbering: Element) -> int | None:
    level = value(numbering, w("ilvl"))
    return whole(level) if level else None


def _undefined(style_id: str) -> ParagraphStyle:
    """Guess by the id what a style that the file does not define is: programs write Heading1 on trust."""
    found = _NAME_IN_ID.fullmatch(style_id)
    kind = paragraph_kind(f"{found[1]} {found[2]}" if found else style_id)
    return _NO_STYLE if not kind else ParagraphStyle(kind, "", None, (style_id,), False, _PLAIN)


def _first(values: Iterator[_T], is_said: Callable[[_T], bool]) -> _T | None:
    return next((one for one in values if is_said(one)), None)
