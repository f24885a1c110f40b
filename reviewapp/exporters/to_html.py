"""The table as one page to read and print: no script, nothing fetched, the header on every sheet."""

import datetime as dt
from collections.abc import Iterator
from html import escape

from reviewapp.domain.languages import html_tag
from reviewapp.domain.report_rows import Cell

from .base import Table, gathered, storable
from .sheets import MARGIN, shares, sheet_for

# A file opened from a disk has no headers to forbid anything with.
POLICY = "default-src 'none'; style-src 'unsafe-inline'"

# A spreadsheet that opens the page is told that every cell is text: `sdnum` is for LibreOffice, and the style
# has `mso-number-format` for Excel.
TEXT = '<td sdnum="0;0;@">'
STYLE = """
@page { size: %(width)dmm %(height)dmm; margin: 14mm %(margin)dmm; %(mark)s
  @bottom-center { content: counter(page) " / " counter(pages); font: 8pt sans-serif; } }
:root { color-scheme: light; }
body { margin: 2rem; color: #1a1a1a; background: #fff; font-size: 14px; line-height: 1.5; hyphens: auto;
  font-family: Arial, "Noto Sans", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; }
:lang(zh) body { font-family: "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", Arial, sans-serif; }
h1 { font-size: 1.6rem; margin: 0 0 .5rem; }
.mark { display: inline-block; margin: 0 0 1rem; padding: .25rem .75rem; border: 2px solid #8a1c1c;
  color: #8a1c1c; font-weight: bold; }
dl { display: grid; grid-template-columns: max-content minmax(0, 60ch); gap: .15rem 1.5rem;
  margin: 0 0 2rem; }
dt { color: #4a4a4a; }
dd { margin: 0; }
.table { overflow-x: auto; }
table { border-collapse: collapse; table-layout: fixed; width: 100%%; min-width: %(least)dch; }
th, td { border: 1px solid #8c959d; padding: .25rem .4rem; text-align: start; vertical-align: top;
  overflow-wrap: anywhere; }
th { background: #e8ecef; }
td { white-space: pre-wrap; mso-number-format: "\\@"; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
@media (max-width: 40rem) {
  body { margin: 1rem; }
  dl { grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); }
}
@media print {
  body { margin: 0; font-size: %(points)gpt; line-height: 1.35; print-color-adjust: exact; }
  h1 { font-size: 18pt; }
  .about { font-size: 10.5pt; break-after: page; }
  .table { overflow: visible; }
  table { min-width: 0; }
  th, td { padding: 1mm; }
}
"""
MARK = "@top-center { content: %s; color: #8a1c1c; font: bold 9pt sans-serif; }"


class HtmlExporter:
    """A whole page: title and numbers first, then the table; texts as typed, nothing in them is alive."""

    media_type = "text/html"
    extension = "html"

    def chunks(self, table: Table) -> Iterator[bytes]:
        """Yield the file piece by piece, reading `table.rows` as it goes."""
        return gathered(_pieces(table))


def _pieces(table: Table) -> Iterator[str]:
    title, mark = _text(table.title), _text(table.draft_mark)
    yield (
        f'<!DOCTYPE html>\n<html lang="{escape(html_tag(table.language))}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>{title}</title>\n'
        f"<style>{_style(table)}</style>\n</head>\n<body>\n<main>\n"
        f'<div class="about">\n<h1>{title}</h1>\n'
    )
    if mark:
        yield f'<p class="mark">{mark}</p>\n'
    lines = (f"<dt>{_text(label)}</dt><dd>{_text(value)}</dd>\n" for label, value in table.about)
    yield f"<dl>\n{''.join(lines)}</dl>\n</div>\n"
    # Who reads with the keyboard scrolls a wide table only where it can be reached.
    yield f'<div class="table" tabindex="0" role="region" aria-label="{title}">\n<table>\n<colgroup>'
    widths = shares(table.columns, sheet_for(table.columns))
    yield "".join(f'<col style="width: {width:.3%}">' for width in widths)
    heads = "".join(f'<th scope="col">{_text(column.title)}</th>' for column in table.columns)
    yield f"</colgroup>\n<thead>\n<tr>{heads}</tr>\n</thead>\n<tbody>\n"
    for cells in table.rows:
        yield f"<tr>{''.join([f'{TEXT}{_shown(cell)}</td>' for cell in cells])}</tr>\n"
    yield "</tbody>\n</table>\n</div>\n</main>\n</body>\n</html>\n"


def _style(table: Table) -> str:
    sheet = sheet_for(table.columns)
    return STYLE % {
        "width": sheet.width,
        "height": sheet.height,
        "margin": MARGIN,
        "points": sheet.points,
        "least": sum(column.width for column in table.columns) * 0.6,
        "mark": MARK % _css(table.draft_mark) if table.draft_mark else "",
    }


def _css(text: str) -> str:
    """Write a text as a string of CSS in which no character is special to CSS or HTML."""
    return '"' + "".join(c if c.isalnum() else f"\\{ord(c):06x}" for c in storable(text)) + '"'


def _shown(cell: Cell) -> str:
    match cell:
        case None:
            return ""
        case str():
            return _text(cell)
        case dt.date():
            return cell.isoformat()
        case _:
            return str(cell)


def _text(text: str) -> str:
    return escape(storable(text))
