"""Questions about what uploaded files brought along."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from ..extensions import db
from ..models import BlockRow, FoundChange, FoundComment, Version


@dataclass(frozen=True, slots=True)
class Counts:
    """How much a file brought along; replies are no `comments`."""

    comments: int = 0
    replies: int = 0
    insertions: int = 0
    deletions: int = 0

    @property
    def changes(self) -> int:
        """All tracked changes."""
        return self.insertions + self.deletions


def counts_found(versions: Iterable[Version]) -> dict[int, Counts]:
    """Count what the files of versions brought along, by the version's key."""
    keys = [version.id for version in versions]
    comments = {
        key: (total - replies, replies)
        for key, total, replies in db.session.execute(
            select(FoundComment.version_id, func.count(), func.count(FoundComment.answers))
            .where(FoundComment.version_id.in_(keys))
            .group_by(FoundComment.version_id)
        )
    }
    changes = {
        (key, is_insertion): number
        for key, is_insertion, number in db.session.execute(
            select(FoundChange.version_id, FoundChange.is_insertion, func.count())
            .where(FoundChange.version_id.in_(keys))
            .group_by(FoundChange.version_id, FoundChange.is_insertion)
        )
    }
    return {
        key: Counts(*comments.get(key, (0, 0)), changes.get((key, True), 0), changes.get((key, False), 0))
        for key in keys
    }


def comments_found(version: Version) -> list[FoundComment]:
    """Give the comments in the file of a version, in its order, with what became of them."""
    return list(
        db.session.scalars(
            select(FoundComment)
            .where(FoundComment.version_id == version.id)
            .options(joinedload(FoundComment.thread))
            .order_by(FoundComment.position)
        )
    )


def changes_found(version: Version, *, limit: int, offset: int = 0) -> list[FoundChange]:
    """Give tracked changes in the file of a version, in its order; those without a place too."""
    return list(
        db.session.scalars(
            select(FoundChange)
            .where(FoundChange.version_id == version.id)
            .order_by(FoundChange.position)
            .limit(limit)
            .offset(offset)
        )
    )


def blocks_beside(keys: Sequence[int | None]) -> dict[int, BlockRow]:
    """Give the blocks with these keys."""
    wanted = {key for key in keys if key is not None}
    return {row.id: row for row in db.session.scalars(select(BlockRow).where(BlockRow.id.in_(wanted)))}
