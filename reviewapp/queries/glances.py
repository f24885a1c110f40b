"""All that decides whether a page made earlier for somebody may be shown again, in one question."""

import functools
import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import TextClause, and_, bindparam, func, literal_column, or_, select, text
from sqlalchemy.orm import aliased

from ..clock import now
from ..domain.people import Role
from ..domain.permissions import Actor
from ..extensions import db
from ..models import (
    Account,
    Activity,
    Document,
    Guide,
    Membership,
    OpenSession,
    Project,
    Round,
    RoundReviewer,
    Version,
    Visit,
)
from ..models.base import Utc
from .accounts import SESSION_LIFE, is_open_session, stands_in
from .visibility import versions_seen

NEWEST_LINES = 64
"""So many lines of the audit trail are added up: their keys may come to be seen out of order."""


@dataclass(frozen=True, slots=True)
class Glance:
    """Who asks, as whom in a version's project, and a stamp that changes when the pages of the version do.

    The stamp holds what was done in the project (each verb leaves a line in the audit trail), what was done
    in none (names are changed so), and when the reader was last at an earlier version, which leaves no line.
    """

    actor: Actor
    language: str | None
    project_id: int
    stamp: tuple[Any, ...]


def glance_at(version_id: str, token: str) -> Glance | None:
    """Look who comes to a version (public id) with the token of a session.

    None for whoever may not see it, whose session has ended, and who stands in no membership.
    """
    asked = {
        "version": version_id,
        "token_hash": hashlib.sha256(token.encode()).hexdigest(),
        "since": now() - SESSION_LIFE,
    }
    with db.engine.connect() as connection:
        row = connection.execute(_question(), asked).one_or_none()
    if row is None:
        return None
    account_id, is_admin, language, member_id, role, project_id, *stamp = row
    actor = Actor(account_id, bool(is_admin), member_id, Role(role))
    return Glance(actor, language, project_id, tuple(stamp))


@functools.cache
def _question() -> TextClause:
    """Write the question out, once: to put it together at each request costs more than to answer it."""
    question = (
        select(
            Account.id,
            Account.is_admin,
            Account.language,
            Membership.id,
            Membership.role,
            Guide.project_id,
            _lines(Activity.project_id == Guide.project_id),
            _lines(Activity.project_id.is_(None)),
            _earlier_read(),
        )
        .select_from(OpenSession)
        .join(Account, Account.id == OpenSession.account_id)
        .join(Version, Version.public_id == literal_column(":version"))
        .join(Document, Document.id == Version.document_id)
        .join(Guide, Guide.id == Document.guide_id)
        .join(Membership, stands_in(Account.id, Guide.project_id))
        .where(is_open_session(literal_column(":token_hash"), literal_column(":since")), _sees_version())
    )
    written = question.compile(compile_kwargs={"literal_binds": True})
    return text(str(written)).bindparams(bindparam("since", type_=Utc))


def _sees_version() -> Any:
    """Say, for each role, whether the member at hand may read the version at hand."""
    member: Any = literal_column("membership.id")
    return or_(
        *(
            and_(Membership.role == role, versions_seen(Actor(0, membership_id=member, role=role)))
            for role in Role
        )
    )


def _lines(which: Any) -> Any:
    """Add up the keys of the newest lines: more with each line that comes to be seen."""
    newest = select(Activity.id).where(which).order_by(Activity.id.desc()).limit(NEWEST_LINES)
    keys = newest.correlate(Guide).subquery()
    return select(func.sum(keys.c.id)).correlate(Guide).scalar_subquery()


def _earlier_read() -> Any:
    """Say when the member was last at an earlier version of the line."""
    earlier = aliased(Version)
    return (
        select(func.max(Visit.at))
        .join(earlier, earlier.id == Visit.version_id)
        .where(
            Visit.member_id == Membership.id,
            earlier.document_id == Version.document_id,
            earlier.language == Version.language,
            earlier.number < Version.number,
        )
        .correlate(Membership, Version)
        .scalar_subquery()
    )


def next_moment(project_id: int) -> datetime:
    """Give when pages of a project change though nobody does anything: a round's date, or midnight."""
    present = now()
    zone = ZoneInfo(db.session.scalars(select(Project.time_zone).where(Project.id == project_id)).one())
    tomorrow = present.astimezone(zone).date() + timedelta(days=1)
    midnight = datetime.combine(tomorrow, datetime.min.time(), zone)
    return min([midnight, *_dates_ahead(project_id, present)])


def _dates_ahead(project_id: int, present: datetime) -> list[datetime]:
    """Give what is to come of the dates of a project's rounds, those of single reviewers among them."""
    own = select(RoundReviewer.extended_until).join(Round).where(Round.project_id == project_id)
    general = select(Round.opens_at, Round.closes_at, Round.objections_until).where(
        Round.project_id == project_id
    )
    dates = [*db.session.scalars(own), *(one for row in db.session.execute(general) for one in row)]
    return [one for one in dates if one is not None and one > present]
