"""How far a reviewer is in a round, and until when he or she may comment."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from .rounds import LATE, LateRule, RoundState

DECLINE_LENGTH = 1000


class ReviewerState(StrEnum):
    """The steps of a reviewer; the first is before the invitation, the last two end without comments."""

    LISTED = "listed"
    INVITED = "invited"
    OPENED = "opened"
    IN_PROGRESS = "in_progress"
    SUBMITTED = "submitted"
    DECLINED = "declined"
    NO_ANSWER = "no_answer"


@dataclass(frozen=True, slots=True)
class Steps:
    """What a reviewer has done in a round; None has not happened. `comments` counts those handed in."""

    invited_at: datetime | None = None
    opened_at: datetime | None = None
    submitted_at: datetime | None = None
    declined_at: datetime | None = None
    comments: int = 0


def reviewer_state(steps: Steps, present: RoundState) -> ReviewerState:
    """Tell how far somebody is, `present` being the state of the round for that person."""
    if steps.submitted_at:
        return ReviewerState.SUBMITTED
    if steps.declined_at:
        return ReviewerState.DECLINED
    if steps.comments:
        return ReviewerState.IN_PROGRESS
    if present not in (RoundState.PLANNED, RoundState.OPEN):
        return ReviewerState.NO_ANSWER
    if steps.opened_at:
        return ReviewerState.OPENED
    return ReviewerState.INVITED if steps.invited_at else ReviewerState.LISTED


def state_for(present: RoundState, extended_until: datetime | None, now: datetime) -> RoundState:
    """Tell the state of a round for one reviewer: an own deadline keeps it open for that person."""
    if present in LATE and extended_until is not None and now < extended_until:
        return RoundState.OPEN
    return present


def acts_now(steps: Steps, present: RoundState, late: LateRule) -> frozenset[str]:
    """Say which of "submit", "resume" and "decline" a reviewer may do, `present` being his or her state."""
    is_ahead = present in (RoundState.PLANNED, RoundState.OPEN)
    if steps.submitted_at:
        return frozenset({"resume"}) if present is RoundState.OPEN else frozenset()
    takes_comments = present is RoundState.OPEN or (present in LATE and late is not LateRule.REFUSE)
    may = {"submit"} if takes_comments else set()
    if is_ahead:
        may.add("resume" if steps.declined_at else "decline")
    return frozenset(may)
