"""Questions about places: where threads stood before, and where their readers find them now."""

from collections.abc import Collection, Sequence

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from ..domain.permissions import Actor
from ..domain.threads import STANDING, UNPLACED
from ..domain.versions import READABLE
from ..extensions import db
from ..models import Place, Thread, Version
from .visibility import versions_seen


def readable_places(thread_ids: Collection[int], actor: Actor) -> dict[int, list[Place]]:
    """Give the places of each thread on the versions that the actor may read, the oldest version first."""
    query = _places_of(thread_ids).where(Version.state.in_(READABLE), versions_seen(actor))
    found: dict[int, list[Place]] = {key: [] for key in thread_ids}
    for place in db.session.scalars(query):
        found[place.thread_id].append(place)
    return found


def newest_places(thread_ids: Collection[int], actor: Actor) -> dict[int, Place]:
    """Give each thread's place on the newest version of its line that the actor may read."""
    return {key: places[-1] for key, places in readable_places(thread_ids, actor).items() if places}


def place_to_read(places: Sequence[Place]) -> Place | None:
    """Choose where a thread is best read: on the newest version on which what it is about stands.

    Else on the newest that has its section; None where it stands beside no text.
    """
    newest_first = list(reversed(places))
    standing = (place for place in newest_first if place.state in STANDING)
    beside = (place for place in newest_first if place.state not in UNPLACED)
    return next(standing, None) or next(beside, None)


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
