"""The list a reader came from: the way back, and the next thread within its filters."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs

from flask import url_for

from ..domain.errors import BadInput
from ..domain.filters import ThreadFilter, read_filter
from ..domain.permissions import Action, Actor, may
from ..domain.threads import Status
from ..queries.desks import Desk, desk_of_document, desk_of_round
from ..queries.threads import ids_in
from .narrowing import ORDER

EVERYTHING = ThreadFilter(status=tuple(Status))


@dataclass(frozen=True, slots=True)
class Trail:
    """Where a thread stands in a list. Addresses are "" where there is nothing; `position` counts from 1."""

    came_from: str
    back_url: str
    previous_url: str
    next_url: str
    position: int | None
    total: int


def footprint(noun: str, public_id: str, query: str) -> str:
    """Write a list as it travels in `?from=`: "document/ID?status=open"."""
    return f"{noun}/{public_id}?{query}"


def thread_url(public_id: str, came_from: str) -> str:
    """Give the address of a thread's page, the list kept in mind."""
    query: dict[str, Any] = {"from": came_from} if came_from else {}
    return url_for("threads.show", thread_id=public_id, **query)


def trail_of(thread: Any, came_from: str, actor: Actor) -> Trail | None:
    """Find a thread's neighbours in the list `came_from`; None where that is no list it stands in."""
    noun, _, rest = came_from.partition("/")
    public_id, _, query = rest.partition("?")
    desk = _desk(thread, noun, public_id, actor) if may(actor, Action.SEE_DESK) else None
    if desk is None:
        return None
    try:
        asked = parse_qs(query)
        wanted = read_filter(asked)
    except BadInput:
        return None
    by_edition = asked.get(ORDER) == ["edition"]
    listed = ids_in(desk, wanted, actor, by_edition=by_edition)
    # A thread that was just decided may have left the list; its neighbours are still those around it.
    order = {key: at for at, key in enumerate(ids_in(desk, EVERYTHING, actor, by_edition=by_edition))}
    here = order.get(thread.public_id, -1)
    before = [key for key in listed if order.get(key, -1) < here]
    after = [key for key in listed if order.get(key, -1) > here]
    named: dict[str, Any] = {f"{noun}_id": public_id}
    back = url_for(f"triage.{noun}", **named)
    return Trail(
        came_from=came_from,
        back_url=f"{back}?{query}" if query else back,
        previous_url=thread_url(before[-1], came_from) if before else "",
        next_url=thread_url(after[0], came_from) if after else "",
        position=len(before) + 1 if thread.public_id in listed else None,
        total=len(listed),
    )


def _desk(thread: Any, noun: str, public_id: str, actor: Actor) -> Desk | None:
    document, round_ = thread.version.document, thread.round
    if noun == "document" and document.public_id == public_id:
        return desk_of_document(document, actor)
    if noun == "round" and round_ is not None and round_.public_id == public_id:
        return desk_of_round(round_, actor)
    return None
