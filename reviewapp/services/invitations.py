"""Inviting the reviewers of a round and reminding them: by mail, or with texts that staff hand over."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from ..domain.errors import Forbidden, StateConflict
from ..domain.permissions import Actor
from ..domain.rounds import RoundState
from ..models import Round, RoundReviewer
from ..queries.standing import is_above
from .accounts import issue_link
from .activity import record
from .notices import invite, remind
from .outbox import is_mail_on
from .transaction import hold, transaction

_AHEAD = (RoundState.PLANNED, RoundState.OPEN)


@dataclass(frozen=True, slots=True)
class Letter:
    """What one reviewer is to be told by hand; `token` is of a fresh sign-in link."""

    row: RoundReviewer
    token: str


@dataclass(slots=True)
class Sendings:
    """What became of telling several reviewers: texts to hand over, mails queued, people beyond the actor."""

    letters: list[Letter] = field(default_factory=list)
    mailed: int = 0
    beyond: list[RoundReviewer] = field(default_factory=list)


def invite_reviewers(round_: Round, rows: Sequence[RoundReviewer], *, actor: Actor, key: str) -> Sendings:
    """Invite reviewers for whom a round is not over. `key` names the form: sent twice, it mails once.

    Whom the actor may hand no link is left out. Raises StateConflict("round_state").
    """
    with transaction():
        hold(round_)
        invited = [row for row in rows if may_be_invited(row)]
        if not invited and round_.state() not in _AHEAD:
            raise StateConflict("round_state", present=round_.state(), act="invite")
        sendings = Sendings()
        for row in invited:
            member = row.membership
            try:
                token, mail = invite(
                    round_, member, actor=actor, key=f"invitation {key[:60]} {member.public_id}"
                )
            except Forbidden:
                sendings.beyond.append(row)
                continue
            sendings.mailed += mail is not None
            if token:
                sendings.letters.append(Letter(row, token))
        return sendings


def remind_reviewers(round_: Round, rows: Sequence[RoundReviewer], *, actor: Actor, key: str) -> Sendings:
    """Remind those of `rows` for whom the round is open and who neither submitted nor declined.

    `key` and who is left out as in `invite_reviewers`.
    """
    with transaction():
        hold(round_)
        sendings = Sendings()
        for row in filter(may_be_reminded, rows):
            member = row.membership
            if is_mail_on():
                mail = remind(row, f"reminder {key[:60]} {member.public_id}")
                sendings.mailed += mail is not None
            elif is_above(actor, member):
                token = issue_link(member.account, actor=actor, project_id=round_.project_id)[1]
                sendings.letters.append(Letter(row, token))
            else:
                sendings.beyond.append(row)
        reminded = sendings.mailed + len(sendings.letters)
        if reminded:
            record(
                "reminded",
                "round",
                round_.public_id,
                actor=actor,
                project_id=round_.project_id,
                reviewers=reminded,
            )
        return sendings


def may_be_invited(row: RoundReviewer) -> bool:
    """Tell whether it makes sense to invite this reviewer, for the first time or once more."""
    return row.submitted_at is None and row.takes_part and row.state_of_round() in _AHEAD


def may_be_reminded(row: RoundReviewer) -> bool:
    """Tell whether something is still expected of a reviewer: not of who submitted or declined."""
    is_due = row.submitted_at is None and row.declined_at is None and row.state_of_round() is RoundState.OPEN
    return is_due and row.takes_part
