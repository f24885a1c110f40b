"""The comments table as a file: what the filters show, authors named as the round allows outside."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import and_

from ..clock import now
from ..domain.filters import ThreadFilter
from ..domain.people import STAFF, Attribution, Role, byline
from ..domain.permissions import Actor
from ..domain.report import CommentRow, Say, check_preset, table_rows
from ..domain.threads import UNPLACED
from ..exporters.base import Table
from ..exporters.registry import EXPORTERS, get_exporter
from ..models import Document, Membership, Place, Project, Round, Section, Thread
from ..queries.desks import Desk, desk_of_document, desk_of_round
from ..queries.threads import Entry, entries, first_places, main_seen
from ..queries.visibility import attribution_towards, number_seen, replies_seen, sees_decision, status_seen
from .activity import record
from .transaction import transaction

FORMATS = tuple(EXPORTERS)

NameOf = Callable[[Membership, Attribution], str]
"""(member, attribution) -> how that member is named outside, in words."""

_DISCREET = (Attribution.NAMED, Attribution.INSTITUTION, Attribution.ROLE, Attribution.NUMBER)
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
    narrowed: Sequence[tuple[str, str]] = (),
) -> Export:
    """Give the comments table of a document or round, and leave a line in the audit trail.

    Staff get what the filter shows, observers what they see, reviewers only their own comments.
    `say` words every code (kinds: see domain/report.py, and "report" for the words around the table);
    `narrowed` tells the filter in words. Raises BadInput for an unknown format or preset.
    """
    exporter = get_exporter(format)
    check_preset(preset)
    project = subject.project if isinstance(subject, Round) else subject.guide.project
    noun = "round" if isinstance(subject, Round) else "document"
    with transaction():
        details = {"format": format, "preset": preset, "language": language}
        record("exported", noun, subject.public_id, actor=actor, project_id=project.id, **details)
    desk = _desk_for(subject, actor)
    found = entries(desk, wanted, actor)
    writer = _Writer(actor, project, first_places(desk), name_of)
    columns, rows = table_rows((writer.row(entry) for entry in found), preset, say)
    name = subject.name if isinstance(subject, Round) else subject.title
    title = say("report", "comments_table")
    about = [
        (say("report", "project"), project.name),
        (say("report", noun), name),
        *narrowed,
        (say("report", "comments"), str(len(found))),
        (say("report", "exported_at"), _day(now(), project).isoformat()),
        (say("report", "confidentiality"), say("report", "confidential")),
    ]
    table = Table(title, about, columns, rows, language, say("report", "about"), say("report", "cut_note"))
    file_name = f"{_file_name(name)} - {_file_name(title)}.{exporter.extension}"
    return Export(exporter.media_type, file_name, exporter.chunks(table))


def _desk_for(subject: Document | Round, actor: Actor) -> Desk:
    desk = desk_of_round(subject, actor) if isinstance(subject, Round) else desk_of_document(subject, actor)
    if actor.acts_as is Role.REVIEWER:
        return replace(desk, condition=and_(desk.condition, Thread.author_id == actor.membership_id))
    return desk


@dataclass(frozen=True, slots=True)
class _Writer:
    """Makes rows of threads as the actor may take them outside."""

    actor: Actor
    project: Project
    first_places: dict[int, Place]
    name_of: NameOf

    def row(self, entry: Entry) -> CommentRow:
        thread, place, actor = entry.thread, entry.place, self.actor
        author = thread.author
        attribution = self._attribution(thread, author)
        line = byline(author.person, attribution)
        is_number_only = attribution is Attribution.NUMBER
        first = self.first_places.get(thread.id)
        section = first.section if first else None
        version = thread.version
        is_decided = thread.disposition is not None and sees_decision(actor, thread)
        main = main_seen(actor, thread)
        stands = place is not None and place.state not in UNPLACED
        return CommentRow(
            number=number_seen(actor, thread) or 0,
            document=version.document.title,
            edition=version.language,
            version=version.number,
            scope=thread.scope.value,
            body=thread.body,
            date=_day(thread.created_at, self.project),
            section_number=section.number if section else "",
            section_title=section.title if section else "",
            passage=thread.exact,
            language=thread.language,
            proposed_wording=thread.proposed_wording,
            type=thread.type.value,
            importance=thread.importance.value if thread.importance else "",
            reviewer=self.name_of(author, attribution),
            institution=line.institution,
            institution_type=line.institution_type.value if line.institution_type else "",
            sector="" if is_number_only else author.sector,
            country="" if is_number_only else author.country,
            late=thread.is_late,
            status=status_seen(actor, thread).value,
            discussion=tuple(
                f"{self.name_of(reply.author, self._attribution(thread, reply.author))}: {reply.body}"
                for reply in replies_seen(actor, thread)
            ),
            disposition=thread.disposition.value if is_decided and thread.disposition else "",
            reason=thread.reason if is_decided else "",
            response=thread.response if is_decided else "",
            decided_by=self._judge(thread) if is_decided else "",
            decided_at=_day(thread.decided_at, self.project) if is_decided and thread.decided_at else None,
            duplicate_of=number_seen(actor, main) if main else None,
            place_state=place.state.value if place else "",
            place_version=place.version.number if place else None,
            place_section=_heading(place.section) if place and stands else "",
            place_passage=place.exact if place and stands else "",
        )

    def _judge(self, thread: Thread) -> str:
        judge = thread.decided_by
        return self.name_of(judge, self._attribution(thread, judge)) if judge else ""

    def _attribution(self, thread: Thread, member: Membership) -> Attribution:
        """Name a member as the round says for outside, never more than the actor is told inside.

        Without a round people stand under their role; staff do so where others are numbers.
        """
        outside = thread.round.attribution_out if thread.round else Attribution.ROLE
        inside = attribution_towards(self.actor, thread, member)
        chosen = max(outside, inside, key=_DISCREET.index)
        return Attribution.ROLE if chosen is Attribution.NUMBER and member.role in STAFF else chosen


def _heading(section: Section | None) -> str:
    return f"{section.number} {section.title}".strip() if section else ""


def _day(moment: datetime, project: Project) -> date:
    """The day it was where the project is at home."""
    return moment.astimezone(ZoneInfo(project.time_zone)).date()


def _file_name(words: str) -> str:
    return " ".join(_NO_FILE_NAME.sub(" ", words).split()).strip(". ")[:80] or "-"
