"""Opening, answering, editing, sending and withdrawing comments."""

from dataclasses import dataclass
from typing import Literal

from sqlalchemy import ColumnElement, func, select

from .. import markup
from ..clock import now
from ..domain.anchors import Quote, Span, describe, fold, settle
from ..domain.carrying import Placement
from ..domain.errors import BadInput, Forbidden, StateConflict
from ..domain.languages import canonical
from ..domain.permissions import Actor
from ..domain.rounds import RoundState
from ..domain.threads import (
    BODY_LENGTH,
    WORDING_LENGTH,
    Channel,
    CommentType,
    Importance,
    PlaceState,
    Scope,
    Status,
    check_act,
    check_words,
)
from ..domain.versions import check_commentable
from ..extensions import db
from ..models import Membership, Thread, Version, Wording
from ..queries.rounds import round_for_comment
from ..queries.visibility import replies_seen
from .activity import record
from .changes import check_own
from .people import standing
from .places import Shelf, carry_on
from .rounds import admitted
from .transaction import hold, transaction


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment as it was typed and pointed. `section` is a public id; a hint where a passage is quoted."""

    scope: Scope
    body: str
    section: str | None = None
    quote: Quote | None = None
    span: Span | None = None
    type: CommentType = CommentType.SUBSTANTIVE
    importance: Importance | None = None
    language: str = ""
    proposed_wording: str = ""
    is_draft: bool = False
    channel: Channel = Channel.ONLINE


def open_thread(
    version: Version, comment: Comment, *, actor: Actor, on_behalf_of: Membership | None = None
) -> Thread:
    """Leave a comment on a published version; staff may enter one on behalf of a member of the project.

    Raises BadInput where passage, section or words do not hold, StateConflict where the round is not open.
    """
    project_id = version.document.guide.project_id
    with transaction():
        hold(version.document, version)
        check_commentable(version.state)
        member = standing(project_id, actor=actor)
        author = _author(member, on_behalf_of, actor)
        if comment.is_draft and author.id != member.id:
            raise BadInput("draft_for_other", field="draft")
        round_ = round_for_comment(version, actor)
        is_late = admitted(round_, actor)
        shelf = Shelf(version)
        placement, quote = _point(shelf, comment)
        thread = Thread(
            document_id=version.document_id,
            version=version,
            round=round_,
            scope=comment.scope,
            author=author,
            entered_by=member,
            type=comment.type,
            importance=comment.importance,
            language=canonical(comment.language or member.language or version.language),
            exact=quote.exact,
            prefix=quote.prefix,
            suffix=quote.suffix,
            is_late=is_late,
            channel=comment.channel if actor.is_staff else Channel.ONLINE,
            status=Status.DRAFT if comment.is_draft else Status.OPEN,
            **_words(comment.body, comment.proposed_wording),
        )
        db.session.add(thread)
        if not comment.is_draft:
            _number(thread)
        db.session.flush()
        db.session.add(shelf.place(thread, placement))
        carry_on(thread)
        record("opened", "thread", thread.public_id, actor=actor, project_id=project_id)
        return thread


def send_draft(thread: Thread, *, actor: Actor) -> None:
    """Hand a draft in: from now on it counts and others may see it.

    Its author does, or the focal point it was handed to.
    """
    with transaction():
        hold(thread)
        if actor.membership_id is None or thread.handed_to_id != actor.membership_id:
            check_own(thread, actor)
        after = check_act("send", thread.status)
        check_commentable(thread.version.state)
        thread.is_late = admitted(thread.round, actor)
        thread.status = after
        thread.created_at = thread.changed_at = now()
        _number(thread)
        _record("sent", thread, actor)


def edit_comment(
    thread: Thread,
    body: str | None = None,
    proposed_wording: str | None = None,
    *,
    type_: CommentType | None = None,
    importance: Importance | Literal[""] | None = None,
    actor: Actor,
) -> None:
    """Change one's own comment until the first reply or the close of its round; the old words are kept.

    A reply its author may not know of, such as an internal note, bars nothing. None leaves a part as it is;
    "" takes the importance back.
    """
    with transaction():
        hold(thread)
        check_own(thread, actor)
        check_act("edit", thread.status)
        if thread.status is not Status.DRAFT:
            if replies_seen(actor, thread):
                raise StateConflict("thread_answered")
            _check_still_open(thread, actor)
        words = _words(
            thread.body if body is None else body,
            thread.proposed_wording if proposed_wording is None else proposed_wording,
        )
        if (words["body"], words["proposed_wording"]) != (thread.body, thread.proposed_wording):
            if thread.status is not Status.DRAFT:
                db.session.add(
                    Wording(thread_id=thread.id, body=thread.body, proposed_wording=thread.proposed_wording)
                )
                thread.edited_at = now()
            for name, value in words.items():
                setattr(thread, name, value)
        thread.type = type_ or thread.type
        thread.importance = thread.importance if importance is None else importance or None
        thread.changed_at = now()
        _record("edited", thread, actor)


def withdraw(thread: Thread, *, note: str = "", actor: Actor) -> None:
    """Take one's own comment back before it is decided and its round closes; it keeps its number."""
    with transaction():
        hold(thread)
        check_own(thread, actor)
        after = check_act("withdraw", thread.status)
        if thread.status is not Status.DRAFT:
            _check_still_open(thread, actor)
        thread.status = after
        thread.changed_at = now()
        _record("withdrew", thread, actor, note=note[:500])


