"""What a list of threads can be narrowed by: the sections, authors and rounds found in it."""

from collections.abc import Sequence

from sqlalchemy import select

from ..domain.permissions import Actor
from ..extensions import db
from ..models import Membership, Round, Section, Thread, Version
from .desks import Desk
from .visibility import rounds_seen, threads_seen


def authors_in(desk: Desk, actor: Actor) -> list[Membership]:
    """Give the authors of the threads of a desk that the actor sees."""
    written = select(Thread.author_id).where(desk.condition, threads_seen(actor))
    query = select(Membership).where(Membership.id.in_(written)).order_by(Membership.id)
    return list(db.session.scalars(query))


def rounds_in(desk: Desk, actor: Actor) -> list[Round]:
    """Give the rounds of the threads of a desk that the actor sees, oldest first."""
    held = select(Thread.round_id).where(desk.condition, threads_seen(actor))
    query = select(Round).where(Round.id.in_(held), rounds_seen(actor)).order_by(Round.opens_at, Round.id)
    return list(db.session.scalars(query))


def sections_in(desk: Desk) -> Sequence[tuple[Version, Section]]:
    """Give the sections of the versions a desk is shown on, in reading order."""
    query = (
        select(Version, Section)
        .join(Section, Section.version_id == Version.id)
        .where(Version.id.in_(desk.shown_on))
        .order_by(Version.document_id, Version.language, Section.position)
    )
    return [(version, section) for version, section in db.session.execute(query)]
