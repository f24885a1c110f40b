"""The paragraphs and tables of a Word file, one after the other, as blocks of a draft."""

import re
from collections.abc import Iterator, Mapping
from html import escape

from reviewapp.domain.blocks import BlockKind

from .cell_lines import Lines
from .drafting import plain
from .table_html import CellContent
from .word_numbering import Mark
from .word_pictures import Drawn, Graphic, chosen
from .word_runs import Line, Runs, comment_sign
from .word_shared import Shared
from .word_styles import outline_kind
from .word_tables import cells_of, is_deleted, is_layout, rows_of, table_html
from .word_xml import COMPATIBILITY, NOTHING, Element, is_on, properties, setting, value, w

MAX_NESTED_TABLES = 3

_P, _TBL, _SDT, _PPR, _RPR = w("p"), w("tbl"), w("sdt"), w("pPr"), w("rPr")
_RANGES = {w("commentRangeStart"): "from", w("commentRangeEnd"): "to"}
_YIELDED = {_P, _TBL, *_RANGES}
_OPENED = {w(name) for name in ("customXml", "ins", "moveTo", "smartTag", "sdtContent")}
_CHOICES = f"{{{COMPATIBILITY}}}AlternateContent"
_WHOLLY_STRONG = re.compile(r"^<strong>((?:(?!</?strong>).)*)</strong>$", re.DOTALL)
_CONTENTS = "Table of Contents"
Own = Mapping[str, Element]  # the properties of a paragraph itself
_STYLE, _BIDI, _NUM_PR, _FRAME = w("pStyle"), w("bidi"), w("numPr"), w("framePr")
_ROW = w("trPr")
_LEAVING = (w("del"), w("moveFrom"))
_KINDS = {"quote": BlockKind.QUOTE, "code": BlockKind.CODE}


