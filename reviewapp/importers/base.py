"""What every importer takes and gives: bytes in, a manuscript out."""

from dataclasses import dataclass
from typing import Protocol

from reviewapp.domain.blocks import BlockKind


@dataclass(frozen=True, slots=True)
class RawBlock:
    """A block as it was found: `html` is inner HTML (see domain.blocks.Block), not yet safe or tidy."""

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

    Codes: no_headings, heading_level_skipped, image_not_kept, part_not_read.
    """

    code: str
    where: str = ""


@dataclass(frozen=True, slots=True)
class Manuscript:
    """A file as blocks in reading order. `title` is "" if the file has no words that could serve."""

    title: str
    blocks: list[RawBlock]
    images: list[Image]
    warnings: list[Warning]


class Importer(Protocol):
    """One format."""

    def read(self, data: bytes) -> Manuscript:
        """Read a whole file. Raises BadInput (file_damaged, file_hostile, file_without_text, …)."""
        ...
