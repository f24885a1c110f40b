"""A worksheet that takes whole rows: XlsxWriter's own way costs more than all the rest of an export.

It hands each cell through a checked call, a table of the row and a list of attributes. Here a row becomes its
XML at once, in the form that the constant-memory mode writes: texts inline, nothing kept.
"""

import datetime as dt
import re
from collections.abc import Sequence
from typing import Any
from xml.sax.saxutils import escape

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from reviewapp.domain.report_rows import Cell

_DAY_ZERO = dt.date(1899, 12, 30).toordinal()
# Excel reads _x000B_ as the character of that number unless its first underscore is written so itself.
_LOOKS_LIKE_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


class RowSheet(Worksheet):  # type: ignore[misc]
    """A worksheet of a constant-memory workbook; use `write_cells` for every row or for none."""

    def write_cells(self, row: int, cells: Sequence[Cell], look: Any, day_look: Any = None) -> None:
        """Write row number `row`, later than any before: texts, numbers, days; what is empty stays out.

        Texts must be storable and fit a cell.
        """
        self._check_dimensions(row, max(len(cells) - 1, 0))
        number = row + 1
        plain = f'{number}" s="{look._get_xf_index()}"'
        written = [f'<row r="{number}">']
        for at, cell in enumerate(cells):
            if cell is None or cell == "":
                continue
            place = f'<c r="{_letters(at)}'
            if isinstance(cell, str):
                written.append(f"{place}{plain}{_TEXT}{_escaped(cell)}</t></is></c>")
            elif isinstance(cell, dt.date):
                days, day = cell.toordinal() - _DAY_ZERO, day_look._get_xf_index()
                written.append(f'{place}{number}" s="{day}"><v>{days}</v></c>')
            else:
                written.append(f"{place}{plain}><v>{cell}</v></c>")
        written.append("</row>")
        self.fh.write("".join(written))


_TEXT = ' t="inlineStr"><is><t xml:space="preserve">'
_LETTERS = [xl_col_to_name(at) for at in range(100)]


def _letters(column: int) -> str:
    return _LETTERS[column] if column < len(_LETTERS) else str(xl_col_to_name(column))


def _escaped(text: str) -> str:
    if "_x" in text:
        text = _LOOKS_LIKE_ESCAPE.sub("_x005F_", text)
    return escape(text) if "&" in text or "<" in text or ">" in text else text
