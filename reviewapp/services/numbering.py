"""Numbers of threads: they count in the round, or in the document where there is none."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, func, select

from ..extensions import db
from ..models import Thread
from .transaction import hold


def number(threads: Sequence[Thread]) -> None:
    """Give threads of one round and document the next numbers there, and among those of their authors."""
    if not threads:
        return
    first = threads[0]
    within: ColumnElement[bool]
    if first.round is not None:
        hold(first.round)
        within = Thread.round_id == first.round.id
    else:
        hold(first.version.document)
        within = (Thread.document_id == first.document_id) & Thread.round_id.is_(None)
    last = db.session.scalar(select(func.max(Thread.number)).where(within)) or 0
    authors = {thread.author.id for thread in threads}
    highest = select(Thread.author_id, func.max(Thread.author_number)).where(
        within, Thread.author_id.in_(authors)
    )
    own = {author: most or 0 for author, most in db.session.execute(highest.group_by(Thread.author_id))}
    for thread in threads:
        last += 1
        own[thread.author.id] = own.get(thread.author.id, 0) + 1
        thread.number, thread.author_number = last, own[thread.author.id]
