"""The shapes in which the demo is written down: plain values, no behaviour.

Days are counted from the day on which the demo is loaded (0); hours are UTC.
Keys ("X10", "chapter4-en-1", "round-1", "r1-07") are the script's own and never leave it.
"""

from dataclasses import dataclass
from typing import Literal

Scope = Literal["document", "section", "passage"]
Status = Literal["open", "in_progress", "decided", "withdrawn"]


@dataclass(frozen=True, slots=True)
class Project:
    name: str
    languages: tuple[str, ...]
    time_zone: str
    manager: str


@dataclass(frozen=True, slots=True)
class Guide:
    title: str


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in the project, shown by role; `name` is in the person's own language."""

    key: str
    email: str
    name: str
    role: str
    institution: str
    institution_type: str
    country: str
    sector: str
    language: str
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    key: str
    kind: Literal["outline", "chapter"]
    title: str


@dataclass(frozen=True, slots=True)
class Version:
    """A Markdown file in texts/, published by the lead editor on `day`."""

    key: str
    document: str
    language: str
    file: str
    note: str
    day: int


@dataclass(frozen=True, slots=True)
class Round:
    """`answered` is the day on which the answers went out, None while the round is open."""

    key: str
    name: str
    versions: tuple[str, ...]
    reviewers: tuple[str, ...]
    opens: int
    closes: int
    answered: int | None
    visibility: str = "open"
    attribution: str = "named"
    attribution_out: str = "role"
    late: str = "mark"


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a version as a reader sees them, with the words before and behind."""

    exact: str
    prefix: str = ""
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class Reply:
    author: str
    day: int
    body: str
    language: str = "en"
    internal: bool = False
    hour: int = 6


@dataclass(frozen=True, slots=True)
class Decision:
    editor: str
    day: int
    disposition: str
    reason: str
    response: str
    duplicate_of: str = ""
    shared: bool = False


@dataclass(frozen=True, slots=True)
class Reopening:
    """Comes after the decision and puts the thread back to in progress."""

    editor: str
    day: int
    note: str


@dataclass(frozen=True, slots=True)
class Withdrawal:
    day: int
    note: str


@dataclass(frozen=True, slots=True)
class Work:
    """Who has the thread in hand, until when, and whether the reviewer is being waited for."""

    assignee: str
    due: int
    waiting: bool = False


@dataclass(frozen=True, slots=True)
class After:
    """What becomes of the place in `version`, the next one of the line.

    carried: the words stand there unchanged and the thread follows by itself.
    to_be_placed: left to the visitor of the demo.
    section, removed: the lead editor has settled it on `day`, for a section by its number there.
    """

    state: Literal["carried", "to_be_placed", "section", "removed"]
    version: str
    section: str = ""
    day: int = 0


@dataclass(frozen=True, slots=True)
class Thread:
    """One comment with all that happened to it; `status` is where it ends when the demo is loaded.

    `section` is the number typed in the heading ("4.2.1", "Chapter 5"), "" for the whole document.
    """

    key: str
    round: str
    version: str
    author: str
    day: int
    scope: Scope
    type: str
    status: Status
    body: str
    language: str = "en"
    hour: int = 2
    section: str = ""
    quote: Quote | None = None
    importance: str = ""
    proposed_wording: str = ""
    replies: tuple[Reply, ...] = ()
    decision: Decision | None = None
    reopening: Reopening | None = None
    withdrawal: Withdrawal | None = None
    work: Work | None = None
    after: After | None = None
