"""Words without their looks: white space as OpenDocument means it, comments and deleted passages as lines."""

import re
from collections.abc import Iterator

from .open_xml import PARAGRAPHS, Element, o, times

MAX_SPACES = 200

_SOFT_HYPHEN = "\u00ad"
_ODD_SPACE = re.compile("  |[\t\r\n]")
_SPACES = re.compile("[ \t\r\n]+")
_NO_WORDS = {
    o(name)
    for name in ("office:annotation", "text:note", "text:tracked-changes", "text:number", "draw:frame")
}
_SIGNS = {o("text:tab"): " ", o("text:line-break"): "\n"}
_SPACE = o("text:s")


def collapsed(text: str) -> str:
    """Return text with its white space as it counts: runs of it are one space. Soft hyphens go."""
    if not text.isascii():
        text = text.replace(_SOFT_HYPHEN, "")
    return _SPACES.sub(" ", text) if _ODD_SPACE.search(text) else text


def spaces(element: Element) -> str:
    """Return the spaces that an element stands for."""
    return " " * times(element, "text:c", MAX_SPACES)


def lines_in(element: Element) -> str:
    """Return the words of the paragraphs inside, a line each."""
    return "\n".join("".join(_words(one)).strip() for one in _paragraphs(element)).strip()


def _paragraphs(element: Element) -> Iterator[Element]:
    for child in element:
        if child.tag in PARAGRAPHS:
            yield child
        elif child.tag not in _NO_WORDS:
            yield from _paragraphs(child)


def _words(element: Element) -> Iterator[str]:
    yield collapsed(element.text or "")
    for child in element:
        if child.tag == _SPACE:
            yield spaces(child)
        elif child.tag in _SIGNS:
            yield _SIGNS[child.tag]
        elif child.tag not in _NO_WORDS:
            yield from _words(child)
        yield collapsed(child.tail or "")
