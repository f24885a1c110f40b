"""The XML of Word files: hardened parsing, names of elements and attributes, values of properties."""

import re
from collections.abc import Mapping
from functools import cache

from lxml import etree

from .xml_parsing import Element as Element
from .xml_parsing import parsed
from .xml_parsing import whole as whole

OFFICE = "http://schemas.openxmlformats.org/"
WORD = f"{OFFICE}wordprocessingml/2006/main"
RELATIONS = f"{OFFICE}officeDocument/2006/relationships"
MATH = f"{OFFICE}officeDocument/2006/math"
DRAWING = f"{OFFICE}drawingml/2006/main"
COMPATIBILITY = f"{OFFICE}markup-compatibility/2006"

_STRICT_ROOT = "http://purl.oclc.org/ooxml/"
_STRICT = re.compile(rb'(xmlns(?::[\w.-]+)?=")http://purl\.oclc\.org/ooxml/(\w+)/')
_OFF = frozenset({"0", "false", "off"})


@cache
def w(name: str) -> str:
    """Return the full name of an element or attribute of WordprocessingML."""
    return f"{{{WORD}}}{name}"


VAL = w("val")


def parse(content: bytes) -> Element:
    """Return the root of a part, strict namespaces made transitional.

    Raises BadInput: file_damaged if it is not well-formed, file_hostile for a document type or for nesting
    without a bottom.
    """
    root = parsed(content)
    if isinstance(root.tag, str) and root.tag.startswith("{" + _STRICT_ROOT):
        transitional = rb"\1http://schemas.openxmlformats.org/\2/2006/"
        root = parsed(_STRICT.sub(transitional, etree.tostring(root, encoding="utf-8")))
    return root


NOTHING: Mapping[str, Element] = {}


def properties(parent: Element | None) -> Mapping[str, Element]:
    """Return the elements inside by their names, the first of each; nothing for None."""
    if parent is None or not len(parent):
        return NOTHING
    return {child.tag: child for child in reversed(parent)}


def setting(found: Mapping[str, Element], name: str) -> str:
    """Return `w:val` of one of some properties, "" if it is not there."""
    element = found.get(name)
    return "" if element is None else str(element.get(VAL, ""))


def value(parent: Element, *path: str) -> str:
    """Return `w:val` of the element below `parent` (which may be None) on `path`, "" if there is none."""
    for name in path:
        if parent is None:
            return ""
        parent = parent.find(name)
    return "" if parent is None else str(parent.get(VAL, ""))


def is_on(element: Element) -> bool | None:
    """Return what an on/off property says, None for an absent one."""
    if element is None:
        return None
    return element.get(VAL, "1") not in _OFF
