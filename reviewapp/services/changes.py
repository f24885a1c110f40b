"""What every change to a thread shares: that it was seen as it is, whose it is, its audit line."""

from ..clock import now
from ..domain.errors import Forbidden, Stale
from ..domain.permissions import Actor
from ..models import Thread
from .activity import record


def check_fresh(thread: Thread, seen: int | None) -> None:
    """Raise Stale("changed_meanwhile") unless the thread is as the actor read it (`seen` is its revision)."""
    if seen is not None and seen != thread.revision:
        raise Stale("changed_meanwhile")


def check_own(thread: Thread, actor: Actor) -> None:
    """Raise Forbidden("not_your_comment") unless the actor is the author."""
    if actor.membership_id is None or thread.author_id != actor.membership_id:
        raise Forbidden("not_your_comment")


def touch(verb: str, thread: Thread, actor: Actor, **details: object) -> None:
    """Note that a thread changed, and leave the audit line."""
    thread.changed_at = now()
    project_id = thread.version.document.guide.project_id
    record(verb, "thread", thread.public_id, actor=actor, project_id=project_id, **details)
