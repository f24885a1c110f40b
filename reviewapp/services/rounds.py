"""Planning a round and taking it through its phases."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from ..clock import now
from ..domain.errors import BadInput, Stale, StateConflict
from ..domain.people import Attribution, Role
from ..domain.permissions import Actor
from ..domain.rounds import LateRule, RoundState, Visibility, admit, check_act, check_dates
from ..domain.versions import READABLE
from ..extensions import db
from ..models import Membership, Project, Round, RoundReviewer, Version
from ..queries.rounds import has_comments, sees_round
from .activity import record
from .projects import clean_title
from .transaction import hold, transaction


@dataclass(frozen=True, slots=True)
class Terms:
    """What a round is about and who is asked."""

    name: str
    opens_at: datetime
    closes_at: datetime
    versions: Sequence[Version]
    reviewers: Sequence[Membership] = field(default_factory=tuple)
    visibility: Visibility = Visibility.OPEN
    attribution: Attribution = Attribution.NAMED
    attribution_out: Attribution = Attribution.ROLE
    late: LateRule = LateRule.MARK


def plan_round(project: Project, terms: Terms, *, actor: Actor) -> Round:
    """Plan a round on published versions. It opens and closes by its dates."""
    with transaction():
        _check_terms(project, terms)
        round_ = Round(project=project, **_columns(terms))
        round_.versions = list(terms.versions)
        round_.reviewers = [RoundReviewer(membership_id=member.id) for member in terms.reviewers]
        db.session.add(round_)
        db.session.flush()
        record("planned", "round", round_.public_id, actor=actor, project_id=project.id)
        return round_


def change_round(round_: Round, terms: Terms, *, actor: Actor, seen: int | None = None) -> None:
    """Change a round's terms: new dates extend it, reviewers may come and go while it is not answered.

    Who sees what under which name stays once somebody has commented: StateConflict("round_promised").
    `seen` is the revision the actor looked at: Stale("changed_meanwhile") if the round was changed since.
    """
    with transaction():
        hold(round_)
        if seen is not None and seen != round_.revision:
            raise Stale("changed_meanwhile")
        if round_.state() in (RoundState.ANSWERED, RoundState.REPORTED, RoundState.CANCELLED):
            raise StateConflict("round_state", present=round_.state(), act="change")
        _check_terms(round_.project, terms)
        promised = (round_.visibility, round_.attribution)
        if (terms.visibility, terms.attribution) != promised and has_comments(round_):
            raise StateConflict("round_promised", field="visibility")
        for name, value in _columns(terms).items():
            setattr(round_, name, value)
        round_.versions = list(terms.versions)
        wanted = {member.id for member in terms.reviewers}
        present = {row.membership_id for row in round_.reviewers}
        round_.reviewers = [row for row in round_.reviewers if row.membership_id in wanted]
        round_.reviewers += [RoundReviewer(membership_id=key) for key in sorted(wanted - present)]
        record("changed", "round", round_.public_id, actor=actor, project_id=round_.project_id)


def move_round(round_: Round, act: str, *, actor: Actor) -> None:
    """Take a round on: `close`, `answer`, `report` or `cancel`."""
    with transaction():
        hold(round_)
        check_act(act, round_.state())
        moment = now()
        if act == "close":
            round_.closes_at = moment
        elif act == "answer":
            round_.answered_at = moment
        elif act == "report":
            round_.reported_at = moment
        else:
            round_.cancelled_at = moment
        record(act, "round", round_.public_id, actor=actor, project_id=round_.project_id)


def admitted(round_: Round | None, actor: Actor) -> bool:
    """Let a comment in by its round's state and late rule; tell whether it is late.

    Staff may at any time, reviewers while the round lists them.
    """
    if actor.is_staff:
        return False
    if round_ is None:
        raise StateConflict("no_round")
    is_late = admit(round_.state(), round_.late)
    if not sees_round(actor, round_):
        raise StateConflict("no_round")
    return is_late


def _columns(terms: Terms) -> dict[str, object]:
    return {
        "name": clean_title(terms.name, "name")[:120],
        "opens_at": terms.opens_at,
        "closes_at": terms.closes_at,
        "visibility": terms.visibility,
        "attribution": terms.attribution,
        "attribution_out": terms.attribution_out,
        "late": terms.late,
    }


def _check_terms(project: Project, terms: Terms) -> None:
    check_dates(terms.opens_at, terms.closes_at)
    if not terms.versions:
        raise BadInput("versions_missing", field="versions")
    for version in terms.versions:
        if version.document.guide.project_id != project.id:
            raise BadInput("version_elsewhere", field="versions")
        if version.state not in READABLE:
            raise BadInput("version_not_published", field="versions")
    for member in terms.reviewers:
        if member.project_id != project.id or member.role is not Role.REVIEWER:
            raise BadInput("not_a_reviewer", field="reviewers")
