"""Questions about places: where threads stood before, and where their readers find them now."""

from collections.abc import Collection

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from ..domain.permissions import Actor
from ..domain.threads import UNPLACED
from ..domain.versions import READABLE
from ..extensions import db
from ..models import Place, Thread, Version
from .visibility import versions_seen


def newest_places(thread_ids: Collection[int], actor: Actor) -> dict[int, Place]:
    """Give each thread's place on the newest version of its line that the actor may read."""
    query = _places_of(thread_ids).where(Version.state.in_(READABLE), versions_seen(actor))
    return {place.thread_id: place for place in db.session.scalars(query)}


def standing_places(thread_ids: Collection[int], before: Version) -> dict[int, Place]:
    """Give each thread's last place that stood beside text on a version earlier than `before`."""
    query = _places_of(thread_ids).where(Version.number < before.number, Place.state.not_in(UNPLACED))
    return {place.thread_id: place for place in db.session.scalars(query)}


def find_place(thread: Thread, version: Version) -> Place | None:
    """Find the place of a thread on a version."""
    query = _places_of([thread.id]).where(Place.version_id == version.id)
    return db.session.scalar(query)


def _places_of(thread_ids: Collection[int]) -> Select[Place]:
    """Ask for the places of some threads, oldest version first, with all that is shown of them."""
    return (
        select(Place)
        .join(Version, Version.id == Place.version_id)
        .where(Place.thread_id.in_(thread_ids))
        .options(
            joinedload(Place.version),
            joinedload(Place.section),
            joinedload(Place.start_block),
            joinedload(Place.end_block),
        )
        .order_by(Version.number)
    )
