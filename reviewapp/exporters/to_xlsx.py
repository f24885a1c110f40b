"""The table as an Excel workbook: the rows on the first sheet, what was exported on the second."""

import math
import re
from collections.abc import Iterator
from functools import partial
from typing import IO, Any

import xlsxwriter

from .base import CUT_MARK, Table, filed, storable
from .xlsx_rows import RowSheet

MAX_CELL = 32_767
MAX_SHEET_NAME = 31
# About as many characters as an A4 page on its side holds in a size that can be read.
PAGE_CHARACTERS = 210
A4 = 9

OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "remove_timezone": True,
}
CELL_LOOK = {"text_wrap": True, "valign": "top"}
DATE_LOOK = {**CELL_LOOK, "num_format": "yyyy-mm-dd", "align": "left"}
HEAD_LOOK = {**CELL_LOOK, "bold": True, "bg_color": "#E8ECEF", "bottom": 1}


class XlsxExporter:
    """Header row frozen, with a filter; texts as typed, dates as dates, never a formula or a link."""

    media_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    extension = "xlsx"

    def chunks(self, table: Table) -> Iterator[bytes]:
        """Yield the file in pieces, after all rows have been read."""
        return filed(partial(_write, table))


def _write(table: Table, file: IO[bytes]) -> None:
    with xlsxwriter.Workbook(file, OPTIONS) as book:
        # Excel shows a title in the file's properties; who made it is nobody's business.
        book.set_properties({"title": storable(table.title)})
        _Book(book).write(table)


class _Book:
    """The two sheets of a workbook in the making."""

    def __init__(self, book: Any) -> None:
        self.book = book
        self.cell_look = book.add_format(CELL_LOOK)
        self.date_look = book.add_format(DATE_LOOK)
        self.head_look = book.add_format(HEAD_LOOK)
        self.has_cut = False

    def write(self, table: Table) -> None:
        names = sheet_names(table.title, table.about_title)
        rows_sheet, about_sheet = (self.book.add_worksheet(name, RowSheet) for name in names)
        self._write_rows(rows_sheet, table)
        self._write_about(about_sheet, table)
        if table.draft_mark:
            for sheet in (rows_sheet, about_sheet):
                sheet.set_header("&C&B" + table.draft_mark.replace("&", "&&"))

    def _write_rows(self, sheet: RowSheet, table: Table) -> None:
        for at, column in enumerate(table.columns):
            sheet.set_column(at, at, column.width)
        sheet.write_cells(0, [self._fitting(column.title) for column in table.columns], self.head_look)
        last = 0
        for last, cells in enumerate(table.rows, start=1):
            fitting = [self._fitting(cell) if isinstance(cell, str) else cell for cell in cells]
            sheet.write_cells(last, fitting, self.cell_look, self.date_look)
        sheet.freeze_panes(1, 1)
        sheet.autofilter(0, 0, last, len(table.columns) - 1)
        _lay_out(sheet, sum(column.width for column in table.columns))
        sheet.repeat_rows(0)

    def _write_about(self, sheet: RowSheet, table: Table) -> None:
        sheet.set_column(0, 0, 44)
        sheet.set_column(1, 1, 80)
        lines = [*table.about, ("", table.cut_note)] if self.has_cut else table.about
        for row, line in enumerate(lines):
            sheet.write_cells(row, [self._fitting(text) for text in line], self.cell_look)
        _lay_out(sheet, PAGE_CHARACTERS)

    def _fitting(self, text: str) -> str:
        # Most texts are printable and short; they are done here.
        if 2 * len(text) <= MAX_CELL:
            return text if text.isprintable() else storable(text)
        text = storable(text)
        kept = cut(text, MAX_CELL)
        self.has_cut = self.has_cut or kept != text
        return kept


def _lay_out(sheet: Any, width: int) -> None:
    """Set A4 on its side, as few pages wide as can still be read; `width` in characters."""
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.fit_to_pages(math.ceil(width / PAGE_CHARACTERS), 0)
    sheet.set_footer("&C&P / &N")


def cut(text: str, limit: int, mark: str = CUT_MARK) -> str:
    """Cut `text` to `limit` UTF-16 units, as Excel counts, `mark` at the end of what was cut."""
    if _units(text) <= limit:
        return text
    kept = text.encode("utf-16-le")[: 2 * (limit - _units(mark))]
    return kept.decode("utf-16-le", "ignore") + mark


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def sheet_names(title: str, about: str) -> tuple[str, str]:
    """Make of two titles two different names that Excel allows."""
    first, second = (_sheet_name(title) or "1"), (_sheet_name(about) or "2")
    if first.casefold() == second.casefold():
        second = cut(second, MAX_SHEET_NAME - 2, "") + " 2"
    return first, second


def _sheet_name(title: str) -> str:
    allowed = re.sub(r"[\[\]:*?/\\]+", " ", storable(title))
    name = cut(" ".join(allowed.split()), MAX_SHEET_NAME, "").strip("' ")
    # Excel keeps this one for itself.
    return "" if name.casefold() == "history" else name
