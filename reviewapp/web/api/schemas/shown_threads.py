"""Comments as they go out, with their replies, decisions and places."""

from datetime import date
from typing import Any

from pydantic import Field

from ....domain.people import InstitutionType, Role
from ....domain.threads import Channel, CommentType, Disposition, Importance, PlaceState, Scope, Status
from .base import Given, Language, Moment, Problem

CALLED = "The memberships of those called by @name in it, as far as one may know them."


class Person(Given):
    """A member, for staff."""

    id: str
    name: str


class InFile(Given):
    """The name and moment that a comment or reply bore in the file it came with."""

    author: str
    at: Moment | None


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
    mentions: list[str] = Field(description=CALLED)
    created_at: Moment
    in_file: InFile | None = Field(None, description="For staff.")


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


class Supports(Given):
    """Who stands behind a comment, as far as one may know; `mine` if the caller does."""

    count: int
    mine: bool
    by: list[str]


class TranslationGiven(Given):
    """A comment in another language. It is outdated once the comment was edited; `by` is for staff."""

    text: str
    language: Language
    by: Person | None
    at: Moment
    outdated: bool


class Objection(Given):
    """Why the author asked that the decision be looked at again; for the author and staff."""

    note: str
    at: Moment


class MainDecision(Given):
    """How the comment a duplicate is handled with was decided."""

    disposition: Disposition
    reason: str | None
    response: str | None


class Implemented(Given):
    """That what was accepted stands in a version."""

    version: str
    language: Language
    number: int
    note: str
    at: Moment


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
    mentions: list[str] = Field(description=CALLED)
    on_behalf: bool = Field(description="Entered by staff for its author.")
    replies: list[Reply]
    supports: Supports
    assignee: Person | None = Field(None, description="For staff.")
    due: date | None = Field(None, description="A day in the project's time zone; for staff.")
    tags: list[str] | None = Field(None, description="For staff.")
    in_file: InFile | None = Field(None, description="For staff.")
    waiting: bool | None = Field(None, description="For staff and the author.")
    translation: TranslationGiven | None = None
    channel: Channel
    objection: Objection | None = None
    handed_to: Person | None = Field(None, description="Who else holds a draft; for its author.")
    main_decision: MainDecision | None = Field(
        None, description="Of the comment a duplicate is handled with; without the right to see it no reason."
    )
    implemented: list[Implemented]
    created_at: Moment
    edited_at: Moment | None
    place: Place | None
    places: list[Place] | None = None
    """On every version one may read; for one thread only."""


class ThreadProblem(Problem):
    """A problem with what stands now."""

    thread: dict[str, Any] | None = Field(None, description="With 412: the thread as it is.")
    decision: Decision | None = Field(None, description="With 409 on a decided thread: how it was decided.")
