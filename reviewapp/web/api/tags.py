"""Entity tags of threads: a change takes If-Match, and who comes too late is shown what stands now."""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any

from flask import request
from flask_babel import force_locale
from werkzeug.wrappers import Response

from ...domain.errors import Stale, StateConflict
from ...domain.permissions import Actor
from ...domain.threads import SETTLED
from ...queries.visibility import sees_decision
from ...services.transaction import hold, transaction
from ..errors import problem
from ..sentences import sentence
from .doors import Tagged
from .shown import decision_shown, whole_thread


def tag_of(thread: Any, actor: Actor) -> str:
    """Give a thread's entity tag: for staff its revision, for others what they are shown of it.

    So nobody learns by a tag that something was done which he or she does not see.
    """
    if actor.is_staff:
        return str(thread.revision)
    with force_locale("en"):
        shown = whole_thread(thread, actor).model_dump_json()
    return hashlib.sha256(shown.encode()).hexdigest()[:24]


def tagged(thread: Any, actor: Actor, version: Any = None) -> Tagged:
    """Answer with a thread and its tag."""
    return Tagged(whole_thread(thread, actor, version), tag_of(thread, actor))


@contextmanager
def matching(thread: Any, actor: Actor) -> Iterator[int | None]:
    """Do what is inside in one transaction, if the thread is as If-Match says.

    Gives the revision that was seen, None where the request names no tag. Raises Stale("changed_meanwhile").
    """
    with transaction():
        hold(thread)
        yield _seen(thread, actor)


def _seen(thread: Any, actor: Actor) -> int | None:
    """Compare the tags of If-Match; a compressed answer carried its tag with a suffix."""
    if not request.if_match:
        return None
    wanted = request.if_match
    known = {tag.partition(":")[0] for tag in wanted.as_set(include_weak=False) if tag}
    if not wanted.star_tag and tag_of(thread, actor) not in known:
        raise Stale("changed_meanwhile")
    revision: int = thread.revision
    return revision


def showing_what_stands(act: Callable[..., Any]) -> Callable[..., Any]:
    """Add to a refusal what stands now: the thread (412), or its decision (409)."""

    @wraps(act)
    def guarded(*, thread: Any, actor: Actor, **more: Any) -> Any:
        try:
            return act(thread=thread, actor=actor, **more)
        except Stale as error:
            now = whole_thread(thread, actor).model_dump(mode="json")
            answer: Response = problem(412, error.code, sentence(error), thread=now)
            answer.set_etag(tag_of(thread, actor))
            return answer
        except StateConflict as error:
            if thread.status not in SETTLED or thread.disposition is None or not sees_decision(actor, thread):
                raise
            stands = decision_shown(thread, actor).model_dump(mode="json")
            return problem(409, error.code, sentence(error), decision=stands)

    return guarded
