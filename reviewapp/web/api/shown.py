"""A thread as the API gives it: what the reader may not see is left out."""

from collections.abc import Collection, Sequence
from typing import Any

from ...domain.people import Attribution, byline
from ...domain.permissions import Actor
from ...domain.threads import Scope, Status
from ...queries.mentions import mentions_among, mentions_seen
from ...queries.threads import Entry, main_seen, mains_known, places_of
from ...queries.versions import versions_of_documents
from ...queries.visibility import attribution_towards, number_seen, replies_seen, sees_decision, status_seen
from ..bylines import in_words
from ..card_details import implementations_of, in_file, main_of, objection_of, supports_of, translation_of
from .schemas import shown_threads as schema


def threads_shown(found: Sequence[Entry], actor: Actor) -> list[schema.Thread]:
    """Show several threads."""
    threads = [entry.thread for entry in found]
    known, mentions = mains_known(threads, actor), mentions_among(threads)
    return [thread_shown(entry, actor, known, mentions.get(entry.thread.id, ())) for entry in found]


def thread_shown(
    entry: Entry, actor: Actor, known: Collection[int], mentions: Sequence[Any] = ()
) -> schema.Thread:
    """Show a thread; `known` holds the keys of the main comments of duplicates that the actor sees.

    `mentions` are those in the thread.
    """
    thread = entry.thread
    called = _Called(mentions_seen(actor, thread, mentions))
    decided = sees_decision(actor, thread)
    is_passage = thread.scope is Scope.PASSAGE
    is_mine = thread.author_id == actor.membership_id
    main = thread.duplicate_of if thread.duplicate_of_id in known else None
    decision = _decision(thread, main, actor) if decided else None
    return schema.Thread(
        id=thread.public_id,
        number=number_seen(actor, thread),
        version=thread.version.public_id,
        document=thread.version.document.public_id,
        round=thread.round.public_id if thread.round else None,
        scope=thread.scope,
        status=status_seen(actor, thread),
        disposition=decision.disposition if decision else None,
        reason=decision.reason if decision else None,
        response=decision.response if decision else None,
        duplicate_of=decision.duplicate_of if decision else None,
        decided_by=decision.decided_by if decision else None,
        decided_at=decision.decided_at if decision else None,
        shared=thread.is_shared,
        type=thread.type,
        importance=thread.importance,
        author=_author_of(thread, actor),
        language=thread.language,
        quote=schema.QuoteGiven(exact=thread.exact, prefix=thread.prefix, suffix=thread.suffix)
        if is_passage
        else None,
        body=thread.body,
        body_html=thread.body_html,
        proposed_wording=thread.proposed_wording,
        late=thread.is_late,
        mine=is_mine,
        on_behalf=thread.entered_by_id != thread.author_id,
        mentions=called.in_(None),
        replies=[_reply(reply, thread, actor, called) for reply in replies_seen(actor, thread)],
        **_beside(thread, actor, is_mine, main is not None),
        implemented=[
            schema.Implemented(
                version=one.version_id,
                language=one.language,
                number=one.version_number,
                note=one.note,
                at=one.at,
            )
            for one in implementations_of(thread, actor)
        ],
        created_at=thread.created_at,
        edited_at=thread.edited_at,
        place=place_shown(entry.place, entry.place.version.public_id) if entry.place else None,
    )


def whole_thread(thread: Any, actor: Actor, version: Any = None) -> schema.Thread:
    """Show one thread with its places on every version the actor reads; `place` is the one on `version`.

    Without a version it is the newest.
    """
    seen = {one.id for one in versions_of_documents([thread.document], actor)} | {thread.version_id}
    places = [place for place in places_of(thread) if place.version_id in seen]
    wanted = [place for place in places if version is None or place.version_id == version.id]
    [shown] = threads_shown([Entry(thread, wanted[-1] if wanted else None)], actor)
    shown.places = [place_shown(place, place.version.public_id) for place in places]
    return shown


def reply_shown(reply: Any, thread: Any, actor: Actor) -> schema.Reply:
    """Show an answer."""
    mentions = mentions_among([thread]).get(thread.id, ())
    return _reply(reply, thread, actor, _Called(mentions_seen(actor, thread, mentions)))


