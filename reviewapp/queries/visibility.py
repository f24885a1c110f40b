"""Who sees what: the one place that says it. Lists, counts, pages, exports and the API all ask here."""

from sqlalchemy import ColumnElement, Select, and_, exists, false, or_, select, true

from ..domain.people import STAFF, Attribution, Role
from ..domain.permissions import Actor
from ..domain.rounds import ANSWERS_VISIBLE, RoundState, Visibility
from ..domain.threads import Status
from ..domain.versions import READABLE
from ..models import (
    Document,
    Membership,
    Reply,
    Round,
    RoundReviewer,
    Support,
    Thread,
    Version,
    round_version,
)

HANDED_IN = Thread.number.is_not(None)
"""A thread has its number from when it was sent; a draft that was withdrawn never had one."""


def versions_seen(actor: Actor) -> ColumnElement[bool]:
    """Say which versions of the actor's project he or she may read."""
    if actor.is_staff:
        return true()
    readable = Version.state.in_(READABLE)
    if actor.acts_as is Role.OBSERVER:
        return readable
    if actor.acts_as is Role.REVIEWER:
        return and_(readable, Version.id.in_(_versions_of_rounds(actor)))
    return false()


def documents_seen(actor: Actor) -> ColumnElement[bool]:
    """Say of which documents of the actor's project he or she may know: a reviewer of those to be read."""
    if actor.acts_as is Role.REVIEWER:
        return Document.id.in_(select(Version.document_id).where(versions_seen(actor)))
    return true() if actor.acts_as is not None else false()


def threads_seen(actor: Actor) -> ColumnElement[bool]:
    """Say which threads of the actor's project he or she may see.

    One never sent is seen by its author, and by the focal point its author handed it to.
    """
    mine = _own_threads(actor)
    if actor.is_staff:
        return or_(HANDED_IN, mine)
    standing = Thread.status.not_in([Status.DRAFT, Status.WITHDRAWN])
    if actor.acts_as is Role.OBSERVER:
        return and_(standing, Thread.round_id.in_(_rounds_shown_to_observers()))
    if actor.acts_as is Role.REVIEWER:
        return or_(mine, and_(standing, Thread.round_id.in_(_rounds_shown_to_reviewer(actor))))
    return false()


def _own_threads(actor: Actor) -> ColumnElement[bool]:
    """Say which threads are the actor's own. Who stands in no membership has none: NULL is nobody."""
    if actor.membership_id is None:
        return false()
    return or_(
        Thread.author_id == actor.membership_id,
        and_(Thread.status == Status.DRAFT, Thread.handed_to_id == actor.membership_id),
    )


def rounds_seen(actor: Actor) -> ColumnElement[bool]:
    """Say which rounds of the actor's project he or she may know of."""
    if actor.is_staff or actor.acts_as is Role.OBSERVER:
        return true()
    if actor.acts_as is Role.REVIEWER:
        return Round.id.in_(_rounds_of(actor))
    return false()


def round_state_seen(actor: Actor, round_: Round) -> RoundState:
    """Give the state of a round for the actor. That it is in resolution tells that others' comments exist."""
    state = round_.state_for(actor.membership_id)
    is_hidden = state is RoundState.IN_RESOLUTION and not sees_others(actor, round_)
    return RoundState.CLOSED if is_hidden else state


def sees_decision(actor: Actor, thread: Thread) -> bool:
    """Tell whether the actor may know what was decided: staff at once, others once answered or shared."""
    if actor.is_staff or thread.is_shared:
        return True
    return thread.round is not None and thread.round.state() in ANSWERS_VISIBLE


def sees_internal(actor: Actor) -> bool:
    """Tell whether the actor reads internal notes."""
    return actor.acts_as in (Role.EDITOR, Role.MANAGER)


def replies_seen(actor: Actor, thread: Thread) -> list[Reply]:
    """Give the replies of a visible thread that the actor may read, in order."""
    shown = [reply for reply in thread.replies if not reply.is_internal or sees_internal(actor)]
    if sees_others(actor, thread.round):
        return shown
    return [one for one in shown if one.author_id == actor.membership_id or one.author.role in STAFF]


