"""The shapes in which the demo is written down: plain values, no behaviour.

Days are counted from the day on which the demo is loaded (0); hours are UTC.
Keys ("X10", "chapter4-en-1", "round-1", "17") are the script's own and never leave it.
"""

from dataclasses import dataclass
from typing import Literal

Scope = Literal["document", "section", "passage"]
Ending = Literal["", "draft", "withdrawn"]


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
    corresponds_to: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """How one reviewer takes part in a round: the days of opening it, and of submitting or declining."""

    person: str
    opened: int | None = None
    submitted: int | None = None
    declined: int | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Round:
    """`answered` and `reported` are the days on which that was done; None while it is still to come.

    `verified` is the day on which the changes decided on were found in the next version.
    """

    key: str
    name: str
    versions: tuple[str, ...]
    parts: tuple[Part, ...]
    opens: int
    closes: int
    terms_of_reference: str
    answered: int | None = None
    reported: int | None = None
    verified: int | None = None
    visibility: str = "open"
    attribution: str = "named"
    attribution_out: str = "role"
    late: str = "mark"
    is_confidential: bool = False


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a version as a reader sees them, with the words before and behind where needed."""

    exact: str
    prefix: str = ""
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class Reply:
    """`language` is that of the author unless told."""

    author: str
    day: int
    body: str
    language: str = ""
    internal: bool = False
    hour: int = 6


@dataclass(frozen=True, slots=True)
class Translation:
    by: str
    day: int
    language: str
    text: str


@dataclass(frozen=True, slots=True)
class Decision:
    day: int
    disposition: str
    reason: str
    response: str
    duplicate_of: str = ""
    shared: bool = False
    editor: str = "S1"


@dataclass(frozen=True, slots=True)
class Reopening:
    """Comes after the decision and puts the thread back to in progress."""

    day: int
    note: str
    editor: str = "S1"


@dataclass(frozen=True, slots=True)
class Withdrawal:
    day: int
    note: str


@dataclass(frozen=True, slots=True)
class Work:
    """Taken in hand on `day`: by whom, until when, and whether the reviewer is being waited for."""

    day: int
    assignee: str = ""
    due: int | None = None
    waiting: bool = False


@dataclass(frozen=True, slots=True)
class After:
    """What becomes of the place in the next version of the line.

    `section` is its number there, `passage` what the words became. Where the place is not certain the lead
    editor points at the `passage`; `to_be_placed` is left to the visitor of the demo.
    """

    state: Literal["in_place", "changed", "moved", "section_only", "removed", "to_be_placed"]
    section: str = ""
    passage: str = ""


@dataclass(frozen=True, slots=True)
class Thread:
    """One comment with all that happened to it, in a version's language unless told.

    `section` is the number typed in the heading ("4.2.1", "Chapter 5"), or the title where there is none.
    """

    key: str
    round: str
    version: str
    author: str
    day: int
    scope: Scope
    type: str
    body: str
    status: Ending = ""
    language: str = ""
    hour: int = 2
    channel: str = "online"
    section: str = ""
    quote: Quote | None = None
    importance: str = ""
    proposed_wording: str = ""
    tags: tuple[str, ...] = ()
    conflicts_with: str = ""
    supported_by: tuple[str, ...] = ()
    replies: tuple[Reply, ...] = ()
    translation: Translation | None = None
    decision: Decision | None = None
    reopening: Reopening | None = None
    withdrawal: Withdrawal | None = None
    work: Work | None = None
    after: After | None = None
