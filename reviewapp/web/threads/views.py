"""Making a comment, reading one thread, answering, editing and withdrawing."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from ...domain.errors import Forbidden
from ...domain.permissions import Action, Actor
from ...domain.scripts import language_of_letters
from ...domain.threads import COUNTED, CommentType, Importance, Status
from ...queries.places import place_to_read, readable_places
from ...queries.projects import members_of
from ...queries.rounds import bears_mark
from ...queries.versions import find_block, find_section
from ...services.decisions import object_to
from ...services.replies import reply as answer
from ...services.supports import support as give_support
from ...services.supports import take_support_back
from ...services.threads import edit_comment, open_thread
from ...services.threads import withdraw as take_back
from ..access import allow
from ..admission import admission
from ..answers import wants_data
from ..forms import ReviewForm
from ..spoken import spoken
from ..thread_page import address, address_in_text, thread_page
from .forms import CommentForm, ObjectionForm, PlainForm, ReplyForm, WordsForm
from .mine import my_page
from .outcome import back_to, told

threads = Blueprint("threads", __name__)

Page = Response | str | tuple[str, int]


@threads.get("/versions/<version_id>/threads/new")
@allow(Action.COMMENT)
def new(version: Any, actor: Actor) -> Page:
    """Show the form of a comment on `?section=`, on `?block=`, or on the whole document."""
    if refusal := admission(version, actor).refusal:
        raise refusal
    form = CommentForm(language=spoken())
    if block := request.args.get("block"):
        form.point_at_block(find_block(version, block) or abort(404))
    elif section := request.args.get("section"):
        form.point_at_section(find_section(version, section) or abort(404))
    return _comment_page(version, form, actor)


@threads.post("/versions/<version_id>/threads")
@allow(Action.COMMENT)
def create(version: Any, actor: Actor) -> Page:
    """Make a comment and show it in the text."""
    form = CommentForm()

    def act() -> str:
        thread = open_thread(version, form.comment(), actor=actor, on_behalf_of=form.author())
        return str(thread.public_id)

    thread_id = form.fulfil(act, actor)
    url = address_in_text(thread_id or "", version.public_id)
    if wants_data():
        return told(form, thread_id, url)
    if thread_id and form.keep.data == "draft":
        flash(_("Your draft is kept. Only you see it, under “My comments”, until you send it."), "success")
        anchor = f"b-{form.start_block.data}" if form.start_block.data else None
        return redirect(url_for("reading.show", version_id=version.public_id, _anchor=anchor))
    return redirect(url) if thread_id else _comment_page(version, form, actor)


@threads.get("/threads/<thread_id>")
@allow(Action.SEE_THREADS)
def show(thread: Any, actor: Actor) -> Page:
    """Show one thread: its passage, the discussion, what became of it."""
    return render_template("threads/show.html", **thread_page(thread, actor))


@threads.get("/threads/<thread_id>/in-text")
@allow(Action.SEE_THREADS)
def in_text(thread: Any, actor: Actor) -> Response:
    """Lead to a thread where it stands in the text: its permanent link. What has no place is shown alone."""
    places = readable_places([thread.id], actor)[thread.id] if thread.status in COUNTED else []
    place = place_to_read(places)
    if place is None:
        return redirect(url_for("threads.show", thread_id=thread.public_id))
    return redirect(address(thread, place.version))


@threads.post("/threads/<thread_id>/replies")
@allow(Action.REPLY)
def reply(thread: Any, actor: Actor) -> Page:
    """Answer in a thread or note something for editors, and return to where it was read."""
    form = ReplyForm()

    def act() -> str:
        is_internal = bool(form.internal.data)
        language = language_of_letters(form.body.data, spoken())
        said = answer(thread, form.body.data, language=language, is_internal=is_internal, actor=actor)
        return str(said.public_id)

    said_id = form.fulfil(act, actor)
    if wants_data():
        return told(form, said_id and thread.public_id, back_to(thread))
    if said_id:
        return redirect(back_to(thread))
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
    confidential = bears_mark(thread.version)
    page = render_template("threads/edit.html", thread=thread, form=form, confidential=confidential)
    return page, form.status


@threads.post("/threads/<thread_id>/withdraw")
@allow(Action.COMMENT)
def withdraw(thread: Any, actor: Actor) -> Page:
    """Take one's own comment back."""
    form, was_draft = PlainForm(), thread.status is Status.DRAFT
    if not _fulfilled(form, thread, actor, lambda: take_back(thread, actor=actor)):
        return _refused(thread, actor, form)
    if was_draft:
        flash(_("Your draft was withdrawn."), "success")
    else:
        flash(_("Your comment was withdrawn. It keeps its number and is no longer dealt with."), "success")
    return redirect(url_for("threads.show", thread_id=thread.public_id))


