"""What a list of threads can be narrowed by: the sections, authors, people, tags found in it."""

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, Text, cast, select

from ..domain.people import Role
from ..domain.permissions import Actor
from ..extensions import db
from ..models import Document, Guide, Membership, Project, Round, Section, Thread, Version
from .desks import Desk
from .visibility import rounds_seen, threads_seen

_TAGS = cast(Thread.tags, Text)
"""Tags as they are stored: PostgreSQL compares texts, but no JSON."""


def authors_in(desk: Desk, actor: Actor) -> list[Membership]:
    """Give the authors of the threads of a desk that the actor sees."""
    written = select(Thread.author_id).where(desk.condition, threads_seen(actor))
    query = select(Membership).where(Membership.id.in_(written)).order_by(Membership.id)
    return list(db.session.scalars(query))


def assignees_in(desk: Desk, actor: Actor) -> list[Membership]:
    """Give who deals with threads of a desk; for staff."""
    given = select(Thread.assignee_id).where(desk.condition, threads_seen(actor))
    query = select(Membership).where(Membership.id.in_(given)).order_by(Membership.id)
    return list(db.session.scalars(query))


def countries_in(desk: Desk, actor: Actor) -> list[str]:
    """Give the countries that authors of a desk's threads come from, as ISO 3166 codes."""
    query = select(Membership.country).where(Membership.id.in_(_of(Thread.author_id, desk, actor)))
    return sorted(code for code in db.session.scalars(query.distinct()) if code)


def languages_in(desk: Desk, actor: Actor) -> list[str]:
    """Give the languages that a desk's threads are written in."""
    return sorted(db.session.scalars(_of(Thread.language, desk, actor).distinct()))


def tags_in(desk: Desk, actor: Actor) -> list[str]:
    """Give the tags on a desk's threads; for staff."""
    return _flat(_of(_TAGS, desk, actor))


def tags_of_project(project: Project) -> list[str]:
    """Give the tags that staff have put on threads of a project."""
    query = (
        select(_TAGS)
        .join(Document, Document.id == Thread.document_id)
        .join(Guide, Guide.id == Document.guide_id)
        .where(Guide.project_id == project.id)
    )
    return _flat(query)


def deciders_of_project(project: Project) -> list[Membership]:
    """Give the present editors and managers of a project, whom a thread can be assigned to."""
    query = select(Membership).where(
        Membership.project_id == project.id,
        Membership.left_at.is_(None),
        Membership.role.in_([Role.EDITOR, Role.MANAGER]),
    )
    return list(db.session.scalars(query.order_by(Membership.id)))


def rounds_in(desk: Desk, actor: Actor) -> list[Round]:
    """Give the rounds of the threads of a desk that the actor sees, oldest first."""
    held = select(Thread.round_id).where(desk.condition, threads_seen(actor))
    query = select(Round).where(Round.id.in_(held), rounds_seen(actor)).order_by(Round.opens_at, Round.id)
    return list(db.session.scalars(query))


def sections_in(desk: Desk) -> Sequence[tuple[Version, Section]]:
    """Give the sections of the versions a desk is shown on, in reading order."""
    query = (
        select(Version, Section)
        .join(Section, Section.version_id == Version.id)
        .where(Version.id.in_(desk.shown_on))
        .order_by(Version.document_id, Version.language, Section.position)
    )
    return [(version, section) for version, section in db.session.execute(query)]


def _of(column: Any, desk: Desk, actor: Actor) -> Any:
    return select(column).where(desk.condition, threads_seen(actor))


def _flat(query: Select[str]) -> list[str]:
    """Give the single tags; of ten thousand threads only those whose tags differ are read."""
    found = db.session.scalars(query.where(_TAGS != "[]").distinct())
    return sorted({tag for tags in found for tag in json.loads(tags)})