class Blocks:
    """Read stories: the body into the draft, notes and cells into lines."""

    def __init__(self, shared: Shared, runs: Runs) -> None:
        self._shared = shared
        self._runs = runs
        self._waiting: Line | None = None  # a paragraph whose mark is deleted goes on in the next one
        self._tables = 0

    def read(self, story: Element, lines: Lines | None = None) -> None:
        """Read what stands in `story`, into `lines` if it is a cell or a note."""
        outside, self._waiting = self._waiting, None
        for element in self._inside(story):
            if element.tag == _P:
                self._paragraph(element, lines)
            elif element.tag == _TBL:
                self._table(element, lines)
            else:
                self._mark(element, lines)
        if self._waiting is not None:
            self._place(NOTHING, self._waiting, lines)
        self._waiting = outside

    def read_note(self, note: Element, lines: Lines) -> None:
        """Read a note into lines: its tables too."""
        self._tables += MAX_NESTED_TABLES
        self.read(note, lines)
        self._tables -= MAX_NESTED_TABLES

    def _inside(self, element: Element) -> Iterator[Element]:
        for child in element:
            tag = child.tag
            if tag in _YIELDED:
                yield child
            elif tag == _SDT:
                if value(child, w("sdtPr"), w("docPartObj"), w("docPartGallery")) != _CONTENTS:
                    yield from self._inside(child)
            elif tag in _OPENED:
                yield from self._inside(child)
            elif tag == _CHOICES:
                yield from (one for one in chosen(child) if one.tag in (_P, _TBL))
            elif tag == w("altChunk"):
                self._shared.draft.warn("part_not_read", "altChunk")

    def _mark(self, element: Element, lines: Lines | None) -> None:
        (lines or self._shared.draft).mark(comment_sign(element, _RANGES[element.tag]))

    def _paragraph(self, element: Element, lines: Lines | None) -> None:
        own = properties(element.find(_PPR))
        style = self._shared.styles.paragraph(setting(own, _STYLE))
        is_rtl = is_on(own.get(_BIDI))
        line = Line(style, style.is_rtl if is_rtl is None else is_rtl)
        if self._waiting is not None:
            line.phrasing, line.drawings = self._waiting.phrasing, self._waiting.drawings
            line.ahead, line.has_words = self._waiting.ahead, self._waiting.has_words
            self._waiting = None
        self._runs.read(element, line)
        if _runs_on(own):
            self._waiting = line
        else:
            self._place(own, line, lines)

    def _place(self, own: Own, line: Line, lines: Lines | None) -> None:
        inner = line.phrasing.html
        kind = outline_kind(own)
        kind = line.style.kind if kind is None else kind
        mark = None if kind == "toc" else self._number(own, line, inner)
        is_plain = kind in ("", "caption") and mark is None
        ahead = line.ahead if is_plain else 0
        for drawing in line.drawings[:ahead]:
            self._drawing(drawing, lines)
        if kind != "toc" and lines is None:
            self._block(kind, inner, mark, line)
        elif kind != "toc" and lines is not None:
            self._line(inner, mark, line, lines)
        for drawing in line.drawings[ahead:]:
            self._drawing(drawing, lines)

    def _number(self, own: Own, line: Line, inner: str) -> Mark | None:
        numbering = own.get(_NUM_PR)
        if numbering is None and not line.style.num_id:
            return None
        is_nothing = self._runs.fields.is_hidden or _is_hidden(own)
        if is_nothing and not plain(inner):
            return None
        mark = self._shared.numbering.mark(numbering, line.style)
        return mark if mark is not None and mark.is_shown else None

    def _block(self, kind: str, inner: str, mark: Mark | None, line: Line) -> None:
        draft = self._shared.draft
        if line.is_rtl and plain(inner):
            inner = f'<span dir="rtl">{inner}</span>'
        number = mark.text if mark else ""
        if kind == "title" or kind.startswith("heading-"):
            inner = _WHOLLY_STRONG.sub(r"\1", inner)
            draft.add(BlockKind.HEADING, inner, level=int(kind[8:] or 1), number=number)
        elif mark is not None and (kind in ("", "quote") or kind.startswith("item-")):
            depth = max(mark.depth + 1, int(kind[5:]) if kind.startswith("item-") else 1)
            draft.add(BlockKind.LIST_ITEM, inner, level=depth, number=number, ordinal=mark.count)
        elif kind == "caption":
            draft.add_caption(f"{number} {inner}" if number else inner)
        elif kind == "code":
            draft.extend_code(inner.replace("<br>", "\n"))
        else:
            draft.add(_KINDS.get(kind, BlockKind.PARAGRAPH), inner)

    def _line(self, inner: str, mark: Mark | None, line: Line, lines: Lines) -> None:
        if mark is not None and plain(inner):
            inner = f"{mark.text or '•'} {inner}"
        lines.line(inner, is_rtl=line.is_rtl)

    def _drawing(self, drawing: Drawn, lines: Lines | None) -> None:
        draft = self._shared.draft
        for picture in drawing.pictures:
            source = self._shared.keep(picture)
            (draft.add_figure if lines is None else lines.picture)(source, picture.alt)
        for words in drawing.words:
            self._words(words, lines)
        for graphic in drawing.graphics:
            self._graphic(graphic, lines)
        for box in drawing.boxes:
            outside = self._runs.begin_story()
            self.read(box, lines)
            self._runs.fields = outside

    def _words(self, words: str, lines: Lines | None) -> None:
        inner = escape(words, quote=False)
        if lines is None:
            self._shared.draft.add(BlockKind.PARAGRAPH, inner)
        else:
            lines.line(inner, is_rtl=False)

    def _graphic(self, graphic: Graphic, lines: Lines | None) -> None:
        """Read the words of a chart or diagram; say that its looks are left out."""
        self._shared.draft.warn("part_not_read", graphic.kind)
        for depth, words in self._shared.graphic(graphic):
            if depth and lines is None:
                self._shared.draft.add(BlockKind.LIST_ITEM, escape(words, quote=False), level=depth)
            else:
                self._words(f"• {words}" if depth else words, lines)

    def _table(self, element: Element, lines: Lines | None) -> None:
        self._shared.draft.count_table()
        if self._tables >= MAX_NESTED_TABLES and lines is not None:
            return self._rows_as_lines(element, lines)
        self._note_rows(element)
        if lines is None and is_layout(element, self._is_heading):
            return self._cells_as_blocks(element)
        self._tables += 1
        html = table_html(element, self._cell, lambda mark: self._mark(mark, lines))
        self._tables -= 1
        if lines is None:
            self._shared.draft.add(BlockKind.TABLE, html)
        elif plain(html) or "<img" in html:
            lines.table(html)

    def _is_heading(self, paragraph: Element) -> bool:
        own = properties(paragraph.find(_PPR))
        kind = outline_kind(own) or self._shared.styles.paragraph(setting(own, _STYLE)).kind
        return kind.startswith("heading-")

    def _cells_as_blocks(self, table: Element) -> None:
        for row in cells_of(table, lambda mark: self._mark(mark, None)):
            for cell in row:
                self.read(cell)

    def _note_rows(self, table: Element) -> None:
        """Note the rows that were inserted or deleted as a whole."""
        for row in rows_of(table):
            marks = properties(row.find(_ROW))
            if is_deleted(row):
                mark = next(marks[name] for name in _LEAVING if name in marks)
                words = "".join(row.itertext(w("t"), w("delText")))
                self._shared.change(mark, is_insertion=False, text=words)
            elif w("ins") in marks:
                words = "".join(row.itertext(w("t")))
                self._shared.change(marks[w("ins")], is_insertion=True, text=words)

    def _rows_as_lines(self, table: Element, lines: Lines) -> None:
        for row in cells_of(table, lambda mark: self._mark(mark, lines)):
            inner = [self._cell(cell).html for cell in row]
            lines.line(" ".join(one for one in inner if one))

    def _cell(self, element: Element) -> CellContent:
        lines = Lines()
        self.read(element, lines)
        return CellContent(lines.html, lines.direction)


def _runs_on(own: Own) -> bool:
    """Tell whether a paragraph goes on in the next: its mark is deleted, or it is a large first letter."""
    frame, mark = own.get(_FRAME), own.get(_RPR)
    if frame is not None and frame.get(w("dropCap"), "none") != "none":
        return True
    return mark is not None and any(mark.find(name) is not None for name in _LEAVING)


def _is_hidden(own: Own) -> bool:
    """Tell whether the mark at the end of a paragraph is hidden."""
    return bool(is_on(properties(own.get(_RPR)).get(w("vanish"))))
