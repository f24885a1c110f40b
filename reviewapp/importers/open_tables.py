"""The grid of an OpenDocument table as rows and cells."""

from collections.abc import Callable, Iterator

from .open_xml import PARAGRAPHS, Element, o, times
from .table_html import MAX_SPAN, Cell, Row

MAX_REPEATS = 200
MAX_REPEATED = 20_000  # elements of one file, as many times as they stand there once more

_ROW, _CELL, _COVERED = o("table:table-row"), o("table:table-cell"), o("table:covered-table-cell")
_CHANGE, _IMAGE = o("text:change"), o("draw:image")
_HEAD = o("table:table-header-rows")
_OPENED = {o("table:table-rows"), o("table:table-row-group")}
_COLUMNS_REPEATED, _ROWS_REPEATED = "table:number-columns-repeated", "table:number-rows-repeated"


class Grids:
    """Read grids, with one measure for all that they repeat."""

    def __init__(self) -> None:
        self._left = MAX_REPEATED

    def rows(self, table: Element, pass_by: Callable[[Element], None]) -> list[Row]:
        """Return the rows of a table with the cells that begin in them.

        `pass_by` is told of the tracked changes in rows that were deleted as a whole.
        """
        rows: list[Row] = []
        for element, is_header in _rows(table, is_header=False):
            if _is_deleted(element):
                for change in element.iter(_CHANGE):
                    pass_by(change)
            else:
                rows += self._repeated(element, is_header)
        for index, row in enumerate(rows):
            for cell in row.cells:
                cell.rows = min(cell.rows, len(rows) - index)
        return rows if any(row.cells for row in rows) else []

    def _repeated(self, element: Element, is_header: bool) -> Iterator[Row]:
        for _ in range(self._times(element, _ROWS_REPEATED)):
            yield Row(list(self._cells(element)), is_header)

    def _cells(self, row: Element) -> Iterator[Cell]:
        column = 0
        for element in row.iterchildren(_CELL, _COVERED):
            for _ in range(self._times(element, _COLUMNS_REPEATED)):
                if element.tag == _CELL:
                    span = times(element, "table:number-columns-spanned", MAX_SPAN)
                    rows = times(element, "table:number-rows-spanned", MAX_SPAN)
                    yield Cell(element, column, span, rows=rows)
                column += 1

    def _times(self, element: Element, name: str) -> int:
        """Return how often a row or cell stands there, as far as the measure goes."""
        wanted = times(element, name, MAX_REPEATS)
        if wanted == 1:
            return 1
        size = sum(1 for _ in element.iter())
        repeats = min(wanted - 1, self._left // size)
        self._left -= repeats * size
        return repeats + 1


def is_layout(rows: list[Row]) -> bool:
    """Tell whether a table has one row or one column only, and so may place text on a page."""
    return len(rows) == 1 or all(len(row.cells) <= 1 for row in rows)


def paragraphs_of(table: Element) -> Iterator[Element]:
    """Return the paragraphs in a table."""
    return iter(table.iter(*PARAGRAPHS))


def _is_deleted(row: Element) -> bool:
    """Tell whether nothing is left of a row but the places of deleted words, one in each cell at least."""
    if next(row.iter(_CHANGE), None) is None or next(row.iter(_IMAGE), None) is not None:
        return False
    cells = list(row.iterchildren(_CELL))
    are_empty = not any(text.strip() for text in row.itertext())
    return are_empty and all(next(cell.iter(_CHANGE), None) is not None for cell in cells)


def _rows(element: Element, *, is_header: bool) -> Iterator[tuple[Element, bool]]:
    for child in element:
        if child.tag == _ROW:
            yield child, is_header
        elif child.tag == _HEAD or child.tag in _OPENED:
            yield from _rows(child, is_header=is_header or child.tag == _HEAD)
