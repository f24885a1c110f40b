"""Threads: comments, their replies, decisions and places."""

from typing import Any

from pydantic import Field, JsonValue

from ....domain.people import InstitutionType, Role
from ....domain.threads import CommentType, Disposition, Importance, PlaceState, Scope, Status
from .base import Given, Language, Moment, Problem, PublicId, Taken


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


class NewReply(Taken):
    """An answer in a thread."""

    body: str
    language: Language | None = None
    internal: bool = Field(False, description="For editors and managers.")


class ThreadChange(Taken):
    """What changes: words by their author, status and sharing by editors."""

    body: str | None = None
    proposed_wording: str | None = None
    type: CommentType | None = None
    importance: Importance | None = None
    status: Status | None = Field(None, description="open sends a draft; in_progress; closed.")
    shared: bool | None = None
    assignee: JsonValue = Field(None, description="Not yet.")
    due: JsonValue = Field(None, description="Not yet.")
    waiting: JsonValue = Field(None, description="Not yet.")
    tags: JsonValue = Field(None, description="Not yet.")
    translation: JsonValue = Field(None, description="Not yet.")


class Ruling(Taken):
    """A decision. The reason is compulsory for three dispositions, `duplicate_of` for a duplicate."""

    disposition: Disposition
    reason: str = ""
    response: str = ""
    duplicate_of: PublicId | None = None


class Note(Taken):
    """Why."""

    note: str = ""


class Settling(Taken):
    """Where a thread stands in a version: in a section, at a passage, or nowhere any more."""

    version: PublicId
    section: PublicId | None = None
    start: Point | None = None
    end: Point | None = None
    removed: bool = False


class Author(Given):
    """Who wrote it, as far as one may know: `byline` always, the rest as the attribution allows."""

    byline: str
    id: str | None = None
    name: str | None = None
    institution: str | None = None
    institution_type: InstitutionType | None = None
    role: Role | None = None
    number: int | None = None


class Reply(Given):
    """An answer in a thread."""

    id: str
    author: Author
    body: str
    body_html: str
    language: Language
    internal: bool
    created_at: Moment


class At(Given):
    """A position in the text of a block, in Unicode code points."""

    block: str
    offset: int


class Place(Given):
    """Where a thread stands in a version. For to_be_placed it is a proposal."""

    version: str
    state: PlaceState
    changed: bool
    section: str | None
    start: At | None
    end: At | None
    exact: str | None
    score: float


class QuoteGiven(Given):
    """The words a comment was made on."""

    exact: str
    prefix: str
    suffix: str


class Decision(Given):
    """A ruling as it stands."""

    disposition: Disposition | None
    reason: str
    response: str
    duplicate_of: str | None
    decided_by: str | None
    decided_at: Moment | None


class Thread(Given):
    """A comment as its reader may see it. What one may not see is null or empty."""

    id: str
    number: int | None = Field(
        description="In its round, or in the document; among one's own in a blind round."
    )
    version: str
    document: str
    round: str | None
    scope: Scope
    status: Status
    disposition: Disposition | None
    reason: str | None
    response: str | None
    duplicate_of: str | None
    decided_by: str | None
    decided_at: Moment | None
    shared: bool
    type: CommentType
    importance: Importance | None
    author: Author
    language: Language
    quote: QuoteGiven | None
    body: str
    body_html: str
    proposed_wording: str
    late: bool
    mine: bool
    on_behalf: bool = Field(description="Entered by staff for its author.")
    replies: list[Reply]
    assignee: None = None
    due: None = None
    created_at: Moment
    edited_at: Moment | None
    place: Place | None
    places: list[Place] | None = None
    """On every version one may read; for one thread only."""


class ThreadProblem(Problem):
    """A problem with what stands now."""

    thread: dict[str, Any] | None = Field(None, description="With 412: the thread as it is.")
    decision: Decision | None = Field(None, description="With 409 on a decided thread: how it was decided.")
