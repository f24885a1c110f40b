"""Tables of an HTML page in the making, and tables that only place things on it."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from .cell_lines import Lines
from .html_tree import HEADINGS, Element
from .xml_parsing import whole

MAX_SPAN = 100
MAX_NESTED_TABLES = 3
_GROUPS = ("thead", "tbody", "tfoot")
_SCOPES = {"row", "col", "rowgroup", "colgroup"}


@dataclass(slots=True)
class Table:
    """Gather rows and cells as they come, then take `html`. `stray` is what stands between the cells."""

    stray: Lines = field(default_factory=Lines)
    caption: list[str] = field(default_factory=list)
    direction: str = ""
    _rows: list[tuple[str, list[str]]] = field(default_factory=list)

    def row(self, group: str = "tbody") -> None:
        """Begin a row of a group."""
        self._rows.append((group if group in _GROUPS else "tbody", []))

    def cell(self, element: Element, inner: str) -> None:
        """Add a cell to the row."""
        if not self._rows:
            self.row()
        tag = "th" if element.tag == "th" else "td"
        self._rows[-1][1].append(f"<{tag}{_attributes(element)}>{inner}</{tag}>")

    @property
    def html(self) -> str:
        """Return the table, "" if it has no cells."""
        shown = "".join(self._groups())
        caption = "<br>".join(self.caption)
        direction = ' dir="rtl"' if self.direction == "rtl" else ""
        return (
            f"<table{direction}>{f'<caption>{caption}</caption>' if caption else ''}{shown}</table>"
            if shown
            else ""
        )

    def _groups(self) -> Iterator[str]:
        """Give the groups: heads first, feet last, as a browser shows them."""
        if not any(name == "thead" for name, _ in self._rows):
            self._tell_heads()
        for group in _GROUPS:
            rows = [f"<tr>{''.join(cells)}</tr>" for name, cells in self._rows if name == group and cells]
            if rows:
                yield f"<{group}>{''.join(rows)}</{group}>"

    def _tell_heads(self) -> None:
        """Say of the rows above all others that hold header cells only that these head columns."""
        for _, cells in self._rows[:-1]:
            if not all(cell.startswith("<th") for cell in cells):
                break
            told = (cell.partition(">")[0] for cell in cells)
            cells[:] = [
                cell if " scope=" in tag else cell.replace("<th", '<th scope="col"', 1)
                for cell, tag in zip(cells, told, strict=True)
            ]


def _attributes(element: Element) -> str:
    found = ""
    for name in ("colspan", "rowspan"):
        span = min(whole(element.get(name), 1), MAX_SPAN)
        found += f' {name}="{span}"' if span > 1 else ""
    scope = (element.get("scope") or "").lower()
    found += f' scope="{scope}"' if element.tag == "th" and scope in _SCOPES else ""
    return found + (' dir="rtl"' if (element.get("dir") or "").lower() == "rtl" else "")


def tables_with_headings(root: Element) -> set[Element]:
    """Return the tables that have a heading somewhere inside."""
    found: set[Element] = set()
    for heading in root.iter(*HEADINGS):
        for above in heading.iterancestors("table"):
            if above in found:
                break
            found.add(above)
    return found


def is_layout(table: Element, with_headings: set[Element]) -> bool:
    """Tell whether a table only places things on a page: it says so, or headings stand in what is no grid."""
    if table.get("role") in ("presentation", "none"):
        return True
    if table not in with_headings:
        return False
    rows = list(_rows_of(table))
    is_line = len(rows) <= 1 or all(len(list(_cells_of(row))) <= 1 for row in rows)
    says_grid = table.find("caption") is not None or any(cell.tag == "th" for row in rows for cell in row)
    return is_line or not says_grid


def _rows_of(table: Element) -> Iterator[Element]:
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in _GROUPS:
            yield from child.iterchildren("tr")


def _cells_of(row: Element) -> Iterator[Element]:
    return (cell for cell in row if cell.tag in ("td", "th"))
