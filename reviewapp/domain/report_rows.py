"""One comment as it leaves the house, and what is counted of many."""

import datetime as dt
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

Cell = str | int | float | dt.date | None
Say = Callable[[str, str], str]
"""(kind, code) -> words in the reader's language, as ("disposition", "accepted") -> "Accepted"."""


@dataclass(frozen=True, slots=True)
class Said:
    """A reply: how its author is named, and the words."""

    by: str
    text: str


@dataclass(frozen=True, slots=True)
class CommentRow:
    """One comment as a reader of the table may see it: names follow attribution, codes not yet in words."""

    number: int
    document: str
    edition: str
    """BCP 47 language of the version."""
    version: int
    scope: str
    body: str
    """Markdown as typed."""
    date: dt.date
    section_number: str = ""
    section_title: str = ""
    passage: str = ""
    language: str = ""
    translation: str = ""
    translation_language: str = ""
    proposed_wording: str = ""
    type: str = ""
    importance: str = ""
    reviewer: str = ""
    institution: str = ""
    institution_type: str = ""
    sector: str = ""
    country: str = ""
    channel: str = "online"
    late: bool = False
    supported_by: tuple[str, ...] = ()
    """How each supporter is named."""
    status: str = ""
    discussion: tuple[Said, ...] = ()
    disposition: str = ""
    reason: str = ""
    response: str = ""
    decided_by: str = ""
    decided_at: dt.date | None = None
    duplicate_of: int | None = None
    place_state: str = ""
    place_version: int | None = None
    place_section: str = ""
    place_passage: str = ""
    implemented: tuple[tuple[str, int], ...] | None = None
    """Editions and versions in which what was accepted stands; None where nothing was accepted."""


@dataclass(slots=True)
class Numbers:
    """What the first page of an export counts, by code; `undecided` is what has no disposition to be told."""

    total: int = 0
    by_status: Counter[str] = field(default_factory=Counter)
    by_disposition: Counter[str] = field(default_factory=Counter)
    undecided: int = 0
    late: int = 0
    without_translation: int = 0
    """Comments in another language than the export's, not translated into it."""

    def add(
        self, status: str, disposition: str | None, times: int = 1, *, late: bool, without_translation: bool
    ) -> None:
        """Count some comments that are alike."""
        self.total += times
        self.by_status[status] += times
        self.late += times * late
        self.without_translation += times * without_translation
        if disposition:
            self.by_disposition[disposition] += times
        else:
            self.undecided += times
