"""Verification: what an accepted comment asked for stands in a version."""

from sqlalchemy import select

from .. import markup
from ..clock import now
from ..domain.errors import BadInput
from ..domain.permissions import Actor
from ..domain.threads import NOTE_LENGTH, check_implementable
from ..domain.versions import READABLE
from ..extensions import db
from ..models import Implementation, Thread, Version
from .changes import check_fresh, touch
from .people import standing
from .transaction import hold, transaction


def mark_implemented(
    thread: Thread, version: Version, *, note: str = "", actor: Actor, seen: int | None = None
) -> None:
    """Say that a comment is implemented in a version; said again, the note is the new one.

    Raises StateConflict("not_accepted"), BadInput for a version of another document, one that is not out, or
    one that came before the comment; Stale.
    """
    with transaction():
        hold(thread)
        check_fresh(thread, seen)
        check_implementable(thread.status, thread.disposition)
        _check_follows(thread, version)
        words = markup.without_controls(note).strip()
        if len(words) > NOTE_LENGTH:
            raise BadInput("text_too_long", field="note", limit=NOTE_LENGTH, length=len(words))
        member = standing(version.document.guide.project_id, actor=actor)
        said = _find(thread, version) or Implementation(thread_id=thread.id, version_id=version.id)
        said.member_id, said.note, said.at = member.id, words, now()
        db.session.add(said)
        touch("implemented", thread, actor, version=version.public_id)
        db.session.flush()
        db.session.expire(thread, ["implementations"])


def unmark_implemented(thread: Thread, version: Version, *, actor: Actor, seen: int | None = None) -> None:
    """Take back that a comment is implemented in a version; nothing happens where it was not said."""
    with transaction():
        hold(thread)
        check_fresh(thread, seen)
        said = _find(thread, version)
        if said is not None:
            db.session.delete(said)
            touch("no longer implemented", thread, actor, version=version.public_id)
            db.session.flush()
            db.session.expire(thread, ["implementations"])


def _check_follows(thread: Thread, version: Version) -> None:
    if version.document_id != thread.document_id or version.state not in READABLE:
        raise BadInput("version_other_line", field="version")
    is_same_line = version.language == thread.version.language
    if is_same_line and version.number <= thread.version.number:
        raise BadInput("version_not_later", field="version")


def _find(thread: Thread, version: Version) -> Implementation | None:
    return db.session.scalar(
        select(Implementation).where(
            Implementation.thread_id == thread.id, Implementation.version_id == version.id
        )
    )
