"""Questions about what somebody has read; the answers are for nobody else."""

from collections.abc import Collection, Iterable

from sqlalchemy import Subquery, and_, case, func, select
from sqlalchemy.orm import aliased, contains_eager

from ..domain.permissions import Actor
from ..domain.progress import Progress
from ..domain.threads import COUNTED, Status
from ..domain.versions import VersionState
from ..extensions import db
from ..models import Section, SectionRead, Thread, Version, Visit
from .visibility import versions_seen


def last_read_before(version: Version, actor: Actor) -> Visit | None:
    """Find the actor's visit to the newest earlier version of the line that he or she has read."""
    if actor.membership_id is None:
        return None
    return db.session.scalar(
        select(Visit)
        .join(Visit.version)
        .options(contains_eager(Visit.version))
        .where(
            Visit.member_id == actor.membership_id,
            Version.document_id == version.document_id,
            Version.language == version.language,
            Version.number < version.number,
            versions_seen(actor),
        )
        .order_by(Version.number.desc())
        .limit(1)
    )


def progress_of(version: Version, actor: Actor) -> Progress:
    """Tell how far the actor is in a version."""
    return progress_in([version.id], actor).get(version.id, Progress())


def progress_in(version_keys: Collection[int], actor: Actor) -> dict[int, Progress]:
    """Tell how far the actor is in versions, by key, with one question. In a draft no section counts."""
    if actor.membership_id is None or not version_keys:
        return {}
    read, first = _read_by_version(version_keys, actor.membership_id), aliased(Section)
    own = _own_by_version(version_keys, actor.membership_id)
    query = (
        select(
            Version.id,
            func.coalesce(read.c.sections, 0),
            func.coalesce(read.c.read, 0),
            func.coalesce(own.c.comments, 0),
            func.coalesce(own.c.drafts, 0),
            func.coalesce(first.public_id, ""),
        )
        .outerjoin(read, and_(read.c.version_id == Version.id, Version.state != VersionState.DRAFT))
        .outerjoin(own, own.c.version_id == Version.id)
        .outerjoin(first, and_(first.version_id == Version.id, first.position == read.c.first))
        .where(Version.id.in_(version_keys), versions_seen(actor))
    )
    return {key: Progress(*counts) for key, *counts in db.session.execute(query)}


def sections_read(version: Version, actor: Actor) -> list[str]:
    """Give the public ids of the sections of a version that the actor looked at, in reading order."""
    if actor.membership_id is None:
        return []
    query = (
        select(Section.public_id)
        .join(SectionRead, SectionRead.section_id == Section.id)
        .where(Section.version_id == version.id, SectionRead.member_id == actor.membership_id)
    )
    return list(db.session.scalars(query.order_by(Section.position)))


def _read_by_version(version_keys: Iterable[int], member: int) -> Subquery:
    unread = case((SectionRead.id.is_(None), Section.position))
    return (
        select(
            Section.version_id,
            func.count().label("sections"),
            func.count(SectionRead.id).label("read"),
            func.min(unread).label("first"),
        )
        .outerjoin(SectionRead, and_(SectionRead.section_id == Section.id, SectionRead.member_id == member))
        .where(Section.version_id.in_(version_keys))
        .group_by(Section.version_id)
        .subquery()
    )


def _own_by_version(version_keys: Iterable[int], member: int) -> Subquery:
    return (
        select(
            Thread.version_id,
            func.count().filter(Thread.status.in_(COUNTED)).label("comments"),
            func.count().filter(Thread.status == Status.DRAFT).label("drafts"),
        )
        .where(Thread.version_id.in_(version_keys), Thread.author_id == member)
        .group_by(Thread.version_id)
        .subquery()
    )
