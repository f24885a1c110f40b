"""Imports that take long: a file waits for the background work, which makes a version of it."""

from datetime import timedelta
from enum import StrEnum


class ImportState(StrEnum):
    """How far the import of a file is."""

    WAITING = "waiting"
    DONE = "done"
    FAILED = "failed"


AT_ONCE_SECONDS = 3
"""A file that is read within this time becomes a version while its sender waits for the page."""

LEASE = timedelta(minutes=5)
"""How long one worker has for a file before another may take it."""

KEPT_IN_SIGHT = timedelta(days=1)
"""How long the page of a document tells of a file that was refused."""

MOST_TRIES = 2
"""A file during which two workers ended is not tried a third time."""
