"""Support: a reviewer stands behind somebody else's comment instead of making the same point."""

from sqlalchemy import select

from ..domain.errors import Forbidden, StateConflict
from ..domain.permissions import Actor
from ..domain.threads import SETTLED, Status
from ..extensions import db
from ..models import Support, Thread
from ..queries.visibility import status_seen
from .changes import touch
from .people import standing
from .rounds import admitted
from .transaction import hold, transaction


def support(thread: Thread, *, actor: Actor) -> None:
    """Stand behind a comment; twice is once. Raises Forbidden("own_support"), StateConflict as a comment."""
    with transaction():
        hold(thread)
        member = standing(thread.version.document.guide.project_id, actor=actor)
        _check_supportable(thread, actor)
        if _find(thread, member.id) is None:
            db.session.add(Support(thread_id=thread.id, member_id=member.id))
            touch("supported", thread, actor)
            db.session.flush()
            db.session.expire(thread, ["supports"])


def take_support_back(thread: Thread, *, actor: Actor) -> None:
    """No longer stand behind a comment, while its round takes words."""
    with transaction():
        hold(thread)
        _check_supportable(thread, actor)
        given = _find(thread, actor.membership_id)
        if given is not None:
            db.session.delete(given)
            touch("no longer supported", thread, actor)
            db.session.flush()
            db.session.expire(thread, ["supports"])


def _check_supportable(thread: Thread, actor: Actor) -> None:
    if thread.author_id == actor.membership_id:
        raise Forbidden("own_support")
    # A decision that may not be seen yet must not show by a refusal either.
    if thread.status is Status.DRAFT or status_seen(actor, thread) in SETTLED:
        raise StateConflict("thread_settled")
    admitted(thread.round, actor)


def _find(thread: Thread, member_id: int | None) -> Support | None:
    return db.session.scalar(
        select(Support).where(Support.thread_id == thread.id, Support.member_id == member_id)
    )
