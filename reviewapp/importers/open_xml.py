"""The names of OpenDocument XML and the values of its attributes."""

from functools import cache

from .xml_parsing import Element as Element
from .xml_parsing import whole

_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
_SPACES = {
    "office": f"{_OASIS}office:1.0",
    "text": f"{_OASIS}text:1.0",
    "table": f"{_OASIS}table:1.0",
    "draw": f"{_OASIS}drawing:1.0",
    "style": f"{_OASIS}style:1.0",
    "number": f"{_OASIS}datastyle:1.0",
    "svg": f"{_OASIS}svg-compatible:1.0",
    "fo": f"{_OASIS}xsl-fo-compatible:1.0",
    "form": f"{_OASIS}form:1.0",
    "script": f"{_OASIS}script:1.0",
    "loext": "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0",
    "field": "urn:openoffice:names:experimental:ooo-ms-interop:xmlns:field:1.0",
    "xlink": "http://www.w3.org/1999/xlink",
    "dc": "http://purl.org/dc/elements/1.1/",
    "math": "http://www.w3.org/1998/Math/MathML",
    "xml": "http://www.w3.org/XML/1998/namespace",
}


@cache
def o(name: str) -> str:
    """Return the full name of an element or attribute: `o("text:p")`."""
    prefix, _, local = name.partition(":")
    return f"{{{_SPACES[prefix]}}}{local}"


HREF = o("xlink:href")
PARAGRAPHS = (o("text:p"), o("text:h"))


def is_true(element: Element, name: str) -> bool:
    """Tell whether an attribute says true."""
    return bool(element.get(o(name)) == "true")


def times(element: Element, name: str, most: int) -> int:
    """Return a count that an attribute holds, from 1 to `most`."""
    return min(max(whole(element.get(o(name)), 1), 1), most)


def address_of(element: Element) -> str:
    """Return where a link, picture or object refers to."""
    return str(element.get(HREF, ""))
