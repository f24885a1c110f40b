"""Imports that take long: a file is kept, and the background work makes a version of it.

The worker takes a file on a lease. The version and the end of its import are one transaction: whoever is
ended in the middle leaves a file that waits on, and never half a version.
"""

from dataclasses import dataclass
from datetime import datetime

from flask import current_app
from sqlalchemy import or_, select

from ..clock import now
from ..domain.errors import Forbidden, ReviewError, TooMany
from ..domain.imports import LEASE, MOST_TRIES, ImportState
from ..domain.languages import canonical
from ..domain.permissions import Action, Actor, may
from ..extensions import db
from ..models import Document, ImportJob
from ..queries.accounts import actor_in
from .transaction import hold, let_go, transaction
from .versions import Reading, Upload, clean_file_name, read_upload, upload_version


def keep_for_later(document: Document, upload: Upload, *, actor: Actor) -> ImportJob:
    """Keep a file for the background work."""
    with transaction():
        job = ImportJob(
            document=document,
            account_id=actor.account_id,
            data=upload.data,
            file_name=clean_file_name(upload.file_name),
            language=canonical(upload.language),
            note=upload.note,
            corresponds_to=upload.corresponds_to,
        )
        db.session.add(job)
        db.session.flush()
        return job


@dataclass(frozen=True, slots=True)
class _Lease:
    """A file that one worker has to itself until a moment."""

    job_id: int
    until: datetime


def read_next() -> bool:
    """Read the file that waits longest; say whether there was one."""
    lease = _take()
    if lease is None:
        return False
    job = db.session.get_one(ImportJob, lease.job_id)
    data, name = job.data, job.file_name
    let_go()
    try:
        _store(lease, read_upload(data, name, max_mb=current_app.config["MAX_UPLOAD_MB"]), data)
    except TooMany:
        _hand_back(lease)
    except ReviewError as refusal:
        _refuse(lease, refusal)
    return True


def _take() -> _Lease | None:
    """Lease a file; one during which too many workers ended is refused."""
    if _waiting() is None:
        return None
    with transaction():
        job = _waiting(is_taken=True)
        while job is not None and job.tries >= MOST_TRIES:
            _end(job, ImportState.FAILED, error="file_too_demanding")
            db.session.flush()
            job = _waiting(is_taken=True)
        if job is None:
            return None
        job.tries += 1
        job.leased_until = now() + LEASE
        return _Lease(job.id, job.leased_until)


def _store(lease: _Lease, reading: Reading, data: bytes) -> None:
    """Make the version. Raises what `upload_version` does, Forbidden if the sender may no more upload."""
    with transaction():
        job = _leased(lease)
        if job is None:
            return
        actor = actor_in(job.account, job.document.guide.project_id)
        if not may(actor, Action.UPLOAD):
            raise Forbidden("not_yours")
        upload = Upload(data, job.file_name, job.language, job.note, corresponds_to=job.corresponds_to)
        job.version = upload_version(job.document, upload, actor=actor, reading=reading)
        _end(job, ImportState.DONE)


def _refuse(lease: _Lease, refusal: ReviewError) -> None:
    with transaction():
        job = _leased(lease)
        if job is not None:
            _end(job, ImportState.FAILED, error=refusal.code)
            job.params = {name: str(value) for name, value in refusal.params.items()}


def _hand_back(lease: _Lease) -> None:
    with transaction():
        job = _leased(lease)
        if job is not None:
            job.leased_until, job.tries = None, job.tries - 1


def _end(job: ImportJob, state: ImportState, *, error: str = "") -> None:
    """End an import; its file is kept by the version or nowhere."""
    job.state, job.error, job.data, job.leased_until = state, error, b"", None


def _leased(lease: _Lease) -> ImportJob | None:
    """Find an import and hold it, if the lease is still the one it is under."""
    job = db.session.get_one(ImportJob, lease.job_id)
    hold(job.document, job)
    return job if job.state is ImportState.WAITING and job.leased_until == lease.until else None


def _waiting(*, is_taken: bool = False) -> ImportJob | None:
    query = (
        select(ImportJob)
        .where(
            ImportJob.state == ImportState.WAITING,
            or_(ImportJob.leased_until.is_(None), ImportJob.leased_until <= now()),
        )
        .order_by(ImportJob.id)
        .limit(1)
    )
    return db.session.scalar(query.with_for_update(skip_locked=True, of=ImportJob) if is_taken else query)
