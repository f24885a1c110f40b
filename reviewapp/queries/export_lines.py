"""Threads as an export reads them, page by page: columns instead of entities, ten thousand rows at a time.

What `queries.visibility` asks of a thread, a `Line` has.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import KW_ONLY, dataclass
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import Row, Select, and_, select
from sqlalchemy.orm import aliased

from ..domain.permissions import Actor
from ..domain.threads import Channel, CommentType, Disposition, Importance, PlaceState, Scope, Status
from ..extensions import db
from ..models import Implementation, Membership, Place, Reply, Round, Section, Support, Thread, Version
from ..models.base import Public
from .desks import Desk
from .visibility import threads_seen

Heading = tuple[str, str]
"""Number and title of a section."""

Found = Row[*tuple[Any, ...]]


@dataclass(slots=True)
class Answer:
    """A reply that is no internal note."""

    author: Membership
    body: str
    author_id: int
    is_internal: bool = False


@dataclass(slots=True)
class Backing:
    """Somebody's support of a thread."""

    member: Membership
    member_id: int


@dataclass(slots=True)
class Main:
    """The thread that a duplicate is handled with, as far as its number goes."""

    number: int | None
    author_number: int | None
    author_id: int
    _: KW_ONLY
    round: Round | None


@dataclass(slots=True)
class Line:
    """A thread with its place and what hangs on it, as an export reads it."""

    id: int
    number: int | None
    author_number: int | None
    scope: Scope
    type: CommentType
    importance: Importance | None
    language: str
    body: str
    proposed_wording: str
    exact: str
    channel: Channel
    translation: str
    translation_language: str
    is_late: bool
    is_shared: bool
    status: Status
    disposition: Disposition | None
    reason: str
    response: str
    created_at: datetime
    decided_at: datetime | None
    author_id: int
    place_state: PlaceState | None
    place_exact: str | None
    _: KW_ONLY
    author: Membership
    version: Version
    round: Round | None
    decided_by: Membership | None
    main: Main | None
    first_section: Heading | None
    """Where it stands in the version it was made on."""
    place_version: Version | None
    place_section: Heading | None
    replies: list[Answer]
    supports: list[Backing]
    implementations: list[tuple[str, int]]
    """Language and number of the versions in which it is said to be implemented."""


_First = aliased(Place)
_OWN = (
    Thread.id, Thread.number, Thread.author_number, Thread.scope, Thread.type, Thread.importance,
    Thread.language, Thread.body, Thread.proposed_wording, Thread.exact, Thread.channel, Thread.translation,
    Thread.translation_language, Thread.is_late, Thread.is_shared, Thread.status, Thread.disposition,
    Thread.reason, Thread.response, Thread.created_at, Thread.decided_at, Thread.author_id, Place.state,
    Place.exact,
)  # fmt: skip
"""What a line begins with, in its order."""

_KEYS = (
    Thread.version_id, Thread.round_id, Thread.decided_by_id, Thread.duplicate_of_id,
    _First.section_id.label("first_section_id"), Place.id.label("place_id"),
    Place.version_id.label("shown_on_id"), Place.section_id.label("place_section_id"),
)  # fmt: skip


