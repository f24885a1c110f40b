"""What stands inside a paragraph of an OpenDocument file, as phrasing HTML."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from .drafting import note_mark
from .open_comments import change_signs, comment_begins, comment_ends
from .open_looks import Looks, tags_of
from .open_math import formula
from .open_pictures import SHAPES, Drawn, drawn
from .open_shared import Shared
from .open_words import collapsed, spaces
from .open_xml import Element, address_of, is_true, o
from .phrasing import Phrasing
from .word_symbols import in_font

_STYLE, _DISPLAY = o("text:style-name"), o("text:display")
_FIELD_KIND, _CHECKED = o("field:type"), "Checkbox_Checked"


@dataclass(slots=True)
class Line:
    """A paragraph while it is read. `usual` is what its style says of words."""

    usual: Looks
    is_rtl: bool = False
    phrasing: Phrasing = field(default_factory=Phrasing)
    drawings: list[Drawn] = field(default_factory=list)
    link: str = ""
    is_hidden: bool = False  # a field hides the whole paragraph


class Runs:
    """Read the insides of paragraphs."""

    def __init__(self, shared: Shared) -> None:
        self._shared = shared

    def read(self, element: Element, line: Line, looks: Looks) -> None:
        """Read what stands in a paragraph or in one of the containers inside."""
        if element.text:
            self._text(element.text, line, looks)
        for child in element:
            handler = _HANDLERS.get(child.tag, Runs.read)
            handler(self, child, line, looks)
            if child.tail:
                self._text(child.tail, line, looks)

    def _text(self, text: str, line: Line, looks: Looks) -> None:
        if not looks.is_hidden:
            self._write(collapsed(text), line, looks)

    def _write(self, text: str, line: Line, looks: Looks) -> None:
        if looks.font:
            text = in_font(text, looks.font)
        line.phrasing.text(text, tags_of(text, looks, line.usual, self._shared.languages, line.link))

    def _span(self, element: Element, line: Line, looks: Looks) -> None:
        self.read(element, line, looks.under(self._shared.styles.span(element.get(_STYLE, ""))))

    def _link(self, element: Element, line: Line, looks: Looks) -> None:
        before, line.link = line.link, address_of(element)
        self.read(element, line, looks)
        line.link = before

    def _spaces(self, element: Element, line: Line, looks: Looks) -> None:
        if not looks.is_hidden:
            self._write(spaces(element), line, looks)

    def _tab(self, _element: Element, line: Line, looks: Looks) -> None:
        if not looks.is_hidden:
            self._write(" ", line, looks)

    def _break(self, _element: Element, line: Line, looks: Looks) -> None:
        if not looks.is_hidden:
            line.phrasing.markup("<br>")

    def _field(self, element: Element, line: Line, looks: Looks) -> None:
        if element.get(_DISPLAY) != "none":
            self.read(element, line, looks)

    def _hidden_text(self, element: Element, line: Line, looks: Looks) -> None:
        if not is_true(element, "text:is-hidden"):
            self.read(element, line, looks)

    def _hidden_paragraph(self, element: Element, line: Line, _looks: Looks) -> None:
        line.is_hidden = line.is_hidden or is_true(element, "text:is-hidden")

    def _form_field(self, element: Element, line: Line, looks: Looks) -> None:
        if element.get(_FIELD_KIND, "").endswith("CHECKBOX"):
            named = (one for one in element if one.get(o("field:name")) == _CHECKED)
            is_checked = any(one.get(o("field:value")) == "true" for one in named)
            self._text("☒" if is_checked else "☐", line, looks)
        self.read(element, line, looks)

    def _note(self, element: Element, line: Line, looks: Looks) -> None:
        body = element.find(o("text:note-body"))
        if body is not None and not looks.is_hidden:
            self._shared.notes.append(body)
            line.phrasing.markup(note_mark(len(self._shared.notes)), ())

    def _ruby(self, element: Element, line: Line, looks: Looks) -> None:
        base, reading = (
            self._aside(element.find(o(part)), line, looks) for part in ("text:ruby-base", "text:ruby-text")
        )
        if base:
            above = f"<rp>(</rp><rt>{reading}</rt><rp>)</rp>" if reading else ""
            line.phrasing.markup(f"<ruby>{base}{above}</ruby>", ())

    def _aside(self, element: Element | None, line: Line, looks: Looks) -> str:
        if element is None:
            return ""
        aside = replace(line, phrasing=Phrasing())
        self.read(element, aside, looks)
        return aside.phrasing.html

    def _drawing(self, element: Element, line: Line, looks: Looks) -> None:
        if looks.is_hidden:
            return
        found = drawn(element, self._shared.package.object)
        for one in found.formulas:
            line.phrasing.markup(formula(one), ())
        line.drawings.append(found)

    def _comment(self, element: Element, line: Line, _looks: Looks) -> None:
        line.phrasing.markup(comment_begins(element, self._shared))

    def _end_of_comment(self, element: Element, line: Line, _looks: Looks) -> None:
        line.phrasing.markup(comment_ends(element, self._shared))

    def _change(self, element: Element, line: Line, _looks: Looks) -> None:
        line.phrasing.markup(change_signs(element, self._shared))

    def _nothing(self, _element: Element, _line: Line, _looks: Looks) -> None:
        """Pass by what is no text."""


_FIELDS = (
    *("variable-set", "variable-get", "variable-input", "user-field-get", "user-field-input"),
    *("expression", "sequence"),
)
_NO_TEXT = (
    *("text:number", "text:script", "text:label", "text:page-number", "text:page-count", "field:param"),
    *("office:event-listeners", "office:binary-data", "svg:title", "svg:desc", "text:tracked-changes"),
    *("text:page-variable-get", "text:page-variable-set", "draw:control", "form:form"),
)
# What is not named here is a container of text.
_HANDLERS: Mapping[object, Callable[[Runs, Element, Line, Looks], None]] = {
    o("text:span"): Runs._span,
    o("text:a"): Runs._link,
    o("text:s"): Runs._spaces,
    o("text:tab"): Runs._tab,
    o("text:line-break"): Runs._break,
    o("text:hidden-text"): Runs._hidden_text,
    o("text:hidden-paragraph"): Runs._hidden_paragraph,
    o("text:note"): Runs._note,
    o("text:ruby"): Runs._ruby,
    o("office:annotation"): Runs._comment,
    o("office:annotation-end"): Runs._end_of_comment,
    o("text:change"): Runs._change,
    o("text:change-start"): Runs._change,
    o("text:change-end"): Runs._change,
    o("field:fieldmark"): Runs._form_field,
    **{o(f"text:{name}"): Runs._field for name in _FIELDS},
    **{o(name): Runs._nothing for name in _NO_TEXT},
    **dict.fromkeys(SHAPES, Runs._drawing),
}
