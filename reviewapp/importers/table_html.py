"""The rows and cells of a table as HTML."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from .xml_parsing import Element

MAX_SPAN = 100


@dataclass(slots=True)
class Cell:
    """A cell that begins in a column and reaches over `span` columns and `rows` rows.

    `element` is None for the gap before a row that begins later; `goes_on`: it continues the cell above.
    """

    element: Element | None
    column: int
    span: int
    goes_on: bool = False
    rows: int = 1


@dataclass(slots=True)
class Row:
    """A row with the cells that begin in it."""

    cells: list[Cell]
    is_header: bool


@dataclass(frozen=True, slots=True)
class CellContent:
    """What a cell holds, as HTML, and its direction ("" or "rtl")."""

    html: str
    direction: str = ""


ReadCell = Callable[[Element], CellContent]


def html_of_rows(rows: Sequence[Row], read_cell: ReadCell, *, is_rtl: bool) -> str:
    """Return a table, "" without rows; `read_cell` reads what a cell holds."""
    heads = _header_rows(rows)
    groups = (("thead", "th", rows[:heads]), ("tbody", "td", rows[heads:]))
    body = "".join(_group(group, tag, some, read_cell) for group, tag, some in groups)
    direction = ' dir="rtl"' if is_rtl else ""
    return f"<table{direction}>{body}</table>" if body else ""


def _header_rows(rows: Sequence[Row]) -> int:
    """Return how many rows are header: those that say so, and those that their cells reach into."""
    heads = next((index for index, row in enumerate(rows) if not row.is_header), len(rows))
    reach = 0
    for index, row in enumerate(rows[:heads]):
        reach = max([reach, *(index + cell.rows for cell in row.cells)])
    return min(max(heads, reach), len(rows)) if heads else 0


def _group(group: str, tag: str, rows: Sequence[Row], read_cell: ReadCell) -> str:
    if not rows:
        return ""
    return f"<{group}>{''.join(_row_html(tag, row, read_cell) for row in rows)}</{group}>"


def _row_html(tag: str, row: Row, read_cell: ReadCell) -> str:
    return f"<tr>{''.join(_cell_html(tag, cell, read_cell) for cell in row.cells)}</tr>"


def _cell_html(tag: str, cell: Cell, read_cell: ReadCell) -> str:
    content = CellContent("") if cell.element is None else read_cell(cell.element)
    attributes = f' colspan="{cell.span}"' if cell.span > 1 else ""
    attributes += f' rowspan="{cell.rows}"' if cell.rows > 1 else ""
    attributes += f' dir="{content.direction}"' if content.direction else ""
    return f"<{tag}{attributes}>{content.html}</{tag}>"
