"""Noting who was at which version last, so that he or she can be told what changed since."""

from sqlalchemy.dialects import postgresql, sqlite

from ..clock import now
from ..domain.permissions import Actor
from ..extensions import db
from ..models import Version, Visit
from .transaction import transaction


def note_visit(version: Version, *, actor: Actor) -> None:
    """Note that the actor reads a version now; who is no member leaves no trace."""
    if actor.membership_id is None:
        return
    insert = postgresql.insert if db.engine.dialect.name == "postgresql" else sqlite.insert
    key, at = version.id, now()
    with transaction():
        noting = insert(Visit).values(member_id=actor.membership_id, version_id=key, at=at)
        db.session.execute(
            noting.on_conflict_do_update(
                index_elements=[Visit.member_id, Visit.version_id], set_={"at": noting.excluded.at}
            )
        )
