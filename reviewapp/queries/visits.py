"""Questions about what somebody has read."""

from sqlalchemy import select
from sqlalchemy.orm import contains_eager

from ..domain.permissions import Actor
from ..extensions import db
from ..models import Version, Visit
from .visibility import versions_seen


def last_read_before(version: Version, actor: Actor) -> Visit | None:
    """Find the actor's visit to the newest earlier version of the line that he or she has read."""
    if actor.membership_id is None:
        return None
    return db.session.scalar(
        select(Visit)
        .join(Visit.version)
        .options(contains_eager(Visit.version))
        .where(
            Visit.member_id == actor.membership_id,
            Version.document_id == version.document_id,
            Version.language == version.language,
            Version.number < version.number,
            versions_seen(actor),
        )
        .order_by(Version.number.desc())
        .limit(1)
    )
