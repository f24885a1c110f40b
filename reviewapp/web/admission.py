"""Whether a reader may comment on a version now, and what to tell him or her about it."""

from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from ..domain.errors import Forbidden, ReviewError, StateConflict
from ..domain.permissions import Action, Actor, may
from ..domain.rounds import RoundState, admit
from ..domain.versions import VersionState, check_commentable
from ..queries.rounds import round_for_comment
from .filters import date_and_time
from .sentences import sentence


@dataclass(frozen=True, slots=True)
class Admission:
    """The round a comment would belong to, the refusal if there is one, and a sentence to show (or "")."""

    round: Any
    refusal: ReviewError | None
    words: str

    @property
    def may_comment(self) -> bool:
        """Whether a comment would be taken."""
        return self.refusal is None


def admission(version: Any, actor: Actor) -> Admission:
    """Say whether the actor may comment on a version: staff at any time, reviewers as their round allows."""
    round_ = round_for_comment(version, actor)
    try:
        is_late = _admit(version, round_, actor)
    except ReviewError as refusal:
        return Admission(round_, refusal, _why_not(refusal, version, round_, actor))
    return Admission(round_, None, _late_words(round_, actor) if is_late is not None else "")


def _admit(version: Any, round_: Any, actor: Actor) -> bool | None:
    """Tell whether a comment now is marked late; None if it is in time. Raise the refusal if there is one."""
    if not may(actor, Action.COMMENT):
        raise Forbidden("not_yours")
    check_commentable(version.state)
    if actor.is_staff:
        return None
    if round_ is None:
        raise StateConflict("no_round")
    state = round_.state_for(actor.membership_id)
    marked = admit(state, round_.late)
    return None if state is RoundState.OPEN else marked


def _why_not(refusal: ReviewError, version: Any, round_: Any, actor: Actor) -> str:
    if refusal.code == "not_yours":
        return _("You may read this version; comments come from the reviewers and the staff of the project.")
    if refusal.code == "version_not_commentable" and version.state is VersionState.DRAFT:
        return _("This version is a draft. It takes comments once it is published.")
    if refusal.code == "round_not_open_yet":
        return _(
            "The round opens on %(when)s. From then on you can comment.", when=date_and_time(round_.opens_at)
        )
    if refusal.code == "round_closed":
        when = date_and_time(round_.deadline_for(actor.membership_id))
        return _("The round closed on %(when)s and takes no more comments. Thank you for yours.", when=when)
    return sentence(refusal)


def _late_words(round_: Any, actor: Actor) -> str:
    when = date_and_time(round_.deadline_for(actor.membership_id))
    return _("The round closed on %(when)s. Comments still reach the editors.", when=when)
