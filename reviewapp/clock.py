"""The present moment; or, where what happened earlier is being told again, the moment it happened."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime

_replayed: ContextVar[datetime | None] = ContextVar("replayed", default=None)


def now() -> datetime:
    """Give the present moment in UTC, or the one that is being replayed."""
    return _replayed.get() or datetime.now(UTC)


@contextmanager
def replay(moment: datetime) -> Iterator[None]:
    """Let what is done inside count as done at `moment`: for loading what happened earlier."""
    token = _replayed.set(moment)
    try:
        yield
    finally:
        _replayed.reset(token)
