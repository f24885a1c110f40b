"""The audit line that every verb writes, in its own transaction's company."""

from typing import Any

from ..clock import now
from ..domain.permissions import Actor
from ..extensions import db
from ..models import Activity
from .transaction import transaction


def record(
    verb: str, noun: str, subject: str, *, actor: Actor | None, project_id: int | None = None, **details: Any
) -> None:
    """Add "who did what to which thing" to the present transaction; `subject` is a public id."""
    db.session.add(
        Activity(
            at=now(),
            account_id=actor.account_id if actor else None,
            project_id=project_id,
            verb=verb,
            noun=noun,
            subject=subject,
            details=details,
        )
    )


def note_look(noun: str, subject: str, page: str, project_id: int, *, actor: Actor) -> None:
    """Put on record that somebody looked at a thing: an own short write before it is shown."""
    with transaction():
        record("looked at", noun, subject, actor=actor, project_id=project_id, page=page)
