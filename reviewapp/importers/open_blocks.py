"""The paragraphs, lists and tables of an OpenDocument file, one after the other, as blocks of a draft."""

import re
from collections.abc import Callable, Mapping

from reviewapp.domain.blocks import MAX_LEVEL, BlockKind

from .bookmarks import signs_in
from .cell_lines import Lines
from .drafting import plain
from .open_comments import change_signs, comment_begins, comment_ends
from .open_lists import Item
from .open_numbering import Mark
from .open_pictures import SHAPES, Drawn, drawn
from .open_runs import Line, Runs
from .open_shared import Shared
from .open_styles import ParagraphStyle
from .open_tables import Grids, is_layout, paragraphs_of
from .open_xml import Element, is_true, o
from .table_html import CellContent, Row, html_of_rows
from .xml_parsing import whole

MAX_NESTED_TABLES = 3

_STYLE, _HEADING = o("text:style-name"), o("text:h")
_WHOLLY_STRONG = re.compile(r"^<strong>((?:(?!</?strong>).)*)</strong>$", re.DOTALL)
_KINDS = {"quote": BlockKind.QUOTE, "code": BlockKind.CODE}


class Blocks:
    """Read stories: the body into the draft, notes and cells into lines."""

    def __init__(self, shared: Shared) -> None:
        self._shared = shared
        self._runs = Runs(shared)
        self._grids = Grids()
        self._tables = 0

    def read(self, story: Element, lines: Lines | None = None, item: Item | None = None) -> None:
        """Read what stands in `story`, into `lines` if it is a cell or a note."""
        for child in story:
            handler = _HANDLERS.get(child.tag)
            if handler is not None:
                handler(self, child, lines, item)

    def read_note(self, note: Element, lines: Lines) -> None:
        """Read a note into lines: its tables too."""
        self._tables += MAX_NESTED_TABLES
        self.read(note, lines)
        self._tables -= MAX_NESTED_TABLES

    def _paragraph(self, element: Element, lines: Lines | None, item: Item | None) -> None:
        style = self._shared.styles.paragraph(element.get(_STYLE, ""))
        level = self._level(element, style)
        line = Line(style.usual, style.is_rtl)
        self._runs.read(element, line, style.looks)
        inner = line.phrasing.html
        if line.is_hidden:
            inner, line.drawings = signs_in(inner), []
        mark = None
        if plain(inner) or not (line.is_hidden or style.looks.is_hidden):
            mark = self._shared.lists.mark(element, style, level, item)
        if mark is not None and not mark.is_shown:
            mark = None
        if lines is not None:
            self._line(inner, mark, line, lines)
            self._drawings(line, lines)
        else:
            kind = f"heading-{min(level, MAX_LEVEL)}" if level else style.kind
            self._block(kind, inner, mark, line)

    def _level(self, element: Element, style: ParagraphStyle) -> int:
        if element.tag == _HEADING:
            return max(whole(element.get(o("text:outline-level")), 1), 1)
        return style.outline

    def _block(self, kind: str, inner: str, mark: Mark | None, line: Line) -> None:
        draft = self._shared.draft
        number = mark.text if mark else ""
        if line.is_rtl and plain(inner):
            inner = f'<span dir="rtl">{inner}</span>'
        if kind == "caption":  # it may stand in one paragraph with its picture
            self._drawings(line, None)
            return draft.add_caption(f"{number} {inner}" if number else inner)
        if kind == "title" or kind.startswith("heading-"):
            inner = _WHOLLY_STRONG.sub(r"\1", inner)
            draft.add(BlockKind.HEADING, inner, level=int(kind[8:] or 1), number=number)
        elif mark is not None and (kind in ("", "quote") or kind.startswith("item-")):
            depth = max(mark.depth + 1, int(kind[5:]) if kind.startswith("item-") else 1)
            draft.add(BlockKind.LIST_ITEM, inner, level=depth, number=number, ordinal=mark.count)
        elif kind == "code":
            draft.extend_code(inner.replace("<br>", "\n"))
        elif kind == "toc":
            draft.mark(signs_in(inner))
        else:
            draft.add(_KINDS.get(kind, BlockKind.PARAGRAPH), inner)
        self._drawings(line, None)

    def _line(self, inner: str, mark: Mark | None, line: Line, lines: Lines) -> None:
        if mark is not None and plain(inner):
            inner = f"{mark.text or '•'} {inner}"
        lines.line(inner, is_rtl=line.is_rtl)

    def _drawings(self, line: Line, lines: Lines | None) -> None:
        for drawing in line.drawings:
            self._drawing(drawing, lines)

    def _drawing(self, drawing: Drawn, lines: Lines | None) -> None:
        draft = self._shared.draft
        for picture in drawing.pictures:
            source = self._shared.keep(picture.image, picture.alt)
            (draft.add_figure if lines is None else lines.picture)(source, picture.alt)
        for part in drawing.unread:
            draft.warn("part_not_read", part)
        for box in drawing.boxes:
            self.read(box, lines)

    def _shape(self, element: Element, lines: Lines | None, item: Item | None) -> None:
        line = Line(self._shared.styles.paragraph("").usual)
        line.drawings.append(drawn(element, self._shared.package.object))
        self._drawings(line, lines)

    def _list(self, element: Element, lines: Lines | None, outer: Item | None) -> None:
        place = self._shared.lists.begin(element, outer)
        for child in element.iterchildren(o("text:list-item"), o("text:list-header")):
            self.read(child, lines, self._shared.lists.item(child, place))

    def _numbered_paragraph(self, element: Element, lines: Lines | None, _item: Item | None) -> None:
        self.read(element, lines, self._shared.lists.numbered_paragraph(element))

    def _section(self, element: Element, lines: Lines | None, item: Item | None) -> None:
        if element.get(o("text:display")) != "none" and not is_true(element, "text:is-hidden"):
            self.read(element, lines, item)

    def _within(self, element: Element, lines: Lines | None, item: Item | None) -> None:
        self.read(element, lines, item)

    def _change(self, element: Element, lines: Lines | None, _item: Item | None) -> None:
        (lines or self._shared.draft).mark(change_signs(element, self._shared))

    def _comment(self, element: Element, lines: Lines | None, _item: Item | None) -> None:
        (lines or self._shared.draft).mark(comment_begins(element, self._shared))

    def _end_of_comment(self, element: Element, lines: Lines | None, _item: Item | None) -> None:
        (lines or self._shared.draft).mark(comment_ends(element, self._shared))

    def _table(self, element: Element, lines: Lines | None, _item: Item | None) -> None:
        rows = self._grids.rows(element, lambda change: self._change(change, lines, None))
        if not rows:
            return
        self._shared.draft.count_table()
        if self._tables >= MAX_NESTED_TABLES and lines is not None:
            return self._rows_as_lines(rows, lines)
        if lines is None and is_layout(rows) and any(map(self._is_heading, paragraphs_of(element))):
            return self._cells_as_blocks(rows)
        self._tables += 1
        is_rtl = self._shared.styles.is_table_rtl(element.get(o("table:style-name"), ""))
        html = html_of_rows(rows, self._cell, is_rtl=is_rtl)
        self._tables -= 1
        if lines is None:
            self._shared.draft.add(BlockKind.TABLE, html)
        elif plain(html) or "<img" in html:
            lines.table(html)

    def _is_heading(self, paragraph: Element) -> bool:
        return bool(self._level(paragraph, self._shared.styles.paragraph(paragraph.get(_STYLE, ""))))

    def _cells_as_blocks(self, rows: list[Row]) -> None:
        for row in rows:
            for cell in row.cells:
                self.read(cell.element)

    def _rows_as_lines(self, rows: list[Row], lines: Lines) -> None:
        for row in rows:
            inner = [self._cell(cell.element).html for cell in row.cells]
            lines.line(" ".join(one for one in inner if one))

    def _cell(self, element: Element) -> CellContent:
        lines = Lines()
        self.read(element, lines)
        return CellContent(lines.html, lines.direction)


_HANDLERS: Mapping[object, Callable[[Blocks, Element, Lines | None, Item | None], None]] = {
    o("text:p"): Blocks._paragraph,
    o("text:h"): Blocks._paragraph,
    o("text:list"): Blocks._list,
    o("text:numbered-paragraph"): Blocks._numbered_paragraph,
    o("table:table"): Blocks._table,
    o("text:section"): Blocks._section,
    o("text:bibliography"): Blocks._within,
    o("text:index-body"): Blocks._within,
    o("text:index-title"): Blocks._within,
    o("text:change"): Blocks._change,
    o("text:change-start"): Blocks._change,
    o("text:change-end"): Blocks._change,
    o("office:annotation"): Blocks._comment,
    o("office:annotation-end"): Blocks._end_of_comment,
    **dict.fromkeys(SHAPES, Blocks._shape),
}
