"""Rows of the comments table as somebody may take them outside."""

from collections.abc import Callable
from datetime import date, datetime
from typing import cast
from zoneinfo import ZoneInfo

from ..domain.people import STAFF, Attribution, byline
from ..domain.permissions import Actor
from ..domain.report_rows import CommentRow, Said
from ..domain.threads import UNPLACED
from ..models import Membership, Project, Thread
from ..queries.export_lines import Heading, Line
from ..queries.visibility import (
    attribution_towards,
    number_seen,
    replies_seen,
    sees_decision,
    status_seen,
    supports_seen,
)

NameOf = Callable[[Membership, Attribution], str]
"""(member, attribution) -> how that member is named outside, in words."""

_DISCREET = (Attribution.NAMED, Attribution.INSTITUTION, Attribution.ROLE, Attribution.NUMBER)


class RowWriter:
    """Makes rows of lines: what the actor may see of each, everybody named as the round allows outside."""

    def __init__(self, actor: Actor, project: Project, name_of: NameOf) -> None:
        self._actor = actor
        self._zone = ZoneInfo(project.time_zone)
        self._name_of = name_of
        self._names: dict[tuple[int, Attribution], str] = {}

    def row(self, line: Line) -> CommentRow:
        """Put a line as the actor may take it outside."""
        # What visibility asks of a thread, a line has.
        thread, actor = cast(Thread, line), self._actor
        author = line.author
        attribution = self._attribution(thread, author)
        known = byline(author.person, attribution)
        is_number_only = attribution is Attribution.NUMBER
        number, title = line.first_section or ("", "")
        is_told = line.disposition is not None and sees_decision(actor, thread)
        main = line.main if sees_decision(actor, thread) else None
        stands = line.place_state is not None and line.place_state not in UNPLACED
        return CommentRow(
            number=number_seen(actor, thread) or 0,
            document=line.version.document.title,
            edition=line.version.language,
            version=line.version.number,
            scope=line.scope.value,
            body=line.body,
            date=self._day(line.created_at),
            section_number=number,
            section_title=title,
            passage=line.exact,
            language=line.language,
            translation=line.translation,
            translation_language=line.translation_language if line.translation else "",
            proposed_wording=line.proposed_wording,
            type=line.type.value,
            importance=line.importance.value if line.importance else "",
            reviewer=self._named(author, attribution),
            institution=known.institution,
            institution_type=known.institution_type.value if known.institution_type else "",
            sector="" if is_number_only else author.sector,
            country="" if is_number_only else author.country,
            channel=line.channel.value,
            late=line.is_late,
            supported_by=tuple(self._outside(thread, one.member) for one in supports_seen(actor, thread)),
            status=status_seen(actor, thread).value,
            discussion=tuple(
                Said(self._outside(thread, reply.author), reply.body) for reply in replies_seen(actor, thread)
            ),
            disposition=line.disposition.value if line.disposition and is_told else "",
            reason=line.reason if is_told else "",
            response=line.response if is_told else "",
            decided_by=self._outside(thread, line.decided_by) if line.decided_by and is_told else "",
            decided_at=self._day(line.decided_at) if line.decided_at and is_told else None,
            duplicate_of=number_seen(actor, cast(Thread, main)) if main else None,
            place_state=line.place_state.value if line.place_state else "",
            place_version=line.place_version.number if line.place_version else None,
            place_section=_joined(line.place_section) if stands else "",
            place_passage=line.place_exact or "" if stands else "",
        )

    def _outside(self, thread: Thread, member: Membership) -> str:
        return self._named(member, self._attribution(thread, member))

    def _named(self, member: Membership, attribution: Attribution) -> str:
        """Name a member; each way once, as few people write many rows."""
        key = member.id, attribution
        if key not in self._names:
            self._names[key] = self._name_of(member, attribution)
        return self._names[key]

    def _attribution(self, thread: Thread, member: Membership) -> Attribution:
        """Name a member as the round says for outside, never more than the actor is told inside.

        Without a round people stand under their role; staff do so where others are numbers.
        """
        outside = thread.round.attribution_out if thread.round else Attribution.ROLE
        inside = attribution_towards(self._actor, thread, member)
        chosen = max(outside, inside, key=_DISCREET.index)
        return Attribution.ROLE if chosen is Attribution.NUMBER and member.role in STAFF else chosen

    def _day(self, moment: datetime) -> date:
        """The day it was where the project is at home."""
        return moment.astimezone(self._zone).date()


def _joined(heading: Heading | None) -> str:
    return " ".join(part for part in heading if part) if heading else ""
