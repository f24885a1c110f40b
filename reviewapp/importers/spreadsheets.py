"""A spreadsheet (.xlsx, .csv) as lines of cells parted by TABs. Formulas are never worked out."""

import csv
import io
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

import openpyxl

from reviewapp.domain.errors import BadInput

from .archive import open_archive
from .decoding import decode

MAX_ROWS = 2_000
MAX_COLUMNS = 60
MAX_CELL = 1_000
MAX_BYTES = 5_000_000

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_BOOK = "xl/workbook.xml"
_DELIMITERS = "\t,;，；"


def spreadsheet_text(data: bytes) -> str:
    """Give the first sheet that holds anything, a row a line.

    Raises BadInput: file_empty, list_file_too_large, sheet_is_old, sheet_unknown, file_damaged,
    file_encrypted, file_hostile, file_not_text.
    """
    if not data.strip():
        raise BadInput("file_empty", field="file")
    if len(data) > MAX_BYTES:
        raise BadInput("list_file_too_large", field="file", max_mb=MAX_BYTES // 1_000_000)
    if data.startswith(_OLE):
        raise BadInput("sheet_is_old", field="file")
    rows = _rows_of_xlsx(data) if data.startswith(_ZIP) else _rows_of_csv(decode(data).text)
    lines = ["\t".join(_cell(value) for value in row[:MAX_COLUMNS]).rstrip("\t") for row in rows]
    return "\n".join(lines).strip("\n")


def _rows_of_xlsx(data: bytes) -> list[tuple[Any, ...]]:
    if _BOOK not in open_archive(data).namelist():
        raise BadInput("sheet_unknown", field="file")
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        for sheet in book.worksheets:
            rows = list(sheet.iter_rows(values_only=True, max_row=MAX_ROWS, max_col=MAX_COLUMNS))
            if any(value is not None for row in rows for value in row):
                return rows
    except Exception as error:  # a damaged part makes its reader fail in many ways
        raise BadInput("file_damaged", field="file") from error
    raise BadInput("file_empty", field="file")


def _rows_of_csv(text: str) -> list[list[str]]:
    first = next((line for line in text.splitlines() if line.strip()), None)
    if first is None:
        raise BadInput("file_empty", field="file")
    delimiter = max(_DELIMITERS, key=first.count)
    try:
        return _first(csv.reader(io.StringIO(text), delimiter=delimiter))
    except csv.Error:
        raise BadInput("file_damaged", field="file") from None


def _first(rows: Iterable[list[str]]) -> list[list[str]]:
    return [row for _, row in zip(range(MAX_ROWS), rows, strict=False)]


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, datetime | date):
        value = value.isoformat()
    return " ".join(str(value).split())[:MAX_CELL]
