"""Sets of threads: of a version, a document, a round, an author. Every list, count and export is of one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, and_, select

from ..clock import now
from ..domain.permissions import Actor
from ..domain.threads import Status
from ..extensions import db
from ..models import Document, Membership, Place, Project, Round, Thread, Version
from .versions import current_versions
from .visibility import HANDED_IN


@dataclass(frozen=True, slots=True)
class Desk:
    """A set of threads, and the versions on which their places are looked up."""

    condition: ColumnElement[bool]
    shown_on: Sequence[int]
    today: date
    """The day in the project's time zone."""


def desk_of_version(version: Version) -> Desk:
    """The threads made on a version or carried to it."""
    placed = select(Place.thread_id).where(Place.version_id == version.id)
    return Desk(Thread.id.in_(placed), [version.id], today_in(version.document.guide.project))


def desk_of_document(document: Document, actor: Actor) -> Desk:
    """The threads handed in on a document, in any language; each shown on its line's current version.

    The current version is the newest that the actor may read.
    """
    made_on_it = and_(Thread.document_id == document.id, HANDED_IN)
    return Desk(made_on_it, _current([document.id], actor), today_in(document.guide.project))


def desk_of_round(round_: Round, actor: Actor) -> Desk:
    """The threads handed in to a round, whichever version."""
    held = Thread.round_id == round_.id
    return Desk(and_(held, HANDED_IN), _current(_documents_of(held), actor), today_in(round_.project))


def desk_of_author(member: Membership, actor: Actor) -> Desk:
    """A member's own threads, drafts included."""
    own = Thread.author_id == member.id
    return Desk(own, _current(_documents_of(own), actor), today_in(member.project))


def desk_of_drafts_handed_to(member: Membership, actor: Actor) -> Desk:
    """The drafts that colleagues handed to a focal point and that wait to be sent."""
    handed = and_(Thread.handed_to_id == member.id, Thread.status == Status.DRAFT)
    return Desk(handed, _current(_documents_of(handed), actor), today_in(member.project))


def today_in(project: Project) -> date:
    """Give the day it is in a project's time zone."""
    return now().astimezone(ZoneInfo(project.time_zone)).date()


def _documents_of(condition: ColumnElement[bool]) -> Sequence[int]:
    return db.session.scalars(select(Thread.document_id).where(condition).distinct()).all()


def _current(document_ids: Sequence[int], actor: Actor) -> list[int]:
    return [version.id for version in current_versions(document_ids, actor)]
