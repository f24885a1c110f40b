"""How much one person may ask of this process in a minute: far above honest work, counted in memory."""

import threading
import time
from collections import Counter

from flask import Flask, current_app, request

from ..domain.errors import TooMany
from ..domain.permissions import Action

MOST_A_MINUTE = {"writes": 1200, "exports": 120, "uploads": 60}
_MINUTE = 60
_NAME = "limits"


class Meter:
    """Counts of the present minute, by person and kind; a new minute begins with none."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._minute = 0
        self._counts: Counter[tuple[int, str]] = Counter()

    def count(self, who: int, kind: str) -> int:
        """Count one and give how many it were in this minute."""
        minute = int(time.monotonic()) // _MINUTE
        with self._lock:
            if minute != self._minute:
                self._minute = minute
                self._counts.clear()
            self._counts[who, kind] += 1
            return self._counts[who, kind]


def count(who: int, action: Action) -> None:
    """Count a request of the account `who`; raise TooMany("too_many_requests") above its limit."""
    kind = _kind(action)
    if kind is None:
        return
    most: int = current_app.config.get("MOST_A_MINUTE", MOST_A_MINUTE)[kind]
    if current_app.extensions[_NAME].count(who, kind) > most:
        wait = _MINUTE - int(time.monotonic()) % _MINUTE
        raise TooMany("too_many_requests", retry_after=wait)


def _kind(action: Action) -> str | None:
    if action is Action.EXPORT:
        return "exports"
    if request.method in ("GET", "HEAD", "OPTIONS"):
        return None
    return "uploads" if request.mimetype == "multipart/form-data" else "writes"


def register(app: Flask) -> None:
    """Begin to count."""
    app.extensions[_NAME] = Meter()
