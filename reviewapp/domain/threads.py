"""A thread's words and its three axes: status, disposition, place. They are never mixed."""

from dataclasses import dataclass
from enum import StrEnum

from .errors import BadInput, Forbidden, StateConflict


class Scope(StrEnum):
    """What a comment is about."""

    PASSAGE = "passage"
    SECTION = "section"
    DOCUMENT = "document"


class CommentType(StrEnum):
    """The kind of a comment."""

    SUBSTANTIVE = "substantive"
    STRUCTURE = "structure"
    TERMINOLOGY = "terminology"
    EDITORIAL = "editorial"
    QUESTION = "question"
    EXAMPLE = "example"


class Importance(StrEnum):
    """How much it matters to its author; may be left open."""

    ESSENTIAL = "essential"
    IMPORTANT = "important"
    MINOR = "minor"


class Channel(StrEnum):
    """The way a comment came in; all but the first were entered by staff on behalf of its author."""

    ONLINE = "online"
    FORM = "form"
    WORD = "word"
    WORKSHOP = "workshop"
    LETTER = "letter"


class Status(StrEnum):
    """First axis: how far the thread has been dealt with."""

    DRAFT = "draft"
    OPEN = "open"
    IN_PROGRESS = "in_progress"
    DECIDED = "decided"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


class Disposition(StrEnum):
    """Second axis, from `decided` on: what became of the comment."""

    ACCEPTED = "accepted"
    ACCEPTED_WITH_MODIFICATION = "accepted_with_modification"
    NOTED = "noted"
    NOT_ACCEPTED = "not_accepted"
    DUPLICATE = "duplicate"
    OUT_OF_SCOPE = "out_of_scope"


class PlaceState(StrEnum):
    """Third axis: where the passage stands in a version."""

    IN_PLACE = "in_place"
    CHANGED = "changed"
    MOVED = "moved"
    SECTION_ONLY = "section_only"
    REMOVED = "removed"
    TO_BE_PLACED = "to_be_placed"


TRANSITIONS: dict[str, tuple[frozenset[Status], Status]] = {
    "send": (frozenset({Status.DRAFT}), Status.OPEN),
    "begin": (frozenset({Status.OPEN}), Status.IN_PROGRESS),
    "decide": (frozenset({Status.OPEN, Status.IN_PROGRESS}), Status.DECIDED),
    "revise": (frozenset({Status.DECIDED, Status.CLOSED}), Status.DECIDED),
    "close": (frozenset({Status.DECIDED}), Status.CLOSED),
    "reopen": (frozenset({Status.DECIDED, Status.CLOSED}), Status.IN_PROGRESS),
    "object": (frozenset({Status.DECIDED, Status.CLOSED}), Status.IN_PROGRESS),
    "withdraw": (frozenset({Status.DRAFT, Status.OPEN, Status.IN_PROGRESS}), Status.WITHDRAWN),
    "edit": (frozenset({Status.DRAFT, Status.OPEN, Status.IN_PROGRESS}), Status.OPEN),
    "reply": (frozenset({Status.OPEN, Status.IN_PROGRESS, Status.DECIDED, Status.CLOSED}), Status.OPEN),
}
"""act -> (statuses it may be done in, status it leads to); `edit` and `reply` leave the status as it is."""

SETTLED = frozenset({Status.DECIDED, Status.CLOSED, Status.WITHDRAWN})
COUNTED = frozenset({Status.OPEN, Status.IN_PROGRESS, Status.DECIDED, Status.CLOSED})
"""What lists, counts and exports show unless a filter asks for more."""

STANDING = frozenset({PlaceState.IN_PLACE, PlaceState.CHANGED, PlaceState.MOVED})
"""Where the very passage, section or document that a thread is about stands in a version."""

UNPLACED = frozenset({PlaceState.REMOVED, PlaceState.TO_BE_PLACED})
"""Where a thread stands beside no text of a version; what its place points at is a proposal at best."""

NEEDS_REASON = frozenset(
    {Disposition.ACCEPTED_WITH_MODIFICATION, Disposition.NOT_ACCEPTED, Disposition.OUT_OF_SCOPE}
)

CARRIED_OUT = frozenset({Disposition.ACCEPTED, Disposition.ACCEPTED_WITH_MODIFICATION})
"""Accepting changes no text: what was accepted is implemented in a version, edition by edition."""

BODY_LENGTH = 20_000
NOTE_LENGTH = 2_000
MOST_TAGS = 10
TAG_LENGTH = 40
WORDING_LENGTH = 20_000
REASON_LENGTH = 5_000
RESPONSE_LENGTH = 10_000


def check_act(act: str, present: Status) -> Status:
    """Give the status that `act` leads to; raise StateConflict naming the present one where it is barred."""
    allowed, after = TRANSITIONS[act]
    if present not in allowed:
        raise StateConflict(f"thread_{present}", act=act)
    return present if act in ("edit", "reply") else after


@dataclass(frozen=True, slots=True)
class Ruling:
    """A disposition with its grounds, as an editor gives it. `duplicate_of` is a thread's public id."""

    disposition: Disposition
    reason: str = ""
    response: str = ""
    duplicate_of: str | None = None


def check_ruling(ruling: Ruling) -> None:
    """Raise BadInput unless the reason and the main thread stand where the disposition needs them."""
    if ruling.disposition in NEEDS_REASON and not ruling.reason.strip():
        raise BadInput("reason_missing", field="reason")
    if ruling.disposition is Disposition.DUPLICATE and not ruling.duplicate_of:
        raise BadInput("duplicate_of_missing", field="duplicate_of")


def check_implementable(status: Status, disposition: Disposition | None) -> None:
    """Raise StateConflict("not_accepted") for a comment that asks for no change, or is not decided."""
    if status not in (Status.DECIDED, Status.CLOSED) or disposition not in CARRIED_OUT:
        raise StateConflict("not_accepted")


def check_judge(author_id: int, judge_id: int | None) -> None:
    """Raise Forbidden("own_comment"): nobody decides a comment of which he or she is the author."""
    if author_id == judge_id:
        raise Forbidden("own_comment")


def check_words(text: str, limit: int, field: str) -> str:
    """Give the text without outer white space; raise BadInput if it is empty or longer than `limit`."""
    words = text.strip()
    if not words:
        raise BadInput(f"{field}_missing", field=field)
    if len(words) > limit:
        raise BadInput("text_too_long", field=field, limit=limit, length=len(words))
    return words
