"""A thread as its readers see it: one shape for the reading page, the thread page and the lists."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import url_for

from ..domain.compare.proposals import edit_of
from ..domain.compare.words import Op
from ..domain.people import Attribution, Role
from ..domain.permissions import Action, Actor, may
from ..domain.rounds import LateRule, RoundState
from ..domain.threads import SETTLED, TRANSITIONS, UNPLACED, Status
from ..queries.threads import Entry, mains_known
from ..queries.visibility import number_seen, replies_seen, sees_decision, status_seen
from .bylines import name_outside, name_towards
from .card_details import (
    Implemented,
    InFile,
    Kept,
    MainComment,
    Objection,
    Supports,
    Translated,
    implementations_of,
    in_file,
    in_text_of,
    kept_by_staff,
    main_of,
    objection_of,
    supports_of,
    translation_of,
)
from .reply_cards import ReplyCard, reply_card


@dataclass(frozen=True, slots=True)
class Card:
    """One thread. What the reader may not see is empty; `may_…` says what he or she can do now."""

    id: str
    number: int | None
    url: str
    revision: int
    scope: str
    status: str
    disposition: str | None
    reason: str
    response: str
    duplicate_of: int | None
    main: MainComment | None
    implemented: list[Implemented]
    in_text: str
    sees_decision: bool
    decided_by: str
    decided_at: datetime | None
    type: str
    importance: str | None
    byline: str
    language: str
    body: str
    body_html: str
    proposed_wording: str
    wording_ops: tuple[Op, ...]
    """What the proposed wording changes in the quote; empty where it is better shown alone."""

    quote: str
    passage_language: str
    version_number: int
    round_name: str
    created_at: datetime
    edited_at: datetime | None
    is_mine: bool
    is_late: bool
    place_state: str | None
    section_id: str | None
    section_title: str
    block_id: str | None
    replies: list[ReplyCard]
    supports: Supports
    translation: Translated | None
    objection: Objection | None
    kept: Kept | None
    in_file: InFile | None
    """Both for staff only."""

    awaits_me: bool
    """Whether the editors wait for an answer of the reader."""

    handed_to: str
    """The focal point who holds one's own draft."""

    may_reply: bool
    may_edit: bool
    may_withdraw: bool
    may_decide: bool
    may_reopen: bool
    may_support: bool
    may_object: bool
    object_until: datetime | None
    may_send: bool
    may_give_back: bool


def cards(entries: Iterable[Entry], actor: Actor) -> list[Card]:
    """Show several threads to the actor."""
    held = list(entries)
    known = mains_known([entry.thread for entry in held], actor)
    return [card(entry, actor, known) for entry in held]