@threads.post("/threads/<thread_id>/support")
@allow(Action.TAKE_PART)
def support(thread: Any, actor: Actor) -> Page:
    """Stand behind somebody else's comment."""
    form = PlainForm()
    if _fulfilled(form, thread, actor, lambda: give_support(thread, actor=actor)):
        return redirect(back_to(thread))
    return _refused(thread, actor, form)


@threads.post("/threads/<thread_id>/unsupport")
@allow(Action.TAKE_PART)
def unsupport(thread: Any, actor: Actor) -> Page:
    """No longer stand behind a comment."""
    form = PlainForm()
    if _fulfilled(form, thread, actor, lambda: take_support_back(thread, actor=actor)):
        return redirect(back_to(thread))
    return _refused(thread, actor, form)


@threads.post("/threads/<thread_id>/objection")
@allow(Action.COMMENT)
def objection(thread: Any, actor: Actor) -> Page:
    """Ask, as the author, that a decision be looked at again."""
    form = ObjectionForm()
    if _fulfilled(form, thread, actor, lambda: object_to(thread, form.note.data, actor=actor)):
        flash(_("Your objection reached the editors. They will look at the comment again."), "success")
        return redirect(url_for("threads.show", thread_id=thread.public_id))
    page = {**thread_page(thread, actor), "object_form": form}
    return render_template("threads/show.html", **page), form.status


@threads.get("/projects/<project_id>/my-comments")
@allow(Action.COMMENT)
def mine(project: Any, actor: Actor) -> Page:
    """Show a person's own comments and what became of each."""
    return render_template("threads/mine.html", **my_page(project, actor, only=request.args.get("round", "")))


def _fulfilled(form: ReviewForm, thread: Any, actor: Actor, verb: Callable[[], None]) -> bool:
    """Do one thing with a thread; tell whether that went well."""

    def act() -> str:
        verb()
        return str(thread.public_id)

    return form.fulfil(act, actor) is not None


def _refused(thread: Any, actor: Actor, form: PlainForm) -> tuple[str, int]:
    page = {**thread_page(thread, actor), "reply_form": form}
    return render_template("threads/show.html", **page), form.status


def _comment_page(version: Any, form: CommentForm, actor: Actor) -> tuple[str, int]:
    """Show the comment form with the words it is about."""
    if actor.is_staff:
        form.offer_people(members_of(version.document.guide.project))
    section = find_section(version, form.section.data) if form.section.data else None
    block = find_block(version, form.start_block.data) if form.start_block.data else None
    about = " ".join(filter(None, (section.number, section.title))) if section else ""
    anchor = f"b-{block.public_id}" if block else f"s-{section.public_id}" if section else None
    return render_template(
        "threads/new.html",
        confidential=bears_mark(version),
        version={"id": version.public_id, "title": version.title, "language": version.language},
        form=form,
        is_staff=actor.is_staff,
        place={"about": about, "text": form.exact.data or (block.text if block else "")},
        back_url=url_for("reading.show", version_id=version.public_id, _anchor=anchor),
    ), form.status
