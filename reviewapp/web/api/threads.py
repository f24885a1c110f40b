"""Doors: comments on a version, and what becomes of them."""

from typing import Any

from flask import Response, request

from ...domain.anchors import Quote
from ...domain.errors import BadInput, Forbidden
from ...domain.filters import read_filter
from ...domain.permissions import Action, Actor, may
from ...domain.threads import Ruling, Status
from ...queries.cursors import cursor_parts, sort_key_from
from ...queries.desks import desk_of_version
from ...queries.projects import find_member
from ...queries.threads import entries
from ...services.decisions import decide, move_thread, object_to, share
from ...services.decisions import reopen as reopen_thread
from ...services.drafts import give_back as give_draft_back
from ...services.drafts import hand_over as hand_draft_over
from ...services.replies import reply as answer_in
from ...services.supports import support as give_support
from ...services.supports import take_support_back
from ...services.threads import Comment, edit_comment, open_thread, send_draft
from ...services.threads import withdraw as withdraw_thread
from ...services.triage import assign, set_due, set_waiting, sort_into, tag, translate
from ..handling import member_named, read_day
from .bodies import misfit, span_of
from .doors import Tagged
from .pages import cursor, cursor_of, limit, page
from .schemas import threads as schema
from .schemas.shown_threads import Reply
from .shown import reply_shown, threads_shown
from .tags import matching, showing_what_stands, tagged


def create(*, version: Any, actor: Actor, body: schema.NewThread) -> Tagged:
    """Comment on a passage, a section or a whole document."""
    comment = Comment(
        scope=body.scope,
        body=body.body,
        section=body.section,
        quote=Quote(body.quote.exact, body.quote.prefix, body.quote.suffix) if body.quote else None,
        span=span_of(body.start, body.end),
        type=body.type,
        importance=body.importance,
        language=body.language or "",
        proposed_wording=body.proposed_wording,
        is_draft=body.draft,
        channel=body.channel,
    )
    author = _author(body.on_behalf_of, version, actor)
    return tagged(open_thread(version, comment, actor=actor, on_behalf_of=author), actor, version)


def index(*, version: Any, actor: Actor) -> Response:
    """List the comments made on a version or carried to it, sorted by place in the text."""
    wanted = read_filter(request.args.to_dict(flat=False))
    size, after = limit(), None
    if (asked := cursor()) is not None and (after := sort_key_from(asked)) is None:
        raise misfit("cursor", "cursor")
    found = entries(desk_of_version(version), wanted, actor, after=after, limit=size + 1)
    items = threads_shown(found[:size], actor)
    following = cursor_of(*cursor_parts(found[size - 1])) if len(found) > size else None
    return page(items, following)


def show(*, thread: Any, actor: Actor) -> Tagged:
    """Show a comment with its places on every version."""
    return tagged(thread, actor)


@showing_what_stands
def change(*, thread: Any, actor: Actor, body: schema.ThreadChange) -> Tagged:
    """Change a comment's words (its author), its kind, its status and what staff keep about it (editors)."""
    sent = body.named()
    words: dict[str, Any] = {name: sent[name] for name in ("body", "proposed_wording") if name in sent}
    with matching(thread, actor):
        if words or body.type or body.importance:
            _edit(thread, words, body, actor)
        _keep(thread, body, actor)
        if body.shared is not None:
            _check_triage(actor)
            share(thread, body.shared, actor=actor)
        if body.status is not None:
            _move(thread, body.status, actor)
    return tagged(thread, actor)


@showing_what_stands
def decision(*, thread: Any, actor: Actor, body: schema.Ruling) -> Tagged:
    """Decide a comment. A second decision revises the first and needs If-Match."""
    ruling = Ruling(body.disposition, body.reason, body.response, body.duplicate_of)
    with matching(thread, actor) as seen:
        decide(thread, ruling, actor=actor, seen=seen)
    return tagged(thread, actor)


@showing_what_stands
def reopen(*, thread: Any, actor: Actor, body: schema.Note) -> Tagged:
    """Take a decided comment up again."""
    with matching(thread, actor) as seen:
        reopen_thread(thread, note=body.note, actor=actor, seen=seen)
    return tagged(thread, actor)


