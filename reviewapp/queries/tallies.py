"""How many threads there are, by document and by round, for the pages that lead to them."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import Any

from sqlalchemy import case, func, select

from ..domain.permissions import Actor
from ..domain.threads import COUNTED, SETTLED
from ..extensions import db
from ..models import Document, Guide, Membership, Project, Thread
from .choices import deciders_of_project
from .desks import today_in
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


@dataclass(frozen=True, slots=True)
class Workload:
    """How many unsettled threads an editor deals with (None: nobody does), and how many are overdue."""

    member: Membership | None
    open: int
    overdue: int


def workload(project: Project) -> list[Workload]:
    """Count by editor what is assigned and not settled, and last what nobody deals with; for staff."""
    is_late = case((Thread.due < today_in(project), 1), else_=0)
    rows = db.session.execute(
        select(Thread.assignee_id, func.count(), func.sum(is_late))
        .join(Document, Document.id == Thread.document_id)
        .join(Guide, Guide.id == Document.guide_id)
        .where(Guide.project_id == project.id, Thread.status.in_(COUNTED - SETTLED))
        .group_by(Thread.assignee_id)
    )
    counted = {key: (number, late) for key, number, late in rows}
    present: list[Membership | None] = [*deciders_of_project(project)]
    gone = set(counted) - {member.id for member in present if member} - {None}
    present += db.session.scalars(select(Membership).where(Membership.id.in_(gone)).order_by(Membership.id))
    return [Workload(one, *counted.get(one.id if one else None, (0, 0))) for one in [*present, None]]


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
