"""The comments table: which columns each preset has, in which order, and what stands in them."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from .errors import BadInput
from .report_rows import Cell, CommentRow, Say


@dataclass(frozen=True, slots=True)
class Column:
    """A column as an exporter needs it: title in the reader's language, width in characters."""

    key: str
    title: str
    width: int


@dataclass(frozen=True, slots=True)
class ColumnRule:
    """How a column is filled: `take` for readers, in words; `code` for programs."""

    take: Callable[[CommentRow, Say], Cell]
    code: Callable[[CommentRow], object]
    width: int
    title: str = ""
    """Its heading where that is not the one of its key."""


def _as_it_is(name: str, width: int) -> ColumnRule:
    def code(row: CommentRow) -> object:
        value: object = getattr(row, name)
        return None if value == "" else value

    def take(row: CommentRow, say: Say) -> Cell:
        value: Cell = getattr(row, name)
        return value

    return ColumnRule(take, code, width)


def _in_words(name: str, width: int, kind: str = "") -> ColumnRule:
    said = kind or name

    def take(row: CommentRow, say: Say) -> Cell:
        code: str = getattr(row, name)
        return say(said, code) if code else ""

    return ColumnRule(take, _as_it_is(name, width).code, width)


def _section(row: CommentRow, _: Say) -> Cell:
    return f"{row.section_number} {row.section_title}".strip()


def _section_code(row: CommentRow) -> object:
    return {"number": row.section_number, "title": row.section_title} if row.scope != "document" else None


def _clause(row: CommentRow, say: Say) -> Cell:
    """Give the number of the section, else its title; a comment on everything says so."""
    return row.section_number or row.section_title or say("scope", row.scope)


def _late(row: CommentRow, say: Say) -> Cell:
    return say("yes_no", "yes" if row.late else "no")


def _supporters(row: CommentRow, _: Say) -> Cell:
    return "\n".join(row.supported_by)


def _discussion(row: CommentRow, say: Say) -> Cell:
    return "\n".join(f"{said.by}{say('mark', 'colon')}{said.text}" for said in row.discussion)


def _discussion_code(row: CommentRow) -> object:
    return [{"by": said.by, "text": said.text} for said in row.discussion]


def _organization(row: CommentRow, _: Say) -> Cell:
    """Name the institution; where attribution hides it, whatever the author may be called by."""
    return row.institution or row.reviewer


def _observation(row: CommentRow, say: Say) -> Cell:
    if not row.disposition:
        return ""
    disposition = say("disposition", row.disposition)
    return f"{disposition}{say('mark', 'colon')}{row.reason}" if row.reason else disposition


def _observation_code(row: CommentRow) -> object:
    return {"disposition": row.disposition, "reason": row.reason} if row.disposition else None


def _remarks(row: CommentRow, say: Say) -> Cell:
    remarks = [
        say("status", row.status) if row.status == "withdrawn" else "",
        say("column", "late") if row.late else "",
        say("remark", "duplicate_of") % {"number": row.duplicate_of} if row.duplicate_of else "",
    ]
    return say("mark", "semicolon").join(remark for remark in remarks if remark)


def _remarks_code(row: CommentRow) -> object:
    return {"status": row.status, "late": row.late, "duplicate_of": row.duplicate_of}


def _implemented(row: CommentRow, say: Say) -> Cell:
    if row.implemented is None:
        return ""
    versions = [f"{say('edition', edition)} {number}" for edition, number in row.implemented]
    return say("mark", "semicolon").join(versions) or say("yes_no", "no")


def _implemented_code(row: CommentRow) -> object:
    if row.implemented is None:
        return None
    return [{"edition": edition, "version": number} for edition, number in row.implemented]


