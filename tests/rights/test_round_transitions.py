"""Every act on a round in every state of it, as `round_transitions.txt` says."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from reviewapp.clock import now
from reviewapp.domain.rounds import LateRule, RoundState
from reviewapp.extensions import db
from reviewapp.models import Round
from tests import builders as b
from tests.web.api.conftest import Callers

pytestmark = pytest.mark.usefixtures("app_context")

DAY = timedelta(days=1)
LATER = (now() + 90 * DAY).isoformat()
MOMENTS = {
    RoundState.IN_RESOLUTION: "resolution_at",
    RoundState.ANSWERED: "answered_at",
    RoundState.REPORTED: "reported_at",
    RoundState.CANCELLED: "cancelled_at",
}


def cells() -> Iterator[tuple[str, str, str, str]]:
    """Give (who, act, state, what follows) of each cell."""
    text = Path(__file__).with_name("round_transitions.txt").read_text(encoding="utf-8")
    lines = [line.split() for line in text.splitlines() if line.strip() and not line.startswith("#")]
    states = lines[0][1:]
    for who, act, *follows in lines[1:]:
        for state, after in zip(states, follows, strict=True):
            yield who, act, state, after


def test_the_table_knows_every_state() -> None:
    assert {state for _, _, state, _ in cells()} == set(RoundState)


def test_every_act_leads_where_the_table_says(app: Flask) -> None:
    review, speak = b.make_review(), Callers(app)
    callers = {"officer": speak(review.officer), "reviewer": speak(review.expert)}
    round_ = b.make_round(review.project, [review.version], [review.expert])
    wrong = []
    for who, act, state, after in cells():
        put_into(round_, RoundState(state), act)
        answer = knock(callers[who], review, round_, act)
        got = answer.json["state"] if answer.status_code == 200 else str(answer.status_code)
        if got != after:
            wrong.append(f"{who} {act} {state}: {got}, not {after}")
        elif answer.status_code != 200 and round_.state() is not RoundState(state):
            wrong.append(f"{who} {act} {state}: refused and done all the same")
    assert wrong == []


def put_into(round_: Round, state: RoundState, act: str) -> None:
    """Put a round into a state, its reviewer having done what `act` would undo."""
    round_.late = LateRule.REFUSE if act == "refusing" else LateRule.MARK
    begins = now() + DAY if state is RoundState.PLANNED else now() - 9 * DAY
    is_running = state in (RoundState.PLANNED, RoundState.OPEN, RoundState.CANCELLED)
    round_.opens_at, round_.closes_at = begins, now() + 9 * DAY if is_running else now() - timedelta(hours=1)
    for phase, moment in MOMENTS.items():
        setattr(round_, moment, now() if phase is state else None)
    [row] = round_.reviewers
    row.extended_until = None
    row.submitted_at = now() if act == "resume" else None
    row.declined_at = now() if act == "return" else None
    db.session.commit()


def knock(caller: Any, review: b.Review, round_: Round, act: str) -> Any:
    """Do an act over the API."""
    path = f"/rounds/{round_.public_id}"
    if act == "rename":
        return caller.patch(path, {"name": "Renamed"})
    if act == "postpone":
        return caller.patch(path, {"closes_at": LATER})
    if act == "extend":
        return caller.post(f"{path}/extension", {"member": review.expert.public_id, "until": LATER})
    door = {"refusing": "submit", "return": "resume"}.get(act, act)
    return caller.post(f"{path}/{door}")
