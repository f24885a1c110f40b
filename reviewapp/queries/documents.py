"""Questions about documents: their lines of versions and what waits on each."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from ..domain.permissions import Actor
from ..domain.threads import COUNTED, SETTLED
from ..domain.versions import READABLE
from ..extensions import db
from ..models import Document, Thread, Version
from .narrowing import status_shown
from .threads import counts_to_place
from .versions import versions_of_documents
from .visibility import threads_seen


@dataclass(frozen=True, slots=True)
class Line:
    """The versions of a document in one language, newest first, as far as the actor sees them.

    `current` is the newest one that may be read (None: only drafts), `open_comments` those not settled yet,
    `to_place` the comments that wait on the current version for an editor to place them.
    """

    language: str
    versions: list[Version]
    current: Version | None
    open_comments: int
    to_place: int


def lines_of(documents: Sequence[Document], actor: Actor) -> dict[int, list[Line]]:
    """Give the lines of documents by document key; a document without versions has none."""
    grouped: dict[tuple[int, str], list[Version]] = {}
    for version in reversed(versions_of_documents(documents, actor)):
        grouped.setdefault((version.document_id, version.language), []).append(version)
    current = {key: _current(versions) for key, versions in grouped.items()}
    waiting = open_comments(documents, actor)
    unplaced = counts_to_place([version.id for version in current.values() if version], actor)
    lines: dict[int, list[Line]] = {document.id: [] for document in documents}
    for key in sorted(grouped):
        newest = current[key]
        to_place = unplaced.get(newest.id, 0) if newest else 0
        lines[key[0]].append(Line(key[1], grouped[key], newest, waiting.get(key, 0), to_place))
    return lines


def open_comments(documents: Sequence[Document], actor: Actor) -> dict[tuple[int, str], int]:
    """Count the comments the actor sees that are not settled as far as he or she knows, by line.

    A line is a document's key and a language.
    """
    query = (
        select(Version.document_id, Version.language, func.count())
        .join(Thread, Thread.version_id == Version.id)
        .where(
            Version.document_id.in_([document.id for document in documents]),
            threads_seen(actor),
            status_shown(actor).in_(COUNTED - SETTLED),
        )
        .group_by(Version.document_id, Version.language)
    )
    return {(document, language): number for document, language, number in db.session.execute(query)}


def _current(versions: Sequence[Version]) -> Version | None:
    return next((version for version in versions if version.state in READABLE), None)
