"""Fields: instructions that are not text, and results that are or are not."""

import re
from dataclasses import dataclass, field

from .word_xml import Element, is_on, value, w, whole

# What a page makes, not its author: lists of contents, page numbers.
_FURNITURE = {"TOC", "TOA", "PAGE", "NUMPAGES", "SECTIONPAGES"}
_CONTENTS = {"TOC", "TOA"}
_MAX_OPEN = 50
_QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"|(\S+)')


@dataclass(slots=True)
class _Field:
    is_hidden_outside: bool
    link_outside: str
    form: Element | None
    code: list[str] = field(default_factory=list)
    kind: str = ""
    has_result: bool = False


class Fields:
    """Follow the fields of one story (the body, a note, a text box) from mark to mark.

    `is_hidden` says whether what comes now is not for readers, `link` where it leads ("" nowhere).
    """

    def __init__(self, *, keeps_contents: bool = False) -> None:
        self.is_hidden = False
        self.link = ""
        self._open: list[_Field] = []
        self._beyond = 0  # fields open deeper than any document needs
        self._furniture = _FURNITURE - _CONTENTS if keeps_contents else _FURNITURE

    @property
    def has_open_contents(self) -> bool:
        """Tell whether a table of contents has begun and not ended."""
        return any(one.kind in _CONTENTS for one in self._open)

    def mark(self, element: Element) -> str:
        """Pass a mark (fldChar); return the text that a field without a result shows."""
        kind = element.get(w("fldCharType"), "")
        if kind == "begin":
            self._begin(element.find(w("ffData")))
        elif kind == "separate" and not self._beyond and self._open:
            self._separate()
        elif kind == "end":
            return self._end()
        return ""

    def add_code(self, text: str) -> None:
        """Take a piece of an instruction."""
        if self._open and not self._beyond and not self._open[-1].has_result:
            self._open[-1].code.append(text)

    def hides(self, instruction: str) -> bool:
        """Tell whether the result of a simple field is not for readers."""
        return kind_of(instruction) in self._furniture

    def _begin(self, form: Element | None) -> None:
        if len(self._open) >= _MAX_OPEN:
            self._beyond += 1
            return
        self._open.append(_Field(self.is_hidden, self.link, form))
        self.is_hidden = True

    def _separate(self) -> None:
        one = self._open[-1]
        instruction = "".join(one.code)
        one.kind, one.has_result = kind_of(instruction), True
        self.is_hidden = one.is_hidden_outside or one.kind in self._furniture
        if one.kind == "HYPERLINK":
            self.link = address_of(instruction) or self.link

    def _end(self) -> str:
        if self._beyond:
            self._beyond -= 1
            return ""
        if not self._open:
            return ""
        one = self._open.pop()
        self.is_hidden, self.link = one.is_hidden_outside, one.link_outside
        return "" if one.form is None or one.has_result or self.is_hidden else _filled(one.form)


def kind_of(instruction: str) -> str:
    """Return the name of a field: TOC, HYPERLINK, REF …"""
    return next(iter(instruction.split()), "").upper()


def address_of(instruction: str) -> str:
    r"""Return where a HYPERLINK leads outside the file.

    >>> address_of(' HYPERLINK "https://example.org/a" \\l "part" ')
    'https://example.org/a#part'
    """
    words = [quoted or bare for quoted, bare in _QUOTED.findall(instruction)][1:]
    address = anchor = ""
    follows = ""
    for word in words:
        if word.startswith("\\"):
            follows = word[1:].lower()
        elif follows == "l":
            anchor, follows = word, ""
        elif follows in ("o", "t"):
            follows = ""
        elif not address:
            address, follows = word, ""
    return f"{address}#{anchor}" if address and anchor else address


def _filled(form: Element) -> str:
    """Return what a form field without a result shows: its box or its choice."""
    box, choices = form.find(w("checkBox")), form.find(w("ddList"))
    if box is not None:
        checked = is_on(box.find(w("checked")))
        return "☒" if (is_on(box.find(w("default"))) if checked is None else checked) else "☐"
    if choices is not None:
        entries = [one.get(w("val"), "") for one in choices.iterchildren(w("listEntry"))]
        chosen = whole(value(choices, w("result")) or value(choices, w("default")))
        return entries[chosen] if 0 <= chosen < len(entries) else ""
    return ""