def _check_still_open(thread: Thread, actor: Actor) -> None:
    """Hold an expert to what was sent once the round has closed for him or her."""
    if thread.round is None or actor.is_staff:
        return
    hold(thread.round)
    if thread.round.state_for(actor.membership_id) is not RoundState.OPEN:
        raise StateConflict("round_closed")


def _words(body: str, proposed_wording: str) -> dict[str, str | int]:
    """Check and render what was typed."""
    words = check_words(markup.without_controls(body), BODY_LENGTH, "body")
    wording = markup.without_controls(proposed_wording).strip()
    if len(wording) > WORDING_LENGTH:
        raise BadInput("text_too_long", field="proposed_wording", limit=WORDING_LENGTH, length=len(wording))
    return {
        "body": words,
        "body_html": markup.render_comment(words),
        "proposed_wording": wording,
        "ruleset": markup.RULESET,
    }


def _author(member: Membership, on_behalf_of: Membership | None, actor: Actor) -> Membership:
    if on_behalf_of is None or on_behalf_of.id == member.id:
        return member
    if not actor.is_staff:
        raise Forbidden("on_behalf_not_yours")
    if on_behalf_of.project_id != member.project_id:
        raise BadInput("member_elsewhere", field="on_behalf_of")
    return on_behalf_of


def _point(shelf: Shelf, comment: Comment) -> tuple[Placement, Quote]:
    """Find the place a comment points at in the version it is made on."""
    index = {section.public_id: i for i, section in enumerate(shelf.sections)}
    if comment.section and comment.section not in index:
        raise BadInput("section_unknown", field="section")
    section = index.get(comment.section) if comment.section else None
    if comment.scope is Scope.DOCUMENT:
        return Placement(PlaceState.IN_PLACE), Quote("")
    if comment.scope is Scope.SECTION:
        if section is None:
            raise BadInput("section_missing", field="section")
        return Placement(PlaceState.IN_PLACE, section=section), Quote("")
    found = shelf.edition.sections[section] if section is not None else None
    hint = range(found.first, found.end) if found else None
    blocks = shelf.edition.blocks
    span = settle(
        comment.quote if comment.quote and fold(comment.quote.exact) else None, comment.span, blocks, hint
    )
    quote = describe(span, blocks)
    row = shelf.row_by_id[span.start_block]
    home = shelf.index_by_section[row.section_id] if row.section_id else None
    return Placement(PlaceState.IN_PLACE, span, home, quote.exact), quote


def _number(thread: Thread) -> None:
    """Give the next number in the round (the document where there is none) and among the author's own."""
    within: ColumnElement[bool]
    if thread.round is not None:
        hold(thread.round)
        within = Thread.round_id == thread.round.id
    else:
        hold(thread.version.document)
        within = (Thread.document_id == thread.document_id) & Thread.round_id.is_(None)
    thread.number = (db.session.scalar(select(func.max(Thread.number)).where(within)) or 0) + 1
    own = select(func.max(Thread.author_number)).where(within, Thread.author_id == thread.author.id)
    thread.author_number = (db.session.scalar(own) or 0) + 1


def _record(verb: str, thread: Thread, actor: Actor, **details: object) -> None:
    project_id = thread.version.document.guide.project_id
    record(verb, "thread", thread.public_id, actor=actor, project_id=project_id, **details)
