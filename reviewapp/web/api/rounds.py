"""Doors: review rounds."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from flask import Response

from ...domain.errors import BadInput
from ...domain.moments import moment_of
from ...domain.permissions import Action, Actor, may
from ...queries.projects import members_of
from ...queries.reviewers import Progress, own_progress, progress_of
from ...queries.rounds import rounds_of_project
from ...queries.versions import versions_of_project
from ...queries.visibility import round_state_seen
from ...services.reviewers import decline as decline_review
from ...services.reviewers import resume_review, submit_review
from ...services.rounds import (
    Terms,
    change_round,
    extend_for,
    move_round,
    plan_round,
    take_objections_until,
    terms_of,
)
from ...services.transaction import hold, transaction
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
    mine = _mine(rows, actor)
    return page([_shown(one, actor, mine) for one in rows], following)


def show(*, round: Any, actor: Actor) -> schema.Round:
    """Show a round."""
    return _shown(round, actor)


def change(*, round: Any, actor: Actor, body: schema.RoundChange) -> schema.Round:
    """Change a round: new dates, other reviewers, other terms. What is not named stays as it is by then.

    Of an answered round, only the time for objections.
    """
    with transaction():
        hold(round)
        changes = _resolved(body.named(), round.project, actor)
        if changes.keys() == {"objections_until"}:
            take_objections_until(round, changes["objections_until"], actor=actor)
        else:
            change_round(round, replace(terms_of(round), **changes), actor=actor)
    return _shown(round, actor)


def close(*, round: Any, actor: Actor) -> schema.Round:
    """Close an open round now."""
    return _moved(round, "close", actor)


def answer(*, round: Any, actor: Actor, body: schema.Answering) -> schema.Round:
    """Answer a closed round: its reviewers see what was decided and may object for a time."""
    wish = body.objections_until
    until = _moment(wish, round.project, "objections_until") if wish else None
    move_round(round, "answer", actor=actor, objections_until=until)
    return _shown(round, actor)


def report(*, round: Any, actor: Actor) -> schema.Round:
    """Say that an answered round is reported."""
    return _moved(round, "report", actor)


def cancel(*, round: Any, actor: Actor) -> schema.Round:
    """Cancel a round that is not answered yet."""
    return _moved(round, "cancel", actor)


def submit(*, round: Any, actor: Actor) -> schema.Round:
    """Submit one's review: drafts that remain are sent."""
    submit_review(round, actor=actor)
    return _shown(round, actor)


def resume(*, round: Any, actor: Actor) -> schema.Round:
    """Take the submission back, or that one declined, until the round closes."""
    resume_review(round, actor=actor)
    return _shown(round, actor)


def decline(*, round: Any, actor: Actor, body: schema.Declining) -> schema.Round:
    """Say that one cannot take part."""
    decline_review(round, body.reason, actor=actor)
    return _shown(round, actor)


def extend(*, round: Any, actor: Actor, body: schema.Extension) -> schema.Round:
    """Give one reviewer a later deadline."""
    row = next((one for one in round.reviewers if one.membership.public_id == body.member), None)
    if row is None:
        raise BadInput("not_in_round", field="member")
    extend_for(row, _moment(body.until, round.project, "until"), actor=actor)
    return _shown(round, actor)


def reviewers(*, round: Any, actor: Actor) -> Response:
    """List the reviewers of a round and how far each is, in the order they were added."""
    rows, following = slice_of(progress_of(round, actor), lambda one: one.row.membership.public_id)
    return page([_progress_shown(one) for one in rows], following)


def _moved(round_: Any, act: str, actor: Actor) -> schema.Round:
    move_round(round_, act, actor=actor)
    return _shown(round_, actor)


def _resolved(sent: dict[str, Any], project: Any, actor: Actor) -> dict[str, Any]:
    """Put moments and things in the place of texts and ids."""
    if "confidential" in sent:
        sent["is_confidential"] = sent.pop("confidential")
    if "opens_at" in sent:
        sent["opens_at"] = _moment(sent["opens_at"], project, "opens_at")
    if "closes_at" in sent:
        sent["closes_at"] = _moment(sent["closes_at"], project, "closes_at")
    if sent.get("objections_until"):
        sent["objections_until"] = _moment(sent["objections_until"], project, "objections_until")
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
        return moment_of(text, project.time_zone, is_end=field != "opens_at")
    except ValueError:
        raise misfit(field, "moment") from None


def _named(ids: Sequence[str], things: Sequence[Any], refusal: Callable[[], BadInput]) -> list[Any]:
    """Find the things that ids name, each once; refuse an id that names none."""
    known = {thing.public_id: thing for thing in things}
    if not set(ids) <= known.keys():
        raise refusal()
    return [known[key] for key in dict.fromkeys(ids)]


def _mine(rounds: Sequence[Any], actor: Actor) -> dict[int, Progress]:
    """Say how far a reviewer is in rounds; nothing for others."""
    return own_progress(rounds, actor) if may(actor, Action.TAKE_PART) else {}


def _shown(round_: Any, actor: Actor, known: dict[int, Progress] | None = None) -> schema.Round:
    reviewers = [row.membership.public_id for row in round_.reviewers] if actor.is_staff else None
    mine = (_mine([round_], actor) if known is None else known).get(round_.id)
    return schema.Round(
        id=round_.public_id,
        project=round_.project.public_id,
        name=round_.name,
        state=round_.state() if actor.is_staff else round_state_seen(actor, round_),
        opens_at=round_.opens_at,
        closes_at=round_.closes_at,
        versions=[version.public_id for version in round_.versions],
        reviewers=reviewers,
        visibility=round_.visibility,
        attribution=round_.attribution,
        attribution_out=round_.attribution_out,
        late=round_.late,
        terms_of_reference=round_.terms_of_reference,
        confidential=round_.is_confidential,
        objections_until=round_.objections_until,
        created_at=round_.created_at,
        me=_me(mine) if mine else None,
    )


def _me(mine: Progress) -> schema.Me:
    return schema.Me(
        state=mine.state,
        deadline=mine.deadline,
        submitted_at=mine.row.submitted_at,
        declined_at=mine.row.declined_at,
        comments=mine.comments,
    )


def _progress_shown(one: Progress) -> schema.Reviewer:
    row = one.row
    return schema.Reviewer(
        member=row.membership.public_id,
        state=one.state,
        invited_at=row.invited_at,
        opened_at=row.opened_at,
        submitted_at=row.submitted_at,
        declined_at=row.declined_at,
        decline_reason=row.decline_reason,
        deadline=one.deadline,
        extended=one.deadline != row.round.closes_at,
        comments=one.comments,
        late=one.late,
    )
