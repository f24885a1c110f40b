"""Doors: the people of a project."""

from typing import Any

from flask import Response, current_app

from ...domain.permissions import Actor
from ...queries.projects import members_of
from ...services.members import change_member, remove_member
from ...services.people import Newcomer, add_member, hand_link
from .pages import page, slice_of
from .schemas import people as schema


def create(*, project: Any, actor: Actor, body: schema.NewMember) -> schema.Member:
    """Add a person to a project."""
    return _shown(project, add_member(project, Newcomer(**body.model_dump()), actor=actor))


def index(*, project: Any, actor: Actor) -> Response:
    """List the people of a project."""
    rows, following = slice_of(members_of(project), lambda member: member.public_id)
    return page([_shown(project, member) for member in rows], following)


def change(*, member: Any, actor: Actor, body: schema.MemberChange) -> schema.Member:
    """Change details, role, name or address of a member."""
    given = body.named()
    change_member(
        member,
        {name: given[name] for name in given if name not in ("email", "name", "role")},
        email=given.get("email"),
        name=given.get("name"),
        role=given.get("role"),
        actor=actor,
    )
    return _shown(member.project, member)


def remove(*, member: Any, actor: Actor) -> schema.Member:
    """End somebody's part in a project; what that person wrote stays."""
    remove_member(member, actor=actor)
    return _shown(member.project, member)


def link(*, member: Any, actor: Actor) -> Response:
    """Make a personal sign-in link to hand over."""
    made, token = hand_link(member, actor=actor)
    address = f"{current_app.config['BASE_URL']}/sign-in/{token}"
    given = schema.Link(url=address, expires_at=made.expires_at)
    headers = {"Cache-Control": "no-store"}
    return Response(given.model_dump_json(), mimetype="application/json", headers=headers)


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
        left_at=member.left_at,
    )
