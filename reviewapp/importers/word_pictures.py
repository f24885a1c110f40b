"""Drawings: the pictures in them, their alternative texts, and the text boxes."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from .word_xml import COMPATIBILITY, DRAWING, OFFICE, RELATIONS, Element, w

_EMBED, _LINK, _ID = (f"{{{RELATIONS}}}{name}" for name in ("embed", "link", "id"))
_BLIP = f"{{{DRAWING}}}blip"
_IMAGE_DATA = "{urn:schemas-microsoft-com:vml}imagedata"
_TITLE = "{urn:schemas-microsoft-com:office:office}title"
_BOX = w("txbxContent")
_CHOICES = f"{{{COMPATIBILITY}}}AlternateContent"
_CHOICE, _FALLBACK = f"{{{COMPATIBILITY}}}Choice", f"{{{COMPATIBILITY}}}Fallback"
_PIC = f"{{{OFFICE}drawingml/2006/picture}}"
_DRAWING_WORDS = f"{{{OFFICE}drawingml/2006/wordprocessingDrawing}}docPr"
_PICTURE_WORDS, _NAMED = f"{_PIC}nvPicPr", f"{_PIC}cNvPr"
_UNREAD = {
    f"{{{OFFICE}drawingml/2006/chart}}chart": "chart",
    f"{{{OFFICE}drawingml/2006/diagram}}relIds": "diagram",
}
# Newer namespaces whose elements are read like the old ones; of others the fallback is read.
_UNDERSTOOD = {
    "wps",
    "wpg",
    "wpc",
    "w14",
    "w15",
    "w16",
    "w16se",
    "w16cid",
    "w16cex",
    "wp14",
    "a14",
    "p14",
    "m",
    "w",
}


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture in the text: where it is kept and what it shows in words."""

    reference: str
    is_linked: bool
    alt: str


@dataclass(slots=True)
class Drawn:
    """What a drawing holds."""

    pictures: list[Picture] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)


def chosen(alternatives: Element) -> Iterator[Element]:
    """Return the children of the one alternative that is read."""
    fallback = None
    for one in alternatives:
        if one.tag == _CHOICE and set(str(one.get("Requires", "")).split()) <= _UNDERSTOOD:
            return iter(one)
        if one.tag == _FALLBACK:
            fallback = one
    return iter(()) if fallback is None else iter(fallback)


def drawn(element: Element) -> Drawn:
    """Read a drawing, a picture of the older kind or an embedded object."""
    found = Drawn()
    _collect(element, "", found)
    return found


def _collect(element: Element, alt: str, found: Drawn) -> None:
    tag = element.tag
    if tag == _BOX:
        found.boxes.append(element)
        return
    if tag == _BLIP:
        embedded, linked = element.get(_EMBED), element.get(_LINK)
        if embedded or linked:
            found.pictures.append(Picture(embedded or linked, not embedded, alt))
    elif tag == _IMAGE_DATA:
        found.pictures.append(Picture(element.get(_ID, ""), False, alt or element.get(_TITLE, "")))
    elif tag in _UNREAD:
        found.unread.append(_UNREAD[tag])
    alt = str(element.get("alt") or alt)
    for child in chosen(element) if tag == _CHOICES else element:
        if child.tag == _DRAWING_WORDS:
            alt = _words(child) or alt
        elif child.tag == _PICTURE_WORDS:
            alt = _words(child.find(_NAMED)) or alt
        else:
            _collect(child, alt, found)


def _words(described: Element | None) -> str:
    return "" if described is None else str(described.get("descr") or described.get("title") or "").strip()
