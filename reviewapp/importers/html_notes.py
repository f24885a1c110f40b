"""Footnotes of an HTML page: links to a note, in the words of those who write such pages."""

import re
from dataclasses import dataclass, field

from .html_tree import Element

_EPUB_TYPE = "epub:type"
_IS_MARK = re.compile(
    r"(?i)\b(?:noteref|doc-noteref|footnote-?ref|footnoteanc|endnoteanc|MsoFootnoteReference)"
)
_TARGET = re.compile(
    r"(?i)(?:user-content-)?_?(?:ftn|edn|fn|en|sd(?:foot|end)note|(?:foot|end)?note|cite_note)[-_:.]?[\w.-]*?\d+(?:sym)?"
)
_MARK = re.compile(
    r"[\[(（〔【]?\s*(?:\d{1,4}|[ivxlc]{1,6}|[a-z]|[*†‡§]{1,3}|[①-⑳㉑-㉟]|注\s?\d{0,3})\s*[\])）〕】]?[.:]?",
    re.I,
)
_NUMBER = re.compile(r"\d{1,4}")
_IS_BACK = re.compile(
    r"(?i)\b(?:doc-backlink|footnote-?back(?:ref|link)?|mw-cite-backlink|reversefootnote|data-footnote-backref)"
)
_ARROWS = re.compile(r"[\s↩↑⤴^\ufe0e\u21a9]*")
_BODIES = {"li", "aside", "dd", "section"}
_NOTE_BLOCK = re.compile(r"(?i)_?(?:ftn|edn|sd(?:foot|end)note|fn|(?:foot|end)?note)[-_:]?\w*?\d+")


@dataclass(frozen=True, slots=True)
class Notes:
    """The marks and the notes of a page with their numbers, and the links that lead back to marks."""

    marks: dict[Element, int] = field(default_factory=dict)
    bodies: dict[Element, int] = field(default_factory=dict)
    backlinks: frozenset[Element] = frozenset()


def notes_of(root: Element) -> Notes:
    """Find the notes of a page: what is linked to as one, number by number in the order of the marks."""
    links = [link for link in root.iter("a") if (link.get("href") or "").startswith("#")]
    candidates = [link for link in links if _is_mark(link)]
    if not candidates:
        return Notes()
    anchors = _anchors_of(root)
    marks: dict[Element, int] = {}
    bodies: dict[Element, int] = {}
    for link in candidates:
        target = anchors.get(link.get("href")[1:])
        body = _body_of(target) if target is not None else None
        if body is None or _is_within(link, bodies) or body in link.iterancestors():
            continue
        marks[link] = bodies.setdefault(body, len(bodies) + 1)
    marks = {link: number for link, number in marks.items() if not _is_within(link, bodies)}
    used = set(marks.values())
    bodies = {body: number for body, number in bodies.items() if number in used}
    return Notes(marks, bodies, _backlinks(bodies, marks))


def _is_mark(link: Element) -> bool:
    text = "".join(link.itertext()).strip()
    if len(text) > 12:
        return False
    if _says(link, _IS_MARK) or any(_says(inner, _IS_MARK) for inner in link):
        return True
    return bool(_TARGET.fullmatch(link.get("href")[1:]) and _MARK.fullmatch(text))


def _says(element: Element, what: re.Pattern[str]) -> bool:
    names = ("class", "role", _EPUB_TYPE, "rel")
    return any(what.search(element.get(name, "")) for name in names) or any(
        what.search(name) for name in element.attrib
    )


def _anchors_of(root: Element) -> dict[str, Element]:
    anchors: dict[str, Element] = {}
    for element in root.iter("*"):
        for name in (element.get("id"), element.get("name") if element.tag == "a" else None):
            if name:
                anchors.setdefault(name, element)
    return anchors


def _body_of(target: Element) -> Element | None:
    """Return the element that is the note which an address leads to."""
    if target.tag in _BODIES:
        return target
    nearest = None
    for element in (target, *target.iterancestors()):
        if element.tag in ("body", "html", "article", "main", "table"):
            break
        if element.tag in ("li", "aside", "dd"):
            return element
        if element.tag == "div" and _NOTE_BLOCK.fullmatch(element.get("id", "")):
            return element
        if element.tag in ("p", "div", "td") and nearest is None:
            nearest = element
    return nearest if nearest is not None and nearest.tag == "p" else None


def _is_within(element: Element, bodies: dict[Element, int]) -> bool:
    return any(above in bodies for above in element.iterancestors())


def _backlinks(bodies: dict[Element, int], marks: dict[Element, int]) -> frozenset[Element]:
    """Return what leads from notes back to their marks."""
    places = {mark.get(name) for mark in marks for name in ("id", "name")}
    places |= {above.get("id") for mark in marks for above in [mark.getparent()] if above is not None}
    places.discard(None)
    found = set()
    for body in bodies:
        for element in body.iter("*"):
            if _says(element, _IS_BACK):
                found.add(element)
            elif element.tag == "a" and (element.get("href") or "").startswith("#"):
                text = "".join(element.itertext()).strip()
                is_back = element.get("href")[1:] in places and len(text) <= 12
                if is_back or _ARROWS.fullmatch(text):
                    found.add(element)
    return frozenset(found)
