"""The people of a project, how they are invited, and their personal sign-in links."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import (
    Blueprint,
    Response,
    current_app,
    flash,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask_babel import get_locale, ngettext
from flask_babel import gettext as _
from werkzeug.wrappers import Response as AnyResponse

from ...domain.mails import MailKind
from ...domain.permissions import Action, Actor, may_invite
from ...queries.accounts import last_entries_of, newest_links_of
from ...queries.projects import members_of
from ...services.arrivals import invite_members
from ...services.outbox import is_mail_on
from ...services.people import add_member, hand_link, revoke_links
from ..access import allow, signed_in
from ..letters import letter
from .forms import PersonForm
from .links import LinkState, link_state

people = Blueprint("people", __name__)


@dataclass(frozen=True, slots=True)
class Row:
    """A member in the list, with the state of the newest sign-in link and whether the actor is above."""

    member: Any
    country: str
    link: LinkState
    came_in_at: datetime | None
    may_hand: bool
    is_oneself: bool

    @property
    def waits_for_invitation(self) -> bool:
        """Whether nobody has invited this person yet."""
        is_new = self.link.kind == "none" and self.came_in_at is None
        return self.may_hand and is_new and not self.is_oneself


@people.get("/projects/<project_id>/people")
@allow(Action.SEE_PEOPLE)
def index(project: Any, actor: Actor) -> str:
    """List the people of a project."""
    rows = _rows(project, actor)
    return render_template(
        "people/index.html",
        project=project,
        rows=rows,
        to_invite=[row.member for row in rows if row.waits_for_invitation],
        is_mail_on=is_mail_on(),
    )


@people.route("/projects/<project_id>/people/new", methods=["GET", "POST"])
@allow(Action.INVITE)
def new(project: Any, actor: Actor) -> AnyResponse | tuple[str, int]:
    """Add a person to the project."""
    form = PersonForm()
    form.offer(actor)
    member_id = form.fulfil(lambda: str(add_member(project, form.newcomer(), actor=actor).public_id), actor)
    if member_id:
        flash(_("The person was added. Invite him or her now."), "success")
        return redirect(url_for("members.show", member_id=member_id, _anchor="invite"))
    return render_template("people/new.html", form=form, project=project), form.status


@people.post("/projects/<project_id>/people/invite")
@allow(Action.INVITE)
def invite(project: Any, actor: Actor) -> AnyResponse:
    """Invite the members that the form names: by mail, or by texts to copy where no mail is sent."""
    wanted = set(request.form.getlist("member"))
    chosen = [row.member for row in _rows(project, actor) if row.may_hand and row.member.public_id in wanted]
    handed = invite_members(project, chosen, actor=actor, key=request.form.get("form_key", "")[:60])
    if handed:
        return _letters(project, handed)
    flash(
        ngettext("%(num)d invitation is on its way.", "%(num)d invitations are on their way.", len(chosen)),
        "success",
    )
    return redirect(url_for("people.index", project_id=project.public_id))


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
        letter=letter(MailKind.INVITATION, member=member, token=token, by=signed_in()),
    )
    return _unstored(page)


@people.post("/people/<member_id>/link/revoke")
@allow(Action.INVITE)
def revoke(member: Any, actor: Actor) -> AnyResponse:
    """Make a person's unused links useless."""
    revoke_links(member, actor=actor)
    flash(_("The sign-in link no longer works."), "success")
    return redirect(url_for("members.show", member_id=member.public_id))


def _rows(project: Any, actor: Actor) -> list[Row]:
    members = members_of(project)
    accounts = [member.account_id for member in members]
    links, entries = newest_links_of(accounts), last_entries_of(accounts)
    territories = get_locale().territories
    return [
        Row(
            member=member,
            country=territories.get(member.country, member.country),
            link=link_state(links.get(member.account_id)),
            came_in_at=entries.get(member.account_id),
            may_hand=may_invite(actor, member.role),
            is_oneself=member.account_id == actor.account_id,
        )
        for member in members
    ]


def _letters(project: Any, handed: list[tuple[Any, str]]) -> Response:
    """Show the texts to copy, each with a personal link: the only time they can be read."""
    by = signed_in()
    letters = [
        (member, letter(MailKind.INVITATION, member=member, token=token, by=by)) for member, token in handed
    ]
    return _unstored(render_template("people/letters.html", project=project, letters=letters))


def _unstored(page: str) -> Response:
    answer = make_response(page)
    answer.headers["Cache-Control"] = "no-store"
    return answer
