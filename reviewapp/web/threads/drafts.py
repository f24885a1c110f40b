"""What is done with a draft: sending it, handing it to the focal point, giving it back."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from ...domain.errors import BadInput
from ...domain.permissions import Action, Actor
from ...queries.projects import find_member
from ...services.drafts import give_back as take_or_give_back
from ...services.drafts import hand_over as hand
from ...services.threads import send_draft
from ..access import allow
from ..forms import ReviewForm
from .forms import HandOverForm, PlainForm
from .mine import my_page

drafts = Blueprint("drafts", __name__)

Page = Response | tuple[str, int]


@drafts.post("/threads/<thread_id>/send")
@allow(Action.COMMENT)
def send(thread: Any, actor: Actor) -> Page:
    """Send a draft; its author does, or the focal point who holds it."""
    words = _("The comment was sent. Thank you.")
    return _do(PlainForm(), thread, actor, lambda: send_draft(thread, actor=actor), words)


@drafts.post("/threads/<thread_id>/hand-over")
@allow(Action.COMMENT)
def hand_over(thread: Any, actor: Actor) -> Page:
    """Let the focal point of one's institution see a draft and send it."""
    form = HandOverForm()

    def act() -> None:
        member = find_member(form.to.data or "")
        if member is None:
            raise BadInput("focal_point_missing", field="to")
        hand(thread, member, actor=actor)

    return _do(form, thread, actor, act, _("Your focal point has the draft now and can send it."))


@drafts.post("/threads/<thread_id>/give-back")
@allow(Action.COMMENT)
def give_back(thread: Any, actor: Actor) -> Page:
    """Make a draft its author's alone again."""
    words = _("Only its author sees the draft now.")
    return _do(PlainForm(), thread, actor, lambda: take_or_give_back(thread, actor=actor), words)


def _do(form: ReviewForm, thread: Any, actor: Actor, verb: Callable[[], None], done: str) -> Page:
    """Do one thing with a draft and return to one's comments, or say there why not."""
    project = thread.version.document.guide.project

    def act() -> str:
        verb()
        return str(thread.public_id)

    if form.fulfil(act, actor):
        flash(done, "success")
        return redirect(url_for("threads.mine", project_id=project.public_id))
    return render_template("threads/mine.html", **my_page(project, actor, refused=form)), form.status