def replies_searched(actor: Actor) -> ColumnElement[bool]:
    """Say in which replies of visible threads the actor may search: those `replies_seen` gives."""
    open_to_all = true() if sees_internal(actor) else Reply.is_internal.is_(False)
    if actor.acts_as is not Role.REVIEWER:
        return open_to_all
    staff = select(Membership.id).where(Membership.role.in_(STAFF))
    unbound = select(Thread.id).where(Thread.round_id.is_(None))
    shown = select(Thread.id).where(Thread.round_id.in_(_rounds_shown_to_reviewer(actor)))
    known = or_(
        Reply.author_id == actor.membership_id,
        Reply.author_id.in_(staff),
        Reply.thread_id.in_(unbound),
        Reply.thread_id.in_(shown),
    )
    return and_(open_to_all, known)


def supports_seen(actor: Actor, thread: Thread) -> list[Support]:
    """Give who supports a visible thread, as far as the actor may know of others in its round."""
    if sees_others(actor, thread.round):
        return list(thread.supports)
    return [one for one in thread.supports if one.member_id == actor.membership_id]


def sees_others(actor: Actor, round_: Round | None) -> bool:
    """Tell whether what other reviewers do in a round is shown to the actor now."""
    if actor.acts_as is not Role.REVIEWER or round_ is None or round_.visibility is Visibility.OPEN:
        return True
    if round_.visibility is Visibility.BLIND:
        return round_.answered_at is not None
    row = round_.row_of(actor.membership_id)
    return row is not None and row.submitted_at is not None


def attribution_towards(actor: Actor, thread: Thread, author: Membership) -> Attribution:
    """Say how an author in a thread is named to the actor: staff speak under their names, staff see all."""
    if actor.is_staff or author.id == actor.membership_id or thread.round is None:
        return Attribution.NAMED
    return Attribution.NAMED if speaks_for_house(author, thread) else thread.round.attribution


def speaks_for_house(member: Membership, thread: Thread) -> bool:
    """Tell whether a member is named in a thread as one of the staff.

    A reviewer of its round who joined the staff since stays in it under the name that was promised.
    """
    return member.role in STAFF and (thread.round is None or thread.round.row_of(member.id) is None)


def numbers_own(actor: Actor, thread: Thread) -> bool:
    """Tell whether the actor counts only his or her own threads: in a blind round, or before submitting."""
    if actor.acts_as is not Role.REVIEWER or thread.round is None:
        return False
    return thread.round.visibility is Visibility.BLIND or not sees_others(actor, thread.round)


def number_seen(actor: Actor, thread: Thread) -> int | None:
    """Give a thread's number as the actor counts: None for those of others where only own ones count."""
    if not numbers_own(actor, thread):
        return thread.number
    return thread.author_number if thread.author_id == actor.membership_id else None


def status_seen(actor: Actor, thread: Thread) -> Status:
    """Give the status; that a decision exists is not told before the decision may be seen."""
    is_hidden = thread.status in (Status.DECIDED, Status.CLOSED) and not sees_decision(actor, thread)
    return Status.IN_PROGRESS if is_hidden else thread.status


def _rounds_of(actor: Actor) -> Select[int]:
    return (
        select(RoundReviewer.round_id)
        .join(Round, Round.id == RoundReviewer.round_id)
        .where(RoundReviewer.membership_id == actor.membership_id, Round.cancelled_at.is_(None))
    )


def _versions_of_rounds(actor: Actor) -> Select[int]:
    return select(round_version.c.version_id).where(round_version.c.round_id.in_(_rounds_of(actor)))


def _rounds_shown_to_reviewer(actor: Actor) -> Select[int]:
    submitted = exists().where(
        RoundReviewer.round_id == Round.id,
        RoundReviewer.membership_id == actor.membership_id,
        RoundReviewer.submitted_at.is_not(None),
    )
    shown = or_(
        Round.visibility == Visibility.OPEN,
        and_(Round.visibility == Visibility.AFTER_SUBMIT, submitted),
        and_(Round.visibility == Visibility.BLIND, Round.answered_at.is_not(None)),
    )
    return select(Round.id).where(Round.id.in_(_rounds_of(actor)), shown)


def _rounds_shown_to_observers() -> Select[int]:
    answered_blind = and_(Round.visibility == Visibility.BLIND, Round.answered_at.is_not(None))
    return select(Round.id).where(or_(Round.visibility == Visibility.OPEN, answered_blind))
