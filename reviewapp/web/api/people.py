"""Doors: the people of a project."""

from typing import Any

from flask import Response

from ...domain.permissions import Actor
from ...queries.projects import members_of
from ...services.people import Newcomer, add_member
from .pages import page, slice_of
from .schemas import people as schema


def create(*, project: Any, actor: Actor, body: schema.NewMember) -> schema.Member:
    """Add a person to a project."""
    return _shown(project, add_member(project, Newcomer(**body.model_dump()), actor=actor))


def index(*, project: Any, actor: Actor) -> Response:
    """List the people of a project."""
    rows, following = slice_of(members_of(project), lambda member: member.public_id)
    return page([_shown(project, member) for member in rows], following)


def _shown(project: Any, member: Any) -> schema.Member:
    return schema.Member(
        id=member.public_id,
        project=project.public_id,
        name=member.account.name,
        email=member.account.email,
        role=member.role,
        institution=member.institution,
        institution_type=member.institution_type,
        country=member.country,
        sector=member.sector,
        language=member.language,
        tags=member.tags,
        created_at=member.created_at,
    )
