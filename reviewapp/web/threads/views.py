"""Making a comment, reading one thread, answering, editing and withdrawing."""

import re
from typing import Any
from urllib.parse import urlsplit

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import get_locale
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from ...domain.errors import Forbidden
from ...domain.permissions import Action, Actor
from ...domain.threads import CommentType, Importance
from ...queries.versions import find_block, find_section
from ...services.replies import reply as answer
from ...services.threads import edit_comment, open_thread
from ...services.threads import withdraw as take_back
from ..access import allow
from ..admission import admission
from ..thread_page import thread_page
from .forms import CommentForm, ReplyForm, WithdrawForm, WordsForm
from .mine import rounds_of_comments

threads = Blueprint("threads", __name__)

Page = Response | str | tuple[str, int]


@threads.get("/versions/<version_id>/threads/new")
@allow(Action.COMMENT)
def new(version: Any, actor: Actor) -> Page:
    """Show the form of a comment on `?section=`, on `?block=`, or on the whole document."""
    if refusal := admission(version, actor).refusal:
        raise refusal
    form = CommentForm(language=str(get_locale()).partition("_")[0])
    if block := request.args.get("block"):
        form.point_at_block(find_block(version, block) or abort(404))
    elif section := request.args.get("section"):
        form.point_at_section(find_section(version, section) or abort(404))
    return _comment_page(version, form)


@threads.post("/versions/<version_id>/threads")
@allow(Action.COMMENT)
def create(version: Any, actor: Actor) -> Page:
    """Make a comment and show it in the text."""
    form = CommentForm()
    thread_id = form.fulfil(lambda: str(open_thread(version, form.comment(), actor=actor).public_id), actor)
    if thread_id:
        return redirect(url_for("reading.show", version_id=version.public_id, _anchor=f"thread-{thread_id}"))
    return _comment_page(version, form)


@threads.get("/threads/<thread_id>")
@allow(Action.SEE_THREADS)
def show(thread: Any, actor: Actor) -> Page:
    """Show one thread: its passage, the discussion, what became of it."""
    return render_template("threads/show.html", **thread_page(thread, actor))


@threads.post("/threads/<thread_id>/replies")
@allow(Action.REPLY)
def reply(thread: Any, actor: Actor) -> Page:
    """Answer in a thread, and return to where it was read."""
    form = ReplyForm()
    language = str(get_locale()).partition("_")[0]
    if form.fulfil(
        lambda: str(answer(thread, form.body.data, language=language, actor=actor).public_id), actor
    ):
        return redirect(_back_to(thread))
    page = {**thread_page(thread, actor), "reply_form": form}
    return render_template("threads/show.html", **page), form.status


@threads.route("/threads/<thread_id>/edit", methods=["GET", "POST"])
@allow(Action.COMMENT)
def edit(thread: Any, actor: Actor) -> Page:
    """Change one's own comment."""
    if thread.author_id != actor.membership_id:
        raise Forbidden("not_your_comment")
    form = WordsForm(
        body=thread.body,
        proposed_wording=thread.proposed_wording,
        type=thread.type.value,
        importance=thread.importance.value if thread.importance else "",
    )

    def change() -> str:
        edit_comment(
            thread,
            form.body.data,
            form.proposed_wording.data or "",
            type_=CommentType(form.type.data),
            importance=Importance(form.importance.data) if form.importance.data else "",
            actor=actor,
        )
        return str(thread.public_id)

    if form.fulfil(change, actor):
        flash(_("Your comment was changed. What it said before stays in its history."), "success")
        return redirect(url_for("threads.show", thread_id=thread.public_id))
    return render_template("threads/edit.html", thread=thread, form=form), form.status


@threads.post("/threads/<thread_id>/withdraw")
@allow(Action.COMMENT)
def withdraw(thread: Any, actor: Actor) -> Page:
    """Take one's own comment back."""

    def act() -> str:
        take_back(thread, actor=actor)
        return str(thread.public_id)

    form = WithdrawForm()
    if form.fulfil(act, actor):
        flash(_("Your comment was withdrawn. It keeps its number and is no longer dealt with."), "success")
        return redirect(url_for("threads.show", thread_id=thread.public_id))
    page = {**thread_page(thread, actor), "reply_form": form}
    return render_template("threads/show.html", **page), form.status


@threads.get("/projects/<project_id>/my-comments")
@allow(Action.COMMENT)
def mine(project: Any, actor: Actor) -> Page:
    """Show a person's own comments and what became of each."""
    return render_template("threads/mine.html", project=project, groups=rounds_of_comments(actor))


def _comment_page(version: Any, form: CommentForm) -> tuple[str, int]:
    """Show the comment form with the words it is about."""
    section = find_section(version, form.section.data) if form.section.data else None
    block = find_block(version, form.start_block.data) if form.start_block.data else None
    about = " ".join(filter(None, (section.number, section.title))) if section else ""
    anchor = f"b-{block.public_id}" if block else f"s-{section.public_id}" if section else None
    return render_template(
        "threads/new.html",
        version={"id": version.public_id, "title": version.title, "language": version.language},
        form=form,
        place={"about": about, "text": form.exact.data or (block.text if block else "")},
        back_url=url_for("reading.show", version_id=version.public_id, _anchor=anchor),
    ), form.status


_READING = re.compile(r"/versions/([a-z0-9]+)")


def _back_to(thread: Any) -> str:
    """Give the page a reply was written on: the text of a version, else the thread's own page."""
    came_from = urlsplit(request.referrer or "")
    reading = _READING.fullmatch(came_from.path.removeprefix(request.script_root))
    anchor = f"thread-{thread.public_id}"
    if reading and came_from.netloc == request.host:
        return url_for("reading.show", version_id=reading[1], _anchor=anchor)
    return url_for("threads.show", thread_id=thread.public_id, _anchor=anchor)