def card(entry: Entry, actor: Actor, known: Collection[int] | None = None) -> Card:
    """Show one thread to the actor; `known` holds the keys of the main comments that he or she sees."""
    thread, place = entry.thread, entry.place
    if known is None:
        known = mains_known([thread], actor)
    decided = sees_decision(actor, thread)
    is_mine = thread.author_id == actor.membership_id
    replies = [reply_card(reply, thread, actor) for reply in replies_seen(actor, thread)]
    main = thread.duplicate_of if decided and thread.duplicate_of_id in known else None
    is_draft = thread.status is Status.DRAFT
    is_handed = is_draft and thread.handed_to_id is not None
    is_handed_to_me = is_handed and thread.handed_to_id == actor.membership_id
    section = place.section if place else None
    return Card(
        id=thread.public_id,
        number=number_seen(actor, thread),
        url=url_for("threads.show", thread_id=thread.public_id),
        revision=thread.revision,
        scope=thread.scope.value,
        status=status_seen(actor, thread).value,
        disposition=thread.disposition.value if decided and thread.disposition else None,
        reason=thread.reason if decided else "",
        response=thread.response if decided else "",
        duplicate_of=number_seen(actor, main) if main else None,
        main=main_of(thread, actor, main is not None),
        implemented=implementations_of(thread, actor),
        in_text=in_text_of(thread, place, actor),
        sees_decision=decided,
        decided_by=thread.decided_by.account.name if actor.is_staff and thread.decided_by else "",
        decided_at=thread.decided_at if decided else None,
        type=thread.type.value,
        importance=thread.importance.value if thread.importance else None,
        byline=author_line(thread, actor),
        language=thread.language,
        body=thread.body,
        body_html=thread.body_html,
        proposed_wording=thread.proposed_wording,
        wording_ops=edit_of(thread.exact, thread.proposed_wording),
        quote=thread.exact,
        passage_language=thread.version.language,
        version_number=thread.version.number,
        round_name=thread.round.name if thread.round else "",
        created_at=thread.created_at,
        edited_at=thread.edited_at,
        is_mine=is_mine,
        is_late=thread.is_late,
        place_state=place.state.value if place else None,
        section_id=section.public_id if section else None,
        section_title=" ".join(filter(None, (section.number, section.title))) if section else "",
        block_id=_block_beside(place),
        replies=replies,
        supports=supports_of(thread, actor),
        translation=translation_of(thread, actor),
        objection=objection_of(thread, actor),
        kept=kept_by_staff(thread, actor),
        in_file=in_file(thread, actor),
        awaits_me=is_mine and thread.is_waiting,
        handed_to=name_outside(thread.handed_to, Attribution.NAMED) if is_handed and is_mine else "",
        may_reply=_may(actor, Action.REPLY, "reply", thread) and _takes_words(actor, thread),
        may_edit=is_mine and not replies and _can("edit", thread) and _takes_edits(actor, thread),
        may_withdraw=is_mine and _can("withdraw", thread) and _takes_edits(actor, thread),
        may_decide=_may(actor, Action.TRIAGE, "decide", thread) and not is_mine,
        may_reopen=_may(actor, Action.TRIAGE, "reopen", thread),
        may_support=not is_mine and may_support(actor, thread),
        may_object=is_mine and _may_object(thread),
        object_until=thread.round.objections_until if is_mine and thread.round else None,
        may_send=is_draft and (is_mine or is_handed_to_me) and _takes_words(actor, thread),
        may_give_back=is_handed and (is_mine or is_handed_to_me),
    )


def author_line(thread: Any, actor: Actor) -> str:
    """Name the author of a comment; a focal point knows who handed over a draft."""
    if thread.status is Status.DRAFT and thread.handed_to_id == actor.membership_id:
        return name_outside(thread.author, Attribution.NAMED)
    return name_towards(actor, thread, thread.author)


def may_support(actor: Actor, thread: Any) -> bool:
    """Tell whether the actor may stand behind somebody else's comment, or take that back, now."""
    is_open = status_seen(actor, thread) not in SETTLED | {Status.DRAFT}
    return actor.acts_as is Role.REVIEWER and is_open and _takes_words(actor, thread)


def _may_object(thread: Any) -> bool:
    is_heard = thread.round is not None and thread.round.takes_objections()
    return is_heard and thread.objected_at is None and _can("object", thread)


def _block_beside(place: Any) -> str | None:
    """Give the block a thread stands beside; one that waits to be placed stands beside none."""
    if place is None or place.start_block is None or place.state in UNPLACED:
        return None
    block: str = place.start_block.public_id
    return block


def _can(act: str, thread: Any) -> bool:
    return thread.status in TRANSITIONS[act][0]


def _may(actor: Actor, action: Action, act: str, thread: Any) -> bool:
    return may(actor, action) and _can(act, thread)


def _takes_words(actor: Actor, thread: Any) -> bool:
    """Whether its round still takes words from the actor."""
    if actor.is_staff:
        return True
    if thread.round is None:
        return False
    state = thread.round.state_for(actor.membership_id)
    late = state in (RoundState.CLOSED, RoundState.IN_RESOLUTION) and thread.round.late is not LateRule.REFUSE
    return state is RoundState.OPEN or late


def _takes_edits(actor: Actor, thread: Any) -> bool:
    unbound = actor.is_staff or thread.round is None or thread.status is Status.DRAFT
    return unbound or thread.round.state_for(actor.membership_id) is RoundState.OPEN
