"""The comments table as a file: what the filters show, authors named as the round allows outside."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from zoneinfo import ZoneInfo

from sqlalchemy import and_

from ..clock import now
from ..domain.filters import ThreadFilter
from ..domain.people import Attribution, Role
from ..domain.permissions import Actor
from ..domain.report import TABLES, check_preset, table_records, table_rows
from ..domain.report_rows import CommentRow, Numbers, Say
from ..domain.threads import COUNTED, Disposition, Status
from ..exporters.base import Table
from ..exporters.registry import EXPORTERS, get_exporter
from ..models import Document, Round, Thread
from ..queries.desks import Desk, desk_of_document, desk_of_round
from ..queries.export_lines import Lines
from ..queries.exports import Survey, any_confidential, attributions_out, hold_still, survey
from ..queries.visibility import HANDED_IN
from .activity import record
from .report_rows import NameOf, RowWriter
from .transaction import transaction

FORMATS = tuple(EXPORTERS)

TELLS = {
    "author": Attribution.NAMED,
    "assignee": Attribution.NAMED,
    "country": Attribution.ROLE,
    "institution_type": Attribution.ROLE,
}
"""filter that tells who the people of a file are -> how much the rounds must let be told of them"""

WITHHELD = "…"

PAGE = 500
"""Threads read at once: so many rows of a file are in memory, however long it is."""

_NO_FILE_NAME = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f]+')


@dataclass(frozen=True, slots=True)
class Export:
    """A file to hand out; `chunks` can be read once, in the language and session it was made in."""

    media_type: str
    file_name: str
    chunks: Iterator[bytes]


def comments_table(
    subject: Document | Round,
    wanted: ThreadFilter,
    actor: Actor,
    *,
    format: str,
    preset: str,
    language: str,
    say: Say,
    name_of: NameOf,
    narrowed: Sequence[tuple[str, str, str]] = (),
) -> Export:
    """Give the comments table of a document or round, and leave a line in the audit trail.

    Staff get what the filter shows, observers what they see, reviewers only their own comments; nobody gets
    drafts or internal notes. `say` words every code (kinds: see domain/report.py, and "report" for the words
    around the table); `narrowed` tells the filter: its name, its title and value in words. Raises BadInput
    for an unknown format or preset.
    """
    exporter = get_exporter(format)
    check_preset(preset)
    project = subject.project if isinstance(subject, Round) else subject.guide.project
    noun = "round" if isinstance(subject, Round) else "document"
    with transaction():
        details = {"format": format, "preset": preset, "language": language}
        record("exported", noun, subject.public_id, actor=actor, project_id=project.id, **details)
    hold_still()
    desk = _desk_for(subject, actor)
    found = survey(desk, wanted, actor, language)
    is_confidential = any_confidential(found.round_ids) or (
        isinstance(subject, Round) and subject.is_confidential
    )
    withheld = _withheld(found, subject)
    lines = Lines(desk, actor, with_talk="discussion" in TABLES[preset])
    rows = _rows(found, lines, RowWriter(actor, project, name_of))
    columns, cells = table_rows(rows, preset, say)
    name = subject.name if isinstance(subject, Round) else subject.title
    title = say("report", "comments_table")
    draft_mark = say("report", "confidential") if is_confidential else ""
    table = Table(
        title,
        [
            (say("report", "project"), project.name),
            (say("report", noun), name),
            *(
                [(title, WITHHELD if name in withheld else words) for name, title, words in narrowed]
                or [(say("report", "filter"), say("report", "no_filter"))]
            ),
            *_numbers_in_words(found.numbers, say),
            (say("report", "exported_at"), now().astimezone(ZoneInfo(project.time_zone)).date().isoformat()),
            *([(say("report", "confidentiality"), draft_mark)] if draft_mark else []),
        ],
        columns,
        cells,
        language,
        say("report", "about"),
        say("report", "cut_note"),
        draft_mark,
        table_records(rows, preset),
        {
            "project": {"name": project.name},
            noun: {"id": subject.public_id, "name": name},
            "filter": {
                name: WITHHELD if name in withheld else value for name, value in _codes_of(wanted).items()
            },
            "preset": preset,
            "language": language,
            "numbers": _numbers_in_codes(found.numbers),
            "is_confidential": is_confidential,
            "draft_mark": draft_mark or None,
            "exported_at": now().isoformat(timespec="seconds"),
        },
    )
    file_name = f"{_file_name(name)} - {_file_name(title)}.{exporter.extension}"
    return Export(exporter.media_type, file_name, exporter.chunks(table))


def _desk_for(subject: Document | Round, actor: Actor) -> Desk:
    desk = desk_of_round(subject, actor) if isinstance(subject, Round) else desk_of_document(subject, actor)
    sent = and_(desk.condition, HANDED_IN, Thread.status != Status.DRAFT)
    if actor.acts_as is Role.REVIEWER:
        sent = and_(sent, Thread.author_id == actor.membership_id)
    return replace(desk, condition=sent)


def _withheld(found: Survey, subject: Document | Round) -> set[str]:
    """Say which filters would tell more of the people in a file than its rounds let be told."""
    usual = subject.attribution_out if isinstance(subject, Round) else Attribution.ROLE
    outside = attributions_out(found.round_ids) | {usual}
    return {name for name, enough in TELLS.items() if any(enough.tells_more_than(one) for one in outside)}


def _rows(found: Survey, lines: Lines, writer: RowWriter) -> Iterator[CommentRow]:
    for start in range(0, len(found.keys), PAGE):
        for line in lines.page(found.keys[start : start + PAGE]):
            yield writer.row(line)


def _numbers_in_words(numbers: Numbers, say: Say) -> Iterator[tuple[str, str]]:
    """Tell the numbers of the first page, zeros too: that nothing is late is worth knowing."""
    colon = say("mark", "colon")
    yield say("report", "comments"), str(numbers.total)
    for status in Status:
        if status in COUNTED or numbers.by_status[status]:
            label = f"{say('column', 'status')}{colon}{say('status', status)}"
            yield label, str(numbers.by_status[status])
    for disposition in Disposition:
        label = f"{say('column', 'disposition')}{colon}{say('disposition', disposition)}"
        yield label, str(numbers.by_disposition[disposition])
    yield say("report", "undecided"), str(numbers.undecided)
    yield say("report", "late"), str(numbers.late)
    yield say("report", "without_translation"), str(numbers.without_translation)


def _numbers_in_codes(numbers: Numbers) -> dict[str, object]:
    return {
        "comments": numbers.total,
        "by_status": dict(numbers.by_status),
        "by_disposition": dict(numbers.by_disposition),
        "undecided": numbers.undecided,
        "late": numbers.late,
        "without_translation": numbers.without_translation,
    }


def _codes_of(wanted: ThreadFilter) -> dict[str, object]:
    """Give a filter by the names of its fields, without what asks nothing."""
    given = {field.name: getattr(wanted, field.name) for field in fields(wanted)}
    return {name: value for name, value in given.items() if value not in (None, "", ())}


def _file_name(words: str) -> str:
    return " ".join(_NO_FILE_NAME.sub(" ", words).split()).strip(". ")[:80] or "-"