COLUMNS: dict[str, ColumnRule] = {
    "number": _as_it_is("number", 6),
    "document": _as_it_is("document", 20),
    "edition": _in_words("edition", 12),
    "version": _as_it_is("version", 11),
    "section": ColumnRule(_section, _section_code, 22),
    "passage": _as_it_is("passage", 30),
    "scope": _in_words("scope", 14),
    "comment": _as_it_is("body", 40),
    "language": _in_words("language", 13),
    "translation": _as_it_is("translation", 40),
    "translation_language": _in_words("translation_language", 13, "language"),
    "proposed_wording": _as_it_is("proposed_wording", 30),
    "type": _in_words("type", 17),
    "importance": _in_words("importance", 14),
    "reviewer": _as_it_is("reviewer", 20),
    "institution": _as_it_is("institution", 20),
    "institution_type": _in_words("institution_type", 15),
    "sector": _as_it_is("sector", 14),
    "country": _in_words("country", 12),
    "date": _as_it_is("date", 12),
    "channel": _in_words("channel", 10),
    "late": ColumnRule(_late, lambda row: row.late, 9),
    "supported_by": ColumnRule(_supporters, lambda row: list(row.supported_by), 20),
    "discussion": ColumnRule(_discussion, _discussion_code, 40),
    "status": _in_words("status", 12),
    "disposition": _in_words("disposition", 16),
    "reason": _as_it_is("reason", 30),
    "response": _as_it_is("response", 30),
    "decided_by": _as_it_is("decided_by", 18),
    "decided_at": _as_it_is("decided_at", 12),
    "duplicate_of": _as_it_is("duplicate_of", 11),
    "place_state": _in_words("place_state", 15, "place"),
    "place_version": _as_it_is("place_version", 11),
    "place_section": _as_it_is("place_section", 22),
    "place_passage": _as_it_is("place_passage", 30),
    "implemented": ColumnRule(_implemented, _implemented_code, 16),
}
"""Every column of the full table, in order."""

_SHORT = (
    "number",
    "section",
    "passage",
    "comment",
    "proposed_wording",
    "institution",
    "disposition",
    "reason",
)

TABLES: Mapping[str, Mapping[str, ColumnRule]] = {
    "full": COLUMNS,
    "short": {key: COLUMNS[key] for key in _SHORT}
    | {"institution": ColumnRule(_organization, lambda row: row.institution or row.reviewer, 20)},
    "standards": {
        "number": COLUMNS["number"],
        "clause": ColumnRule(_clause, _section_code, 14),
        "comment": ColumnRule(COLUMNS["comment"].take, COLUMNS["comment"].code, 60, "content"),
        "organization": ColumnRule(_organization, lambda row: row.institution or row.reviewer, 22),
        "observation": ColumnRule(_observation, _observation_code, 44),
        "remarks": ColumnRule(_remarks, _remarks_code, 24),
    },
}
"""preset -> its columns; `standards` are those that standards bodies use."""

PRESETS = tuple(TABLES)


def check_preset(preset: str) -> None:
    """Raise BadInput export_preset_unknown for a table that does not exist."""
    if preset not in TABLES:
        raise BadInput("export_preset_unknown", field="preset", preset=preset)


def table_rows(
    rows: Iterable[CommentRow], preset: str, say: Say
) -> tuple[list[Column], Iterator[list[Cell]]]:
    """Give the columns of `preset` and, one at a time, the cells of each row in their order.

    `say(kind, code)` words every code, and is asked once for each. Kinds: "column" (headings), "edition",
    "scope", "language", "type", "importance", "institution_type", "country", "channel", "yes_no", "status",
    "disposition", "place", "remark", "mark". Raises BadInput export_preset_unknown.
    """
    check_preset(preset)
    words = cache(say)
    columns = [
        Column(key, say("column", rule.title or key), rule.width) for key, rule in TABLES[preset].items()
    ]
    takes = [rule.take for rule in TABLES[preset].values()]
    return columns, ([take(row, words) for take in takes] for row in rows)


def table_records(rows: Iterable[CommentRow], preset: str) -> Iterator[dict[str, object]]:
    """Give each row as column keys and codes, for programs; what is not there is None."""
    check_preset(preset)
    rules = TABLES[preset].items()
    return ({key: rule.code(row) for key, rule in rules} for row in rows)
