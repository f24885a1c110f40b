"""What every exporter takes and gives, and the text that any file can hold."""

import re
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import IO, Protocol

from reviewapp.domain.report import Column
from reviewapp.domain.report_rows import Cell


@dataclass(frozen=True, slots=True)
class Table:
    """A table in one language: every word translated, rows read once.

    `about` says what was exported (title, filters, counts) as label and value; `about_title` is that part's
    name, `cut_note` the sentence that explains CUT_MARK. `draft_mark` stands on every page unless empty.
    `records` are the rows and `facts` the first page for programs, in codes; whoever reads the records
    leaves the rows, and the other way round.
    """

    title: str
    about: list[tuple[str, str]]
    columns: list[Column]
    rows: Iterable[list[Cell]]
    language: str
    about_title: str = "About this table"
    cut_note: str = "A text that ends in […] is longer than a cell of this file can hold and is cut there."
    draft_mark: str = ""
    records: Iterable[Mapping[str, object]] = ()
    facts: Mapping[str, object] = field(default_factory=dict)


class Exporter(Protocol):
    """Turn a table into a file, given in chunks so that it can be sent while it is made."""

    @property
    def media_type(self) -> str: ...

    @property
    def extension(self) -> str: ...

    def chunks(self, table: Table) -> Iterator[bytes]: ...


CUT_MARK = " […]"
CHUNK_BYTES = 65_536

_LINE_END = re.compile(r"\r\n?")
# C0 and C1 controls but TAB and LF, lone surrogates, and what Unicode never assigns to a character.
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef"
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000))
    + "]"
)


def storable(text: str) -> str:
    """Make line ends LF and remove what XML or UTF-8 cannot hold. Everything else stays as typed."""
    # Nothing that goes is printable; most texts are one printable line and are done here.
    if text.isprintable():
        return text
    return _FORBIDDEN.sub("", _LINE_END.sub("\n", text))


def filed(write: Callable[[IO[bytes]], None]) -> Iterator[bytes]:
    """Let `write` make a file on the disk, then give it in pieces of CHUNK_BYTES."""
    with tempfile.TemporaryFile() as file:
        write(file)
        file.seek(0)
        while piece := file.read(CHUNK_BYTES):
            yield piece


def gathered(pieces: Iterable[str]) -> Iterator[bytes]:
    """Give small pieces of text as UTF-8 in chunks of about CHUNK_BYTES."""
    waiting: list[str] = []
    size = 0
    for piece in pieces:
        waiting.append(piece)
        size += len(piece)
        if size >= CHUNK_BYTES // 2:
            yield "".join(waiting).encode()
            waiting, size = [], 0
    yield "".join(waiting).encode()
