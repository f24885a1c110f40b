"""Noting who was at which version last and looked at which sections; only that person is told of it."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite

from ..clock import now
from ..domain.permissions import Actor
from ..domain.versions import VersionState
from ..extensions import db
from ..models import Section, SectionRead, Version, Visit
from .transaction import transaction


def note_visit(version: Version, *, actor: Actor) -> None:
    """Note that the actor reads a version now; who is no member leaves no trace."""
    note_read(version, (), actor=actor)


def note_read(version: Version, sections: Collection[str], *, actor: Actor) -> None:
    """Note that the actor reads a version now and looked at sections of it (public ids), again or first.

    Ids that are none of this version's sections count for nothing; nor do sections of a draft, which an
    editor may still cut otherwise. Who is no member leaves no trace, and no line is left in the audit trail:
    it is nobody's business but the reader's. Reading pages that are kept need not know of it as long as they
    leave progress to GET /versions/<id>/progress; a visit changes what is told above *later* versions
    (`queries.openings`) to the same person.
    """
    if actor.membership_id is None:
        return
    insert = postgresql.insert if db.engine.dialect.name == "postgresql" else sqlite.insert
    member, key, at = actor.membership_id, version.id, now()
    with transaction():
        noting = insert(Visit).values(member_id=member, version_id=key, at=at)
        db.session.execute(
            noting.on_conflict_do_update(
                index_elements=[Visit.member_id, Visit.version_id], set_={"at": noting.excluded.at}
            )
        )
        rows = [{"member_id": member, "section_id": one, "at": at} for one in _keys(key, sections)]
        if rows:
            once: Any = [SectionRead.member_id, SectionRead.section_id]
            db.session.execute(insert(SectionRead).values(rows).on_conflict_do_nothing(index_elements=once))


def _keys(version_key: int, public_ids: Collection[str]) -> list[int]:
    """Give the sections to note, always in one order, so that two notes never wait for each other."""
    if not public_ids:
        return []
    query = (
        select(Section.id)
        .join(Version, Version.id == Section.version_id)
        .where(
            Section.version_id == version_key,
            Section.public_id.in_(public_ids),
            Version.state != VersionState.DRAFT,
        )
    )
    return list(db.session.scalars(query.order_by(Section.id)))
