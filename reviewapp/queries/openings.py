"""How the next round opens for somebody: what was read last, and what became of earlier comments."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, case, func, select

from ..domain.permissions import Actor
from ..domain.threads import COUNTED, Disposition, Status
from ..extensions import db
from ..models import Round, Thread, Version
from .narrowing import decision_shown
from .visits import last_read_before


@dataclass(frozen=True, slots=True)
class Earlier:
    """Own comments in an earlier round on the same document, by what became of them as far as one may know.

    `fates` are (disposition, number); None: not answered yet.
    """

    round_id: str
    round_name: str
    fates: tuple[tuple[Disposition | None, int], ...]

    @property
    def comments(self) -> int:
        """How many there are."""
        return sum(number for _, number in self.fates)


@dataclass(frozen=True, slots=True)
class LastRead:
    """The newest earlier version of the line that somebody has read, and when last."""

    version_id: str
    number: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Opening:
    """How the next round opens for somebody: what was last read, and what became of earlier comments."""

    last_read: LastRead | None = None
    earlier: tuple[Earlier, ...] = ()

    def __bool__(self) -> bool:
        return self.last_read is not None or bool(self.earlier)


def opening_of(version: Version, asked: Round | None, actor: Actor) -> Opening:
    """Tell what a returning reader is told above a version; `asked` is the round that asks now, or None."""
    visit = last_read_before(version, actor)
    last = LastRead(visit.version.public_id, visit.version.number, visit.at) if visit else None
    return Opening(last, earlier_comments(version, asked, actor) if asked else ())


def earlier_comments(version: Version, asked: Round, actor: Actor) -> tuple[Earlier, ...]:
    """Count the actor's own comments on the document in rounds before `asked`, the latest round first."""
    if actor.membership_id is None:
        return ()
    is_known = and_(Thread.status.in_([Status.DECIDED, Status.CLOSED]), decision_shown(actor))
    fate = case((is_known, Thread.disposition), else_=None).label("fate")
    rows = db.session.execute(
        select(Round.id, Round.public_id, Round.name, fate, func.count())
        .join(Round, Round.id == Thread.round_id)
        .where(
            Thread.author_id == actor.membership_id,
            Thread.document_id == version.document_id,
            Thread.status.in_(COUNTED),
            Round.opens_at < asked.opens_at,
            Round.id != asked.id,
            Round.cancelled_at.is_(None),
        )
        .group_by(Round.id, Round.public_id, Round.name, Round.opens_at, fate)
        .order_by(Round.opens_at.desc(), Round.id.desc())
    ).all()
    names = {key: (public_id, name) for key, public_id, name, _, _ in rows}
    return tuple(
        Earlier(*name, _in_order({row[3]: row[4] for row in rows if row[0] == key}))
        for key, name in names.items()
    )


def _in_order(numbers: Mapping[Disposition | None, int]) -> tuple[tuple[Disposition | None, int], ...]:
    return tuple((fate, numbers[fate]) for fate in (*Disposition, None) if fate in numbers)
