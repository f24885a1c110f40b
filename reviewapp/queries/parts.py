"""Questions about a stretch of a version: its blocks, what is said of them, and where something stands."""

import re
from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import Row, and_, func, or_, select
from sqlalchemy.orm import aliased

from ..domain.blocks import BlockKind
from ..domain.filters import ThreadFilter
from ..domain.parts import Part, Share
from ..domain.permissions import Actor
from ..domain.threads import UNPLACED, Scope
from ..extensions import db
from ..models import BlockRow, Place, Section, Thread, Version
from ..models.place import PER_BLOCK
from .desks import Desk, desk_of_version
from .threads import Entry, entries, matching
from .visibility import threads_seen


def shares_of(version: Version) -> list[Share]:
    """Give what each section of a version holds, in reading order."""
    first = func.min(BlockRow.position)
    rows = db.session.execute(
        select(first, func.count(), func.sum(func.length(BlockRow.html)))
        .where(BlockRow.version_id == version.id)
        .group_by(BlockRow.section_id)
        .order_by(first)
    )
    return [Share(*row) for row in rows]


def blocks_in(version: Version, part: Part) -> Sequence[Row[Any]]:
    """Give the stored blocks of a part in reading order."""
    columns: tuple[Any, ...] = (
        BlockRow.id,
        BlockRow.public_id,
        BlockRow.section_id,
        BlockRow.position,
        BlockRow.kind,
        BlockRow.text,
        BlockRow.html,
        BlockRow.level,
        BlockRow.number,
        BlockRow.ordinal,
        BlockRow.language,
        BlockRow.direction,
    )
    query = select(*columns).where(
        BlockRow.version_id == version.id, BlockRow.position >= part.first, BlockRow.position < part.end
    )
    return db.session.execute(query.order_by(BlockRow.position)).all()


def entries_in(version: Version, part: Part, actor: Actor, *, with_general: bool) -> list[Entry]:
    """Give the threads that begin in a part, in its order.

    `with_general` adds those of the whole document and those without a place.
    """
    placed = Place.state.not_in(UNPLACED)
    of_text = or_(Place.section_id.is_not(None), Place.start_block_id.is_not(None))
    here = and_(placed, of_text, Place.order >= part.first * PER_BLOCK, Place.order < part.end * PER_BLOCK)
    general = or_(Place.state.in_(UNPLACED), and_(placed, ~of_text))
    return entries(_narrowed(version, or_(here, general) if with_general else here), ThreadFilter(), actor)


def spans_in(version: Version, part: Part, actor: Actor) -> Sequence[Row[Any]]:
    """Give the passages of threads that touch a part, in the order of the text.

    Rows: public_id of the thread; `first` and `last` position of a block, `start` and `end` within them.
    """
    one, other = aliased(BlockRow), aliased(BlockRow)
    columns = (
        Thread.public_id,
        one.position.label("first"),
        Place.start,
        other.position.label("last"),
        Place.end,
    )
    touches = and_(Thread.scope == Scope.PASSAGE, Place.state.not_in(UNPLACED))
    query = (
        matching(select(*columns), _narrowed(version, touches), ThreadFilter(), actor)
        .join(one, one.id == Place.start_block_id)
        .join(other, other.id == Place.end_block_id)
        .where(one.position < part.end, other.position >= part.first)
        .order_by(Place.order, Thread.id)
    )
    rows: Sequence[Row[Any]] = db.session.execute(query).all()
    return rows


def _narrowed(version: Version, condition: Any) -> Desk:
    whole = desk_of_version(version)
    return Desk(and_(whole.condition, condition), whole.shown_on, whole.today)


def position_of(version: Version, name: str, actor: Actor) -> int | None:
    """Find the block at which a name stands that pages link to: s-ID, b-ID, thread-ID, fn-N, fnref-N.

    None for what is not there, or of which the actor may not know.
    """
    kind, _, rest = name.partition("-")
    find = _FINDERS.get(kind)
    found: int | None = find(version, rest, actor) if find else None
    return found


def _of_block(version: Version, public_id: str, _: Actor) -> int | None:
    return _position(version, BlockRow.public_id == public_id)


def _of_section(version: Version, public_id: str, _: Actor) -> int | None:
    key = select(Section.id).where(Section.version_id == version.id, Section.public_id == public_id)
    return _position(version, BlockRow.section_id == key.scalar_subquery())


def _of_thread(version: Version, public_id: str, actor: Actor) -> int | None:
    order = db.session.scalar(
        select(Place.order)
        .join(Thread, Thread.id == Place.thread_id)
        .where(
            Thread.public_id == public_id,
            Place.version_id == version.id,
            Place.state.not_in(UNPLACED),
            threads_seen(actor),
        )
    )
    return None if order is None else order // PER_BLOCK


def _of_note(version: Version, number: str, _: Actor) -> int | None:
    if not re.fullmatch("[0-9]{1,6}", number):
        return None
    return _position(version, BlockRow.kind == BlockKind.FOOTNOTE, BlockRow.ordinal == int(number))


def _of_note_mark(version: Version, number: str, _: Actor) -> int | None:
    if not re.fullmatch("[0-9]{1,6}(-[0-9]{1,4})?", number):
        return None
    return _position(version, BlockRow.html.contains(f'id="fnref-{number}"', autoescape=True))


def _position(version: Version, *conditions: Any) -> int | None:
    query = select(func.min(BlockRow.position)).where(BlockRow.version_id == version.id, *conditions)
    found: int | None = db.session.scalar(query)
    return found


_FINDERS: dict[str, Callable[[Version, str, Actor], int | None]] = {
    "b": _of_block,
    "s": _of_section,
    "h": _of_section,
    "comments": _of_section,
    "thread": _of_thread,
    "fn": _of_note,
    "fnref": _of_note_mark,
}
