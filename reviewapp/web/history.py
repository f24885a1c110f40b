"""What happened to a thread, in sentences, as far as its reader may know."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from ..domain.permissions import Actor
from ..queries.activity import history_of, wordings_of
from ..queries.visibility import sees_decision, sees_internal
from .cards import Card
from .labels import label


class Audience(Enum):
    """Who may know of an act."""

    READERS = auto()
    DECISION = auto()
    AUTHOR = auto()
    STAFF = auto()
    STAFF_AND_AUTHOR = auto()
    INTERNAL = auto()


ACTS: Mapping[str, tuple[object, Audience]] = {
    "opened": (_l("Comment made"), Audience.READERS),
    "sent": (_l("Draft sent"), Audience.READERS),
    "edited": (_l("Comment edited"), Audience.READERS),
    "withdrew": (_l("Comment withdrawn"), Audience.READERS),
    "replied": (_l("Reply"), Audience.READERS),
    "noted internally": (_l("Internal note"), Audience.INTERNAL),
    "decided": (_l("Decided"), Audience.DECISION),
    "revised": (_l("Decision revised"), Audience.DECISION),
    "reopened": (_l("Reopened"), Audience.DECISION),
    "closed": (_l("Closed"), Audience.DECISION),
    "implemented": (_l("Implemented"), Audience.DECISION),
    "no longer implemented": (_l("No longer implemented"), Audience.DECISION),
    "began": (_l("Taken up"), Audience.STAFF),
    "shared": (_l("Decision shown to the reviewers"), Audience.STAFF),
    "unshared": (_l("Decision no longer shown to the reviewers"), Audience.STAFF),
    "settled place": (_l("Place settled by hand"), Audience.STAFF),
    "assigned": (_l("Assigned"), Audience.STAFF),
    "set due": (_l("Due date set"), Audience.STAFF),
    "set waiting": (_l("Waiting for reviewer"), Audience.STAFF_AND_AUTHOR),
    "no longer waiting": (_l("No longer waiting for the reviewer"), Audience.STAFF_AND_AUTHOR),
    "tagged": (_l("Tags changed"), Audience.STAFF),
    "sorted": (_l("Type or importance corrected"), Audience.STAFF),
    "translated": (_l("Translation changed"), Audience.STAFF),
    "supported": (_l("Support given"), Audience.STAFF),
    "no longer supported": (_l("Support taken back"), Audience.STAFF),
    "objected": (_l("Objection"), Audience.STAFF_AND_AUTHOR),
    "handed over": (_l("Draft handed to the focal point"), Audience.AUTHOR),
    "gave back": (_l("Draft given back"), Audience.AUTHOR),
}
"""verb of the activity -> (words, who may know)"""

_BY_AUTHOR = frozenset({"opened", "sent", "edited", "withdrew", "objected", "handed over", "gave back"})


@dataclass(frozen=True, slots=True)
class Event:
    """One act. `who` is "" where the reader may not know it."""

    at: datetime
    who: str
    words: str
    note: str


@dataclass(frozen=True, slots=True)
class EarlierWording:
    """What a comment said until it was edited."""

    until: datetime
    body: str
    proposed_wording: str


def events(thread: Any, card: Card, actor: Actor) -> list[Event]:
    """Tell what happened to a thread, oldest first. Staff see who; others only authors, as they are named."""
    audience = _audience(thread, actor)
    lines = history_of("thread", thread.public_id)
    if not card.is_mine:
        lines = _without_the_draft(lines)
    shown = {reply.id for reply in card.replies}
    return [
        Event(line.at, _who(line, card, actor), _words(line, card), _note(line))
        for line in lines
        if line.verb in ACTS and ACTS[line.verb][1] in audience
        if line.verb != "replied" or line.details.get("reply") in shown
    ]


def earlier_wordings(thread: Any, card: Card, actor: Actor) -> list[EarlierWording]:
    """Give what the comment said before; for its author, editors and managers."""
    if not (card.is_mine or sees_internal(actor)):
        return []
    return [EarlierWording(one.until, one.body, one.proposed_wording) for one in wordings_of(thread)]


def _without_the_draft(lines: list[Any]) -> list[Any]:
    """Leave out what was done to a draft: for others a comment begins when it is sent."""
    sent = next((at for at, line in enumerate(lines) if line.verb == "sent"), 0)
    return lines[sent:]


def _words(line: Any, card: Card) -> str:
    verb = "opened" if line.verb == "sent" and not card.is_mine else line.verb
    return str(ACTS[verb][0])


def _audience(thread: Any, actor: Actor) -> set[Audience]:
    audience = {Audience.READERS}
    if sees_decision(actor, thread):
        audience.add(Audience.DECISION)
    if actor.is_staff:
        audience.add(Audience.STAFF)
    is_mine = thread.author_id == actor.membership_id
    if is_mine:
        audience.add(Audience.AUTHOR)
    if is_mine or actor.is_staff:
        audience.add(Audience.STAFF_AND_AUTHOR)
    if sees_internal(actor):
        audience.add(Audience.INTERNAL)
    return audience


def _who(line: Any, card: Card, actor: Actor) -> str:
    if actor.is_staff:
        return line.account.name if line.account else ""
    if line.verb in _BY_AUTHOR:
        return card.byline
    return next((reply.byline for reply in card.replies if reply.id == line.details.get("reply")), "")


def _note(line: Any) -> str:
    if code := line.details.get("disposition"):
        return label("disposition", code)
    if line.verb == "tagged":
        return str(_(", ")).join(line.details.get("tags", []))
    if line.verb == "settled place":
        return label("place", line.details.get("state"))
    return str(line.details.get("note", ""))
