"""What a card shows beside the words: support, translation, objection, the main comment, what staff keep."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask import url_for

from ..domain.permissions import Actor
from ..domain.threads import CARRIED_OUT, SETTLED, Channel, PlaceState, Scope
from ..queries.desks import today_in
from ..queries.visibility import number_seen, sees_decision, supports_seen
from .bylines import name_towards

_LOST = frozenset({PlaceState.REMOVED, PlaceState.SECTION_ONLY})


@dataclass(frozen=True, slots=True)
class Supports:
    """Who stands behind a comment, named as far as the reader may know; `is_mine` if the reader does."""

    count: int
    is_mine: bool
    by: list[str]


@dataclass(frozen=True, slots=True)
class Translated:
    """A comment in another language. `by` is for staff; it is outdated once the comment was edited."""

    text: str
    language: str
    at: datetime
    by: str
    is_outdated: bool


@dataclass(frozen=True, slots=True)
class Objection:
    """Why an author asked that a decision be looked at again."""

    note: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Implemented:
    """That what was accepted stands in a version."""

    version_id: str
    version_number: int
    language: str
    note: str
    at: datetime


@dataclass(frozen=True, slots=True)
class MainComment:
    """How the comment that a duplicate is handled with was decided; all but the disposition may be hidden."""

    number: int | None
    url: str
    disposition: str
    reason: str
    response: str


@dataclass(frozen=True, slots=True)
class InFile:
    """The name and moment that a comment or reply bore in the file it came with; for staff."""

    author: str
    at: datetime | None


@dataclass(frozen=True, slots=True)
class Kept:
    """What staff keep about a thread. Nobody else gets one."""

    assignee: str
    is_mine: bool
    due: date | None
    is_overdue: bool
    tags: list[str]
    is_waiting: bool
    entered_by: str
    channel: str


def supports_of(thread: Any, actor: Actor) -> Supports:
    """Count the support that the actor may know of."""
    shown = supports_seen(actor, thread)
    return Supports(
        len(shown),
        any(one.member_id == actor.membership_id for one in shown),
        [name_towards(actor, thread, one.member) for one in shown],
    )


def translation_of(thread: Any, actor: Actor) -> Translated | None:
    """Give the translation that stands beside a comment."""
    if not thread.translation or thread.translated_at is None:
        return None
    by = thread.translated_by.account.name if actor.is_staff and thread.translated_by else ""
    return Translated(
        thread.translation, thread.translation_language, thread.translated_at, by, is_outdated(thread)
    )


def is_outdated(thread: Any) -> bool:
    """Tell whether a comment was edited after it was translated."""
    return thread.edited_at is not None and thread.edited_at > thread.translated_at


def implementations_of(thread: Any, actor: Actor) -> list[Implemented]:
    """Say in which versions what was accepted stands, to whoever knows the decision."""
    if thread.disposition not in CARRIED_OUT or not sees_decision(actor, thread):
        return []
    return [
        Implemented(one.version.public_id, one.version.number, one.version.language, one.note, one.at)
        for one in thread.implementations
    ]


def in_text_of(thread: Any, place: Any, actor: Actor) -> str:
    """Tell of an accepted comment whether its passage changed since: "changed", "not_yet", or "" for unknown.

    `place` is the one on the version that is shown; one that waits to be placed tells nothing.
    """
    is_later = place is not None and place.version_id != thread.version_id
    if not is_later or thread.scope is not Scope.PASSAGE or place.state is PlaceState.TO_BE_PLACED:
        return ""
    if thread.disposition not in CARRIED_OUT or not sees_decision(actor, thread):
        return ""
    return "changed" if place.is_changed or place.state in _LOST else "not_yet"


def objection_of(thread: Any, actor: Actor) -> Objection | None:
    """Give the objection to staff and to the author who made it."""
    if thread.objected_at is None or not (actor.is_staff or thread.author_id == actor.membership_id):
        return None
    return Objection(thread.objection, thread.objected_at)


def main_of(thread: Any, actor: Actor, is_known: bool) -> MainComment | None:
    """Show the decision a duplicate inherits; more than the disposition to who knows the main comment."""
    main = thread.duplicate_of
    if main is None or not sees_decision(actor, thread) or not sees_decision(actor, main):
        return None
    if main.disposition is None:
        return None
    return MainComment(
        number_seen(actor, main) if is_known else None,
        url_for("threads.show", thread_id=main.public_id) if is_known else "",
        main.disposition.value,
        main.reason if is_known else "",
        main.response if is_known else "",
    )


def in_file(said: Any, actor: Actor) -> InFile | None:
    """Tell staff whose comment or reply it was in the file it came with."""
    if not actor.is_staff or not (said.found_author or said.found_at):
        return None
    return InFile(said.found_author, said.found_at)


def kept_by_staff(thread: Any, actor: Actor) -> Kept | None:
    """Say who deals with a thread until when, and how it came in; for staff."""
    if not actor.is_staff:
        return None
    project = thread.version.document.guide.project
    return Kept(
        assignee=thread.assignee.account.name if thread.assignee else "",
        is_mine=thread.assignee_id is not None and thread.assignee_id == actor.membership_id,
        due=thread.due,
        is_overdue=bool(thread.due and thread.due < today_in(project) and thread.status not in SETTLED),
        tags=list(thread.tags),
        is_waiting=thread.is_waiting,
        entered_by=thread.entered_by.account.name if thread.entered_by_id != thread.author_id else "",
        channel="" if thread.channel is Channel.ONLINE else thread.channel.value,
    )
