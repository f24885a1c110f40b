"""How far a reviewer is, and what he or she can do next."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from reviewapp.domain.reviewers import ReviewerState, Steps, acts_now, reviewer_state, state_for
from reviewapp.domain.rounds import LateRule, RoundState

D = datetime(2026, 3, 1, tzinfo=UTC)
OVER = [one for one in RoundState if one not in (RoundState.PLANNED, RoundState.OPEN)]


def test_a_reviewer_goes_step_by_step_from_listed_to_submitted() -> None:
    steps, seen = Steps(), []
    for change in ({}, {"invited_at": D}, {"opened_at": D}, {"comments": 1}, {"submitted_at": D}):
        steps = replace(steps, **change)  # type: ignore[arg-type]
        seen.append(reviewer_state(steps, RoundState.OPEN))
    assert seen == [
        ReviewerState.LISTED,
        ReviewerState.INVITED,
        ReviewerState.OPENED,
        ReviewerState.IN_PROGRESS,
        ReviewerState.SUBMITTED,
    ]


def test_who_declined_is_declined_until_a_submission() -> None:
    steps = Steps(invited_at=D, opened_at=D, declined_at=D, comments=2)
    assert reviewer_state(steps, RoundState.OPEN) is ReviewerState.DECLINED
    assert reviewer_state(steps, RoundState.CLOSED) is ReviewerState.DECLINED
    assert reviewer_state(replace(steps, submitted_at=D), RoundState.OPEN) is ReviewerState.SUBMITTED


@pytest.mark.parametrize("present", OVER)
def test_who_never_commented_gave_no_answer_once_the_round_is_over(present: RoundState) -> None:
    assert reviewer_state(Steps(invited_at=D, opened_at=D), present) is ReviewerState.NO_ANSWER
    assert reviewer_state(Steps(comments=1), present) is ReviewerState.IN_PROGRESS


def test_an_own_deadline_keeps_a_round_open_only_while_it_waits_for_resolution() -> None:
    later = D + timedelta(days=1)
    for present in RoundState:
        is_late = present in (RoundState.CLOSED, RoundState.IN_RESOLUTION)
        assert state_for(present, later, D) is (RoundState.OPEN if is_late else present)
        assert state_for(present, D, D) is present
        assert state_for(present, None, D) is present


ACTS = {
    RoundState.PLANNED: ({"decline"}, set(), {"resume"}),
    RoundState.OPEN: ({"submit", "decline"}, {"resume"}, {"submit", "resume"}),
    RoundState.CLOSED: ({"submit"}, set(), {"submit"}),
    RoundState.IN_RESOLUTION: ({"submit"}, set(), {"submit"}),
    RoundState.ANSWERED: (set(), set(), set()),
    RoundState.REPORTED: (set(), set(), set()),
    RoundState.CANCELLED: (set(), set(), set()),
}
"""state -> what can be done by who is at work, has submitted, has declined; late comments are accepted."""


@pytest.mark.parametrize("present", RoundState)
def test_what_can_be_done_next_follows_from_state_and_steps(present: RoundState) -> None:
    at_work, submitted, declined = ACTS[present]
    assert acts_now(Steps(), present, LateRule.MARK) == at_work
    assert acts_now(Steps(submitted_at=D), present, LateRule.MARK) == submitted
    assert acts_now(Steps(declined_at=D), present, LateRule.MARK) == declined


def test_nothing_is_submitted_late_where_late_comments_are_refused() -> None:
    assert acts_now(Steps(), RoundState.CLOSED, LateRule.REFUSE) == set()
    assert acts_now(Steps(), RoundState.OPEN, LateRule.REFUSE) == {"submit", "decline"}
