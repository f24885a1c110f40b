"""Where a page of a list of threads ended, in a form that may leave the house."""

from collections.abc import Sequence

from sqlalchemy import select

from ..extensions import db
from ..models import Thread, Version
from .threads import Entry, sort_key


def cursor_parts(entry: Entry) -> tuple[str, int, str]:
    """Name the last entry of a page: public id of its version ("" for none), place in the text, thread."""
    _, order, _ = sort_key(entry)
    return entry.place.version.public_id if entry.place else "", order, entry.thread.public_id


def sort_key_from(parts: Sequence[str | int]) -> tuple[int, int, int] | None:
    """Give what `entries(after=…)` continues from; None if the parts name nothing."""
    if [type(part) for part in parts] != [str, int, str]:
        return None
    version_id, order, thread_id = parts
    version = db.session.scalar(select(Version.id).where(Version.public_id == version_id))
    thread = db.session.scalar(select(Thread.id).where(Thread.public_id == thread_id))
    if thread is None or (version_id and version is None) or not 0 <= int(order) < 2**31:
        return None
    return (version if version is not None else int(order)), int(order), thread
