"""Questions about files that wait to be read."""

from sqlalchemy import and_, or_, select

from ..clock import now
from ..domain.imports import KEPT_IN_SIGHT, ImportState
from ..domain.permissions import Action, Actor, may
from ..extensions import db
from ..models import Document, ImportJob


def find_import(public_id: str) -> ImportJob | None:
    """Find an import, whoever may see it; doors ask `sees_import` next."""
    return db.session.scalar(select(ImportJob).where(ImportJob.public_id == public_id))


def sees_import(actor: Actor, job: ImportJob) -> bool:
    """Tell whether the actor may follow an import: whoever may upload."""
    return may(actor, Action.UPLOAD)


def imports_of(document: Document, actor: Actor) -> list[ImportJob]:
    """Give the files of a document that wait and those refused of late, newest first, to who may upload."""
    if not may(actor, Action.UPLOAD):
        return []
    waits = ImportJob.state == ImportState.WAITING
    was_refused = and_(ImportJob.state == ImportState.FAILED, ImportJob.created_at > now() - KEPT_IN_SIGHT)
    query = (
        select(ImportJob)
        .where(ImportJob.document_id == document.id, or_(waits, was_refused))
        .order_by(ImportJob.id.desc())
    )
    return list(db.session.scalars(query))
