"""What stands in the margin of a text: which threads are where, told lightly, and some of them in full."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, and_, exists, func, or_, select
from sqlalchemy.orm import aliased

from ..domain.blocks import BlockKind
from ..domain.filters import Show, ThreadFilter
from ..domain.parts import Part
from ..domain.permissions import Actor
from ..domain.threads import COUNTED, SETTLED, UNPLACED, CommentType, Scope, Status
from ..extensions import db
from ..models import BlockRow, Place, Reply, Section, Thread, Version
from ..models.place import PER_BLOCK
from .desks import Desk, desk_of_version
from .narrowing import status_shown
from .threads import Entry, entries, matching
from .visibility import replies_searched

_OF_TEXT = or_(Place.section_id.is_not(None), Place.start_block_id.is_not(None))
_IN_TEXT = and_(Place.state.not_in(UNPLACED), _OF_TEXT)
_GENERAL = and_(Place.state.not_in(UNPLACED), ~_OF_TEXT)
_LOST = Place.state.in_(UNPLACED)
_OF_ANY_KIND = Place.id.is_not(None)


@dataclass(frozen=True, slots=True)
class Choice:
    """Which comments a reader wants to see in the text, and of which types (none: of all)."""

    show: Show = Show.ALL
    types: tuple[CommentType, ...] = ()

    @property
    def statuses(self) -> tuple[Status, ...]:
        """The statuses it asks for."""
        if self.show is Show.SETTLED:
            return tuple(SETTLED & COUNTED)
        if self.show in (Show.OPEN, Show.UNANSWERED):
            return tuple(COUNTED - SETTLED)
        return ()


class Standing(NamedTuple):
    """A thread that stands in the text, as the reader may know it.

    `section` is a key, `block` the one it begins in. Of a passage also the positions of its first and last
    block in the version, and its bounds within these (code points).
    """

    key: int
    id: str
    status: Status
    scope: Scope
    is_mine: bool
    section: int | None
    block: str | None
    first: int | None
    start: int
    last: int | None
    end: int

    @property
    def is_settled(self) -> bool:
        """Whether it is dealt with, as far as the reader knows."""
        return self.status in SETTLED


def standing_in(version: Version, part: Part, actor: Actor, choice: Choice) -> list[Standing]:
    """Give the threads that begin in a part, or whose passage reaches into it, in the order of the text."""
    one, other = aliased(BlockRow), aliased(BlockRow)
    columns = (
        Thread.id,
        Thread.public_id,
        status_shown(actor),
        Thread.scope,
        Thread.author_id == actor.membership_id,
        Place.section_id,
        one.public_id,
        one.position,
        Place.start,
        other.position,
        Place.end,
    )
    begins = and_(Place.order >= part.first * PER_BLOCK, Place.order < part.end * PER_BLOCK)
    reaches = and_(one.position < part.end, other.position >= part.first)
    query = (
        _chosen(select(*columns), version, and_(_IN_TEXT, or_(begins, reaches)), actor, choice)
        .outerjoin(one, one.id == Place.start_block_id)
        .outerjoin(other, other.id == Place.end_block_id)
        .order_by(Place.order, Thread.id)
    )
    return [Standing(*row) for row in db.session.execute(query)]


def beside_blocks(
    version: Version, block_ids: Collection[str], actor: Actor, choice: Choice
) -> list[tuple[int, str, bool]]:
    """Give (key, block, is settled) of the threads that begin in some blocks, in the order of the text.

    What is said of a section as a whole begins in its heading.
    """
    head = aliased(BlockRow)
    shown = status_shown(actor)
    of_section = and_(
        Place.start_block_id.is_(None), head.section_id == Place.section_id, head.kind == BlockKind.HEADING
    )
    query = (
        _chosen(select(Thread.id, head.public_id, shown), version, _IN_TEXT, actor, choice)
        .join(head, or_(head.id == Place.start_block_id, of_section))
        .where(head.version_id == version.id, head.public_id.in_(list(block_ids)))
        .order_by(Place.order, Thread.id)
    )
    return [(key, block, status in SETTLED) for key, block, status in db.session.execute(query)]


def in_section(version: Version, public_id: str | None, actor: Actor, choice: Choice) -> list[int]:
    """Give the keys of a section's threads (None: before the first heading), in the order of the text."""
    here = (
        and_(Place.section_id.is_(None), Place.start_block_id.is_not(None))
        if public_id is None
        else Place.section_id.in_(
            select(Section.id).where(Section.version_id == version.id, Section.public_id == public_id)
        )
    )
    query = _chosen(select(Thread.id), version, and_(_IN_TEXT, here), actor, choice)
    return list(db.session.scalars(query.order_by(Place.order, Thread.id)))


