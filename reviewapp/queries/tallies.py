"""How many threads there are, by document and by round, for the pages that lead to them."""

from collections import Counter, defaultdict
from typing import Any

from sqlalchemy import func, select

from ..domain.permissions import Actor
from ..domain.threads import COUNTED
from ..extensions import db
from ..models import Document, Guide, Project, Thread
from .narrowing import status_shown
from .visibility import threads_seen

Tally = dict[int, Counter[str]]
"""key of a document or round -> status -> number of threads"""


def tally_by_document(project: Project, actor: Actor) -> Tally:
    """Count the threads the actor sees, by document key and status."""
    return _tally(Thread.document_id, project, actor)


def tally_by_round(project: Project, actor: Actor) -> Tally:
    """Count the threads the actor sees, by round key and status."""
    return _tally(Thread.round_id, project, actor)


def _tally(key: Any, project: Project, actor: Actor) -> Tally:
    status = status_shown(actor)
    rows = db.session.execute(
        select(key, status, func.count())
        .join(Document, Document.id == Thread.document_id)
        .join(Guide, Guide.id == Document.guide_id)
        .where(
            Guide.project_id == project.id, Thread.status.in_(COUNTED), threads_seen(actor), key.is_not(None)
        )
        .group_by(key, status)
    )
    tally: Tally = defaultdict(Counter)
    for thing, code, number in rows:
        tally[thing][code.value] = number
    return tally
