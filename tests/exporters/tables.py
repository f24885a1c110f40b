"""Tables to export and ways to read them back."""

import csv
import io
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.utils.escape import unescape

from reviewapp.domain.report import Cell, Column
from reviewapp.exporters.base import Table
from reviewapp.exporters.registry import get_exporter

CORPUS = Path(__file__).parents[1] / "corpus"
FORMULAS = [
    json.loads(line)
    for name in ("formula.jsonl", "formulas.jsonl")
    for line in (CORPUS / name).read_text("utf-8").splitlines()
]


def make_table(rows: Iterable[list[Cell]], *, width: int = 0, **changes: Any) -> Table:
    """Make a table of `width` columns, or of as many as the first row of a list has."""
    if not width:
        width = len(rows[0]) if isinstance(rows, list) and rows else 1
    columns = [Column(f"c{at}", f"Column {at}", 20) for at in range(width)]
    parts = {"title": "Comments table", "about": [("Round", "First round")], "language": "en"}
    return Table(**{**parts, "columns": columns, "rows": iter(rows), **changes})


def exported(name: str, table: Table) -> bytes:
    return b"".join(get_exporter(name).chunks(table))


def opened(table: Table) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(exported("xlsx", table)))


def text_in(cell: Any) -> Any:
    """What Excel shows: openpyxl leaves the escapes of the file format standing."""
    return unescape(cell.value) if isinstance(cell.value, str) else cell.value


def read_csv(data: bytes, delimiter: str = ",") -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=delimiter))
