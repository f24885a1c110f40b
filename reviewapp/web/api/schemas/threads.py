"""What comes in about comments: their words, replies, decisions, places."""

from typing import Any

from pydantic import Field, model_validator

from ....domain.threads import Channel, CommentType, Disposition, Importance, Scope, Status
from .base import Language, PublicId, Taken


class Quote(Taken):
    """The words of a passage and what stands around them."""

    exact: str
    prefix: str = ""
    suffix: str = ""


class Point(Taken):
    """A position in the text of a block, in Unicode code points."""

    block: PublicId
    offset: int


class NewThread(Taken):
    """A comment. A section needs `section`, a passage `quote` or `start` and `end`; both must agree."""

    scope: Scope
    section: PublicId | None = Field(None, description="For a passage: a hint between equal places.")
    quote: Quote | None = None
    start: Point | None = None
    end: Point | None = Field(None, description="Exclusive.")
    type: CommentType = CommentType.SUBSTANTIVE
    importance: Importance | None = None
    language: Language | None = None
    body: str = Field(description="Markdown without HTML.")
    proposed_wording: str = ""
    draft: bool = False
    on_behalf_of: PublicId | None = Field(None, description="A membership; for staff.")
    channel: Channel = Field(Channel.ONLINE, description="How it came in; for staff, others come online.")


class NewReply(Taken):
    """An answer in a thread."""

    body: str
    language: Language | None = None
    internal: bool = Field(False, description="For editors and managers.")


class Translation(Taken):
    """A comment in another language; an empty text takes it away."""

    text: str
    language: Language = "en"


class ThreadChange(Taken):
    """What changes: words by their author; status, sharing and what staff keep by editors."""

    body: str | None = None
    proposed_wording: str | None = None
    type: CommentType | None = None
    importance: Importance | None = None
    status: Status | None = Field(None, description="open sends a draft; in_progress; closed.")
    shared: bool | None = None
    assignee: PublicId | None = Field(None, description="A membership, an editor or manager; null: nobody.")
    due: str | None = Field(
        None, description="A day in the project's time zone, ISO 8601; null: none.", examples=["2027-03-01"]
    )
    waiting: bool | None = Field(None, description="Whether an answer of the author is waited for.")
    tags: list[str] | None = None
    translation: Translation | None = None

    @model_validator(mode="before")
    @classmethod
    def _null_is_absent(cls, sent: Any) -> Any:
        """Null takes an assignee or a due date away; elsewhere it is as if nothing was sent."""
        if not isinstance(sent, dict):
            return sent
        return {
            name: value for name, value in sent.items() if value is not None or name in ("assignee", "due")
        }


class Ruling(Taken):
    """A decision. The reason is compulsory for three dispositions, `duplicate_of` for a duplicate."""

    disposition: Disposition
    reason: str = ""
    response: str = ""
    duplicate_of: PublicId | None = None


class Note(Taken):
    """Why."""

    note: str = ""


class HandOver(Taken):
    """To whom a draft is handed: the focal point of one's institution in the round."""

    to: PublicId


class Implementing(Taken):
    """A version in which what was accepted stands."""

    version: PublicId
    note: str = ""


class ImplementedIn(Taken):
    """A version in which it does not stand after all."""

    version: PublicId


class Settling(Taken):
    """Where a thread stands in a version: in a section, at a passage, or nowhere any more."""

    version: PublicId
    section: PublicId | None = None
    start: Point | None = None
    end: Point | None = None
    removed: bool = False
