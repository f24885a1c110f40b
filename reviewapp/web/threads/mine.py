"""A person's own comments by round and what became of each, drafts, and drafts handed to a focal point."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask_babel import gettext as _

from ...clock import now
from ...domain.filters import ThreadFilter
from ...domain.people import Attribution
from ...domain.permissions import Actor
from ...domain.threads import COUNTED, Disposition, Status
from ...queries.desks import desk_of_author, desk_of_drafts_handed_to
from ...queries.places import place_to_read, readable_places
from ...queries.projects import member_behind
from ...queries.rounds import project_bears_mark, reviewers_of
from ...queries.threads import Entry, entries
from ...services.drafts import is_focal_point_for
from ..bylines import name_outside, with_institution
from ..cards import Card, cards
from ..progress import FATES
from ..thread_page import Whereabouts, section_words, whereabouts

FocalPoints = dict[int | None, list[tuple[str, str]]]
"""round -> whom a draft of that round can be handed to: (id, name)"""


@dataclass(frozen=True, slots=True)
class Outcome:
    """One comment, and where it stands in the newest version its author may read.

    `section` is the one it was made on; `shown_in` the number of the version in which its link shows it.
    """

    card: Card
    document: str
    section: str
    place: Whereabouts | None
    shown_in: int | None
    focal_points: list[tuple[str, str]]
    """Whom a draft can be handed to: (id, name)."""


@dataclass(frozen=True, slots=True)
class RoundOfComments:
    """The comments made in one round; `round` is None for those outside of rounds, `id` is "none" then.

    `sums` says in words how many came to what; [] if all are open.
    `objections_until` is set where the round has been answered and says it.
    """

    id: str
    round: Any
    outcomes: list[Outcome]
    settled: int
    sums: list[str]
    takes_objections: bool
    objections_until: datetime | None


def my_page(project: Any, actor: Actor, only: str = "", **more: Any) -> dict[str, Any]:
    """Give what templates/threads/mine.html needs, all of it or for `only` one round (its id, or "none").

    Keys: project, only, person, today, drafts, handed (drafts of colleagues), rounds (what `only` can be,
    with the round), groups (the newest round first, what was said outside of rounds last), confidential,
    refused (a form that a door refused, or None).
    """
    member = member_behind(actor)
    page = {"project": project, "only": only, "drafts": [], "handed": [], "rounds": [], "groups": []}
    page |= {"person": "", "today": now(), "refused": None, **more}
    page["confidential"] = project_bears_mark(project, actor)
    if member is None:
        return page
    found = entries(desk_of_author(member, actor), ThreadFilter(status=tuple(Status)), actor)
    by_round: dict[str, list[Entry]] = {}
    for entry in sorted(found, key=lambda one: -(one.thread.round_id or 0)):
        if entry.thread.status is not Status.DRAFT:
            by_round.setdefault(_key_of(entry.thread.round), []).append(entry)
    page["person"] = with_institution(member.account.name, member.institution)
    page["rounds"] = [(key, held[0].thread.round) for key, held in by_round.items()]
    page["groups"] = [_group(key, held, actor) for key, held in by_round.items() if only in ("", key)]
    if not only:
        drafts = [entry for entry in found if entry.thread.status is Status.DRAFT]
        page["drafts"] = list(_shown(drafts, actor, _focal_points(drafts, member)))
        handed = entries(desk_of_drafts_handed_to(member, actor), ThreadFilter(status=(Status.DRAFT,)), actor)
        page["handed"] = list(_shown(handed, actor))
    return page


def _key_of(round_: Any) -> str:
    return round_.public_id if round_ is not None else "none"


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


def _group(key: str, held: Sequence[Entry], actor: Actor) -> RoundOfComments:
    round_, outcomes = held[0].thread.round, list(_shown(held, actor))
    return RoundOfComments(
        key,
        round_,
        outcomes,
        sum(one.card.disposition is not None for one in outcomes),
        _sums(outcomes),
        round_ is not None and round_.takes_objections(),
        round_.objections_until if round_ is not None and round_.answered_at else None,
    )


def _sums(outcomes: Sequence[Outcome]) -> list[str]:
    """Say how many comments came to what, in the order of the dispositions; nothing while all are open."""
    came_to = Counter(one.card.disposition for one in outcomes if one.card.status in COUNTED)
    withdrawn = len(outcomes) - came_to.total()
    sums = [str(FATES[code]) % {"num": came_to[code]} for code in Disposition if came_to[code]]
    if came_to[None] and (sums or withdrawn):
        sums.append(_("%(num)d still open", num=came_to[None]))
    if withdrawn:
        sums.append(_("%(num)d withdrawn", num=withdrawn))
    return sums


def _shown(
    found: Sequence[Entry], actor: Actor, focal_points: FocalPoints | None = None
) -> Iterator[Outcome]:
    """Give comments with where each was made, where it stands now, and where it is best read."""
    known, places = focal_points or {}, readable_places([entry.thread.id for entry in found], actor)
    newest = [Entry(one.thread, next(reversed(places[one.thread.id]), None)) for one in found]
    for entry, card in zip(newest, cards(newest, actor), strict=True):
        thread, own = entry.thread, places[entry.thread.id]
        shown = place_to_read(own) if thread.status in COUNTED else None
        yield Outcome(
            card,
            thread.version.document.title,
            section_words(next((one for one in own if one.version_id == thread.version_id), None)),
            whereabouts(thread, entry.place) if entry.place else None,
            shown.version.number if shown else None,
            known.get(thread.round_id, []),
        )
