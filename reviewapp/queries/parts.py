"""Questions about a stretch of a version: its blocks, and where something stands."""

import re
from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import Row, func, select

from ..domain.blocks import BlockKind
from ..domain.parts import Part, Share
from ..domain.permissions import Actor
from ..domain.threads import UNPLACED
from ..extensions import db
from ..models import BlockRow, Place, Section, Thread, Version
from ..models.place import PER_BLOCK
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
