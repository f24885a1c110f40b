"""Versions of a document: one line for each language, each frozen once published."""

from collections.abc import Collection
from enum import StrEnum

from .errors import StateConflict


class DocumentKind(StrEnum):
    """What a document of a guide is."""

    OUTLINE = "outline"
    CHAPTER = "chapter"


class VersionState(StrEnum):
    """Where a version stands. Whether it is in review is said by its rounds."""

    DRAFT = "draft"
    PUBLISHED = "published"
    SUPERSEDED = "superseded"
    FINAL = "final"
    ARCHIVED = "archived"
    WITHDRAWN = "withdrawn"


TRANSITIONS: dict[VersionState, frozenset[VersionState]] = {
    VersionState.DRAFT: frozenset({VersionState.PUBLISHED, VersionState.WITHDRAWN}),
    VersionState.PUBLISHED: frozenset({VersionState.SUPERSEDED, VersionState.FINAL, VersionState.WITHDRAWN}),
    VersionState.SUPERSEDED: frozenset({VersionState.ARCHIVED}),
    VersionState.FINAL: frozenset({VersionState.ARCHIVED}),
    VersionState.ARCHIVED: frozenset(),
    VersionState.WITHDRAWN: frozenset(),
}

READABLE = frozenset(
    {VersionState.PUBLISHED, VersionState.SUPERSEDED, VersionState.FINAL, VersionState.ARCHIVED}
)
"""States in which people beyond the staff may read."""

COMMENTABLE = frozenset({VersionState.PUBLISHED, VersionState.SUPERSEDED, VersionState.FINAL})

FINISHED = frozenset({VersionState.FINAL, VersionState.ARCHIVED})

TITLE_LENGTH = 200
NOTE_LENGTH = 2000


def check_commentable(state: VersionState) -> None:
    """Raise StateConflict("version_archived") or ("version_not_commentable") where no comment is taken."""
    if state is VersionState.ARCHIVED:
        raise StateConflict("version_archived")
    if state not in COMMENTABLE:
        raise StateConflict("version_not_commentable", present=state)


def check_transition(present: VersionState, wanted: VersionState) -> None:
    """Raise StateConflict("version_state") unless `wanted` may follow `present`."""
    if wanted not in TRANSITIONS[present]:
        raise StateConflict("version_state", present=present, wanted=wanted)


def is_confidential(state: VersionState, rounds_say: Collection[bool]) -> bool:
    """Tell whether a version is a confidential draft: as one of its rounds says.

    One that has been in no round yet is, unless it is finished.
    """
    return any(rounds_say) if rounds_say else state not in FINISHED
