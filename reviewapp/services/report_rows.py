"""Rows of the comments table as somebody may take them outside."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import cast
from zoneinfo import ZoneInfo

from ..domain.people import Attribution, byline
from ..domain.permissions import Actor
from ..domain.report_rows import CommentRow, Said
from ..domain.threads import CARRIED_OUT, UNPLACED
from ..models import Membership, Project, Thread
from ..queries.export_lines import Heading, Line
from ..queries.visibility import (
    attribution_towards,
    number_seen,
    replies_seen,
    sees_decision,
    speaks_for_house,
    status_seen,
    supports_seen,
)

NameOf = Callable[[Membership, Attribution], str]
"""(member, attribution) -> how that member is named outside, in words."""


@dataclass(frozen=True, slots=True)
class _Face:
    """What may be known of a member outside, in words and codes."""

    name: str
    institution: str
    institution_type: str
    sector: str
    country: str


class RowWriter:
    """Makes rows of lines: what the actor may see of each, everybody named as the round allows outside."""

    def __init__(self, actor: Actor, project: Project, name_of: NameOf) -> None:
        self._actor = actor
        self._zone = ZoneInfo(project.time_zone)
        self._name_of = name_of
        self._faces: dict[tuple[int | None, int], _Face] = {}

    def row(self, line: Line) -> CommentRow:
        """Put a line as the actor may take it outside."""
        # What visibility asks of a thread, a line has.
        thread, actor = cast(Thread, line), self._actor
        author = self._face(line, line.author)
        number, title = line.first_section or ("", "")
        is_told = sees_decision(actor, thread)
        is_decided = is_told and line.disposition is not None
        stands = line.place_state is not None and line.place_state not in UNPLACED
        return CommentRow(
            number=number_seen(actor, thread) or 0,
            document=line.version.document.title,
            edition=line.version.language,
            version=line.version.number,
            scope=line.scope,
            body=line.body,
            date=self._day(line.created_at),
            section_number=number,
            section_title=title,
            passage=line.exact,
            language=line.language,
            translation=line.translation,
            translation_language=line.translation_language if line.translation else "",
            proposed_wording=line.proposed_wording,
            type=line.type,
            importance=line.importance or "",
            reviewer=author.name,
            institution=author.institution,
            institution_type=author.institution_type,
            sector=author.sector,
            country=author.country,
            channel=line.channel,
            late=line.is_late,
            supported_by=tuple(self._face(line, one.member).name for one in supports_seen(actor, thread))
            if line.supports
            else (),
            status=status_seen(actor, thread),
            discussion=tuple(
                Said(self._face(line, reply.author).name, reply.body) for reply in replies_seen(actor, thread)
            )
            if line.replies
            else (),
            disposition=line.disposition if is_decided and line.disposition else "",
            reason=line.reason if is_decided else "",
            response=line.response if is_decided else "",
            decided_by=self._face(line, line.decided_by).name if is_decided and line.decided_by else "",
            decided_at=self._day(line.decided_at) if is_decided and line.decided_at else None,
            duplicate_of=number_seen(actor, cast(Thread, line.main)) if is_told and line.main else None,
            place_state=line.place_state or "",
            place_version=line.place_version.number if line.place_version else None,
            place_section=_joined(line.place_section) if stands else "",
            place_passage=line.place_exact or "" if stands else "",
            implemented=tuple(line.implementations)
            if is_decided and line.disposition in CARRIED_OUT
            else None,
        )

    def _face(self, line: Line, member: Membership) -> _Face:
        """Tell what may be known of a member in a round; worked out once, as few people write many rows."""
        key = line.round.id if line.round else None, member.id
        if key not in self._faces:
            attribution = self._attribution(cast(Thread, line), member)
            known = byline(member.person, attribution)
            is_number_only = attribution is Attribution.NUMBER
            self._faces[key] = _Face(
                self._name_of(member, attribution),
                known.institution,
                known.institution_type or "",
                "" if is_number_only else member.sector,
                "" if is_number_only else member.country,
            )
        return self._faces[key]

    def _attribution(self, thread: Thread, member: Membership) -> Attribution:
        """Name a member as the round says for outside, never more than the actor is told inside.

        Without a round people stand under their role; staff do so where others are numbers.
        """
        outside = thread.round.attribution_out if thread.round else Attribution.ROLE
        inside = attribution_towards(self._actor, thread, member)
        chosen = inside if outside.tells_more_than(inside) else outside
        is_house = chosen is Attribution.NUMBER and speaks_for_house(member, thread)
        return Attribution.ROLE if is_house else chosen

    def _day(self, moment: datetime) -> date:
        """The day it was where the project is at home."""
        return moment.astimezone(self._zone).date()


def _joined(heading: Heading | None) -> str:
    return " ".join(part for part in heading if part) if heading else ""
