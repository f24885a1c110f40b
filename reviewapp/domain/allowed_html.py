"""What HTML may hold, for documents and for comments: the one table behind both sanitizers."""

import re
from collections.abc import Callable, Mapping
from enum import Flag, auto
from functools import cache
from typing import NamedTuple

Check = Callable[[str], bool]


def _matches(pattern: str) -> Check:
    whole = re.compile(pattern)
    return lambda value: whole.fullmatch(value) is not None


_is_link = _matches(r"(?i:https?://|mailto:)[^\s\x00-\x20\x7f-\x9f\\]+|#[\w.-]{1,100}")
_is_span = _matches(r"[1-9][0-9]?|100")
_is_language = _matches(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}")
_is_direction = _matches(r"ltr|rtl|auto")
_is_picture = _matches(r"images/[A-Za-z0-9][A-Za-z0-9._-]{0,120}")
_is_length = _matches(r"[1-9][0-9]{0,3}")
_is_number = _matches(r"[0-9]{1,6}")
_is_words = _matches(r"[^\x00-\x08\x0b-\x1f]{0,2000}")
_is_note_mark = _matches(r"noteref")
_is_note_anchor = _matches(r"fn(ref)?-?[0-9]{1,6}(-[0-9]{1,4})?")
_is_scope = _matches(r"row|col|rowgroup|colgroup")


class Sink(Flag):
    """Where HTML goes."""

    DOCUMENT = auto()
    COMMENT = auto()


class Element(NamedTuple):
    """Where an element may stand and what attributes it may carry."""

    sinks: Sink
    attributes: Mapping[str, Check] = {}


_BOTH = Sink.DOCUMENT | Sink.COMMENT
_TURNED = {"dir": _is_direction}
_SPANS = {"colspan": _is_span, "rowspan": _is_span}

ALLOWED: dict[str, Element] = {
    "a": Element(_BOTH, {"href": _is_link}),
    "b": Element(_BOTH),
    "br": Element(_BOTH),
    "code": Element(_BOTH),
    "em": Element(_BOTH),
    "i": Element(_BOTH),
    "s": Element(_BOTH),
    "strong": Element(_BOTH),
    "blockquote": Element(Sink.COMMENT),
    "li": Element(Sink.COMMENT),
    "ol": Element(Sink.COMMENT, {"start": _is_number}),
    "p": Element(Sink.COMMENT),
    "pre": Element(Sink.COMMENT),
    "ul": Element(Sink.COMMENT),
    "bdi": Element(Sink.DOCUMENT, {"dir": _is_direction}),
    "caption": Element(Sink.DOCUMENT),
    "figcaption": Element(Sink.DOCUMENT),
    "img": Element(
        Sink.DOCUMENT, {"src": _is_picture, "alt": _is_words, "width": _is_length, "height": _is_length}
    ),
    "rp": Element(Sink.DOCUMENT),
    "rt": Element(Sink.DOCUMENT),
    "ruby": Element(Sink.DOCUMENT),
    "span": Element(Sink.DOCUMENT, {"lang": _is_language, "dir": _is_direction}),
    "sub": Element(Sink.DOCUMENT),
    "sup": Element(Sink.DOCUMENT, {"class": _is_note_mark, "id": _is_note_anchor}),
    "table": Element(Sink.DOCUMENT, _TURNED),
    "tbody": Element(Sink.DOCUMENT),
    "td": Element(Sink.DOCUMENT, _SPANS | _TURNED),
    "tfoot": Element(Sink.DOCUMENT),
    "th": Element(Sink.DOCUMENT, _SPANS | _TURNED | {"scope": _is_scope}),
    "thead": Element(Sink.DOCUMENT),
    "tr": Element(Sink.DOCUMENT),
    "u": Element(Sink.DOCUMENT),
}
SCHEMES = {"http", "https", "mailto"}
MAX_DEPTH = 24  # elements open at once


@cache
def allowed_in(sink: Sink) -> Mapping[str, Mapping[str, Check]]:
    """Return the elements of a sink with their attributes and checks."""
    return {name: row.attributes for name, row in ALLOWED.items() if sink in row.sinks}


def is_allowed(sink: Sink, tag: str, name: str, value: str) -> bool:
    """Tell whether an element of a sink may carry an attribute with this (decoded) value."""
    check = allowed_in(sink).get(tag, {}).get(name)
    return check is not None and check(value)
