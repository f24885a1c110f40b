"""XML of strangers, parsed so that nothing is fetched, expanded or nested without a bottom."""

import re
from typing import Any

from lxml import etree

from reviewapp.domain.errors import BadInput

Element = Any  # an lxml element; its package brings no types

_TOO_DEEP = re.compile("depth|huge", re.IGNORECASE)


def parsed(content: bytes, *, may_name_a_type: bool = False) -> Element:
    """Return the root of an XML file.

    Raises BadInput: file_damaged if it is not well-formed, file_hostile for nesting without a bottom and for
    a document type, unless it may name one (which is not looked up).
    """
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise BadInput("file_hostile" if _TOO_DEEP.search(str(error)) else "file_damaged") from error
    if root.getroottree().docinfo.internalDTD is not None and not may_name_a_type:
        raise BadInput("file_hostile")
    return root


def whole(text: str | None, default: int = 0) -> int:
    """Return the whole number that an attribute holds, `default` if it holds none."""
    try:
        return int(text or "")
    except ValueError:
        return default
