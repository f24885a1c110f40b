"""The way in: one's projects at a glance, and one project with its guides and documents."""

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, g, redirect, render_template, url_for
from werkzeug.wrappers import Response

from ...domain.people import Role
from ...domain.permissions import Action, Actor, may
from ...domain.rounds import RoundState
from ...queries.documents import lines_of
from ...queries.projects import guides_of, projects_of
from ...queries.rounds import rounds_of_project
from ...services.projects import create_project
from ..access import allow, signed_in
from .asked import Asked, asked_of
from .forms import ProjectForm

projects = Blueprint("projects", __name__)


@dataclass(frozen=True, slots=True)
class Glance:
    """A project on the first page. Reviewers get what they are asked to read, staff what waits for them."""

    project: Any
    role: Role | None
    is_reviewer: bool
    asked: list[Asked]
    open_rounds: list[Any]
    documents: int
    open_comments: int
    to_place: int


@projects.get("/")
@allow(Action.SIGNED_IN)
def index(actor: Actor) -> str:
    """Show where somebody stands: what to read, or what waits."""
    account = signed_in()
    standings = [(project, _standing(account, member)) for project, member in projects_of(account)]
    glances = [glance_at(project, standing) for project, standing in standings]
    if len(glances) == 1 and glances[0].is_reviewer:
        g.project, g.actor = standings[0]
    return render_template(
        "projects/index.html", glances=glances, may_create=may(actor, Action.CREATE_PROJECT)
    )


@projects.route("/projects/new", methods=["GET", "POST"])
@allow(Action.CREATE_PROJECT)
def new(actor: Actor) -> Response | tuple[str, int]:
    """Begin a project."""
    form = ProjectForm()
    project_id = form.fulfil(
        lambda: str(
            create_project(form.name.data, form.languages.data, form.time_zone.data, actor=actor).public_id
        ),
        actor,
    )
    if project_id:
        return redirect(url_for("projects.show", project_id=project_id))
    return render_template("projects/new.html", form=form), form.status


@projects.get("/projects/<project_id>")
@allow(Action.SEE_PROJECT)
def show(project: Any, actor: Actor) -> str:
    """Show a project: its guides and documents to staff and observers, what to read to a reviewer."""
    if actor.acts_as is Role.REVIEWER:
        return render_template("projects/reading_list.html", project=project, asked=asked_of(project, actor))
    guides = guides_of(project)
    return render_template(
        "projects/show.html",
        project=project,
        guides=guides,
        lines=lines_of([document for guide in guides for document in guide.documents], actor),
        rounds=rounds_of_project(project, actor),
        RoundState=RoundState,
    )


def glance_at(project: Any, actor: Actor) -> Glance:
    """Sum a project up for somebody who stands in it."""
    if actor.acts_as is Role.REVIEWER:
        return Glance(project, actor.role, True, asked_of(project, actor), [], 0, 0, 0)
    documents = [document for guide in guides_of(project) for document in guide.documents]
    lines = [line for several in lines_of(documents, actor).values() for line in several]
    return Glance(
        project=project,
        role=actor.role,
        is_reviewer=False,
        asked=[],
        open_rounds=[one for one in rounds_of_project(project, actor) if one.state() is RoundState.OPEN],
        documents=len(documents),
        open_comments=sum(line.open_comments for line in lines),
        to_place=sum(line.to_place for line in lines) if actor.is_staff else 0,
    )


def _standing(account: Any, member: Any) -> Actor:
    if member is None:
        return Actor(account.id, account.is_admin)
    return Actor(account.id, account.is_admin, member.id, member.role)
