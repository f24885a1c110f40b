"""What staff do about the reviewers of a round: invite them, remind them, give one more time."""

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, flash, make_response, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from ...domain.errors import NotFound
from ...domain.mails import MailKind
from ...domain.permissions import Action, Actor
from ...services.invitations import Sendings, invite_reviewers, remind_reviewers
from ...services.rounds import extend_for
from ..access import allow, signed_in
from ..letters import letter
from .forms import ExtensionForm

inviting = Blueprint("inviting", __name__)


@inviting.post("/rounds/<round_id>/invitations")
@allow(Action.MANAGE_ROUND)
def invite(round: Any, actor: Actor) -> Response:
    """Invite those not invited yet, or those chosen."""
    key = request.form.get("form_key", "")
    rows = _wanted(round, [row for row in round.reviewers if row.invited_at is None])
    sendings = invite_reviewers(round, rows, actor=actor, key=key)
    mailed = ngettext(
        "%(num)d invitation is on its way.", "%(num)d invitations are on their way.", sendings.mailed
    )
    return _done(round, sendings, MailKind.INVITATION, mailed)


@inviting.post("/rounds/<round_id>/reminders")
@allow(Action.MANAGE_ROUND)
def remind(round: Any, actor: Actor) -> Response:
    """Remind those chosen, or everybody, of whom a review is still expected."""
    key = request.form.get("form_key", "")
    sendings = remind_reviewers(round, _wanted(round, round.reviewers), actor=actor, key=key)
    mailed = ngettext(
        "%(num)d reminder is on its way.", "%(num)d reminders are on their way.", sendings.mailed
    )
    return _done(round, sendings, MailKind.REMINDER, mailed)


@inviting.route("/rounds/<round_id>/reviewers/<member_id>/extension", methods=["GET", "POST"])
@allow(Action.MANAGE_ROUND)
def extend(round: Any, member: Any, actor: Actor) -> Response | tuple[str, int]:
    """Give one reviewer a deadline of his or her own."""
    row = round.row_of(member.id)
    if row is None:
        raise NotFound
    zone = round.project.time_zone
    form = ExtensionForm()
    if not form.is_submitted():
        form.propose(row.deadline, zone)

    def act() -> str:
        extend_for(row, form.moment(zone), actor=actor)
        return str(round.public_id)

    if form.fulfil(act, actor):
        flash(_("The extension is noted; the reviewer sees it on his or her page."), "success")
        return redirect(_reviewers_of(round))
    page = render_template("rounds/extend.html", form=form, round=round, project=round.project, row=row)
    return page, form.status


def _wanted(round_: Any, otherwise: Sequence[Any]) -> Sequence[Any]:
    """Give the rows of the reviewers ticked, where the button asks for these alone."""
    if request.form.get("only") != "chosen":
        return otherwise
    ticked = set(request.form.getlist("member"))
    return [row for row in round_.reviewers if row.membership.public_id in ticked]


def _done(round_: Any, sendings: Sendings, kind: MailKind, mailed: str) -> Response:
    """Say what became of it; texts to hand over are shown this once."""
    for row in sendings.beyond:
        name = row.membership.account.name
        flash(
            _("%(name)s may do more elsewhere than you can give: an administrator must invite.", name=name),
            "warning",
        )
    if sendings.mailed:
        flash(mailed, "success")
    if not sendings.letters:
        if not sendings.mailed and not sendings.beyond:
            flash(_("There is nobody to write to; nothing was sent."), "info")
        return redirect(_reviewers_of(round_))
    by = signed_in()
    letters = [
        (one.row.membership, letter(kind, member=one.row.membership, round_=round_, token=one.token, by=by))
        for one in sendings.letters
    ]
    answer = make_response(
        render_template(
            "rounds/letters.html", round=round_, project=round_.project, letters=letters, kind=kind.value
        )
    )
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _reviewers_of(round_: Any) -> str:
    return url_for("rounds.show", round_id=round_.public_id, _anchor="reviewers-title")
