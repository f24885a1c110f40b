"""The panel by which editors deal with a thread, on its page (templates/triage/_decide.html)."""

from typing import Any

from flask import request

from ..domain.permissions import Action, Actor, may
from ..domain.threads import TRANSITIONS
from ..queries.activity import last_change_of
from ..queries.visibility import sees_decision
from .decision_form import DecisionForm
from .forms import ReviewForm
from .history import ACTS as ACTS_IN_WORDS
from .trail import trail_of

ACTS = ("begin", "decide", "revise", "close", "reopen")


def panel(
    thread: Any, actor: Actor, form: DecisionForm | None = None, refused: ReviewForm | None = None
) -> dict[str, Any]:
    """Give what the panel needs, with the decision (`form`) or the small act (`refused`) that was refused.

    Keys: acts (of ACTS and "share", what the actor may do now), is_own, is_shared, decide_form (None where
    nothing can be decided), refused, rival (who changed the thread first), decisions (all so far), trail
    (the list one came from, see trail.py), came_from.
    """
    came_from = request.args.get("from", "")
    acts = acts_on(thread, actor)
    sent = form or refused
    came_second = sent is not None and (sent.status in (409, 412) or getattr(sent, "is_old", False))
    if form is None and acts & {"decide", "revise"}:
        form = DecisionForm(formdata=None)
        form.show_standing(thread)
    if form is not None:
        form.seen.data = str(thread.revision)
    return {
        "acts": acts,
        "is_own": thread.author_id == actor.membership_id and may(actor, Action.TRIAGE),
        "is_shared": thread.is_shared,
        "decide_form": form,
        "refused": refused,
        "rival": last_change(thread) if came_second else None,
        "decisions": _decisions(thread, actor) if sees_decision(actor, thread) else [],
        "trail": trail_of(thread, came_from, actor),
        "came_from": came_from,
    }


def acts_on(thread: Any, actor: Actor) -> set[str]:
    """Say what the actor may do with a thread now."""
    if not may(actor, Action.TRIAGE):
        return set()
    can = {act for act in ACTS if thread.status in TRANSITIONS[act][0]}
    if thread.disposition is not None:
        can.add("share")
    return can - {"decide", "revise"} if thread.author_id == actor.membership_id else can


def _decisions(thread: Any, actor: Actor) -> list[dict[str, Any]]:
    return [
        {
            "disposition": ruling.disposition.value,
            "reason": ruling.reason,
            "response": ruling.response,
            "at": ruling.decided_at,
            "by": ruling.decided_by.account.name if actor.is_staff else "",
        }
        for ruling in thread.decisions
    ]


def last_change(thread: Any) -> dict[str, Any] | None:
    """Tell who changed a thread last, when, and what it was."""
    line = last_change_of("thread", thread.public_id)
    if line is None:
        return None
    who = line.account.name if line.account else ""
    words = str(ACTS_IN_WORDS[line.verb][0]) if line.verb in ACTS_IN_WORDS else ""
    return {"who": who, "what": words, "when": line.at}
