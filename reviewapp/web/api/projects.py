"""Doors: projects, and whose token this is."""

from typing import Any

from flask import Response

from ...domain.permissions import Actor
from ...queries.accounts import actor_in, find_account
from ...queries.projects import member_behind, projects_of
from ...services.projects import create_project
from .pages import page, slice_of
from .schemas import projects as schema


def create(*, actor: Actor, body: schema.NewProject) -> schema.Project:
    """Create a project; its creator becomes its manager."""
    project = create_project(body.name, body.languages, body.time_zone, actor=actor)
    return show(project=project, actor=actor_in(_account(actor), project.id))


def index(*, actor: Actor) -> Response:
    """List the projects one stands in."""
    rows, following = slice_of(projects_of(_account(actor)), lambda row: row[0].public_id)
    return page([_shown(project, member) for project, member in rows], following)


def show(*, project: Any, actor: Actor) -> schema.Project:
    """Show a project."""
    return _shown(project, member_behind(actor))


def me(*, actor: Actor) -> schema.Me:
    """Say whose token this is, and in which projects."""
    account = _account(actor)
    return schema.Me(
        id=account.public_id,
        name=account.name,
        email=account.email,
        language=account.language,
        is_admin=account.is_admin,
        projects=[_shown(project, member) for project, member in projects_of(account)],
    )


def _account(actor: Actor) -> Any:
    return find_account(actor.account_id)


def _shown(project: Any, member: Any) -> schema.Project:
    return schema.Project(
        id=project.public_id,
        name=project.name,
        languages=project.languages,
        time_zone=project.time_zone,
        created_at=project.created_at,
        membership=member.public_id if member else None,
        role=member.role if member else None,
    )
