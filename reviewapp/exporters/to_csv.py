"""The table as CSV that opens in any script: UTF-8 with a mark, every cell quoted, none active."""

import csv
import datetime as dt
import io
from collections.abc import Iterator

from reviewapp.domain.report_rows import Cell

from .base import Table, storable
from .formula_guard import guarded

CHUNK_CHARACTERS = 32_768


class CsvExporter:
    """One header row, then one row per comment; rows end in CRLF, lines within a cell in LF."""

    media_type = "text/csv"
    extension = "csv"

    def chunks(self, table: Table) -> Iterator[bytes]:
        """Yield the file piece by piece, reading `table.rows` as it goes."""
        buffer = io.StringIO(newline="")
        # Without the byte order mark Excel reads Chinese in the code page of the computer.
        buffer.write("\ufeff")
        writer = csv.writer(buffer, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
        writer.writerow([_text(column.title) for column in table.columns])
        for row in table.rows:
            writer.writerow([_text(cell) for cell in row])
            if buffer.tell() >= CHUNK_CHARACTERS:
                yield _taken(buffer)
        yield _taken(buffer)


def _text(cell: Cell) -> str:
    match cell:
        case None:
            return ""
        case str():
            return guarded(storable(cell))
        case dt.date():
            return cell.isoformat()
        case _:
            return str(cell)


def _taken(buffer: io.StringIO) -> bytes:
    data = buffer.getvalue().encode()
    buffer.seek(0)
    buffer.truncate()
    return data
