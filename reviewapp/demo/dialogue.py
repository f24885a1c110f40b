"""Let the people of the demo speak: comments, replies, decisions, and what becomes of the places."""

from functools import partial
from typing import Any

from ..domain.anchors import Quote, Span, settle
from ..domain.blocks import Block
from ..domain.threads import Channel, CommentType, Disposition, Importance, PlaceState, Ruling, Scope
from ..queries.places import find_place
from ..queries.versions import sections_of_version, text_rows_of
from ..services.decisions import decide, move_thread, reopen, share
from ..services.places import settle_place
from ..services.replies import reply
from ..services.supports import support
from ..services.threads import Comment, open_thread, withdraw
from ..services.triage import assign, set_due, set_waiting, tag, translate
from . import script, shapes
from .stage import Stage

SETTLING_DAY = -11
LANGUAGE_OF = {person.key: person.language for person in script.PEOPLE}
VERSION_OF = {version.key: version for version in script.VERSIONS}


def plan_comments(stage: Stage) -> None:
    """Plan everything that is said in the demo."""
    for told in script.THREADS:
        _plan_words(stage, told)
        _plan_work(stage, told)


def _plan_words(stage: Stage, told: shapes.Thread) -> None:
    """Plan what people say to one comment, and that its author withdraws it."""
    stage.plan(told.day, told.hour, partial(_comment, stage, told))
    for hour, key in enumerate(told.supported_by, start=16):
        stage.plan(told.day, hour, partial(_support, stage, told, key))
    for answer in told.replies:
        stage.plan(answer.day, answer.hour, partial(_reply, stage, told, answer))
    if withdrawal := told.withdrawal:
        stage.plan(
            withdrawal.day,
            20,
            lambda: withdraw(stage.threads[told.key], note=withdrawal.note, actor=stage.actor(told.author)),
        )


def _plan_work(stage: Stage, told: shapes.Thread) -> None:
    """Plan what the staff do with one comment."""
    if told.tags:
        stage.plan(told.day, 22, lambda: tag(stage.threads[told.key], told.tags, actor=stage.actor("S3")))
    if translation := told.translation:
        stage.plan(translation.day, 10, partial(_translate, stage, told, translation))
    if work := told.work:
        stage.plan(work.day, 11, partial(_take_in_hand, stage, told, work))
    if decision := told.decision:
        stage.plan(decision.day, 18, partial(_decide, stage, told, decision))
    if again := told.reopening:
        stage.plan(
            again.day,
            19,
            lambda: reopen(stage.threads[told.key], note=again.note, actor=stage.actor(again.editor)),
        )
    if told.after and told.after.passage:
        stage.plan(SETTLING_DAY, 20, partial(_settle, stage, told, told.after))


def _comment(stage: Stage, told: shapes.Thread) -> None:
    """Leave the comment; what came by form, in Word or at the workshop is entered by the project officer."""
    version = stage.versions[told.version]
    comment = Comment(
        scope=Scope(told.scope),
        body=told.body,
        section=section_named(version, told.section),
        quote=Quote(told.quote.exact, told.quote.prefix, told.quote.suffix) if told.quote else None,
        type=CommentType(told.type),
        importance=Importance(told.importance) if told.importance else None,
        language=told.language or VERSION_OF[told.version].language,
        proposed_wording=told.proposed_wording,
        is_draft=told.status == "draft",
        channel=Channel(told.channel),
    )
    if comment.channel is Channel.ONLINE:
        thread = open_thread(version, comment, actor=stage.actor(told.author))
    else:
        author = stage.people[told.author]
        thread = open_thread(version, comment, actor=stage.actor("S3"), on_behalf_of=author)
    stage.threads[told.key] = thread


def _support(stage: Stage, told: shapes.Thread, key: str) -> None:
    support(stage.threads[told.key], actor=stage.actor(key))


def _reply(stage: Stage, told: shapes.Thread, answer: shapes.Reply) -> None:
    reply(
        stage.threads[told.key],
        answer.body,
        language=answer.language or LANGUAGE_OF[answer.author],
        is_internal=answer.internal,
        actor=stage.actor(answer.author),
    )


def _translate(stage: Stage, told: shapes.Thread, given: shapes.Translation) -> None:
    translate(stage.threads[told.key], given.text, given.language, actor=stage.actor(given.by))


def _take_in_hand(stage: Stage, told: shapes.Thread, work: shapes.Work) -> None:
    thread, actor = stage.threads[told.key], stage.actor("S1")
    if work.assignee:
        assign(thread, stage.people[work.assignee], actor=actor)
    else:
        move_thread(thread, "begin", actor=actor)
    if work.due is not None:
        set_due(thread, stage.date(work.due), actor=actor)
    if work.waiting:
        set_waiting(thread, True, actor=actor)


def _decide(stage: Stage, told: shapes.Thread, given: shapes.Decision) -> None:
    thread, actor = stage.threads[told.key], stage.actor(given.editor)
    main = stage.threads[given.duplicate_of].public_id if given.duplicate_of else None
    decide(thread, Ruling(Disposition(given.disposition), given.reason, given.response, main), actor=actor)
    if given.shared:
        share(thread, True, actor=actor)


def _settle(stage: Stage, told: shapes.Thread, after: shapes.After) -> None:
    """Point at the passage where a place waits to be confirmed; most comments found theirs by themselves."""
    version, thread = stage.versions[told.version.removesuffix("1") + "2"], stage.threads[told.key]
    place = find_place(thread, version)
    if place is not None and place.state is PlaceState.TO_BE_PLACED:
        settle_place(thread, version, actor=stage.actor("S1"), span=_span_of(version, after.passage))


def section_named(version: Any, name: str) -> str | None:
    """Find the public id of the section that carries a typed number, or a title."""
    if not name:
        return None
    found = [s.public_id for s in sections_of_version(version) if name in (s.number, s.title)]
    return found[0]


def _span_of(version: Any, passage: str) -> Span | None:
    if not passage:
        return None
    blocks = [
        Block(row.public_id, row.kind, row.text, "", row.level, row.number, row.ordinal)
        for row in text_rows_of(version)
    ]
    return settle(Quote(passage), None, blocks)
