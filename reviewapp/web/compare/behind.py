"""The threads behind a change: those whose place, in either version, is what changed."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from flask import url_for

from ...domain.permissions import Actor
from ...queries.comparisons import threads_by_key, threads_touching
from ...queries.visibility import number_seen, sees_decision, status_seen
from ..bylines import name_towards

EXCERPT = 120


@dataclass(frozen=True, slots=True)
class Line:
    """A thread in one line."""

    url: str
    number: int | None
    type: str
    status: str
    disposition: str | None
    byline: str
    words: str
    language: str


class Behind:
    """The threads behind blocks and sections of a pair of versions, as far as the actor sees them."""

    def __init__(self, old: Any, new: Any, actor: Actor) -> None:
        self._actor = actor
        self._blocks: dict[tuple[int, int], list[int]] = defaultdict(list)
        self._sections: dict[tuple[int, int], list[int]] = defaultdict(list)
        for version in {old.id: old, new.id: new}.values():
            for row in threads_touching(version, actor):
                if row.first is None:
                    self._sections[version.id, row.section].append(row.id)
                else:
                    for place in range(row.first, row.last + 1):
                        self._blocks[version.id, place].append(row.id)
        self._old, self._new = old.id, new.id
        self._lines: dict[int, Line] = {}

    def block(self, old: int | None, new: int | None) -> list[int]:
        """Give the keys of the threads on a block, by its place in each version."""
        return self._either(self._blocks, old, new)

    def section(self, old: int | None, new: int | None) -> list[int]:
        """Give the keys of the threads on a whole section."""
        return self._either(self._sections, old, new)

    def _either(self, found: dict[tuple[int, int], list[int]], old: int | None, new: int | None) -> list[int]:
        sides = ((self._old, old), (self._new, new))
        keys = (key for version, at in sides if at is not None for key in found.get((version, at), ()))
        return list(dict.fromkeys(keys))

    def load(self, keys: Collection[int]) -> None:
        """Ask for what is told of some threads, all at once."""
        for key, thread in threads_by_key(keys, self._actor).items():
            self._lines[key] = _line(thread, self._actor)

    def lines(self, keys: Iterable[int]) -> list[Line]:
        """Tell of threads that were loaded."""
        return [self._lines[key] for key in keys if key in self._lines]


def _line(thread: Any, actor: Actor) -> Line:
    words = " ".join(thread.body.split())
    decided = sees_decision(actor, thread) and thread.disposition
    return Line(
        url=url_for("threads.show", thread_id=thread.public_id),
        number=number_seen(actor, thread),
        type=thread.type.value,
        status=status_seen(actor, thread).value,
        disposition=thread.disposition.value if decided else None,
        byline=name_towards(actor, thread, thread.author),
        words=words if len(words) <= EXCERPT else words[:EXCERPT].rstrip() + "…",
        language=thread.language,
    )