class Lines:
    """Reads threads by their keys; people, versions, rounds and sections once for all pages."""

    def __init__(self, desk: Desk, actor: Actor, *, with_talk: bool = True) -> None:
        """Say whether replies, supports and implementations are wanted (`with_talk`)."""
        self._desk, self._actor, self._with_talk = desk, actor, with_talk
        self._members: dict[int, Membership] = {}
        self._versions: dict[int, Version] = {}
        self._rounds: dict[int, Round] = {}
        self._headings: dict[int, Heading] = {}

    def page(self, keys: Sequence[tuple[int, int | None]]) -> list[Line]:
        """Give the lines of some keys of a survey, in their order."""
        threads = [thread for thread, _ in keys]
        rows = {(row.id, row.place_id): row for row in db.session.execute(self._query(threads))}
        mains = self._mains({row.duplicate_of_id for row in rows.values()} - {None})
        replies, supports = (_replies(threads), _supports(threads)) if self._with_talk else ([], [])
        versions: dict[int, list[tuple[str, int]]] = defaultdict(list)
        for thread, language, number in _implementations(threads) if self._with_talk else []:
            versions[thread].append((language, number))
        self._fetch(
            [*rows.values()],
            [*mains.values()],
            [*(r.author_id for r in replies), *(s.member_id for s in supports)],
        )
        answers: dict[int, list[Answer]] = defaultdict(list)
        backings: dict[int, list[Backing]] = defaultdict(list)
        for thread, author, body in replies:
            answers[thread].append(Answer(self._members[author], body, author))
        for thread, member in supports:
            backings[thread].append(Backing(self._members[member], member))
        return [
            self._line(rows[key], mains, answers[key[0]], backings[key[0]], versions[key[0]])
            for key in keys
            if key in rows
        ]

    def _query(self, threads: Sequence[int]) -> Select[*tuple[Any, ...]]:
        return (
            select(*_OWN, *_KEYS)
            .outerjoin(_First, and_(_First.thread_id == Thread.id, _First.version_id == Thread.version_id))
            .outerjoin(Place, and_(Place.thread_id == Thread.id, Place.version_id.in_(self._desk.shown_on)))
            .where(Thread.id.in_(threads))
        )

    def _line(
        self,
        row: Found,
        mains: dict[int, Found],
        answers: list[Answer],
        backings: list[Backing],
        versions: list[tuple[str, int]],
    ) -> Line:
        main = mains.get(row.duplicate_of_id)
        return Line(
            *row[: len(_OWN)],
            author=self._members[row.author_id],
            version=self._versions[row.version_id],
            round=self._rounds.get(row.round_id),
            decided_by=self._members.get(row.decided_by_id),
            main=Main(*main[1:4], round=self._rounds.get(main.round_id)) if main else None,
            first_section=self._headings.get(row.first_section_id),
            place_version=self._versions.get(row.shown_on_id),
            place_section=self._headings.get(row.place_section_id),
            replies=answers,
            supports=backings,
            implementations=versions,
        )

    def _mains(self, keys: set[int]) -> dict[int, Found]:
        """Read the main threads that the actor may know of."""
        query = select(
            Thread.id, Thread.number, Thread.author_number, Thread.author_id, Thread.round_id
        ).where(Thread.id.in_(keys), threads_seen(self._actor))
        return {row.id: row for row in db.session.execute(query)} if keys else {}

    def _fetch(self, rows: list[Found], mains: list[Found], members: list[int]) -> None:
        """Read what the rows point at and no page before did."""
        people = [key for row in rows for key in (row.author_id, row.decided_by_id)]
        _keep(Membership, self._members, people + members)
        _keep(Version, self._versions, [key for row in rows for key in (row.version_id, row.shown_on_id)])
        _keep(Round, self._rounds, [row.round_id for row in (*rows, *mains)])
        sections = {key for row in rows for key in (row.first_section_id, row.place_section_id)}
        missing = sections - self._headings.keys() - {None}
        if missing:
            query = select(Section.id, Section.number, Section.title).where(Section.id.in_(missing))
            self._headings |= {key: (number, title) for key, number, title in db.session.execute(query)}


T = TypeVar("T", bound=Public)


def _keep(kind: type[T], known: dict[int, T], keys: Iterable[int | None]) -> None:
    missing = set(keys) - known.keys() - {None}
    if missing:
        found = db.session.scalars(select(kind).where(kind.id.in_(missing)))
        known.update({one.id: one for one in found})


def _replies(threads: Sequence[int]) -> Sequence[Row[int, int, str]]:
    """Read (thread, author, text) of what is no internal note: these never leave the house."""
    return db.session.execute(
        select(Reply.thread_id, Reply.author_id, Reply.body)
        .where(Reply.thread_id.in_(threads), Reply.is_internal.is_(False))
        .order_by(Reply.id)
    ).all()


def _supports(threads: Sequence[int]) -> Sequence[Row[int, int]]:
    return db.session.execute(
        select(Support.thread_id, Support.member_id)
        .where(Support.thread_id.in_(threads))
        .order_by(Support.id)
    ).all()


def _implementations(threads: Sequence[int]) -> Sequence[Row[int, str, int]]:
    return db.session.execute(
        select(Implementation.thread_id, Version.language, Version.number)
        .join(Version, Version.id == Implementation.version_id)
        .where(Implementation.thread_id.in_(threads))
        .order_by(Implementation.id)
    ).all()
