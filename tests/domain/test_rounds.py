"""States of a round, and who is let in."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from reviewapp.domain.errors import BadInput, StateConflict
from reviewapp.domain.rounds import (
    Dates,
    LateRule,
    RoundState,
    admit,
    check_act,
    check_dates,
    check_objection,
    check_objections_until,
    objections_end,
    state_at,
)

D = datetime(2026, 3, 1, tzinfo=UTC)
DATES = Dates(D, D + timedelta(days=10))


@pytest.mark.parametrize(
    ("days", "state"),
    [(-0.1, RoundState.PLANNED), (0, RoundState.OPEN), (9.9, RoundState.OPEN), (10, RoundState.CLOSED)],
)
def test_a_round_opens_and_closes_by_itself(days: float, state: RoundState) -> None:
    assert state_at(DATES, D + timedelta(days=days)) is state


def test_later_phases_stand_above_the_dates() -> None:
    after = D + timedelta(days=11)
    dates = replace(DATES, resolution_at=after)
    assert state_at(dates, after) is RoundState.IN_RESOLUTION
    dates = replace(dates, answered_at=after)
    assert state_at(dates, after) is RoundState.ANSWERED
    dates = replace(dates, reported_at=after)
    assert state_at(dates, after) is RoundState.REPORTED
    assert state_at(replace(dates, cancelled_at=after), after) is RoundState.CANCELLED


ALLOWED = {
    ("close", "open"): "closed",
    ("answer", "closed"): "answered",
    ("answer", "in_resolution"): "answered",
    ("report", "answered"): "reported",
    ("cancel", "planned"): "cancelled",
    ("cancel", "open"): "cancelled",
    ("cancel", "closed"): "cancelled",
    ("cancel", "in_resolution"): "cancelled",
}


@pytest.mark.parametrize("act", ["close", "answer", "report", "cancel"])
@pytest.mark.parametrize("state", list(RoundState))
def test_every_act_is_allowed_only_where_it_belongs(act: str, state: RoundState) -> None:
    if (act, state.value) in ALLOWED:
        assert check_act(act, state).value == ALLOWED[act, state.value]
    else:
        with pytest.raises(StateConflict, match="round_state"):
            check_act(act, state)


@pytest.mark.parametrize(
    ("state", "late", "outcome"),
    [
        ("planned", "accept", "round_not_open_yet"),
        ("open", "refuse", False),
        ("closed", "accept", False),
        ("closed", "mark", True),
        ("closed", "refuse", "round_closed"),
        ("in_resolution", "mark", True),
        ("in_resolution", "refuse", "round_closed"),
        ("answered", "accept", "round_closed"),
        ("reported", "accept", "round_closed"),
        ("cancelled", "accept", "round_closed"),
    ],
)
def test_late_comments_follow_the_rule_said_beforehand(state: str, late: str, outcome: bool | str) -> None:
    if isinstance(outcome, bool):
        assert admit(RoundState(state), LateRule(late)) is outcome
    else:
        with pytest.raises(StateConflict, match=outcome):
            admit(RoundState(state), LateRule(late))


def test_a_round_closes_after_it_opens() -> None:
    with pytest.raises(BadInput, match="round_dates"):
        check_dates(D, D)


def test_authors_have_the_fourteen_days_after_the_answer_if_nobody_says_otherwise() -> None:
    answered = datetime(2026, 11, 23, 17, tzinfo=UTC)
    assert objections_end("Asia/Shanghai", answered) == datetime(2026, 12, 8, 16, tzinfo=UTC)
    assert objections_end("UTC", answered) == datetime(2026, 12, 8, tzinfo=UTC)
    assert objections_end("UTC", answered, D) == datetime(2026, 12, 8, tzinfo=UTC), (
        "planned, but over by then"
    )
    assert objections_end("UTC", answered, answered + timedelta(1)) == answered + timedelta(1)


def test_an_objection_comes_while_the_round_is_answered_and_within_its_time() -> None:
    check_objection(RoundState.ANSWERED, None, D)
    check_objection(RoundState.ANSWERED, D, D - timedelta(seconds=1))
    for state, code in (
        (RoundState.ANSWERED, "objections_over"),
        (RoundState.REPORTED, "round_not_answered"),
    ):
        with pytest.raises(StateConflict, match=code):
            check_objection(state, D, D)


def test_the_time_for_objections_ends_after_the_deadline_and_is_still_to_come() -> None:
    check_objections_until(D + timedelta(1), D)
    for deadline, now in ((D + timedelta(1), D), (D, D + timedelta(1))):
        with pytest.raises(BadInput, match="objections_too_early"):
            check_objections_until(D + timedelta(1), deadline, now)
