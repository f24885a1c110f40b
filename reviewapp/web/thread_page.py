"""What the page of one thread shows, for every door that shows it (templates/threads/show.html)."""

from dataclasses import dataclass, replace
from typing import Any

from flask import url_for

from ..domain.compare.words import Op, compare_words
from ..domain.permissions import Action, Actor, may
from ..domain.threads import UNPLACED, PlaceState, Scope
from ..queries.places import find_place, newest_places
from ..queries.rounds import bears_mark
from ..queries.threads import Entry
from ..queries.versions import sees_version
from ..queries.visibility import sees_internal
from .cards import card
from .deciding import panel
from .handling import handling
from .history import earlier_wordings, events
from .implementing import implementing

CONTEXT = 240
"""Characters of the text around a passage that are shown on each side."""


@dataclass(frozen=True, slots=True)
class Passage:
    """The words a comment is about, with what stands around them; `url` leads there ("" if not readable)."""

    before: str
    exact: str
    after: str
    section: str
    language: str
    version_number: int
    url: str


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Where a thread stands on one version, and the address of that place."""

    version_number: int
    version_id: str
    state: str
    section: str
    exact: str
    url: str
    words: list[Op]
    """What became of the words that were commented on; [] where they stand as they were or none were."""


def thread_page(thread: Any, actor: Actor) -> dict[str, Any]:
    """Give what templates/threads/show.html needs. Doors that refuse a form add it (`reply_form`, …)."""
    newest = newest_places([thread.id], actor).get(thread.id)
    one = card(Entry(thread, newest), actor)
    return {
        "thread": thread,
        "confidential": bears_mark(thread.version),
        "card": one,
        "discussion": replace(one, quote=""),
        "passage": passage_of(thread, find_place(thread, thread.version), actor),
        "newest": whereabouts(thread, newest) if newest and newest.version_id != thread.version_id else None,
        "may_place": may(actor, Action.TRIAGE),
        "history": events(thread, one, actor),
        "wordings": earlier_wordings(thread, one, actor),
        "reply_form": None,
        "object_form": None,
        "sees_internal": sees_internal(actor),
        **handling(thread, actor),
        **implementing(thread, actor),
        **panel(thread, actor),
    }


def passage_of(thread: Any, place: Any, actor: Actor) -> Passage:
    """Show what a comment was made on; what stands around it only to those who may read the version."""
    readable = place is not None and sees_version(actor, thread.version)
    before, after = around(place) if readable else ("", "")
    return Passage(
        before=before,
        exact=thread.exact,
        after=after,
        section=section_words(place) if readable else "",
        language=thread.version.language,
        version_number=thread.version.number,
        url=address(thread, thread.version) if readable else "",
    )


def around(place: Any) -> tuple[str, str]:
    """Give the text of the passage's own blocks before and after it, cut at CONTEXT characters."""
    if place.start_block is None or place.end_block is None:
        return "", ""
    before, after = place.start_block.text[: place.start], place.end_block.text[place.end :]
    if len(before) > CONTEXT:
        before = "…" + before[-CONTEXT:]
    if len(after) > CONTEXT:
        after = after[:CONTEXT] + "…"
    return before, after


def whereabouts(thread: Any, place: Any) -> Whereabouts:
    """Say where a thread stands on the version of `place`."""
    return Whereabouts(
        version_number=place.version.number,
        version_id=place.version.public_id,
        state=place.state.value,
        section=section_words(place),
        exact=place.exact,
        url=address(thread, place.version),
        words=_reworded(thread, place),
    )


def _reworded(thread: Any, place: Any) -> list[Op]:
    """Tell what became of a passage on a version. What waits to be placed has no new wording yet."""
    if thread.scope is not Scope.PASSAGE or place.state is PlaceState.TO_BE_PLACED:
        return []
    now = place.exact if place.start_block_id is not None and place.state not in UNPLACED else ""
    if now == thread.exact or not (now or place.state is PlaceState.REMOVED):
        return []
    return compare_words(thread.exact, now)


def section_words(place: Any) -> str:
    """Name the section of a place as its heading does; "" for none."""
    if place is None or place.section is None:
        return ""
    return " ".join(filter(None, (place.section.number, place.section.title)))


def address(thread: Any, version: Any) -> str:
    """Give the address of a thread on the reading page of a version."""
    return address_in_text(thread.public_id, version.public_id)


def address_in_text(thread_id: str, version_id: str) -> str:
    """Give the same by their ids. `at` lets the page come with the part, and the card, that is asked for."""
    name = f"thread-{thread_id}"
    return url_for("reading.show", version_id=version_id, at=name, _anchor=name)
