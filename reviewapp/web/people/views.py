"""The people of a project and their personal sign-in links."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import Blueprint, Response, current_app, flash, make_response, redirect, render_template, url_for
from flask_babel import get_locale
from flask_babel import gettext as _
from werkzeug.wrappers import Response as AnyResponse

from ...domain.permissions import Action, Actor, may_invite
from ...queries.accounts import last_entries_of, open_links_of
from ...queries.projects import members_of
from ...services.people import add_member, hand_link, revoke_links
from ..access import allow
from .forms import PersonForm

people = Blueprint("people", __name__)


@dataclass(frozen=True, slots=True)
class Row:
    """A member in the list, with the state of his or her sign-in link."""

    member: Any
    country: str
    link_until: datetime | None
    came_in_at: datetime | None
    may_hand: bool


@people.get("/projects/<project_id>/people")
@allow(Action.SEE_PEOPLE)
def index(project: Any, actor: Actor) -> str:
    """List the people of a project."""
    members = members_of(project)
    accounts = [member.account_id for member in members]
    links, entries = open_links_of(accounts), last_entries_of(accounts)
    territories = get_locale().territories
    rows = [
        Row(
            member=member,
            country=territories.get(member.country, member.country),
            link_until=max((link.expires_at for link in links.get(member.account_id, [])), default=None),
            came_in_at=entries.get(member.account_id),
            may_hand=may_invite(actor, member.role),
        )
        for member in members
    ]
    return render_template("people/index.html", project=project, rows=rows)


@people.route("/projects/<project_id>/people/new", methods=["GET", "POST"])
@allow(Action.INVITE)
def new(project: Any, actor: Actor) -> AnyResponse | tuple[str, int]:
    """Add a person to the project."""
    form = PersonForm()
    form.offer(actor)
    member_id = form.fulfil(lambda: str(add_member(project, form.newcomer(), actor=actor).public_id), actor)
    if member_id:
        flash(_("The person was added. Make a sign-in link now and hand it over."), "success")
        address = url_for("people.index", project_id=project.public_id, _anchor=f"member-{member_id}")
        return redirect(address)
    return render_template("people/new.html", form=form, project=project), form.status


@people.post("/people/<member_id>/link")
@allow(Action.INVITE)
def link(member: Any, actor: Actor) -> Response:
    """Make a sign-in link and show it: the only time it can be read."""
    made, token = hand_link(member, actor=actor)
    page = render_template(
        "people/link.html",
        member=member,
        project=member.project,
        address=f"{current_app.config['BASE_URL']}/sign-in/{token}",
        expires_at=made.expires_at,
    )
    answer = make_response(page)
    answer.headers["Cache-Control"] = "no-store"
    return answer


@people.post("/people/<member_id>/link/revoke")
@allow(Action.INVITE)
def revoke(member: Any, actor: Actor) -> AnyResponse:
    """Make a person's unused links useless."""
    revoke_links(member, actor=actor)
    flash(_("The sign-in link no longer works."), "success")
    address = url_for(
        "people.index", project_id=member.project.public_id, _anchor=f"member-{member.public_id}"
    )
    return redirect(address)
