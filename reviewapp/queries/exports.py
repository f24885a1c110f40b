"""What an export holds: which threads, in which order, and how many of each kind."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import and_, case, not_, null, select

from ..domain.filters import ThreadFilter
from ..domain.people import Attribution
from ..domain.permissions import Actor
from ..domain.report_rows import Numbers
from ..extensions import db
from ..models import Place, Round, Thread
from .desks import Desk
from .narrowing import decision_shown, status_shown
from .threads import matching, sort_keys


@dataclass(slots=True)
class Survey:
    """The (thread, place) keys of an export, in order; what is counted of them; their rounds."""

    keys: list[tuple[int, int | None]] = field(default_factory=list)
    numbers: Numbers = field(default_factory=Numbers)
    round_ids: set[int] = field(default_factory=set)


def hold_still() -> None:
    """Let every read until the end of the transaction see one moment; SQLite does so by itself."""
    if db.engine.dialect.name == "postgresql":
        db.session.connection(execution_options={"isolation_level": "REPEATABLE READ"})


def survey(desk: Desk, wanted: ThreadFilter, actor: Actor, language: str) -> Survey:
    """Say what `queries.threads.entries` would give, in its order, and count it.

    `language` is that of the export: comments in another one need a translation into it.
    """
    is_translated = and_(Thread.translation != "", Thread.translation_language == language)
    columns = select(
        Thread.id,
        Place.id,
        Thread.round_id,
        status_shown(actor),
        case((decision_shown(actor), Thread.disposition), else_=null()),
        Thread.is_late,
        and_(Thread.language != language, not_(is_translated)),
    )
    query = matching(columns, desk, wanted, actor).order_by(*sort_keys())
    found = Survey()
    kinds: Counter[tuple[Any, ...]] = Counter()
    for thread, place, *kind in db.session.execute(query):
        found.keys.append((thread, place))
        kinds[tuple(kind)] += 1
    for (round_, status, disposition, is_late, is_foreign), times in kinds.items():
        found.numbers.add(status, disposition, times, late=is_late, without_translation=bool(is_foreign))
        found.round_ids |= {round_} - {None}
    return found


def attributions_out(round_ids: Iterable[int]) -> set[Attribution]:
    """Give how the rounds let their authors be named outside."""
    return set(db.session.scalars(select(Round.attribution_out).where(Round.id.in_(list(round_ids)))))


def any_confidential(round_ids: Iterable[int]) -> bool:
    """Tell whether any of the rounds is confidential."""
    asked = select(Round.id).where(Round.id.in_(list(round_ids)), Round.is_confidential.is_(True)).limit(1)
    return db.session.scalar(asked) is not None
