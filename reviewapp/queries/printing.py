"""Questions about what stands on paper: the comments beside a whole text, and the round it is read in."""

from sqlalchemy import and_, false

from ..domain.filters import ThreadFilter
from ..domain.permissions import Actor
from ..models import Thread, Version
from .desks import Desk, desk_of_version
from .threads import Entry, entries


def comments_on(version: Version, actor: Actor, *, only_own: bool) -> list[Entry]:
    """Give what was handed in on a version and the actor sees, in the order of the text."""
    desk = desk_of_version(version)
    if only_own:
        own = Thread.author_id == actor.membership_id if actor.membership_id else false()
        desk = Desk(and_(desk.condition, own), desk.shown_on, desk.today)
    return entries(desk, ThreadFilter(), actor)
