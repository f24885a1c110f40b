"""What every importer takes and gives: bytes in, a manuscript out."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from reviewapp.domain.blocks import BlockKind


@dataclass(frozen=True, slots=True)
class RawBlock:
    """A block as it was found: `html` is inner HTML (see domain.blocks.Block), not yet safe or tidy.

    `number` is what the word processor shows before a heading or an item of an ordered list.
    """

    kind: BlockKind
    html: str
    level: int = 0
    number: str = ""
    ordinal: int | None = None


@dataclass(frozen=True, slots=True)
class Image:
    """A picture of the manuscript; blocks refer to it as `<img src="images/NAME">`."""

    name: str
    media_type: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Warning:
    """Something the uploader should know. `where`: words of the text, a part's name or "".

    Codes: no_headings, heading_level_skipped, image_not_kept, part_not_read, encoding_guessed, text_only.
    """

    code: str
    where: str = ""


@dataclass(frozen=True, slots=True, order=True)
class Spot:
    """A place in a manuscript: the index of a block and a code point in the text that the block will have."""

    block: int
    offset: int


@dataclass(frozen=True, slots=True)
class FoundComment:
    """A comment that a file brought along.

    `start` and `end` are its passage (both None: it has no place in the text), `quote` the words there,
    blocks joined by LF. `answers` is the index of the comment it replies to among `Manuscript.comments`.
    """

    author: str
    text: str
    at: datetime | None = None
    start: Spot | None = None
    end: Spot | None = None
    quote: str = ""
    answers: int | None = None
    is_resolved: bool = False


@dataclass(frozen=True, slots=True)
class TrackedChange:
    """A change that a file had tracked: inserted words are in the text, deleted ones stood at `start`."""

    is_insertion: bool
    author: str
    text: str
    at: datetime | None = None
    start: Spot | None = None
    end: Spot | None = None


@dataclass(frozen=True, slots=True)
class Manuscript:
    """A file as blocks in reading order. `title` is "" if the file has no words that could serve.

    `tables` and `pictures` count those of the file: tables that only place text on a page and pictures that
    are not kept too. `encoding` is the one a text was read in, "" for Unicode and for all that is no text.
    """

    title: str
    blocks: list[RawBlock]
    images: list[Image]
    warnings: list[Warning]
    comments: list[FoundComment] = field(default_factory=list)
    changes: list[TrackedChange] = field(default_factory=list)
    tables: int = 0
    pictures: int = 0
    encoding: str = ""


class Importer(Protocol):
    """One format."""

    def read(self, data: bytes) -> Manuscript:
        """Read a whole file. Raises BadInput (file_damaged, file_hostile, file_without_text, …)."""
        ...


class TextImporter(Protocol):
    """One format that is text."""

    def read_text(self, text: str) -> Manuscript:
        """Read a whole text with LF line ends. Raises BadInput as `Importer.read`."""
        ...