@showing_what_stands
def withdraw(*, thread: Any, actor: Actor, body: schema.Note) -> Tagged:
    """Take one's own comment back before it is decided."""
    with matching(thread, actor):
        withdraw_thread(thread, note=body.note, actor=actor)
    return tagged(thread, actor)


@showing_what_stands
def support(*, thread: Any, actor: Actor) -> Tagged:
    """Stand behind somebody else's comment."""
    with matching(thread, actor):
        give_support(thread, actor=actor)
    return tagged(thread, actor)


@showing_what_stands
def unsupport(*, thread: Any, actor: Actor) -> Tagged:
    """No longer stand behind a comment."""
    with matching(thread, actor):
        take_support_back(thread, actor=actor)
    return tagged(thread, actor)


@showing_what_stands
def objection(*, thread: Any, actor: Actor, body: schema.Note) -> Tagged:
    """Ask once, as the author, that a decision be looked at again."""
    with matching(thread, actor):
        object_to(thread, body.note, actor=actor)
    return tagged(thread, actor)


@showing_what_stands
def hand_over(*, thread: Any, actor: Actor, body: schema.HandOver) -> Tagged:
    """Hand a draft to the focal point of one's institution, who can send it."""
    member = find_member(body.to)
    if member is None:
        raise BadInput("not_your_focal_point", field="to")
    with matching(thread, actor):
        hand_draft_over(thread, member, actor=actor)
    return tagged(thread, actor)


def give_back(*, thread: Any, actor: Actor) -> Tagged:
    """Make a draft its author's alone again; the focal point then no longer sees it."""
    before = tagged(thread, actor)
    with matching(thread, actor):
        give_draft_back(thread, actor=actor)
    return tagged(thread, actor) if thread.author_id == actor.membership_id else before


def reply(*, thread: Any, actor: Actor, body: schema.NewReply) -> Reply:
    """Answer in a thread."""
    said = answer_in(thread, body.body, language=body.language or "", is_internal=body.internal, actor=actor)
    return reply_shown(said, thread, actor)


def _edit(thread: Any, words: dict[str, Any], body: schema.ThreadChange, actor: Actor) -> None:
    """Let the author change words and kind, an editor the kind somebody's comment was given."""
    if words or thread.author_id == actor.membership_id or not may(actor, Action.TRIAGE):
        edit_comment(thread, **words, type_=body.type, importance=body.importance, actor=actor)
    else:
        sort_into(thread, body.type, body.importance, actor=actor)


def _keep(thread: Any, body: schema.ThreadChange, actor: Actor) -> None:
    """Set what staff keep about a thread, as far as it was sent."""
    sent = body.model_fields_set & {"assignee", "due", "waiting", "tags", "translation"}
    if sent:
        _check_triage(actor)
    if "assignee" in sent:
        assign(thread, member_named(body.assignee), actor=actor)
    if "due" in sent:
        set_due(thread, read_day(body.due), actor=actor)
    if body.waiting is not None:
        set_waiting(thread, body.waiting, actor=actor)
    if body.tags is not None:
        tag(thread, body.tags, actor=actor)
    if body.translation is not None:
        translate(thread, body.translation.text, body.translation.language, actor=actor)


def _move(thread: Any, wanted: Status, actor: Actor) -> None:
    """Set a status as far as a status is set: sending a draft, beginning, closing."""
    if wanted is Status.OPEN:
        send_draft(thread, actor=actor)
    elif wanted in (Status.IN_PROGRESS, Status.CLOSED):
        _check_triage(actor)
        move_thread(thread, "begin" if wanted is Status.IN_PROGRESS else "close", actor=actor)
    else:
        raise misfit("status", "status")


def _check_triage(actor: Actor) -> None:
    if not may(actor, Action.TRIAGE):
        raise Forbidden("not_yours")


def _author(public_id: str | None, version: Any, actor: Actor) -> Any:
    """Find on whose behalf staff enter a comment; others learn nothing of who is in the project."""
    if public_id is None:
        return None
    member = find_member(public_id)
    if not actor.is_staff and (member is None or member.id != actor.membership_id):
        raise Forbidden("on_behalf_not_yours")
    if member is None or member.project_id != version.document.guide.project_id:
        raise BadInput("member_elsewhere", field="on_behalf_of")
    return member
