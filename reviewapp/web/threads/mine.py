"""A person's own comments by round, and what became of each."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from ...domain.filters import ThreadFilter
from ...domain.permissions import Actor
from ...domain.threads import Status
from ...queries.desks import desk_of_author
from ...queries.places import newest_places
from ...queries.projects import member_behind
from ...queries.threads import Entry, entries
from ..cards import Card
from ..thread_page import Whereabouts, outcome


@dataclass(frozen=True, slots=True)
class Outcome:
    """One comment, and where it stands in the newest version its author may read."""

    card: Card
    document: str
    place: Whereabouts | None


@dataclass(frozen=True, slots=True)
class RoundOfComments:
    """The comments made in one round; `round` is None for those outside of rounds."""

    round: Any
    outcomes: list[Outcome]
    settled: int


def rounds_of_comments(actor: Actor) -> list[RoundOfComments]:
    """Give the actor's comments, the newest round first, those outside of rounds last."""
    member = member_behind(actor)
    if member is None:
        return []
    found = entries(desk_of_author(member, actor), ThreadFilter(status=tuple(Status)), actor)
    places = newest_places([entry.thread.id for entry in found], actor)
    by_round: dict[int | None, list[Entry]] = {}
    for entry in found:
        by_round.setdefault(entry.thread.round_id, []).append(
            Entry(entry.thread, places.get(entry.thread.id))
        )
    newest_first = sorted(by_round, key=lambda key: -(key or 0))
    return [_group(by_round[key], actor) for key in newest_first]


def _group(found: Iterable[Entry], actor: Actor) -> RoundOfComments:
    held = list(found)
    outcomes = [Outcome(*_shown(entry, actor)) for entry in held]
    settled = sum(one.card.disposition is not None for one in outcomes)
    return RoundOfComments(held[0].thread.round, outcomes, settled)


def _shown(entry: Entry, actor: Actor) -> tuple[Card, str, Whereabouts | None]:
    card, place = outcome(entry, actor)
    return card, entry.thread.version.document.title, place
