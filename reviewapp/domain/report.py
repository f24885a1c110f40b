"""The comments table: which columns it has, in which order, and what stands in them."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from .errors import BadInput

Cell = str | int | float | dt.date | None
Say = Callable[[str, str], str]
"""(kind, code) -> words in the reader's language, as ("disposition", "accepted") -> "Accepted"."""


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
    status: str = ""
    discussion: tuple[str, ...] = ()
    """Replies in order, each as "byline: text"."""
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


@dataclass(frozen=True, slots=True)
class Column:
    """A column as an exporter needs it: title in the reader's language, width in characters."""

    key: str
    title: str
    width: int


@dataclass(frozen=True, slots=True)
class ColumnRule:
    """How a column is filled. `presets` lists the tables it stands in beside "full"."""

    take: Callable[[CommentRow, Say], Cell]
    width: int
    presets: frozenset[str] = field(default=frozenset())


PRESETS = ("full", "short")
SHORT = frozenset({"short"})


def _as_it_is(name: str) -> Callable[[CommentRow, Say], Cell]:
    def take(row: CommentRow, say: Say) -> Cell:
        value: Cell = getattr(row, name)
        return value

    return take


def _in_words(name: str, kind: str | None = None) -> Callable[[CommentRow, Say], Cell]:
    def take(row: CommentRow, say: Say) -> Cell:
        code: str = getattr(row, name)
        return say(kind or name, code) if code else ""

    return take


def _section(row: CommentRow, say: Say) -> Cell:
    return f"{row.section_number} {row.section_title}".strip()


def _late(row: CommentRow, say: Say) -> Cell:
    return say("yes_no", "yes" if row.late else "no")


def _discussion(row: CommentRow, say: Say) -> Cell:
    return "\n".join(row.discussion)


COLUMNS: dict[str, ColumnRule] = {
    "number": ColumnRule(_as_it_is("number"), 6, SHORT),
    "document": ColumnRule(_as_it_is("document"), 24),
    "edition": ColumnRule(_in_words("edition"), 12),
    "version": ColumnRule(_as_it_is("version"), 8),
    "section": ColumnRule(_section, 22, SHORT),
    "passage": ColumnRule(_as_it_is("passage"), 30, SHORT),
    "scope": ColumnRule(_in_words("scope"), 12),
    "comment": ColumnRule(_as_it_is("body"), 40, SHORT),
    "language": ColumnRule(_in_words("language"), 10),
    "proposed_wording": ColumnRule(_as_it_is("proposed_wording"), 30, SHORT),
    "type": ColumnRule(_in_words("type"), 16),
    "importance": ColumnRule(_in_words("importance"), 12),
    "reviewer": ColumnRule(_as_it_is("reviewer"), 20),
    "institution": ColumnRule(_as_it_is("institution"), 20, SHORT),
    "institution_type": ColumnRule(_in_words("institution_type"), 18),
    "sector": ColumnRule(_as_it_is("sector"), 14),
    "country": ColumnRule(_in_words("country"), 12),
    "date": ColumnRule(_as_it_is("date"), 12),
    "channel": ColumnRule(_in_words("channel"), 10),
    "late": ColumnRule(_late, 8),
    "discussion": ColumnRule(_discussion, 40),
    "status": ColumnRule(_in_words("status"), 12),
    "disposition": ColumnRule(_in_words("disposition"), 16, SHORT),
    "reason": ColumnRule(_as_it_is("reason"), 30, SHORT),
    "response": ColumnRule(_as_it_is("response"), 30),
    "decided_by": ColumnRule(_as_it_is("decided_by"), 18),
    "decided_at": ColumnRule(_as_it_is("decided_at"), 12),
    "duplicate_of": ColumnRule(_as_it_is("duplicate_of"), 10),
    "place_state": ColumnRule(_in_words("place_state", "place"), 16),
    "place_version": ColumnRule(_as_it_is("place_version"), 8),
    "place_section": ColumnRule(_as_it_is("place_section"), 22),
    "place_passage": ColumnRule(_as_it_is("place_passage"), 30),
}


def check_preset(preset: str) -> None:
    """Raise BadInput export_preset_unknown for a table that does not exist."""
    if preset not in PRESETS:
        raise BadInput("export_preset_unknown", field="preset", preset=preset)


def table_rows(
    rows: Iterable[CommentRow], preset: str, say: Say
) -> tuple[list[Column], Iterator[list[Cell]]]:
    """Give the columns of `preset` and, one at a time, the cells of each row in their order.

    `say(kind, code)` words every code. Kinds: "column" (headings), "edition", "scope", "language", "type",
    "importance", "institution_type", "country", "channel", "yes_no", "status", "disposition", "place".
    Raises BadInput export_preset_unknown.
    """
    check_preset(preset)
    chosen = {key: rule for key, rule in COLUMNS.items() if preset == "full" or preset in rule.presets}
    columns = [Column(key, say("column", key), rule.width) for key, rule in chosen.items()]
    return columns, ([rule.take(row, say) for rule in chosen.values()] for row in rows)
