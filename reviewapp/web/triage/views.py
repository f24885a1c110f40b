"""The editors' desk: which comments wait, and what is done with each."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from ...domain.filters import ThreadFilter, read_filter
from ...domain.permissions import Action, Actor
from ...domain.threads import COUNTED
from ...queries.desks import Desk, desk_of_document, desk_of_round
from ...queries.projects import guides_of
from ...queries.rounds import rounds_of_project
from ...queries.tallies import tally_by_document, tally_by_round
from ...queries.threads import count, entries
from ...services import decisions
from ...services.reports import FORMATS
from ..access import allow
from ..cards import cards
from ..deciding import panel
from ..decision_form import DecisionForm, revision_seen
from ..labels import choices
from ..narrowing import filters_of
from ..thread_page import thread_page
from ..trail import footprint, thread_url
from .forms import ActForm

triage = Blueprint("triage", __name__)

PAGE = 100
"""Threads on one page of a list."""

Page = Response | str | tuple[str, int]


@triage.get("/projects/<project_id>/comments")
@allow(Action.SEE_DESK)
def index(project: Any, actor: Actor) -> str:
    """Lead to the comments of each document and round, with their numbers by status."""
    return render_template(
        "triage/index.html",
        project=project,
        guides=guides_of(project),
        rounds=rounds_of_project(project, actor),
        by_document=tally_by_document(project, actor),
        by_round=tally_by_round(project, actor),
    )


@triage.get("/documents/<document_id>/threads")
@allow(Action.SEE_DESK)
def document(document: Any, actor: Actor) -> str:
    """List the comments on a document, sorted by place in the text."""
    return _list("document", document, document.title, desk_of_document(document, actor), actor)


@triage.get("/rounds/<round_id>/threads")
@allow(Action.SEE_DESK)
def round(round: Any, actor: Actor) -> str:
    """List the comments of a round, sorted by place in the text."""
    return _list("round", round, round.name, desk_of_round(round, actor), actor)


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


def _turned(query: str, page: int) -> str:
    return f"?{query}&page={page}" if query else f"?page={page}"


def _list(noun: str, subject: Any, title: str, desk: Desk, actor: Actor) -> str:
    wanted = read_filter(request.args.to_dict(flat=False))
    filters = filters_of(desk, wanted, actor, is_round=noun == "round")
    page = max(request.args.get("page", 1, type=int), 1)
    number = count(desk, wanted, actor)
    found = entries(desk, wanted, actor, limit=PAGE, offset=(page - 1) * PAGE)
    came_from = footprint(noun, subject.public_id, filters.query)
    return render_template(
        "triage/threads.html",
        noun=noun,
        subject=subject,
        title=title,
        filters=filters,
        rows=[(card, thread_url(card.id, came_from)) for card in cards(found, actor)],
        number=number,
        total=count(desk, ThreadFilter(status=tuple(COUNTED | set(wanted.status))), actor),
        previous_url=_turned(filters.query, page - 1) if page > 1 else "",
        next_url=_turned(filters.query, page + 1) if page * PAGE < number else "",
        formats=[(name, name.upper()) for name in FORMATS],
        presets=choices("preset"),
    )
