"""What a file brought along: its comments, and what becomes of them."""

from pydantic import Field

from .base import Given, Moment, PublicId, Taken
from .shown_threads import At


class Found(Given):
    """How much the file of a version brought along."""

    comments: int | None = Field(description="Replies not counted. For staff.")
    insertions: int
    deletions: int


class FoundComment(Given):
    """A comment that stood in the file; without `start` it has no place in the text."""

    number: int = Field(description="Counts in the file, from 1.")
    author: str = Field(description="As the file names it.")
    at: Moment | None
    text: str
    quote: str = Field(description="The words of its passage as the file had them.")
    start: At | None
    end: At | None
    answers: int | None = Field(description="The number of the comment it is a reply to.")
    resolved: bool
    thread: str | None = Field(description="What became of it; null: not imported.")


class Import(Taken):
    """Which comments of the file become threads, and whose they are."""

    comments: list[int] | None = Field(None, description="Numbers in the file; null: all. Replies follow.")
    authors: dict[str, PublicId] = Field(
        default_factory=dict,
        description="Memberships by the name in the file. Others are the importer's, with the name kept.",
    )


class Imported(Given):
    """The threads that were made."""

    imported: int
    threads: list[str]
