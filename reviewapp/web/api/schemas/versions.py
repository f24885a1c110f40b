"""Versions: what was uploaded and what was found in it."""

from typing import Annotated, Literal

from pydantic import Field

from ....domain.blocks import BlockKind
from ....domain.threads import PlaceState
from ....domain.versions import VersionState
from ....services.rereading import ENCODING_NAMES
from .base import Given, Language, Moment, PublicId, Taken
from .found import Found


class NewVersion(Taken):
    """The fields beside `file`."""

    language: Language
    note: str = ""
    publish: bool = Field(False, description="true: at once; else a draft until /publish.")
    follows: PublicId | None = Field(None, description="Default: the newest of this document and language.")
    corresponds_to: PublicId | None = Field(None, description="A version in another language.")
    encoding: Literal[*ENCODING_NAMES] | None = Field(  # type: ignore[valid-type]
        None, description="Of a text file, where the sender knows it; else found out or guessed."
    )


class Section(Given):
    """A heading and what follows it."""

    id: str
    number: str
    level: int
    title: str = Field(description="The heading without its number.")


class Warning(Given):
    """Something the reader of the file could not do, or finds odd."""

    code: str
    message: str
    where: str


class Version(Given):
    """One upload. Published versions never change."""

    id: str
    document: str
    project: str
    number: int = Field(description="Counts per document and language.")
    language: Language
    state: VersionState
    title: str
    note: str
    follows: str | None
    corresponds_to: str | None
    file_name: str
    media_type: str
    encoding: str = Field(description='That of a text file; "" for Unicode that says so.')
    created_at: Moment
    published_at: Moment | None
    sections: list[Section]
    blocks: int
    warnings: list[Warning]
    found: Found
    carried: dict[PlaceState, int] | None = Field(
        description="Threads that came from earlier versions, by the state of their place. For staff."
    )


class Block(Given):
    """One block. `text` is NFC; all positions are code points in it."""

    id: str
    section: str | None
    kind: BlockKind
    level: Annotated[int, Field(description="1-6 for headings, the depth from 1 for list items, else 0.")]
    number: Annotated[str, Field(description="A computed number of a heading; never part of the text.")]
    text: str
    html: str
