"""Doors: review rounds."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from flask import Response

from ...domain.errors import BadInput
from ...domain.moments import moment_of
from ...domain.permissions import Actor
from ...queries.projects import members_of
from ...queries.rounds import rounds_of_project
from ...queries.versions import versions_of_project
from ...services.rounds import Terms, change_round, move_round, plan_round
from .bodies import misfit
from .pages import page, slice_of
from .schemas import rounds as schema


def create(*, project: Any, actor: Actor, body: schema.NewRound) -> schema.Round:
    """Plan a round on published versions."""
    terms = Terms(**_resolved(body.model_dump(), project, actor))
    return _shown(plan_round(project, terms, actor=actor), actor)


def index(*, project: Any, actor: Actor) -> Response:
    """List the rounds of a project one may know of, newest first."""
    rows, following = slice_of(rounds_of_project(project, actor), lambda one: one.public_id)
    return page([_shown(one, actor) for one in rows], following)


def show(*, round: Any, actor: Actor) -> schema.Round:
    """Show a round."""
    return _shown(round, actor)


def change(*, round: Any, actor: Actor, body: schema.RoundChange) -> schema.Round:
    """Change a round: new dates, other reviewers, other terms."""
    present = {
        "name": round.name,
        "opens_at": round.opens_at,
        "closes_at": round.closes_at,
        "versions": round.versions,
        "reviewers": [row.membership for row in round.reviewers],
        "visibility": round.visibility,
        "attribution": round.attribution,
        "attribution_out": round.attribution_out,
        "late": round.late,
    }
    terms = Terms(**{**present, **_resolved(body.named(), round.project, actor)})
    change_round(round, terms, actor=actor)
    return _shown(round, actor)


def close(*, round: Any, actor: Actor) -> schema.Round:
    """Close an open round now."""
    return _moved(round, "close", actor)


def answer(*, round: Any, actor: Actor) -> schema.Round:
    """Answer a closed round: its reviewers see what was decided."""
    return _moved(round, "answer", actor)


def report(*, round: Any, actor: Actor) -> schema.Round:
    """Say that an answered round is reported."""
    return _moved(round, "report", actor)


def cancel(*, round: Any, actor: Actor) -> schema.Round:
    """Cancel a round that is not answered yet."""
    return _moved(round, "cancel", actor)


def _moved(round_: Any, act: str, actor: Actor) -> schema.Round:
    move_round(round_, act, actor=actor)
    return _shown(round_, actor)


def _resolved(sent: dict[str, Any], project: Any, actor: Actor) -> dict[str, Any]:
    """Put moments and things in the place of texts and ids."""
    if "opens_at" in sent:
        sent["opens_at"] = _moment(sent["opens_at"], project, "opens_at")
    if "closes_at" in sent:
        sent["closes_at"] = _moment(sent["closes_at"], project, "closes_at")
    if "versions" in sent:
        known = versions_of_project(project.id, actor)
        sent["versions"] = _named(
            sent["versions"], known, lambda: BadInput("version_elsewhere", field="versions")
        )
    if "reviewers" in sent:
        members = members_of(project)
        sent["reviewers"] = _named(
            sent["reviewers"], members, lambda: BadInput("not_a_reviewer", field="reviewers")
        )
    return sent


def _moment(text: str, project: Any, field: str) -> datetime:
    try:
        return moment_of(text, project.time_zone, is_end=field == "closes_at")
    except ValueError:
        raise misfit(field, "moment") from None


def _named(ids: Sequence[str], things: Sequence[Any], refusal: Callable[[], BadInput]) -> list[Any]:
    """Find the things that ids name, each once; refuse an id that names none."""
    known = {thing.public_id: thing for thing in things}
    if not set(ids) <= known.keys():
        raise refusal()
    return [known[key] for key in dict.fromkeys(ids)]


def _shown(round_: Any, actor: Actor) -> schema.Round:
    reviewers = [row.membership.public_id for row in round_.reviewers] if actor.is_staff else None
    return schema.Round(
        id=round_.public_id,
        project=round_.project.public_id,
        name=round_.name,
        state=round_.state(),
        opens_at=round_.opens_at,
        closes_at=round_.closes_at,
        versions=[version.public_id for version in round_.versions],
        reviewers=reviewers,
        visibility=round_.visibility,
        attribution=round_.attribution,
        attribution_out=round_.attribution_out,
        late=round_.late,
        created_at=round_.created_at,
    )
