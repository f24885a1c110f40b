"""What a file brought along: its comments and tracked changes are kept with the version, in its order."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import delete, func, insert, select, update

from .. import markup
from ..domain.found import NAME_LENGTH, roots_of
from ..extensions import db
from ..importers.base import FoundComment as CommentInFile
from ..importers.base import Manuscript, Spot, TrackedChange
from ..models import (
    Account,
    BlockRow,
    Document,
    FoundChange,
    FoundComment,
    Guide,
    Membership,
    Reply,
    Thread,
    Version,
)

Row = dict[str, Any]


def store_found(version: Version, manuscript: Manuscript, kept: Sequence[int]) -> None:
    """Keep the comments and tracked changes of a file beside the blocks that are stored already.

    `kept` are the indexes of the version's blocks among those of the manuscript. A passage whose block is not
    there keeps its words without a place; no offset leads beyond the text of its block.
    """
    comments, changes = manuscript.comments, manuscript.changes
    if not comments and not changes:
        return
    shelf = _Shelf(version, kept)
    roots = roots_of([one.answers for one in comments])
    if comments:
        rows = [_comment(version, at, one, roots[at], shelf) for at, one in enumerate(comments)]
        db.session.execute(insert(FoundComment), rows)
    if changes:
        rows = [_change(version, at, one, shelf) for at, one in enumerate(changes)]
        db.session.execute(insert(FoundChange), rows)


def drop_found(version: Version) -> None:
    """Forget what a file brought along, before its blocks go."""
    for table in (FoundComment, FoundChange):
        db.session.execute(delete(table).where(table.version_id == version.id))


def forget_name(account: Account, name: str) -> None:
    """Take the name of somebody out of what files brought along to his or her projects.

    The uploaded files themselves stay as they are, byte for byte.
    """
    projects = select(Membership.project_id).where(Membership.account_id == account.id)
    versions = select(Version.id).join(Document).join(Guide).where(Guide.project_id.in_(projects))
    threads = select(Thread.id).where(Thread.version_id.in_(versions))
    for column, is_there in (
        (FoundComment.author, FoundComment.version_id.in_(versions)),
        (FoundChange.author, FoundChange.version_id.in_(versions)),
        (Thread.found_author, Thread.version_id.in_(versions)),
        (Reply.found_author, Reply.thread_id.in_(threads)),
    ):
        same = func.lower(column) == func.lower(markup.plain(name))
        db.session.execute(update(column.class_).where(is_there, same).values({column: ""}))


class _Shelf:
    """Where the blocks of a manuscript stand in the database, and how long their texts are."""

    def __init__(self, version: Version, kept: Sequence[int]) -> None:
        stored = db.session.execute(
            select(BlockRow.id, func.length(BlockRow.text))
            .where(BlockRow.version_id == version.id)
            .order_by(BlockRow.position)
        ).all()
        pairs = zip(kept, stored, strict=True)
        self._stored = {index: (key, length, at) for at, (index, (key, length)) in enumerate(pairs)}

    def place(self, start: Spot | None, end: Spot | None) -> Row:
        """Give the columns of a passage: empty unless both ends are there, in this order."""
        first = self._stored.get(start.block) if start else None
        last = self._stored.get(end.block) if end else None
        if start is None or end is None or first is None or last is None:
            return _NOWHERE
        begins, ends = _within(start.offset, first[1]), _within(end.offset, last[1])
        if (first[2], begins) > (last[2], ends):
            return _NOWHERE
        return {"start_block_id": first[0], "start": begins, "end_block_id": last[0], "end": ends}


_NOWHERE: Row = {"start_block_id": None, "start": 0, "end_block_id": None, "end": 0}


def _within(offset: int, length: int) -> int:
    return min(max(offset, 0), length)


def _comment(version: Version, at: int, one: CommentInFile, root: int | None, shelf: _Shelf) -> Row:
    return {
        "version_id": version.id,
        "position": at,
        "author": markup.plain(one.author)[:NAME_LENGTH],
        "text": markup.without_controls(one.text).strip(),
        "at": one.at,
        **shelf.place(one.start, one.end),
        "quote": markup.without_controls(one.quote),
        "answers": root,
        "is_resolved": one.is_resolved,
        "thread_id": None,
    }


def _change(version: Version, at: int, one: TrackedChange, shelf: _Shelf) -> Row:
    return {
        "version_id": version.id,
        "position": at,
        "is_insertion": one.is_insertion,
        "author": markup.plain(one.author)[:NAME_LENGTH],
        "text": markup.without_controls(one.text),
        "at": one.at,
        **shelf.place(one.start, one.end),
    }