def beside_text(version: Version, actor: Actor, choice: Choice) -> tuple[list[int], list[int]]:
    """Give the keys of the threads on the document as a whole, and of those without a place in the text."""
    query = _chosen(select(Thread.id, _LOST), version, or_(_GENERAL, _LOST), actor, choice)
    rows = db.session.execute(query.order_by(Place.order, Thread.id)).all()
    return [key for key, is_lost in rows if not is_lost], [key for key, is_lost in rows if is_lost]


def of_version(version: Version, actor: Actor, choice: Choice) -> list[int]:
    """Give the keys of all threads of a version, in the order of the text; what has no place comes last."""
    query = _chosen(select(Thread.id), version, _OF_ANY_KIND, actor, choice)
    return list(db.session.scalars(query.order_by(_LOST, Place.order, Thread.id)))


def entries_of(version: Version, keys: Collection[int], actor: Actor) -> list[Entry]:
    """Give some threads of a version in full, in the order of the text, as far as the actor sees them."""
    if not keys:
        return []
    return entries(_narrowed(version, Thread.id.in_(list(keys))), ThreadFilter(), actor)


def keys_of(version: Version, public_ids: Collection[str], actor: Actor) -> list[int]:
    """Find threads of a version by their public ids, as far as the actor sees them."""
    query = _chosen(select(Thread.id), version, _OF_ANY_KIND, actor, Choice())
    return list(db.session.scalars(query.where(Thread.public_id.in_(list(public_ids)))))


def heard_on(version: Version, actor: Actor) -> tuple[int, int]:
    """Count what others wrote on a version that the actor sees: comments, and replies to comments."""
    others = Thread.author_id.is_distinct_from(actor.membership_id)
    shown = _chosen(select(Thread.id), version, _OF_ANY_KIND, actor, Choice())
    comments = _chosen(select(func.count(Thread.id)), version, others, actor, Choice())
    replies = select(func.count(Reply.id)).where(
        Reply.thread_id.in_(shown),
        Reply.author_id.is_distinct_from(actor.membership_id),
        replies_searched(actor),
    )
    return db.session.scalar(comments) or 0, db.session.scalar(replies) or 0


def _chosen(
    query: Any, version: Version, condition: ColumnElement[bool], actor: Actor, choice: Choice
) -> Any:
    wanted = ThreadFilter(status=choice.statuses, type=choice.types)
    found = matching(query, _narrowed(version, condition), wanted, actor)
    if choice.show is Show.MINE:
        found = found.where(Thread.author_id == actor.membership_id)
    if choice.show is Show.UNANSWERED:
        answered = exists().where(Reply.thread_id == Thread.id, replies_searched(actor))
        found = found.where(~answered)
    return found


def _narrowed(version: Version, condition: ColumnElement[bool]) -> Desk:
    whole = desk_of_version(version)
    return Desk(and_(whole.condition, condition), whole.shown_on, whole.today)


def spans_of(standing: Sequence[Standing]) -> list[Standing]:
    """Keep those whose passage can be marked."""
    return [
        one
        for one in standing
        if one.scope is Scope.PASSAGE and one.first is not None and one.last is not None
    ]