class _Called:
    """Whom the reader may know to be called by name in a thread."""

    def __init__(self, mentions: Sequence[Any]) -> None:
        self._mentions = mentions

    def in_(self, reply: Any) -> list[str]:
        """Give the ids of those called in a reply (None: in the comment)."""
        key = reply.id if reply else None
        return [one.member.public_id for one in self._mentions if one.reply_id == key]


def _reply(reply: Any, thread: Any, actor: Actor, called: _Called) -> schema.Reply:
    return schema.Reply(
        id=reply.public_id,
        author=_author(thread, reply.author, actor),
        body=reply.body,
        body_html=reply.body_html,
        language=reply.language,
        internal=reply.is_internal,
        mentions=called.in_(reply),
        created_at=reply.created_at,
        in_file=_in_file(reply, actor),
    )


def decision_shown(thread: Any, actor: Actor) -> schema.Decision:
    """Show how a thread was decided, to somebody who may know; who decided is told to staff."""
    return _decision(thread, main_seen(actor, thread), actor)


def _decision(thread: Any, main: Any, actor: Actor) -> schema.Decision:
    by = thread.decided_by if actor.is_staff else None
    return schema.Decision(
        disposition=thread.disposition,
        reason=thread.reason,
        response=thread.response,
        duplicate_of=main.public_id if main else None,
        decided_by=by.public_id if by else None,
        decided_at=thread.decided_at,
    )


def place_shown(place: Any, version: str) -> schema.Place:
    """Show where a thread stands."""
    start, end = place.start_block, place.end_block
    return schema.Place(
        version=version,
        state=place.state,
        changed=place.is_changed,
        section=place.section.public_id if place.section else None,
        start=schema.At(block=start.public_id, offset=place.start) if start else None,
        end=schema.At(block=end.public_id, offset=place.end) if end else None,
        exact=place.exact if start else None,
        score=place.score,
    )


def _beside(thread: Any, actor: Actor, is_mine: bool, knows_main: bool) -> dict[str, Any]:
    """Give what stands beside the words; what staff keep only to staff."""
    supports, translated = supports_of(thread, actor), translation_of(thread, actor)
    objection, main = objection_of(thread, actor), main_of(thread, actor, knows_main)
    is_handed = is_mine and thread.status is Status.DRAFT
    given: dict[str, Any] = {
        "supports": schema.Supports(count=supports.count, mine=supports.is_mine, by=supports.by),
        "channel": thread.channel,
        "waiting": thread.is_waiting if is_mine or actor.is_staff else None,
        "handed_to": _person(thread.handed_to) if is_handed else None,
    }
    if translated:
        given["translation"] = schema.TranslationGiven(
            text=translated.text,
            language=translated.language,
            by=_person(thread.translated_by) if actor.is_staff else None,
            at=translated.at,
            outdated=translated.is_outdated,
        )
    if objection:
        given["objection"] = schema.Objection(note=objection.note, at=objection.at)
    if main:
        given["main_decision"] = schema.MainDecision(
            disposition=thread.duplicate_of.disposition,
            reason=main.reason if knows_main else None,
            response=main.response if knows_main else None,
        )
    if actor.is_staff:
        given |= {"in_file": _in_file(thread, actor)}
        given |= {"assignee": _person(thread.assignee), "due": thread.due, "tags": list(thread.tags)}
    return given


def _in_file(said: Any, actor: Actor) -> schema.InFile | None:
    known = in_file(said, actor)
    return schema.InFile(author=known.author, at=known.at) if known else None


def _person(member: Any) -> schema.Person | None:
    return schema.Person(id=member.public_id, name=member.account.name) if member else None


def _author_of(thread: Any, actor: Actor) -> schema.Author:
    """Name the author of a comment; a focal point knows who handed over a draft."""
    if thread.status is Status.DRAFT and thread.handed_to_id == actor.membership_id:
        return _named(thread.author, Attribution.NAMED)
    return _author(thread, thread.author, actor)


def _author(thread: Any, member: Any, actor: Actor) -> schema.Author:
    """Name an author as far as the actor may know; the id only beside the name."""
    return _named(member, attribution_towards(actor, thread, member))


def _named(member: Any, attribution: Attribution) -> schema.Author:
    line = byline(member.person, attribution)
    return schema.Author(
        byline=in_words(line),
        id=member.public_id if attribution is Attribution.NAMED else None,
        name=line.name or None,
        institution=line.institution or None,
        institution_type=line.institution_type,
        role=line.role,
        number=line.number,
    )
