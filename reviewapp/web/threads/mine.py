"""A person's own comments by round and what became of each, drafts, and drafts handed to a focal point."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from ...domain.filters import ThreadFilter
from ...domain.people import Attribution
from ...domain.permissions import Actor
from ...domain.threads import Status
from ...queries.desks import Desk, desk_of_author, desk_of_drafts_handed_to
from ...queries.places import newest_places
from ...queries.projects import member_behind
from ...queries.rounds import project_bears_mark, reviewers_of
from ...queries.threads import Entry, entries
from ...services.drafts import is_focal_point_for
from ..bylines import name_outside
from ..cards import Card, cards
from ..thread_page import Whereabouts, whereabouts

FocalPoints = dict[int | None, list[tuple[str, str]]]
"""round -> whom a draft of that round can be handed to: (id, name)"""


@dataclass(frozen=True, slots=True)
class Outcome:
    """One comment, and where it stands in the newest version its author may read."""

    card: Card
    document: str
    place: Whereabouts | None
    focal_points: list[tuple[str, str]]
    """Whom a draft can be handed to: (id, name)."""


@dataclass(frozen=True, slots=True)
class RoundOfComments:
    """The comments made in one round; `round` is None for those outside of rounds."""

    round: Any
    outcomes: list[Outcome]
    settled: int


def my_page(project: Any, actor: Actor, **more: Any) -> dict[str, Any]:
    """Give what templates/threads/mine.html needs; doors that refuse a form add it.

    Keys: project, drafts, handed (drafts of colleagues), groups (the newest round first, comments outside of
    rounds last), refused (a form, or None).
    """
    member = member_behind(actor)
    page = {"project": project, "drafts": [], "handed": [], "groups": [], "refused": None, **more}
    page["confidential"] = project_bears_mark(project, actor)
    if member is None:
        return page
    found = _placed(desk_of_author(member, actor), tuple(Status), actor)
    drafts = [entry for entry in found if entry.thread.status is Status.DRAFT]
    focal_points = _focal_points(drafts, member)
    by_round: dict[int | None, list[Entry]] = {}
    for entry in found:
        if entry.thread.status is not Status.DRAFT:
            by_round.setdefault(entry.thread.round_id, []).append(entry)
    newest_first = sorted(by_round, key=lambda key: -(key or 0))
    handed = _placed(desk_of_drafts_handed_to(member, actor), (Status.DRAFT,), actor)
    page["drafts"] = _shown(drafts, actor, focal_points)
    page["handed"] = _shown(handed, actor)
    page["groups"] = [_group(by_round[key], actor) for key in newest_first]
    return page


def _placed(desk: Desk, statuses: tuple[Status, ...], actor: Actor) -> list[Entry]:
    """Give the threads of a desk with their places on the newest versions the actor may read."""
    found = entries(desk, ThreadFilter(status=statuses), actor)
    places = newest_places([entry.thread.id for entry in found], actor)
    return [Entry(entry.thread, places.get(entry.thread.id)) for entry in found]


def _focal_points(drafts: Iterable[Entry], member: Any) -> FocalPoints:
    """Say, by round, who speaks for the member's institution there."""
    rounds = {entry.thread.round_id: entry.thread.round for entry in drafts}
    return {
        key: [
            (row.membership.public_id, name_outside(row.membership, Attribution.NAMED))
            for row in (reviewers_of(round_) if round_ is not None else [])
            if is_focal_point_for(row.membership, member)
        ]
        for key, round_ in rounds.items()
    }


def _group(held: Sequence[Entry], actor: Actor) -> RoundOfComments:
    outcomes = _shown(held, actor)
    settled = sum(one.card.disposition is not None for one in outcomes)
    return RoundOfComments(held[0].thread.round, outcomes, settled)


def _shown(found: Sequence[Entry], actor: Actor, focal_points: FocalPoints | None = None) -> list[Outcome]:
    known = focal_points or {}
    return [
        Outcome(
            card,
            entry.thread.version.document.title,
            whereabouts(entry.thread, entry.place) if entry.place else None,
            known.get(entry.thread.round_id, []),
        )
        for entry, card in zip(found, cards(found, actor), strict=True)
    ]
