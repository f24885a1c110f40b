"""Where somebody comes out after signing in: at the text to read, if there is one."""

from typing import Any

from flask import flash, url_for
from flask_babel import ngettext

from ...domain.people import STAFF, Role
from ...domain.permissions import Actor
from ...domain.rounds import RoundState
from ...queries.projects import standings_of
from ...queries.rounds import Assignment, assignments_of
from ..filters import time_left


def first_page(account: Any) -> str:
    """Give the address of the one text to read, else of the one project, else of all projects."""
    standings = standings_of(account)
    to_read = [
        (member, one)
        for member in standings
        if member.role is Role.REVIEWER
        for one in _open_assignments(member)
    ]
    is_staff = account.is_admin or any(member.role in STAFF for member in standings)
    if len({one.version.id for _, one in to_read}) == 1 and not is_staff:
        return url_for("reading.show", version_id=to_read[0][1].version.public_id)
    if to_read:
        _tell(to_read)
    if len(standings) == 1 and not account.is_admin:
        return url_for("projects.show", project_id=standings[0].project.public_id)
    return url_for("projects.index")


def _open_assignments(member: Any) -> list[Assignment]:
    actor = Actor(member.account_id, member.account.is_admin, member.id, member.role)
    return [one for one in assignments_of(member.project, actor) if _is_open_for(member, one)]


def _is_open_for(member: Any, one: Assignment) -> bool:
    return one.round.state_for(member.id) is RoundState.OPEN


def _tell(to_read: list[tuple[Any, Assignment]]) -> None:
    """Say how many texts wait and how long there is for the first."""
    first, zone = min(
        (one.round.deadline_for(member.id), one.round.project.time_zone) for member, one in to_read
    )
    texts, left = len({one.version.id for _, one in to_read}), time_left(first, zone)
    words = ngettext(
        "You are asked to read %(num)d text: %(left)s.",
        "You are asked to read %(num)d texts: %(left)s.",
        texts,
        left=left,
    )
    flash(words, "info")
