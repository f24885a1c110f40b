"""What stands inside a paragraph of a Word file, as phrasing HTML."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from .bookmarks import sign
from .drafting import note_mark
from .phrasing import Phrasing, Tags
from .word_fields import Fields, address_of, kind_of
from .word_looks import Own, looks_of, tags_of
from .word_math import formula, m
from .word_pictures import Drawn, chosen, drawn
from .word_shared import Shared
from .word_styles import Looks, ParagraphStyle
from .word_symbols import in_font, symbol
from .word_xml import COMPATIBILITY, Element, properties, w

_RPR, _T = w("rPr"), w("t")
_SIGNS = {w("tab"): " ", w("ptab"): " ", w("noBreakHyphen"): "\u2011"}
_LINE_BREAKS = (None, "textWrapping")


@dataclass(slots=True)
class Line:
    """A paragraph while it is read. `deleted` gathers the words of a tracked deletion, None outside one.

    The first `ahead` drawings stand before any of its words.
    """

    style: ParagraphStyle
    is_rtl: bool = False
    phrasing: Phrasing = field(default_factory=Phrasing)
    drawings: list[Drawn] = field(default_factory=list)
    ahead: int = 0
    has_words: bool = False
    link: str = ""
    deleted: list[str] | None = None


class Runs:
    """Read the insides of paragraphs, one story after the other."""

    def __init__(self, shared: Shared, *, keeps_contents: bool = False) -> None:
        self._shared = shared
        self._keeps_contents = keeps_contents
        self.fields = Fields(keeps_contents=keeps_contents)

    def begin_story(self) -> Fields:
        """Begin a story of its own (a note, a text box) and return the fields of the one before."""
        before, self.fields = self.fields, Fields(keeps_contents=self._keeps_contents)
        return before

    def read(self, element: Element, line: Line) -> None:
        """Read what stands in a paragraph or in one of the containers inside."""
        for child in element:
            self._one(child, line)

    def _one(self, child: Element, line: Line) -> None:
        handler = _IN_PARAGRAPH.get(child.tag)
        if handler is not None:
            handler(self, child, line)

    def _run(self, run: Element, line: Line) -> None:
        own = properties(run.find(_RPR))
        looks = looks_of(own, line.style, self._shared.styles)
        if looks.switches.get("vanish"):
            self._structure(run, line)
            return
        for child in run:
            tag = child.tag
            if tag == _T:
                self._text(child.text or "", line, looks, own)
            elif tag in _SIGNS:
                self._text(_SIGNS[tag], line, looks, own)
            elif tag in _IN_RUN:
                _IN_RUN[tag](self, child, line, looks, own)

    def _structure(self, run: Element, line: Line) -> None:
        """Pass hidden text: fields begin and end there, and comments refer."""
        for child in run:
            if child.tag == w("fldChar"):
                self.fields.mark(child)
            elif child.tag == w("instrText"):
                self.fields.add_code(child.text or "")
            elif child.tag == w("commentReference"):
                _comment_mark("at")(self, child, line)

    def _text(self, text: str, line: Line, looks: Looks, own: Own) -> None:
        if self.fields.is_hidden or not text:
            return
        if line.deleted is not None:
            line.deleted.append(text)
            return
        line.has_words = line.has_words or not text.isspace()
        if looks.font:
            text = in_font(text, looks.font)
        line.phrasing.text(text, self._tags(text, line, looks, own))

    def _tags(self, text: str, line: Line, looks: Looks, own: Own) -> Tags:
        link = line.link or self.fields.link
        return tags_of(text, looks, own, line.style, self._shared.languages, link=link, is_rtl=line.is_rtl)

    def _break(self, element: Element, line: Line, *_look: object) -> None:
        if self.fields.is_hidden or line.deleted is not None:
            return
        line.phrasing.markup("<br>" if element.get(w("type")) in _LINE_BREAKS else " ")

    def _symbol(self, element: Element, line: Line, looks: Looks, own: Own) -> None:
        shown = symbol(element.get(w("font"), ""), element.get(w("char"), ""))
        self._text(shown, line, replace(looks, font=""), own)

    def _field_mark(self, element: Element, line: Line, looks: Looks, own: Own) -> None:
        self._text(self.fields.mark(element), line, looks, own)

    def _field_code(self, element: Element, line: Line, *_look: object) -> None:
        self.fields.add_code(element.text or "")

    def _deleted_text(self, element: Element, line: Line, *_look: object) -> None:
        if line.deleted is not None and not self.fields.is_hidden:
            line.deleted.append(element.text or "")

    def _drawing(self, element: Element, line: Line, *_look: object) -> None:
        if not self.fields.is_hidden and line.deleted is None:
            line.drawings.append(drawn(element))
            line.ahead += not line.has_words

    def _note(self, element: Element, line: Line, *_look: object) -> None:
        if self.fields.is_hidden or line.deleted is not None:
            return
        kind = "footnote" if element.tag == w("footnoteReference") else "endnote"
        number = self._shared.note_number(kind, element.get(w("id"), ""))
        if number is not None:
            line.phrasing.markup(note_mark(number), ())

    def _ruby(self, element: Element, line: Line, looks: Looks, own: Own) -> None:
        base, reading = (self._aside(element.find(w(part)), line) for part in ("rubyBase", "rt"))
        if line.deleted is None and base:
            above = f"<rp>(</rp><rt>{reading}</rt><rp>)</rp>" if reading else ""
            tags = self._tags("", line, looks, own)
            line.phrasing.markup(f"<ruby>{base}{above}</ruby>", tags)

    def _aside(self, element: Element | None, line: Line) -> str:
        if element is None:
            return ""
        aside = replace(line, phrasing=Phrasing())
        self.read(element, aside)
        return aside.phrasing.html

    def _formula(self, element: Element, line: Line, *_look: object) -> None:
        if not self.fields.is_hidden and line.deleted is None:
            shown = formula(element)
            line.phrasing.markup(f" {shown} " if element.tag == m("oMathPara") else shown, ())

    def _choices(self, element: Element, line: Line, *_look: object) -> None:
        for child in chosen(element):
            self._one(child, line)

    def _choices_in_run(self, element: Element, line: Line, looks: Looks, own: Own) -> None:
        for child in chosen(element):
            if child.tag == _T:
                self._text(child.text or "", line, looks, own)
            elif child.tag in _IN_RUN:
                _IN_RUN[child.tag](self, child, line, looks, own)

    def _controlled(self, element: Element, line: Line) -> None:
        content = element.find(w("sdtContent"))
        if content is not None:
            self.read(content, line)

    def _hyperlink(self, element: Element, line: Line) -> None:
        before, line.link = line.link, self._shared.address(element)
        self.read(element, line)
        line.link = before

    def _simple_field(self, element: Element, line: Line) -> None:
        instruction = element.get(w("instr"), "")
        if self.fields.hides(instruction):
            return
        before = line.link
        if kind_of(instruction) == "HYPERLINK":
            line.link = address_of(instruction) or before
        self.read(element, line)
        line.link = before

    def _inserted(self, element: Element, line: Line) -> None:
        if line.deleted is not None:
            return self.read(element, line)
        change = self._shared.change(element, is_insertion=True)
        line.phrasing.markup(sign(f"{change.sign} from"))
        self.read(element, line)
        line.phrasing.markup(sign(f"{change.sign} to"))

    def _deleted(self, element: Element, line: Line) -> None:
        if line.deleted is not None:
            return self.read(element, line)
        line.deleted = []
        self.read(element, line)
        change = self._shared.change(element, is_insertion=False, text="".join(line.deleted))
        line.deleted = None
        line.phrasing.markup(sign(f"{change.sign} from"))


def _comment_mark(end: str) -> Callable[..., None]:
    def mark(_runs: Runs, element: Element, line: Line, *_look: object) -> None:
        line.phrasing.markup(comment_sign(element, end))

    return mark


def comment_sign(element: Element, end: str) -> str:
    """Return the sign of the place where a comment begins ("from"), ends ("to") or is marked ("at")."""
    return sign(f"comment {element.get(w('id'), '')} {end}")


_IN_PARAGRAPH: Mapping[str, Callable[..., None]] = {
    w("r"): Runs._run,
    w("hyperlink"): Runs._hyperlink,
    w("fldSimple"): Runs._simple_field,
    w("ins"): Runs._inserted,
    w("moveTo"): Runs._inserted,
    w("del"): Runs._deleted,
    w("moveFrom"): Runs._deleted,
    w("sdt"): Runs._controlled,
    w("commentRangeStart"): _comment_mark("from"),
    w("commentRangeEnd"): _comment_mark("to"),
    m("oMath"): Runs._formula,
    m("oMathPara"): Runs._formula,
    f"{{{COMPATIBILITY}}}AlternateContent": Runs._choices,
    **{w(name): Runs.read for name in ("smartTag", "customXml", "dir", "bdo", "subDoc")},
}
_IN_RUN: Mapping[str, Callable[..., None]] = {
    w("br"): Runs._break,
    w("cr"): Runs._break,
    w("sym"): Runs._symbol,
    w("fldChar"): Runs._field_mark,
    w("instrText"): Runs._field_code,
    w("delText"): Runs._deleted_text,
    w("drawing"): Runs._drawing,
    w("pict"): Runs._drawing,
    w("object"): Runs._drawing,
    w("footnoteReference"): Runs._note,
    w("endnoteReference"): Runs._note,
    w("commentReference"): _comment_mark("at"),
    w("ruby"): Runs._ruby,
    m("oMath"): Runs._formula,
    f"{{{COMPATIBILITY}}}AlternateContent": Runs._choices_in_run,
}
