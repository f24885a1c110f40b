"""What a reviewer is asked to read, round by round, and where he or she stands in each."""

from dataclasses import dataclass, replace
from typing import Any

from ...domain.permissions import Actor
from ...domain.progress import Progress
from ...domain.rounds import RoundState
from ...queries.reviewers import Progress as Standing
from ...queries.reviewers import own_progress
from ...queries.rounds import Assignment, assignments_of
from ...queries.visits import progress_in
from ..progress import progress_words


@dataclass(frozen=True, slots=True)
class Text:
    """A version to read, own comments on it in the round, and how far its reader is, also in words."""

    version: Any
    own: int
    progress: Progress
    words: str


@dataclass(frozen=True, slots=True)
class Asked:
    """One round with its texts; `mine` says how far the reviewer is and until when he or she may comment."""

    round: Any
    mine: Standing
    texts: list[Text]

    @property
    def is_current(self) -> bool:
        """Whether something can be done now or soon."""
        return self.mine.present in (RoundState.PLANNED, RoundState.OPEN)


def asked_of(project: Any, actor: Actor) -> list[Asked]:
    """Give the rounds that list the actor: those to work on by their deadline, then those that are over."""
    found = assignments_of(project, actor)
    rounds = {one.round.id: one.round for one in found}
    mine = own_progress(rounds.values(), actor)
    so_far = progress_in({one.version.id for one in found}, actor)
    texts: dict[int, list[Text]] = {}
    for one in found:
        if one.round.id in mine:
            held = texts.setdefault(one.round.id, [])
            held.append(_text(one, mine[one.round.id], so_far.get(one.version.id, Progress())))
    asked = [Asked(rounds[key], mine[key], held) for key, held in texts.items()]
    now = sorted((one for one in asked if one.is_current), key=_nearest)
    return [*now, *(one for one in asked if not one.is_current)]


def _text(one: Assignment, mine: Standing, so_far: Progress) -> Text:
    """Count the comments of this round alone."""
    in_round = replace(so_far, comments=one.own)
    deadline = mine.deadline if mine.present is RoundState.OPEN else None
    return Text(one.version, one.own, so_far, progress_words(in_round, deadline, one.round.project.time_zone))


def _nearest(one: Asked) -> tuple[bool, float]:
    return one.mine.present is not RoundState.OPEN, one.mine.deadline.timestamp()
