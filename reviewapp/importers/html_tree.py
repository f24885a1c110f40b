"""The tree of an HTML page: tolerant parsing within limits, and what of it no reader sees."""

import re
from functools import lru_cache
from typing import Any

from lxml import etree

from reviewapp.domain.errors import BadInput

Element = Any  # an lxml element; its package brings no types

MAX_TAGS = 1_000_000
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_MAX_ATTRIBUTES = 500
_LONG_TAG = re.compile(r"<[A-Za-z][^<>]{4000,}")
_ENTITY = re.compile(r"<!doctype\b[^>\[]*\[[^\]]*<!ENTITY", re.IGNORECASE)
_XHTML = re.compile(r"\s*<\?xml\b|.{0,2000}xmlns=[\"']http://www\.w3\.org/1999/xhtml", re.DOTALL)
# <title/> is whole in XHTML; read as HTML it would swallow what follows.
_EMPTY_ELEMENT = re.compile(
    r"<(?!(?:area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr)\b)([A-Za-z][\w:]*)((?:\s[^<>]*)?)/>"
)
_UNSEEN = {
    *(
        "title",
        "script",
        "style",
        "template",
        "noscript",
        "noframes",
        "noembed",
        "iframe",
        "frameset",
        "object",
    ),
    *(
        "applet",
        "audio",
        "video",
        "canvas",
        "svg",
        "map",
        "select",
        "textarea",
        "button",
        "datalist",
        "input",
    ),
    *("annotation", "annotation-xml", "dialog"),
}
_FURNITURE = {"nav": "navigation", "header": "banner", "footer": "contentinfo"}
_FURNITURE_ROLES = {*_FURNITURE.values(), "search", "doc-toc"}
_CONTENTS = re.compile(r"(?i)(?:^|\s)(?:toc|table-of-contents|msotoc\w*)(?:\s|$)")
_MOSTLY = 0.8
_OUTLINE = re.compile(r"mso-outline-level:\s*([1-9])")
_HEADING_CLASS = re.compile(r"(?:^|\s)Mso(?:Title|Heading([1-9]))(?:\s|$)")


def parse(text: str) -> Element | None:
    """Return the root of a page, None if there is no element in it.

    Raises BadInput: file_hostile for entities, for endless attributes and for nesting without a bottom,
    file_too_demanding for more than MAX_TAGS tags.
    """
    if _ENTITY.search(text[:100_000]) or any(map(_has_endless_attributes, _LONG_TAG.finditer(text))):
        raise BadInput("file_hostile")
    if text.count("<") > MAX_TAGS:
        raise BadInput("file_too_demanding")
    if _XHTML.match(text):
        text = _EMPTY_ELEMENT.sub(r"<\1\2></\1>", text)
    parser = etree.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=True
    )
    try:
        root = etree.fromstring(text.encode("utf-8", "ignore"), parser)
    except etree.XMLSyntaxError:
        return None
    if any(entry.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for entry in parser.error_log):
        raise BadInput("file_hostile")
    return root


def _has_endless_attributes(tag: re.Match[str]) -> bool:
    return len(tag[0].split(None, _MAX_ATTRIBUTES)) > _MAX_ATTRIBUTES


@lru_cache(maxsize=1000)
def style_of(declared: str) -> dict[str, str]:
    """Return the declarations of a style attribute, in lower case.

    >>> style_of("Font-Weight: BOLD; color:red")["font-weight"]
    'bold'
    """
    pairs = (one.partition(":") for one in declared[:2000].lower().split(";"))
    return {name.strip(): value.strip() for name, colon, value in pairs if colon}


def look_of(element: Element) -> dict[str, str]:
    """Return the style of an element itself."""
    declared = element.get("style")
    return style_of(declared) if declared else {}


def is_unseen(element: Element) -> bool:
    """Tell whether a reader of the page sees nothing of an element."""
    if element.tag in _UNSEEN:
        return not (element.tag == "input" and element.get("type") == "checkbox")
    if "hidden" in element.attrib and element.get("hidden") != "until-found":
        return True
    look = look_of(element)
    return (
        look.get("display") == "none" or look.get("mso-hide") == "all" or look.get("visibility") == "hidden"
    )


def is_furniture(element: Element) -> bool:
    """Tell whether an element only helps to find the way: a menu, a head of links, a table of contents."""
    if not may_be_furniture(element):
        return False
    role = _role_of(element)
    if role in ("banner", "contentinfo") and (_stands_in_text(element) or element.find(".//h1") is not None):
        return False
    words = _size(element)
    linked = sum(_size(link) for link in element.iter("a"))
    return words > 0 and linked >= _MOSTLY * words


def may_be_furniture(element: Element) -> bool:
    """Tell whether an element has the role of one that helps to find the way."""
    return _role_of(element) in _FURNITURE_ROLES or _is_contents(element)


def _role_of(element: Element) -> str:
    return element.get("role") or _FURNITURE.get(element.tag, "")


def _is_contents(element: Element) -> bool:
    return element.tag in ("div", "p", "ul", "ol", "section") and bool(
        _CONTENTS.search(f"{element.get('class', '')} {element.get('id', '')}")
    )


def _stands_in_text(element: Element) -> bool:
    return any(above.tag in ("article", "main", "section", "blockquote") for above in element.iterancestors())


def _size(element: Element) -> int:
    return sum(len("".join(text.split())) for text in element.itertext())


def title_of(root: Element) -> str:
    """Return what the page calls itself, "" if nothing."""
    title = root.find(".//title")
    return " ".join("".join(title.itertext()).split()) if title is not None else ""


def heading_level(element: Element) -> int:
    """Return the level of a heading, 0 for all else."""
    if element.tag in HEADINGS:
        return int(element.tag[1])
    if element.get("role") == "heading":
        level = element.get("aria-level", "2")
        return int(level) if level in "123456789" and len(level) == 1 else 2
    found = _HEADING_CLASS.search(element.get("class", ""))
    if found:
        return int(found[1] or 1)
    outline = _OUTLINE.search(element.get("style", ""))
    return int(outline[1]) if outline and element.tag in ("p", "div") else 0
