"""Review rounds: when they are open, who sees whose comments, what becomes of late ones."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from .errors import BadInput, StateConflict
from .moments import end_of_day


class RoundState(StrEnum):
    """The phases of a round, in order."""

    PLANNED = "planned"
    OPEN = "open"
    CLOSED = "closed"
    IN_RESOLUTION = "in_resolution"
    ANSWERED = "answered"
    REPORTED = "reported"
    CANCELLED = "cancelled"


class Visibility(StrEnum):
    """What reviewers see of each other's comments."""

    OPEN = "open"
    AFTER_SUBMIT = "after_submit"
    BLIND = "blind"


class LateRule(StrEnum):
    """What happens to comments after the deadline."""

    ACCEPT = "accept"
    MARK = "mark"
    REFUSE = "refuse"


NAME_LENGTH = 120
TERMS_LENGTH = 4_000
OBJECTION_DAYS = 14
"""How long authors may object from the answer on, if nobody says otherwise."""

ANSWERS_VISIBLE = frozenset({RoundState.ANSWERED, RoundState.REPORTED})
LATE = frozenset({RoundState.CLOSED, RoundState.IN_RESOLUTION})

NEXT: dict[str, tuple[frozenset[RoundState], RoundState]] = {
    "close": (frozenset({RoundState.OPEN}), RoundState.CLOSED),
    "answer": (LATE, RoundState.ANSWERED),
    "report": (frozenset({RoundState.ANSWERED}), RoundState.REPORTED),
    "cancel": (frozenset({RoundState.PLANNED, RoundState.OPEN, *LATE}), RoundState.CANCELLED),
}
"""What staff may do to a round: act -> (states it may be done in, state it leads to)."""


@dataclass(frozen=True, slots=True)
class Dates:
    """The moments (UTC) that make a round's state; None has not happened."""

    opens_at: datetime
    closes_at: datetime
    resolution_at: datetime | None = None
    answered_at: datetime | None = None
    reported_at: datetime | None = None
    cancelled_at: datetime | None = None


def state_at(dates: Dates, now: datetime) -> RoundState:
    """Tell the state of a round at `now`: it opens and closes by itself."""
    if dates.cancelled_at:
        return RoundState.CANCELLED
    if dates.reported_at:
        return RoundState.REPORTED
    if dates.answered_at:
        return RoundState.ANSWERED
    if now < dates.opens_at:
        return RoundState.PLANNED
    if now < dates.closes_at:
        return RoundState.OPEN
    return RoundState.IN_RESOLUTION if dates.resolution_at else RoundState.CLOSED


def check_act(act: str, present: RoundState) -> RoundState:
    """Give the state that `act` leads to; raise StateConflict("round_state") where it may not be done."""
    allowed, after = NEXT[act]
    if present not in allowed:
        raise StateConflict("round_state", present=present, act=act)
    return after


def check_dates(opens_at: datetime, closes_at: datetime) -> None:
    """Raise BadInput("round_dates") unless the round closes after it opens."""
    if closes_at <= opens_at:
        raise BadInput("round_dates", field="closes_at")


def check_objections_until(until: datetime, closes_at: datetime, now: datetime | None = None) -> None:
    """Raise BadInput("objections_too_early") unless `until` is after the deadline and, where given, `now`."""
    if until <= max(closes_at, now or closes_at):
        raise BadInput("objections_too_early", field="objections_until")


def objections_end(time_zone: str, answered_at: datetime, wish: datetime | None = None) -> datetime:
    """Give the moment until which authors may object: the one chosen, else the end of the 14th day after.

    A moment that was planned and has passed by the time of the answer does not count: nobody could object.
    """
    if wish is not None and wish > answered_at:
        return wish
    return end_of_day(
        answered_at.astimezone(ZoneInfo(time_zone)).date() + timedelta(OBJECTION_DAYS), time_zone
    )


def check_objection(state: RoundState, until: datetime | None, now: datetime) -> None:
    """Let an author object; raise StateConflict("round_not_answered") or ("objections_over")."""
    if state is not RoundState.ANSWERED:
        raise StateConflict("round_not_answered")
    if until is not None and now >= until:
        raise StateConflict("objections_over", until=until)


def admit(state: RoundState, late: LateRule) -> bool:
    """Let a reviewer's comment in; tell whether it is marked late. Raise StateConflict if refused."""
    if state is RoundState.OPEN:
        return False
    if state is RoundState.PLANNED:
        raise StateConflict("round_not_open_yet")
    if state in LATE and late is not LateRule.REFUSE:
        return late is LateRule.MARK
    raise StateConflict("round_closed")
