"""The table as a Word file: a first page, then a real table on its side whose header every page repeats.

The text is written into the file as the rows come; no tree of it is ever held.
"""

import datetime as dt
import zipfile
from collections.abc import Iterator, Sequence
from functools import partial
from typing import IO

from reviewapp.domain.report_rows import Cell

from .base import Table, filed, gathered
from .docx_parts import MAIN, RELATED, XML, parts, run, text_of
from .sheets import MARGIN, SHEETS, Sheet, shares, sheet_for

TWIPS_PER_MM = 1440 / 25.4
ABOUT = (5200, 9000)
"""Widths of the first page's table."""

WHOLE_ROW_CHARACTERS = 1_200
"""A row is kept on one page if none of its texts is longer; longer ones may go on overleaf."""


class DocxExporter:
    """Title, numbers and draft mark first; page numbers below, the draft mark above every page."""

    media_type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    extension = "docx"

    def chunks(self, table: Table) -> Iterator[bytes]:
        """Yield the file in pieces, after all rows have been read."""
        return filed(partial(_write, table))


def _write(table: Table, file: IO[bytes]) -> None:
    sheet = sheet_for(table.columns)
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name, xml in parts(table, sheet.points):
            package.writestr(zipfile.ZipInfo(name), xml.encode(), zipfile.ZIP_DEFLATED)
        with package.open(_document(), "w") as part:
            for chunk in gathered(_pieces(table, sheet)):
                part.write(chunk)


def _document() -> zipfile.ZipInfo:
    info = zipfile.ZipInfo("word/document.xml")
    info.compress_type = zipfile.ZIP_DEFLATED
    return info


def _pieces(table: Table, sheet: Sheet) -> Iterator[str]:
    yield f'{XML}<w:document xmlns:w="{MAIN}" xmlns:r="{RELATED}"><w:body>'
    yield _paragraph("Title", table.title)
    if table.draft_mark:
        yield _paragraph("DraftMark", table.draft_mark)
    yield _table(ABOUT)
    for pair in table.about:
        cells = "".join(_cell(width, "Normal", text) for width, text in zip(ABOUT, pair, strict=True))
        yield f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr>"
    # The first page keeps to the sheet that every printer has; the section ends with this paragraph.
    yield f"</w:tbl><w:p><w:pPr>{_section(SHEETS[0])}</w:pPr></w:p>"
    widths = _widths(table, sheet)
    yield _table(widths)
    heads = "".join(
        _cell(width, "CellHead", column.title, '<w:shd w:val="clear" w:color="auto" w:fill="E8ECEF"/>')
        for width, column in zip(widths, table.columns, strict=True)
    )
    yield f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{heads}</w:tr>"
    begins = [_begin(width, "CellText") for width in widths]
    for row in table.rows:
        texts = [_shown(cell) for cell in row]
        keep = "<w:trPr><w:cantSplit/></w:trPr>" if max(map(len, texts)) <= WHOLE_ROW_CHARACTERS else ""
        cells = "".join([f"{begin}{run(text)}{_END}" for begin, text in zip(begins, texts, strict=True)])
        yield f"<w:tr>{keep}{cells}</w:tr>"
    yield f"</w:tbl><w:p/>{_section(sheet)}</w:body></w:document>"


def _paragraph(style: str, text: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{run(text_of(text))}</w:p>'


def _table(widths: Sequence[int]) -> str:
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="Ruled"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
    )


_END = "</w:p></w:tc>"


def _begin(width: int, style: str, look: str = "") -> str:
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{look}</w:tcPr>'
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>'
    )


def _cell(width: int, style: str, text: str, look: str = "") -> str:
    return f"{_begin(width, style, look)}{run(text_of(text))}{_END}"


def _widths(table: Table, sheet: Sheet) -> list[int]:
    """Share the sheet among the columns, in twips."""
    inside = (sheet.width - 2 * MARGIN) * TWIPS_PER_MM
    return [int(inside * share) for share in shares(table.columns, sheet)]


def _section(sheet: Sheet) -> str:
    width, height, margin = (round(mm * TWIPS_PER_MM) for mm in (sheet.width, sheet.height, MARGIN))
    return (
        '<w:sectPr><w:headerReference w:type="default" r:id="rId3"/>'
        '<w:footerReference w:type="default" r:id="rId4"/>'
        f'<w:pgSz w:w="{width}" w:h="{height}" w:orient="landscape"/>'
        f'<w:pgMar w:top="{margin + 340}" w:right="{margin}" w:bottom="{margin + 340}" w:left="{margin}"'
        f' w:header="{margin // 2 + 100}" w:footer="{margin // 2 + 100}" w:gutter="0"/></w:sectPr>'
    )


def _shown(cell: Cell) -> str:
    match cell:
        case None | "":
            return ""
        case str():
            return text_of(cell)
        case dt.date():
            return cell.isoformat()
        case _:
            return str(cell)
