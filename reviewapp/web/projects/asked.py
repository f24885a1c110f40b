"""What a reviewer is asked to read, round by round, and where he or she stands in each."""

from dataclasses import dataclass
from typing import Any

from ...domain.permissions import Actor
from ...domain.rounds import RoundState
from ...queries.reviewers import Progress, own_progress
from ...queries.rounds import Assignment, assignments_of


@dataclass(frozen=True, slots=True)
class Asked:
    """One round with its texts; `mine` says how far the reviewer is and until when he or she may comment."""

    round: Any
    mine: Progress
    texts: list[Assignment]

    @property
    def is_current(self) -> bool:
        """Whether something can be done now or soon."""
        return self.mine.present in (RoundState.PLANNED, RoundState.OPEN)


def asked_of(project: Any, actor: Actor) -> list[Asked]:
    """Give the rounds that list the actor: those to work on by their deadline, then those that are over."""
    texts: dict[int, list[Assignment]] = {}
    for one in assignments_of(project, actor):
        texts.setdefault(one.round.id, []).append(one)
    rounds = {held[0].round.id: held[0].round for held in texts.values()}
    mine = own_progress(rounds.values(), actor)
    asked = [Asked(rounds[key], mine[key], texts[key]) for key in rounds if key in mine]
    now = sorted((one for one in asked if one.is_current), key=_nearest)
    return [*now, *(one for one in asked if not one.is_current)]


def _nearest(one: Asked) -> tuple[bool, float]:
    return one.mine.present is not RoundState.OPEN, one.mine.deadline.timestamp()
