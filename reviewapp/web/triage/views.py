"""The editors' desk: which comments wait, and what is done with each."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from ...domain.errors import BadInput
from ...domain.permissions import Action, Actor
from ...queries.projects import guides_of, member_behind
from ...queries.rounds import project_bears_mark, rounds_of_project
from ...queries.tallies import tally_by_document, tally_by_round, workload
from ...queries.threads import threads_among
from ...services import decisions
from ...services.triage import each, translate
from ...services.triage import handle as set_handling
from ..access import allow
from ..deciding import panel
from ..decision_form import DecisionForm, revision_seen
from ..handling import HandlingForm, TranslationForm, handling
from ..thread_page import thread_page
from ..trail import thread_url
from .forms import ActForm, BulkForm
from .lists import Listed, list_page, of_document, of_round

triage = Blueprint("triage", __name__)

Page = Response | str | tuple[str, int]


@triage.get("/projects/<project_id>/comments")
@allow(Action.SEE_DESK)
def index(project: Any, actor: Actor) -> str:
    """Lead to the comments of each document and round, with their numbers by status."""
    return render_template(
        "triage/index.html",
        project=project,
        confidential=project_bears_mark(project, actor),
        guides=guides_of(project),
        rounds=rounds_of_project(project, actor),
        by_document=tally_by_document(project, actor),
        by_round=tally_by_round(project, actor),
        workload=workload(project) if actor.is_staff else [],
    )


@triage.get("/documents/<document_id>/threads")
@allow(Action.SEE_DESK)
def document(document: Any, actor: Actor) -> str:
    """List the comments on a document, sorted by place in the text."""
    return render_template("triage/threads.html", **list_page(of_document(document, actor), actor))


@triage.get("/rounds/<round_id>/threads")
@allow(Action.SEE_DESK)
def round(round: Any, actor: Actor) -> str:
    """List the comments of a round, sorted by place in the text."""
    return render_template("triage/threads.html", **list_page(of_round(round, actor), actor))


@triage.post("/documents/<document_id>/threads")
@allow(Action.TRIAGE)
def change_of_document(document: Any, actor: Actor) -> Page:
    """Do one thing with the chosen comments of a document."""
    return _change(of_document(document, actor), actor)


@triage.post("/rounds/<round_id>/threads")
@allow(Action.TRIAGE)
def change_of_round(round: Any, actor: Actor) -> Page:
    """Do one thing with the chosen comments of a round."""
    return _change(of_round(round, actor), actor)


@triage.post("/threads/<thread_id>/handling")
@allow(Action.TRIAGE)
def handle(thread: Any, actor: Actor) -> Page:
    """Set who deals with a thread until when, its tags and its kind."""
    form = HandlingForm()

    def act() -> str:
        wanted = form.handling(thread, member_behind(actor))
        set_handling(thread, wanted, actor=actor, seen=revision_seen(form.seen))
        return str(thread.public_id)

    if form.fulfil(act, actor):
        flash(_("Saved."), "success")
        return redirect(_here(thread))
    page = {**thread_page(thread, actor), **handling(thread, actor, form)}
    return render_template("threads/show.html", **page), form.status


@triage.post("/threads/<thread_id>/translation")
@allow(Action.TRIAGE)
def translation(thread: Any, actor: Actor) -> Page:
    """Keep a translation beside a comment."""
    form = TranslationForm()

    def act() -> str:
        seen = revision_seen(form.seen)
        translate(thread, form.text.data or "", form.language.data, actor=actor, seen=seen)
        return str(thread.public_id)

    if form.fulfil(act, actor):
        flash(_("Saved."), "success")
        return redirect(_here(thread))
    page = {**thread_page(thread, actor), **handling(thread, actor, translation=form)}
    return render_template("threads/show.html", **page), form.status


@triage.post("/threads/<thread_id>/decision")
@allow(Action.TRIAGE)
def decide(thread: Any, actor: Actor) -> Page:
    """Decide a thread or revise; who comes second sees what the first did beside his or her own words."""
    form = DecisionForm()

    def act() -> str:
        decisions.decide(thread, form.ruling(thread), actor=actor, seen=revision_seen(form.seen))
        return str(thread.public_id)

    if form.fulfil(act, actor):
        flash(_("Your decision was saved."), "success")
        return redirect(_here(thread))
    page = {**thread_page(thread, actor), **panel(thread, actor, form)}
    return render_template("threads/show.html", **page), form.status


@triage.post("/threads/<thread_id>/reopen")
@allow(Action.TRIAGE)
def reopen(thread: Any, actor: Actor) -> Page:
    """Take a decided thread up again."""
    return _do(
        thread,
        actor,
        lambda form, seen: decisions.reopen(thread, note=form.note.data or "", actor=actor, seen=seen),
        _("The comment was reopened."),
    )


@triage.post("/threads/<thread_id>/begin")
@allow(Action.TRIAGE)
def begin(thread: Any, actor: Actor) -> Page:
    """Take an open thread into work."""
    return _do(
        thread,
        actor,
        lambda form, seen: decisions.move_thread(thread, "begin", actor=actor, seen=seen),
        _("The comment is in progress."),
    )


@triage.post("/threads/<thread_id>/close")
@allow(Action.TRIAGE)
def close(thread: Any, actor: Actor) -> Page:
    """Close a decided thread: nothing remains to be done."""
    return _do(
        thread,
        actor,
        lambda form, seen: decisions.move_thread(thread, "close", actor=actor, seen=seen),
        _("The comment was closed."),
    )


@triage.post("/threads/<thread_id>/share")
@allow(Action.TRIAGE)
def share(thread: Any, actor: Actor) -> Page:
    """Let reviewers see a decision before the round is answered, or take that back."""
    return _do(
        thread,
        actor,
        lambda form, seen: decisions.share(thread, form.shared.data == "yes", actor=actor, seen=seen),
        _("Saved."),
    )


def _do(thread: Any, actor: Actor, verb: Callable[[ActForm, int | None], None], done: str) -> Page:
    """Do one thing with a thread as the editor read it, or show its page with what came between."""
    form = ActForm()

    def act() -> str:
        verb(form, revision_seen(form.seen))
        return str(thread.public_id)

    if form.fulfil(act, actor):
        flash(done, "success")
        return redirect(_here(thread))
    page = {**thread_page(thread, actor), **panel(thread, actor, refused=form)}
    return render_template("threads/show.html", **page), form.status


def _here(thread: Any) -> str:
    return thread_url(thread.public_id, request.args.get("from", ""))


def _change(listed: Listed, actor: Actor) -> Page:
    """Do one thing with all chosen threads of a list, or with none and say which stands in the way."""
    form = BulkForm()

    def act() -> str:
        verb = form.verb(actor)
        threads = threads_among(listed.desk, form.chosen, actor)
        if len(threads) != len(form.chosen):
            raise BadInput("threads_missing")
        return str(each(threads, verb))

    if number := form.fulfil(act, actor):
        words = ngettext("%(num)d comment was changed.", "%(num)d comments were changed.", int(number))
        flash(words, "success")
        return redirect(request.full_path.rstrip("?"))
    return render_template("triage/threads.html", **list_page(listed, actor, form)), form.status
