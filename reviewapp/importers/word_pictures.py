"""Drawings: the pictures in them, their alternative texts, the text boxes, and other words."""

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
# Drawings that are parts of their own, and the attribute that names the part.
_GRAPHICS = {
    f"{{{OFFICE}drawingml/2006/chart}}chart": ("chart", _ID),
    f"{{{OFFICE}drawingml/2006/diagram}}relIds": ("diagram", f"{{{RELATIONS}}}dm"),
}
_TEXT_PATH = "{urn:schemas-microsoft-com:vml}textpath"  # words that are bent or coloured
_SHAPE_TEXT, _SHAPE_LINE = f"{{{DRAWING}}}txBody", f"{{{DRAWING}}}p"
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


@dataclass(frozen=True, slots=True)
class Graphic:
    """A chart or a diagram: which of both, and the reference to its part."""

    kind: str
    reference: str


@dataclass(slots=True)
class Drawn:
    """What a drawing holds."""

    pictures: list[Picture] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    graphics: list[Graphic] = field(default_factory=list)
    words: list[str] = field(default_factory=list)


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
    elif tag in _GRAPHICS:
        kind, attribute = _GRAPHICS[tag]
        found.graphics.append(Graphic(kind, element.get(attribute, "")))
    elif tag == _TEXT_PATH:
        found.words.append(element.get("string", ""))
    elif tag == _SHAPE_TEXT:
        found.words += [words_in(line) for line in element.iterchildren(_SHAPE_LINE)]
    alt = str(element.get("alt") or alt)
    for child in chosen(element) if tag == _CHOICES else element:
        if child.tag == _DRAWING_WORDS:
            alt = _words(child) or alt
        elif child.tag == _PICTURE_WORDS:
            alt = _words(child.find(_NAMED)) or alt
        else:
            _collect(child, alt, found)


def words_in(paragraph: Element) -> str:
    """Return the words of a paragraph of a drawing."""
    return "".join(one.text or "" for one in paragraph.iter(f"{{{DRAWING}}}t"))


def _words(described: Element | None) -> str:
    return "" if described is None else str(described.get("descr") or described.get("title") or "").strip()
