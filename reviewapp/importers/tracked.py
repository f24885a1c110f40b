"""Tracked changes and answers to comments, as all word processors' files have them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from .base import FoundComment, TrackedChange
from .bookmarks import Places

MAX_CHANGES = 20_000
_YEARS = range(1970, 2200)  # beyond them nobody wrote, and a calendar may end


@dataclass(slots=True)
class Change:
    """A tracked change that was met; its place has the sign of the same name."""

    sign: str
    is_insertion: bool
    author: str
    at: datetime | None
    text: str = ""


def moment(text: str) -> datetime | None:
    """Return the time that an attribute holds. One without a zone, as most files have it, is told as UTC."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    if found.year not in _YEARS:
        return None
    return found.replace(tzinfo=UTC) if found.tzinfo is None else found


def placed(change: Change, places: Places) -> TrackedChange:
    """Return a change with its place."""
    first = f"{change.sign} from"
    found = places.passage(first, f"{change.sign} to" if change.is_insertion else first)
    start, end, words = found or (None, None, "")
    text = change.text or words
    return TrackedChange(change.is_insertion, change.author, text, change.at, start, end)


def beside_what_it_answers(comment: FoundComment, comments: Sequence[FoundComment]) -> FoundComment:
    """Give a reply without a place the place of the comment it answers."""
    if comment.start is not None or comment.answers is None:
        return comment
    first = comments[comment.answers]
    return replace(comment, start=first.start, end=first.end, quote=first.quote)
