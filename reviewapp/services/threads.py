"""Opening, answering, editing, sending and withdrawing comments."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from ..clock import now
from ..domain.anchors import Quote, Span
from ..domain.errors import BadInput, Forbidden, StateConflict
from ..domain.languages import canonical
from ..domain.permissions import Actor
from ..domain.rounds import RoundState
from ..domain.threads import (
    Channel,
    CommentType,
    Importance,
    Scope,
    Status,
    check_act,
)
from ..domain.versions import check_commentable
from ..extensions import db
from ..models import Membership, Thread, Version, Wording
from ..queries.rounds import round_for_comment
from ..queries.visibility import replies_seen
from .activity import record
from .carrying import carry_on
from .changes import check_own
from .mentions import call_people, call_people_anew
from .numbering import number
from .people import standing
from .pointing import point
from .rounds import admitted
from .shelves import Shelf
from .transaction import hold, transaction
from .wording import words_of


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


@dataclass(frozen=True, slots=True)
class Entry:
    """A comment that comes in: whose it is (None: the actor's), and what it bore in the file it came with.

    What came in a file calls nobody by name.
    """

    comment: Comment
    on_behalf_of: Membership | None = None
    found_author: str = ""
    found_at: datetime | None = None
    tags: Sequence[str] = ()
    calls_people: bool = True


def open_thread(
    version: Version, comment: Comment, *, actor: Actor, on_behalf_of: Membership | None = None
) -> Thread:
    """Leave a comment on a published version; staff may enter one on behalf of a member of the project.

    Raises BadInput where passage, section or words do not hold, StateConflict where the round is not open.
    """
    [thread] = open_threads(version, [Entry(comment, on_behalf_of)], actor=actor)
    return thread


def open_threads(
    version: Version, entries: Sequence[Entry], *, actor: Actor, shelf: Shelf | None = None
) -> list[Thread]:
    """Leave several comments, all or none, numbered in this order; `shelf` is the version's if one is there.

    Raises what `open_thread` does.
    """
    with transaction():
        hold(version.document, version)
        check_commentable(version.state)
        member = standing(version.document.guide.project_id, actor=actor)
        authors = [_author(member, entry, actor) for entry in entries]
        round_ = round_for_comment(version, actor)
        is_late = admitted(round_, actor)
        shelf = shelf or Shelf(version)
        threads, placements = [], []
        alike = {"version": version, "round": round_, "entered_by": member, "is_late": is_late}
        for entry, author in zip(entries, authors, strict=True):
            said = entry.comment
            placement, quote = point(shelf, said.scope, said.section, said.quote, said.span)
            placements.append(placement)
            threads.append(_made(entry, quote, actor, author=author, **alike))
        number([thread for thread in threads if thread.status is not Status.DRAFT])
        db.session.add_all(threads)
        db.session.flush()
        db.session.add_all(map(shelf.place, threads, placements))
        carry_on(threads, version)
        for thread, entry in zip(threads, entries, strict=True):
            _record("opened", thread, actor)
            if entry.calls_people:
                call_people(thread, actor=actor)
        return threads


def _made(entry: Entry, quote: Quote, actor: Actor, **more: Any) -> Thread:
    comment, version, member = entry.comment, more["version"], more["entered_by"]
    return Thread(
        document_id=version.document_id,
        scope=comment.scope,
        type=comment.type,
        importance=comment.importance,
        language=canonical(comment.language or member.language or version.language),
        exact=quote.exact,
        prefix=quote.prefix,
        suffix=quote.suffix,
        channel=comment.channel if actor.is_staff else Channel.ONLINE,
        status=Status.DRAFT if comment.is_draft else Status.OPEN,
        found_author=entry.found_author,
        found_at=entry.found_at,
        tags=list(entry.tags),
        **words_of(comment.body, comment.proposed_wording),
        **more,
    )


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
        number([thread])
        call_people(thread, actor=actor)
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
        words = words_of(
            thread.body if body is None else body,
            thread.proposed_wording if proposed_wording is None else proposed_wording,
        )
        is_reworded = (words["body"], words["proposed_wording"]) != (thread.body, thread.proposed_wording)
        if is_reworded:
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
        if is_reworded:
            call_people_anew(thread, actor=actor)
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


def _author(member: Membership, entry: Entry, actor: Actor) -> Membership:
    """Give whose comment it is."""
    author = entry.on_behalf_of
    if author is None or author.id == member.id:
        return member
    if not actor.is_staff:
        raise Forbidden("on_behalf_not_yours")
    if author.project_id != member.project_id:
        raise BadInput("member_elsewhere", field="on_behalf_of")
    if entry.comment.is_draft:
        raise BadInput("draft_for_other", field="draft")
    return author


def _record(verb: str, thread: Thread, actor: Actor, **details: object) -> None:
    project_id = thread.version.document.guide.project_id
    record(verb, "thread", thread.public_id, actor=actor, project_id=project_id, **details)
