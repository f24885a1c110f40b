"""Planning a round and taking it through its phases."""

from collections.abc import Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import datetime

from .. import markup
from ..clock import now
from ..domain.errors import BadInput, Stale, StateConflict
from ..domain.people import Attribution, Role
from ..domain.permissions import Actor
from ..domain.rounds import (
    LATE,
    TERMS_LENGTH,
    LateRule,
    RoundState,
    Visibility,
    admit,
    check_act,
    check_dates,
    check_objections_until,
    objections_end,
)
from ..domain.versions import READABLE
from ..extensions import db
from ..models import Membership, Project, Round, RoundReviewer, Version
from ..queries.rounds import has_comments
from .activity import record
from .notices import notify_answered
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
    terms_of_reference: str = ""
    is_confidential: bool = False
    objections_until: datetime | None = None


def terms_of(round_: Round) -> Terms:
    """Give what holds for a round at present."""
    present = {one.name: getattr(round_, one.name) for one in fields(Terms)}
    return Terms(**{**present, "reviewers": [row.membership for row in round_.reviewers]})


def plan_round(project: Project, terms: Terms, *, actor: Actor) -> Round:
    """Plan a round on published versions. It opens and closes by its dates."""
    with transaction():
        _check_terms(project, terms)
        _check_objections(terms)
        round_ = Round(project=project, **_columns(terms))
        round_.versions = list(terms.versions)
        round_.reviewers = [RoundReviewer(membership_id=member.id) for member in terms.reviewers]
        db.session.add(round_)
        db.session.flush()
        _record("planned", round_, actor)
        return round_


def change_round(round_: Round, terms: Terms, *, actor: Actor, seen: int | None = None) -> None:
    """Change a round's terms: new dates extend it, reviewers may come and go while it is not answered.

    Once somebody has commented, who sees what under which name stays, and exports name nobody more
    than was said: StateConflict("round_promised").
    Listed reviewers who left or have another role now stay listed: their comments keep the names promised.
    `seen` is the revision the actor looked at: Stale("changed_meanwhile") if the round was changed since.
    """
    with transaction():
        hold(round_)
        if seen is not None and seen != round_.revision:
            raise Stale("changed_meanwhile")
        if round_.state() in (RoundState.ANSWERED, RoundState.REPORTED, RoundState.CANCELLED):
            raise StateConflict("round_state", present=round_.state(), act="change")
        gone = {row.membership_id for row in round_.reviewers if not row.takes_part}
        terms = replace(terms, reviewers=[one for one in terms.reviewers if one.id not in gone])
        _check_terms(round_.project, terms)
        if terms.objections_until != round_.objections_until:
            _check_objections(terms)
        promised = (round_.visibility, round_.attribution)
        if (terms.visibility, terms.attribution) != promised and has_comments(round_):
            raise StateConflict("round_promised", field="visibility")
        if terms.attribution_out.tells_more_than(round_.attribution_out) and has_comments(round_):
            raise StateConflict("round_promised", field="attribution_out")
        _note_again(round_, terms)
        for name, value in _columns(terms).items():
            setattr(round_, name, value)
        round_.versions = list(terms.versions)
        wanted = {member.id for member in terms.reviewers} | gone
        present = {row.membership_id for row in round_.reviewers}
        round_.reviewers = [row for row in round_.reviewers if row.membership_id in wanted]
        round_.reviewers += [RoundReviewer(membership_id=key) for key in sorted(wanted - present)]
        _record("changed", round_, actor)


def extend_for(row: RoundReviewer, until: datetime, *, actor: Actor) -> None:
    """Give one reviewer a deadline of his or her own, later than the round's.

    Raises BadInput("extension_too_early") before the round's deadline or now, StateConflict("round_state").
    """
    round_ = row.round
    with transaction():
        hold(round_)
        if round_.state() not in (RoundState.PLANNED, RoundState.OPEN, *LATE):
            raise StateConflict("round_state", present=round_.state(), act="extend")
        if until <= max(now(), round_.closes_at):
            raise BadInput("extension_too_early", field="until")
        row.extended_until = until
        _record("extended", round_, actor, member=row.membership.public_id, until=until.isoformat())


def take_objections_until(round_: Round, until: datetime, *, actor: Actor) -> None:
    """Say until when authors may object, also of an answered round.

    Raises BadInput("objections_too_early") before the deadline or now, StateConflict("round_state").
    """
    with transaction():
        hold(round_)
        if round_.state() in (RoundState.REPORTED, RoundState.CANCELLED):
            raise StateConflict("round_state", present=round_.state(), act="change")
        check_objections_until(until, round_.closes_at, now())
        round_.objections_until = until
        _record("objections until", round_, actor, until=until.isoformat())


def move_round(round_: Round, act: str, *, actor: Actor, objections_until: datetime | None = None) -> None:
    """Take a round on: `close`, `answer`, `report` or `cancel`.

    An answer may say until when authors may object; without a word it is as planned, else for 14 days.
    """
    with transaction():
        hold(round_)
        check_act(act, round_.state())
        moment = now()
        if act == "close":
            round_.closes_at = moment
            for row in round_.reviewers:
                row.extended_until = None
        elif act == "answer":
            if objections_until is not None:
                check_objections_until(objections_until, round_.closes_at, moment)
            wish = objections_until or round_.objections_until
            round_.answered_at = moment
            round_.objections_until = objections_end(round_.project.time_zone, moment, wish)
            notify_answered(round_)
        elif act == "report":
            round_.reported_at = moment
        else:
            round_.cancelled_at = moment
        _record(act, round_, actor)


def admitted(round_: Round | None, actor: Actor) -> bool:
    """Let a comment in by its round's state and late rule; tell whether it is late.

    Staff may at any time, reviewers while the round lists them, until their own deadline if they have one.
    The round is held: it cannot close while a comment comes in. Who had declined takes part after all.
    """
    if actor.is_staff:
        return False
    if round_ is None:
        raise StateConflict("no_round")
    hold(round_)
    is_late = admit(round_.state_for(actor.membership_id), round_.late)
    row = round_.row_of(actor.membership_id)
    if row is None:
        raise StateConflict("no_round")
    if row.declined_at is not None:
        row.declined_at, row.decline_reason = None, ""
        _record("resumed", round_, actor, member=row.membership.public_id)
    return is_late


def _note_again(round_: Round, terms: Terms) -> None:
    """Let the worker put on record once more what new dates put off."""
    if terms.opens_at > now():
        round_.opening_noted_at = None
    if terms.closes_at > now():
        round_.closing_noted_at = None


def _record(verb: str, round_: Round, actor: Actor, **details: object) -> None:
    record(verb, "round", round_.public_id, actor=actor, project_id=round_.project_id, **details)


def _columns(terms: Terms) -> dict[str, object]:
    return {
        "name": clean_title(terms.name, "name")[:120],
        "opens_at": terms.opens_at,
        "closes_at": terms.closes_at,
        "visibility": terms.visibility,
        "attribution": terms.attribution,
        "attribution_out": terms.attribution_out,
        "late": terms.late,
        "terms_of_reference": _terms_of_reference(terms.terms_of_reference),
        "is_confidential": terms.is_confidential,
        "objections_until": terms.objections_until,
    }


def _terms_of_reference(text: str) -> str:
    words = markup.without_controls(text).strip()
    if len(words) > TERMS_LENGTH:
        raise BadInput("text_too_long", field="terms_of_reference", limit=TERMS_LENGTH, length=len(words))
    return words


def _check_objections(terms: Terms) -> None:
    if terms.objections_until is not None:
        check_objections_until(terms.objections_until, terms.closes_at)


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
