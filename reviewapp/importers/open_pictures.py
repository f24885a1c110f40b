"""Frames and shapes: the pictures in them, their words, the text boxes and the formulas."""

import posixpath
from collections.abc import Callable
from dataclasses import dataclass, field

from .open_xml import Element, address_of, o

SHAPES = frozenset(
    o(f"draw:{name}")
    for name in (
        *("a", "caption", "circle", "connector", "custom-shape", "ellipse", "frame", "g", "line", "measure"),
        *("path", "polygon", "polyline", "rect", "regular-polygon"),
    )
)
_IMAGE, _BOX, _OBJECT = o("draw:image"), o("draw:text-box"), o("draw:object")
_FRAME = o("draw:frame")
_WORDS = (o("svg:desc"), o("svg:title"))
_PARTS = {o("text:p"), o("text:h"), o("text:list")}
_UNREAD = {
    o("draw:object"): "object",
    o("draw:object-ole"): "object",
    o("draw:plugin"): "plugin",
    o("draw:applet"): "applet",
    o("draw:floating-frame"): "frame",
}
_MATH, _CHART = o("math:math"), o("office:chart")
_SHOWN_BY_BROWSERS = (".png", ".jpg", ".jpeg", ".gif", ".webp")


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture in the text and what it shows in words."""

    image: Element
    alt: str


@dataclass(slots=True)
class Drawn:
    """What a frame or shape holds, in its order."""

    pictures: list[Picture] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    formulas: list[Element] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)


def drawn(element: Element, object_of: Callable[[str], Element | None]) -> Drawn:
    """Read a frame, a shape or a group; `object_of` opens an embedded object."""
    found = Drawn()
    _collect(element, "", object_of, found)
    return found


def _collect(element: Element, alt: str, object_of: Callable[[str], Element | None], found: Drawn) -> None:
    alt = next((words for words in map(element.findtext, _WORDS) if words and words.strip()), alt).strip()
    if element.tag == _FRAME and _is_object(element, alt, object_of, found):
        return
    images = [one for one in element if one.tag == _IMAGE]
    if images:
        found.pictures.append(Picture(min(images, key=_is_odd), alt))
    is_box = any(child.tag in _PARTS for child in element)
    if is_box:
        found.boxes.append(element)
    for child in element:
        if child.tag == _BOX:
            found.boxes.append(child)
        elif child.tag in _UNREAD and not images:
            found.unread.append(_UNREAD[child.tag])
        elif child.tag not in _PARTS and child.tag != _IMAGE and len(child):
            _collect(child, alt, object_of, found)


def _is_object(frame: Element, alt: str, object_of: Callable[[str], Element | None], found: Drawn) -> bool:
    """Read a frame around a formula or a chart."""
    for child in frame.iterchildren(_OBJECT):
        root = next(iter(child), None)
        if root is None:
            root = object_of(posixpath.normpath(address_of(child)))
        if root is not None and root.tag == _MATH:
            found.formulas.append(root)
            return True
        if root is not None and root.find(f".//{_CHART}") is not None:
            found.unread.append("chart")
            return True
    return False


def _is_odd(image: Element) -> bool:
    """Tell whether browsers may not show one of several versions of a picture."""
    return not address_of(image).lower().endswith(_SHOWN_BY_BROWSERS)
