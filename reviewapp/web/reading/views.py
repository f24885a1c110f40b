"""Reading a version with the threads beside its text."""

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Response, render_template
from flask_babel import get_locale

from ...domain.filters import ThreadFilter
from ...domain.permissions import Action, Actor, may
from ...domain.rounds import RoundState
from ...domain.threads import PlaceState
from ...queries.desks import desk_of_version
from ...queries.projects import members_of
from ...queries.threads import counts_by_section, entries
from ...queries.versions import block_rows_of, newest_published, sections_of_version, sees_version
from ..access import allow, signed_in
from ..admission import admission
from ..bylines import with_institution
from ..cards import cards
from ..conditional import kept
from ..labels import choices
from .page import build_page

reading = Blueprint("reading", __name__)


@dataclass(frozen=True, slots=True)
class Reader:
    """Whose drafts are kept on this device, and the language he or she is expected to write in."""

    id: str
    name: str
    language: str


@reading.get("/versions/<version_id>")
@allow(Action.SEE_THREADS)
def show(version: Any, actor: Actor) -> Response:
    """Show the text of a version, its outline and the threads beside it."""
    found, member_id = entries(desk_of_version(version), ThreadFilter(), actor), actor.membership_id
    page = build_page(
        block_rows_of(version),
        sections_of_version(version),
        found,
        cards(found, actor),
        counts_by_section(version, actor),
    )
    door = admission(version, actor)
    asked = door.round if door.round and door.round.state_for(member_id) is RoundState.OPEN else None
    waiting = sum(card.place_state == PlaceState.TO_BE_PLACED for card in page.unplaced)
    html = render_template(
        "reading/show.html",
        version=_as_shown(version),
        outline=page.outline,
        chapters=page.chapters,
        document_threads=page.document_threads,
        unplaced=page.unplaced,
        to_place=waiting if may(actor, Action.TRIAGE) else 0,
        newer=_newer(version, actor),
        reader=_reader(),
        round=asked,
        deadline=asked.deadline_for(member_id) if asked else None,
        may_comment=door.may_comment,
        why_not=door.words,
        types=choices("type"),
        importances=choices("importance"),
        people=_people(version) if actor.is_staff and door.may_comment else None,
        channels=choices("channel"),
    )
    return kept(html)


def _as_shown(version: Any) -> dict[str, Any]:
    return {
        "id": version.public_id,
        "number": version.number,
        "title": version.title,
        "language": version.language,
        "note": version.note,
    }


def _newer(version: Any, actor: Actor) -> Any:
    """Find the newest version of the line, if it is newer and the actor may read it."""
    newest = newest_published(version.document_id, version.language)
    if newest is None or newest.number <= version.number or not sees_version(actor, newest):
        return None
    return newest


def _people(version: Any) -> list[tuple[str, str]]:
    """Give on whose behalf staff can enter a comment."""
    members = members_of(version.document.guide.project)
    return [(one.public_id, with_institution(one.account.name, one.institution)) for one in members]


def _reader() -> Reader:
    account = signed_in()
    return Reader(account.public_id, account.name, str(get_locale()).partition("_")[0])
