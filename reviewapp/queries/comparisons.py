"""Questions about two versions side by side: what is kept of comparing them, their blocks, their threads."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Row, and_, select
from sqlalchemy.orm import aliased, joinedload

from ..domain.filters import ThreadFilter
from ..domain.permissions import Actor
from ..domain.threads import UNPLACED, Scope
from ..extensions import db
from ..models import BlockRow, Comparison, Place, Section, Thread, Version
from .desks import desk_of_version
from .threads import matching
from .visibility import threads_seen

SEVERAL = 500
"""Blocks that are asked for at once."""


def find_kept(old: Version, new: Version, ruleset: int) -> bytes | None:
    """Find what was kept of comparing two versions."""
    return db.session.scalar(
        select(Comparison.data).where(
            Comparison.old_id == old.id, Comparison.new_id == new.id, Comparison.ruleset == ruleset
        )
    )


def places_of_blocks(version: Version) -> Sequence[Row[Any]]:
    """Give public_id and section (its place among those of the version, None) of each block, in order."""
    columns: tuple[Any, ...] = (BlockRow.public_id, Section.position)
    query = (
        select(*columns)
        .outerjoin(Section, Section.id == BlockRow.section_id)
        .where(BlockRow.version_id == version.id)
        .order_by(BlockRow.position)
    )
    return db.session.execute(query).all()


def blocks_at(version: Version, positions: Collection[int]) -> dict[int, Row[Any]]:
    """Give some blocks of a version by their position."""
    columns: tuple[Any, ...] = (
        BlockRow.position,
        BlockRow.public_id,
        BlockRow.kind,
        BlockRow.text,
        BlockRow.html,
        BlockRow.level,
        BlockRow.number,
        BlockRow.ordinal,
        BlockRow.language,
        BlockRow.direction,
    )
    wanted = sorted(positions)
    rows: dict[int, Row[Any]] = {}
    for first in range(0, len(wanted), SEVERAL):
        query = select(*columns).where(
            BlockRow.version_id == version.id, BlockRow.position.in_(wanted[first : first + SEVERAL])
        )
        rows |= {row.position: row for row in db.session.execute(query)}
    return rows


def texts_of(version: Version) -> Sequence[str]:
    """Give the text of each block in order."""
    query = select(BlockRow.text).where(BlockRow.version_id == version.id).order_by(BlockRow.position)
    return db.session.scalars(query).all()


def threads_touching(version: Version, actor: Actor) -> Sequence[Row[Any]]:
    """Give the threads on passages and sections of a version that the actor sees.

    Rows: `id` (the thread's key), its public_id, `first` and `last` position of the blocks its passage
    touches (None for one on a section), `section`, the place of its section in the version (None).
    """
    one, other = aliased(BlockRow), aliased(BlockRow)
    columns = (
        Thread.id,
        Thread.public_id,
        one.position.label("first"),
        other.position.label("last"),
        Section.position.label("section"),
    )
    here = and_(Place.version_id == version.id, Place.state.not_in(UNPLACED), Thread.scope != Scope.DOCUMENT)
    query = (
        matching(select(*columns), desk_of_version(version), ThreadFilter(), actor)
        .outerjoin(one, one.id == Place.start_block_id)
        .outerjoin(other, other.id == Place.end_block_id)
        .outerjoin(Section, Section.id == Place.section_id)
        .where(here)
        .order_by(Place.order, Thread.id)
    )
    rows: Sequence[Row[Any]] = db.session.execute(query).all()
    return rows


def threads_by_key(keys: Collection[int], actor: Actor) -> dict[int, Thread]:
    """Give some threads that the actor sees, by key, with what a line about each needs."""
    query = (
        select(Thread)
        .where(Thread.id.in_(keys), threads_seen(actor))
        .options(joinedload(Thread.round), joinedload(Thread.author, innerjoin=True))
    )
    return {thread.id: thread for thread in db.session.scalars(query)}
