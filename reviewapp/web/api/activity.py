"""Doors: the audit trail."""

from typing import Any

from flask import Response

from ...domain.permissions import Actor
from ...queries.activity import activity_of, count_activity
from .bodies import misfit
from .pages import cursor, cursor_of, limit, page
from .schemas import activity as schema


def index(*, project: Any, actor: Actor) -> Response:
    """List what was done in a project, newest first."""
    size, after = limit(), cursor()
    if after is not None and not (len(after) == 1 and isinstance(after[0], int)):
        raise misfit("cursor", "cursor")
    total = count_activity(project)
    older = min(max(after[0], 0), total) if after else total
    shown = [
        schema.Line(
            at=line.at,
            by=line.account.name if line.account else None,
            verb=line.verb,
            noun=line.noun,
            subject=line.subject,
            details=line.details,
        )
        for line in activity_of(project, older=older, limit=size)
    ]
    return page(shown, cursor_of(older - size) if older > size else None)
