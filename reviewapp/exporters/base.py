"""What every exporter takes and gives, and the text that any file can hold."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from reviewapp.domain.report import Cell, Column


@dataclass(frozen=True, slots=True)
class Table:
    """A table in one language: every word translated, rows read once.

    `about` says what was exported (title, filters, counts) as label and value; `about_title` is that part's
    name, `cut_note` the sentence that explains CUT_MARK.
    """

    title: str
    about: list[tuple[str, str]]
    columns: list[Column]
    rows: Iterable[list[Cell]]
    language: str
    about_title: str = "About this table"
    cut_note: str = "A text that ends in […] is longer than a cell of this file can hold and is cut there."


class Exporter(Protocol):
    """Turn a table into a file, given in chunks so that it can be sent while it is made."""

    @property
    def media_type(self) -> str: ...

    @property
    def extension(self) -> str: ...

    def chunks(self, table: Table) -> Iterator[bytes]: ...


CUT_MARK = " […]"

_LINE_END = re.compile(r"\r\n?")
# C0 and C1 controls but TAB and LF, lone surrogates, and what Unicode never assigns to a character.
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef"
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000))
    + "]"
)


def storable(text: str) -> str:
    """Make line ends LF and remove what XML or UTF-8 cannot hold. Everything else stays as typed."""
    return _FORBIDDEN.sub("", _LINE_END.sub("\n", text))
