"""A reviewer's own page of a round: what it asks, until when, who sees what; submitting and declining."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from ...domain.errors import NotFound
from ...domain.permissions import Action, Actor
from ...domain.reviewers import acts_now
from ...domain.rounds import ANSWERS_VISIBLE
from ...queries.reviewers import own_progress
from ...queries.rounds import assignments_in
from ...services.receipts import fingerprint, once
from ...services.reviewers import decline as decline_review
from ...services.reviewers import drafts_in, resume_review, submit_review
from ..access import allow
from .forms import DeclineForm
from .promises import promises

reviewing = Blueprint("reviewing", __name__)


@reviewing.get("/rounds/<round_id>/review")
@allow(Action.TAKE_PART)
def show(round: Any, actor: Actor) -> str:
    """Show a reviewer what a round asks and where he or she stands in it."""
    return _page(round, actor, DeclineForm())


@reviewing.post("/rounds/<round_id>/review/submit")
@allow(Action.TAKE_PART)
def submit(round: Any, actor: Actor) -> Response:
    """Say "I have finished": drafts that remain are sent."""
    sent = _once(lambda: str(len(submit_review(round, actor=actor))), actor)
    words = _("Your review is submitted. Thank you.")
    if int(sent):
        words += " " + ngettext("%(num)d draft was sent.", "%(num)d drafts were sent.", int(sent))
    flash(words, "success")
    return _back(round)


@reviewing.post("/rounds/<round_id>/review/resume")
@allow(Action.TAKE_PART)
def resume(round: Any, actor: Actor) -> Response:
    """Take "I have finished" or "I cannot take part" back."""
    _once(lambda: _did(resume_review, round, actor), actor)
    flash(_("Your review is open again."), "success")
    return _back(round)


@reviewing.post("/rounds/<round_id>/review/decline")
@allow(Action.TAKE_PART)
def decline(round: Any, actor: Actor) -> Response | tuple[str, int]:
    """Say that one cannot take part."""
    form = DeclineForm()

    def act() -> str:
        decline_review(round, form.reason.data or "", actor=actor)
        return str(round.public_id)

    if form.fulfil(act, actor):
        flash(_("Thank you for telling us. Nobody will remind you."), "success")
        return _back(round)
    return _page(round, actor, form), form.status


def _page(round_: Any, actor: Actor, decline_form: DeclineForm) -> str:
    mine = own_progress([round_], actor).get(round_.id)
    if mine is None:
        raise NotFound
    return render_template(
        "rounds/review.html",
        round=round_,
        confidential=round_.is_confidential,
        project=round_.project,
        mine=mine,
        acts=acts_now(mine.row.steps(mine.comments), mine.present, round_.late),
        texts=assignments_in([round_], actor),
        drafts=drafts_in(round_, actor),
        promises=promises(round_),
        is_answered=round_.state() in ANSWERS_VISIBLE,
        decline_form=decline_form,
    )


def _once(act: Callable[[], str], actor: Actor) -> str:
    """Do an act of one button once for each form."""
    return once(request.form.get("form_key"), fingerprint(request.path, {}), act, actor=actor)[0]


def _did(verb: Callable[..., None], round_: Any, actor: Actor) -> str:
    verb(round_, actor=actor)
    return str(round_.public_id)


def _back(round_: Any) -> Response:
    return redirect(url_for("reviewing.show", round_id=round_.public_id))
