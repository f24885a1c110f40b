"""How a query over threads and their places is narrowed by a filter, without telling what is not seen."""

import json
import unicodedata
from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    Text,
    and_,
    case,
    cast,
    exists,
    false,
    func,
    not_,
    or_,
    select,
    true,
)
from sqlalchemy.orm import aliased

from ..domain.filters import NOBODY, ThreadFilter
from ..domain.people import Attribution
from ..domain.permissions import Actor
from ..domain.threads import CARRIED_OUT, COUNTED, SETTLED, Status
from ..models import Implementation, Membership, Place, Reply, Round, Section, Thread
from .visibility import replies_searched


def narrow(query: Any, wanted: ThreadFilter, actor: Actor, today: date) -> Any:
    """Keep of a query over Thread and Place what the filter wants, as far as the actor may know.

    `today` is the day in the project's time zone, which decides what is overdue.
    """
    query = query.where(status_shown(actor).in_(wanted.status or COUNTED))
    axes: list[tuple[Any, Sequence[Any]]] = [
        (Thread.type, wanted.type),
        (Thread.importance, wanted.importance),
        (Thread.scope, wanted.scope),
        (Thread.language, wanted.language),
        (Place.state, wanted.place),
    ]
    for column, values in axes:
        if values:
            query = query.where(column.in_(values))
    if wanted.disposition:
        query = query.where(Thread.disposition.in_(wanted.disposition), decision_shown(actor))
    if wanted.late is not None:
        query = query.where(Thread.is_late.is_(wanted.late))
    if wanted.implemented is not None:
        query = query.where(_carried_out(wanted.implemented), decision_shown(actor))
    query = query.where(*_asked_of_the_desk(wanted, actor, today))
    if wanted.section:
        query = query.where(Place.section_id.in_(_with_those_below(wanted.section)))
    if wanted.round:
        query = query.where(Thread.round_id.in_(select(Round.id).where(Round.public_id.in_(wanted.round))))
    if wanted.author or wanted.country:
        query = query.where(_author_shown(actor, {Attribution.NAMED}))
    if wanted.institution_type:
        query = query.where(_author_shown(actor, set(Attribution) - {Attribution.NUMBER}))
    if wanted.author or wanted.institution_type or wanted.country:
        query = query.where(Thread.author_id.in_(_authors(wanted)))
    if wanted.q:
        query = query.where(_holds(wanted.q, actor))
    return query


def _asked_of_the_desk(wanted: ThreadFilter, actor: Actor, today: date) -> list[ColumnElement[bool]]:
    """Narrow by what staff keep about a thread; others find by it only what waits for themselves."""
    asked: list[ColumnElement[bool]] = []
    if wanted.assignee:
        members = select(Membership.id).where(Membership.public_id.in_(wanted.assignee))
        nobody = Thread.assignee_id.is_(None) if NOBODY in wanted.assignee else false()
        asked.append(or_(Thread.assignee_id.in_(members), nobody))
    if wanted.tag:
        kept = func.lower(cast(Thread.tags, Text))
        asked.append(or_(*(kept.contains(_as_stored(tag), autoescape=True) for tag in wanted.tag)))
    if wanted.overdue is not None:
        late = and_(Thread.due.is_not(None), Thread.due < today, Thread.status.not_in(SETTLED))
        asked.append(late if wanted.overdue else not_(func.coalesce(late, false())))
    if asked and not actor.is_staff:
        asked = [false()]
    if wanted.waiting is not None:
        asked.append(Thread.is_waiting.is_(wanted.waiting))
        if not actor.is_staff:
            asked.append(Thread.author_id == actor.membership_id)
    return asked


def _carried_out(is_implemented: bool) -> ColumnElement[bool]:
    """Keep what was accepted and is said to be implemented in a version, or in none yet."""
    said = exists().where(Implementation.thread_id == Thread.id)
    return and_(Thread.disposition.in_(CARRIED_OUT), said if is_implemented else not_(said))


def _with_those_below(public_ids: Sequence[str]) -> Select[int]:
    """Give the sections named, with the deeper ones that follow each until one of its level or above."""
    named, end = aliased(Section), aliased(Section)
    ended = exists().where(
        end.version_id == named.version_id,
        end.position > named.position,
        end.position <= Section.position,
        end.level <= named.level,
    )
    return (
        select(Section.id)
        .join(named, and_(named.version_id == Section.version_id, named.position <= Section.position))
        .where(named.public_id.in_(public_ids), not_(ended))
    )


def _as_stored(tag: str) -> str:
    """Give a tag as it stands in the JSON of a row."""
    return json.dumps(tag.lower())


def status_shown(actor: Actor) -> ColumnElement[Status]:
    """Say which status the actor knows: that a decision exists is not told before it may be seen."""
    hidden = and_(Thread.status.in_([Status.DECIDED, Status.CLOSED]), not_(decision_shown(actor)))
    return case((hidden, Status.IN_PROGRESS), else_=Thread.status)


def decision_shown(actor: Actor) -> ColumnElement[bool]:
    """Whoever may not see a decision must not find a thread by it."""
    if actor.is_staff:
        return true()
    answered = select(Round.id).where(or_(Round.answered_at.is_not(None), Round.reported_at.is_not(None)))
    # Without a round the comparison gives NULL, and so would its opposite.
    return func.coalesce(or_(Thread.is_shared.is_(True), Thread.round_id.in_(answered)), false())


def _author_shown(actor: Actor, enough: set[Attribution]) -> ColumnElement[bool]:
    """Whoever is not told so much of an author must not find a thread by it."""
    if actor.is_staff:
        return true()
    telling = select(Round.id).where(Round.attribution.in_(enough))
    mine = Thread.author_id == actor.membership_id
    return or_(mine, Thread.round_id.is_(None), Thread.round_id.in_(telling))


def _authors(wanted: ThreadFilter) -> Select[int]:
    query = select(Membership.id)
    if wanted.author:
        query = query.where(Membership.public_id.in_(wanted.author))
    if wanted.institution_type:
        query = query.where(Membership.institution_type.in_(wanted.institution_type))
    if wanted.country:
        query = query.where(Membership.country.in_([code.upper() for code in wanted.country]))
    return query


def _holds(words: str, actor: Actor) -> ColumnElement[bool]:
    """Match text in the comment, its passage, its replies and, where seen, its decision."""
    replies = select(Reply.thread_id).where(_like(Reply.body, words), replies_searched(actor))
    decision = and_(or_(_like(Thread.reason, words), _like(Thread.response, words)), decision_shown(actor))
    return or_(
        _like(Thread.body, words),
        _like(Thread.proposed_wording, words),
        _like(Thread.exact, words),
        Thread.id.in_(replies),
        decision,
    )


def _like(column: Any, words: str) -> ColumnElement[bool]:
    """Match words whichever way their accents are written; comments are kept as typed."""
    forms = {unicodedata.normalize(form, words.lower()) for form in ("NFC", "NFD")}
    return or_(*(func.lower(column).contains(form, autoescape=True) for form in sorted(forms)))
