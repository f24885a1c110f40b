"""Verification: saying in which version an accepted comment is implemented."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from ...domain.permissions import Action, Actor
from ...services.implementations import mark_implemented, unmark_implemented
from ..access import allow
from ..decision_form import revision_seen
from ..implementing import ImplementForm, version_chosen
from ..implementing import implementing as panel
from ..thread_page import thread_page
from ..trail import thread_url

implementing = Blueprint("implementing", __name__)


@implementing.post("/threads/<thread_id>/implemented")
@allow(Action.TRIAGE)
def mark(thread: Any, actor: Actor) -> Response | tuple[str, int]:
    """Say that a comment is implemented in a version, or take that back."""
    form = ImplementForm()

    def act() -> str:
        seen = revision_seen(form.seen)
        if form.taken_back.data:
            version = version_chosen(thread, form.taken_back.data, actor)
            unmark_implemented(thread, version, actor=actor, seen=seen)
        else:
            version = version_chosen(thread, form.version.data, actor)
            mark_implemented(thread, version, note=form.note.data or "", actor=actor, seen=seen)
        return str(thread.public_id)

    if form.fulfil(act, actor):
        flash(_("Saved."), "success")
        return redirect(thread_url(thread.public_id, request.args.get("from", "")))
    page = {**thread_page(thread, actor), **panel(thread, actor, form)}
    return render_template("threads/show.html", **page), form.status
