"""The grid of a Word table as rows and cells of HTML."""

from collections.abc import Callable, Iterator, Mapping

from .table_html import MAX_SPAN, Cell, CellContent, Row, html_of_rows
from .word_pictures import chosen
from .word_xml import COMPATIBILITY, Element, is_on, properties, setting, value, w, whole

_TR, _TC = w("tr"), w("tc")
_ROW, _CELL = w("trPr"), w("tcPr")
_CHOICES = f"{{{COMPATIBILITY}}}AlternateContent"
_OPENED = {w(name) for name in ("sdtContent", "customXml", "ins", "moveTo", "smartTag")}
_RANGES = {w("commentRangeStart"), w("commentRangeEnd")}


def table_html(
    table: Element, read_cell: Callable[[Element], CellContent], mark: Callable[[Element], None]
) -> str:
    """Return a table; `read_cell` reads what a cell holds, `mark` is told of comment ranges between cells."""
    rows = [_row(row) for row in _inside(table, _TR, mark) if not is_deleted(row)]
    _join_down(rows)
    return html_of_rows(rows, read_cell, is_rtl=bool(is_on(table.find(f"{w('tblPr')}/{w('bidiVisual')}"))))


def is_layout(table: Element, is_heading: Callable[[Element], bool]) -> bool:
    """Tell whether a table only places text on a page: one row or one column, with headings in it."""
    rows = list(_inside(table, _TR, lambda _: None))
    if len(rows) > 1 and any(len(row.findall(_TC)) > 1 for row in rows):
        return False
    return any(is_heading(paragraph) for paragraph in table.iter(w("p")))


def cells_of(table: Element, mark: Callable[[Element], None]) -> Iterator[list[Element]]:
    """Return the cells of each row, for a table that is read as lines."""
    for row in _inside(table, _TR, mark):
        if not is_deleted(row):
            yield list(_inside(row, _TC, mark))


def _inside(element: Element, tag: str, mark: Callable[[Element], None]) -> Iterator[Element]:
    """Return the rows of a table or the cells of a row, also those inside content controls and insertions."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag in _RANGES:
            mark(child)
        elif child.tag == w("sdt") or child.tag in _OPENED:
            yield from _inside(child, tag, mark)
        elif child.tag == _CHOICES:
            for one in chosen(child):
                if one.tag == tag:
                    yield one


def rows_of(table: Element) -> Iterator[Element]:
    """Return all rows of a table, deleted ones too."""
    return _inside(table, _TR, lambda _: None)


def is_deleted(row: Element) -> bool:
    """Tell whether a row is gone when the tracked changes are accepted."""
    return row.find(f"{_ROW}/{w('del')}") is not None or row.find(f"{_ROW}/{w('moveFrom')}") is not None


def _row(row: Element) -> Row:
    cells: list[Cell] = []
    column = min(whole(value(row, _ROW, w("gridBefore"))), MAX_SPAN)
    if column > 0:
        cells.append(Cell(None, 0, column, goes_on=False))
    for element in _inside(row, _TC, lambda _: None):
        own = properties(element.find(_CELL))
        if w("cellDel") in own:
            continue
        span = min(max(whole(setting(own, w("gridSpan")), 1), 1), MAX_SPAN)
        if _merge(own, "hMerge") == "continue" and cells and cells[-1].element is not None:
            cells[-1].span = min(cells[-1].span + span, MAX_SPAN)
        else:
            cells.append(Cell(element, column, span, goes_on=_merge(own, "vMerge") == "continue"))
        column += span
    return Row(cells, is_header=bool(is_on(row.find(f"{_ROW}/{w('tblHeader')}"))))


def _merge(own: Mapping[str, Element], name: str) -> str:
    found = own.get(w(name))
    return "" if found is None else str(found.get(w("val"), "continue"))


def _join_down(rows: list[Row]) -> None:
    """Let cells reach over those below that continue them; what continues nothing is a cell of its own."""
    above: dict[int, Cell] = {}
    for row in rows:
        reached: dict[int, Cell] = {}
        for cell in list(row.cells):
            top = above.get(cell.column)
            if cell.goes_on and top is not None and top.span == cell.span and top.rows < MAX_SPAN:
                top.rows += 1
                row.cells.remove(cell)
                reached[cell.column] = top
            else:
                reached[cell.column] = cell
        above = reached
