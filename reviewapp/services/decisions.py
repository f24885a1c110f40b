"""What editors do with a thread: begin, decide, revise, reopen, close, share."""

from sqlalchemy import select

from .. import markup
from ..clock import now
from ..domain.errors import BadInput, StateConflict
from ..domain.permissions import Actor
from ..domain.rounds import LATE, check_objection
from ..domain.threads import (
    NOTE_LENGTH,
    REASON_LENGTH,
    RESPONSE_LENGTH,
    Disposition,
    Ruling,
    Status,
    check_act,
    check_judge,
    check_ruling,
    check_words,
)
from ..extensions import db
from ..models import Decision, Document, Guide, Thread
from .changes import check_fresh, check_own, touch
from .notices import notify_objection
from .people import standing
from .transaction import hold, transaction


def decide(thread: Thread, ruling: Ruling, *, actor: Actor, seen: int | None = None) -> None:
    """Settle a thread with a disposition. A decided one may be revised by somebody who saw how it stands.

    Raises Stale when it changed since `seen`, StateConflict("thread_decided") for a revision without `seen`.
    """
    project_id = thread.version.document.guide.project_id
    with transaction():
        hold(thread)
        check_fresh(thread, seen)
        is_revision = thread.status in (Status.DECIDED, Status.CLOSED) and seen is not None
        after = check_act("revise" if is_revision else "decide", thread.status)
        member = standing(project_id, actor=actor)
        check_judge(thread.author_id, member.id)
        check_ruling(ruling)
        reason = _limited(ruling.reason, REASON_LENGTH, "reason")
        response = _limited(ruling.response, RESPONSE_LENGTH, "response")
        main = _main_thread(thread, ruling, project_id)
        decision = Decision(
            thread_id=thread.id,
            decided_by_id=member.id,
            decided_at=now(),
            disposition=ruling.disposition,
            reason=reason,
            response=response,
            duplicate_of_id=main.id if main else None,
        )
        db.session.add(decision)
        thread.status, thread.disposition = after, ruling.disposition
        thread.reason, thread.response = reason, response
        thread.is_waiting = False
        thread.duplicate_of_id = main.id if main else None
        thread.decided_by_id, thread.decided_at = member.id, now()
        _begin_resolution(thread)
        touch("revised" if is_revision else "decided", thread, actor, disposition=ruling.disposition.value)


def reopen(thread: Thread, *, note: str = "", actor: Actor, seen: int | None = None) -> None:
    """Take a decided thread up again; the decisions so far stay in its history."""
    with transaction():
        hold(thread)
        check_fresh(thread, seen)
        thread.status = check_act("reopen", thread.status)
        undo_decision(thread)
        touch("reopened", thread, actor, note=note[:500])


def object_to(thread: Thread, note: str, *, actor: Actor) -> None:
    """Ask once, as the author, that a decision be looked at again; within the time the answered round gives.

    Raises Forbidden("not_your_comment"), StateConflict("round_not_answered"), ("objections_over") or
    ("objection_made").
    """
    with transaction():
        hold(thread)
        check_own(thread, actor)
        if thread.round is not None:
            hold(thread.round)
        if thread.round is None:
            raise StateConflict("round_not_answered")
        check_objection(thread.round.state(), thread.round.objections_until, now())
        if thread.objected_at is not None:
            raise StateConflict("objection_made")
        thread.status = check_act("object", thread.status)
        thread.objection = check_words(markup.without_controls(note), NOTE_LENGTH, "note")
        thread.objected_at = now()
        notify_objection(thread)
        undo_decision(thread)
        touch("objected", thread, actor)


def undo_decision(thread: Thread) -> None:
    """Take the standing decision back; it stays in the history."""
    thread.disposition, thread.decided_by_id, thread.decided_at = None, None, None
    thread.reason = thread.response = ""
    thread.duplicate_of_id = None


def move_thread(thread: Thread, act: str, *, actor: Actor, seen: int | None = None) -> None:
    """Move a thread along its status: `begin` or `close`."""
    with transaction():
        hold(thread)
        check_fresh(thread, seen)
        thread.status = check_act(act, thread.status)
        touch({"begin": "began", "close": "closed"}[act], thread, actor)


def share(thread: Thread, shared: bool, *, actor: Actor, seen: int | None = None) -> None:
    """Let reviewers see a decision before the round is answered, or take that back."""
    with transaction():
        hold(thread)
        check_fresh(thread, seen)
        thread.is_shared = shared
        touch("shared" if shared else "unshared", thread, actor)


def _main_thread(thread: Thread, ruling: Ruling, project_id: int) -> Thread | None:
    """Find the thread a duplicate is handled with; chains are followed to their end, circles refused."""
    if ruling.disposition is not Disposition.DUPLICATE:
        return None
    main = db.session.scalar(
        select(Thread)
        .join(Document, Document.id == Thread.document_id)
        .join(Guide)
        .where(
            Thread.public_id == ruling.duplicate_of,
            Guide.project_id == project_id,
            Thread.status.not_in([Status.DRAFT, Status.WITHDRAWN]),
        )
    )
    while main is not None and main.duplicate_of is not None and main.id != thread.id:
        main = main.duplicate_of
    if main is None:
        raise BadInput("duplicate_of_unknown", field="duplicate_of")
    if main.id == thread.id:
        raise BadInput("duplicate_of_itself", field="duplicate_of")
    return main


def _begin_resolution(thread: Thread) -> None:
    """The first decision after the deadline takes a closed round into resolution."""
    if thread.round is None or thread.round.state() not in LATE or thread.round.resolution_at is not None:
        return
    hold(thread.round)
    thread.round.resolution_at = thread.round.resolution_at or now()


def _limited(text: str, limit: int, field: str) -> str:
    words = markup.without_controls(text).strip()
    if len(words) > limit:
        raise BadInput("text_too_long", field=field, limit=limit, length=len(words))
    return words
