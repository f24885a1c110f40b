"""Doors: the comments that a file brought along."""

from typing import Any

from flask import Response

from ...domain.errors import BadInput
from ...domain.permissions import Actor
from ...queries.found import blocks_beside, comments_found
from ...queries.projects import find_member
from ...services.found_comments import import_comments
from .pages import page, slice_of
from .schemas import found as schema
from .schemas.shown_threads import At


def index(*, version: Any, actor: Actor) -> Response:
    """List the comments in the file of a version, in its order."""
    rows, following = slice_of(comments_found(version), lambda one: str(one.position))
    ends = [key for one in rows for key in (one.start_block_id, one.end_block_id)]
    blocks = {key: block.public_id for key, block in blocks_beside(ends).items()}
    return page([_shown(one, blocks) for one in rows], following)


def create(*, version: Any, actor: Actor, body: schema.Import) -> schema.Imported:
    """Make threads of the comments in the file of a published version; none twice."""
    wanted = None if body.comments is None else {number - 1 for number in body.comments}
    authors = {name: _member(key) for name, key in body.authors.items()}
    threads = import_comments(version, authors, wanted, actor=actor)
    return schema.Imported(imported=len(threads), threads=[thread.public_id for thread in threads])


def _member(public_id: str) -> Any:
    member = find_member(public_id)
    if member is None:
        raise BadInput("member_elsewhere", field="authors")
    return member


def _shown(one: Any, blocks: dict[int, str]) -> schema.FoundComment:
    has_place = one.start_block_id is not None and one.end_block_id is not None
    return schema.FoundComment(
        number=one.position + 1,
        author=one.author,
        at=one.at,
        text=one.text,
        quote=one.quote,
        start=At(block=blocks[one.start_block_id], offset=one.start) if has_place else None,
        end=At(block=blocks[one.end_block_id], offset=one.end) if has_place else None,
        answers=None if one.answers is None else one.answers + 1,
        resolved=one.is_resolved,
        thread=one.thread.public_id if one.thread else None,
    )
