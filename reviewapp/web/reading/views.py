"""Reading a version with the threads beside its text."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, render_template, request
from flask_babel import get_locale

from ...domain.errors import NotFound
from ...domain.parts import Part, part_with, parts_of
from ...domain.permissions import Action, Actor, may
from ...domain.rounds import RoundState
from ...queries.marginal import Choice, beside_text, standing_in
from ...queries.openings import opening_of
from ...queries.parts import blocks_in, position_of, shares_of
from ...queries.projects import members_of
from ...queries.rounds import bears_mark
from ...queries.threads import counts_by_section, counts_to_place
from ...queries.versions import newest_published, sections_of_version, sees_version
from ..access import allow, signed_in
from ..admission import admission
from ..bylines import with_institution
from ..labels import choices
from ..stored_pages import kept
from .beside import FIRST, Beside, cards_beside, cards_named, cards_of, choice_in, first_beside
from .listing import listed_in
from .page import ReadingPart, SectionHead, build_part, headings_of, outline_of
from .pulse import heard

reading = Blueprint("reading", __name__)


@dataclass(frozen=True, slots=True)
class Reader:
    """Whose drafts are kept on this device, and the language he or she is expected to write in."""

    id: str
    name: str
    language: str


@reading.get("/versions/<version_id>")
@kept
@allow(Action.SEE_THREADS)
def show(version: Any, actor: Actor) -> str:
    """Show the text of a version (of a long one the part that is asked for), its outline and its threads."""
    text, choice = _Text(version), choice_in(request.args)
    asked_part = _part_asked(text, actor)
    general, lost = beside_text(version, actor, choice)
    member_id, door = actor.membership_id, admission(version, actor)
    asked = door.round if door.round and door.round.state_for(member_id) is RoundState.OPEN else None
    newer = _newer(version, actor)
    return render_template(
        "reading/show.html",
        version=_as_shown(version),
        confidential=bears_mark(version),
        choice=choice,
        heard=heard(version, actor),
        outline=text.heads(counts_by_section(version, actor)).values(),
        part=_built(text, asked_part, actor, choice, with_cards=True),
        parts=len(text.parts),
        document_threads=cards_of(version, general[:FIRST], actor),
        general=len(general),
        unplaced=cards_of(version, lost[:FIRST], actor),
        lost=len(lost),
        to_place=counts_to_place([version.id], actor).get(version.id, 0) if may(actor, Action.TRIAGE) else 0,
        newer=newer,
        opening=None if newer else opening_of(version, asked, actor),
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


@reading.get("/versions/<version_id>/part")
@kept
@allow(Action.SEE_THREADS)
def part(version: Any, actor: Actor) -> str:
    """Give one part of a text, its passages marked, to a page that holds the others."""
    text = _Text(version)
    wanted = _part_named(text, actor)
    if wanted is None:
        raise NotFound
    return render_template(
        "reading/part.html",
        version=_as_shown(version),
        part=_built(text, wanted, actor, choice_in(request.args), with_cards=False),
        parts=len(text.parts),
        may_comment=admission(version, actor).may_comment,
    )


@reading.get("/versions/<version_id>/cards")
@kept
@allow(Action.SEE_THREADS)
def cards(version: Any, actor: Actor) -> str:
    """Give the cards beside some blocks (`?block=`, with `&all` every one), or those of some threads."""
    query = request.args
    beside = cards_beside(version, query.getlist("block"), actor, choice_in(query), is_all="all" in query)
    named = cards_named(version, query.getlist("thread"), actor)
    page = {"version": _as_shown(version), "beside": beside, "cards": named}
    return render_template("reading/cards.html", **page)


@reading.get("/versions/<version_id>/comments")
@kept
@allow(Action.SEE_THREADS)
def comments(version: Any, actor: Actor) -> str:
    """List the comments on a block, a section, the document as a whole, or those without a place."""
    listed = listed_in(version, request.args, actor)
    if listed is None:
        raise NotFound
    page = {"version": _as_shown(version), "confidential": bears_mark(version), "listed": listed}
    return render_template("reading/comments.html", **page)


class _Text:
    """A version and how it is cut into parts."""

    def __init__(self, version: Any) -> None:
        self.version = version
        self.shares = shares_of(version)
        self.parts = parts_of(self.shares, version.language)
        self.sections = sections_of_version(version)

    def heads(self, counts: Mapping[int | None, int]) -> dict[int, SectionHead]:
        """Name the sections by key."""
        return outline_of(self.sections, self.shares, self.parts, counts)

    def take_whole(self) -> Part:
        """Put all parts into one."""
        self.parts = [Part(1, 0, self.parts[-1].end)]
        return self.parts[0]


def _part_asked(text: _Text, actor: Actor) -> Part:
    """Find the part that a reader wants to see: with `?all` the whole, without a word the first."""
    if "all" in request.args:
        return text.take_whole()
    return _part_named(text, actor) or text.parts[0]


def _part_named(text: _Text, actor: Actor) -> Part | None:
    """Find a part by its number (`?part=3`) or by what stands in it (`?at=s-…`)."""
    name, number = request.args.get("at", ""), request.args.get("part", "")
    if name:
        position = position_of(text.version, name, actor)
        return None if position is None else part_with(text.parts, position)
    at = int(number) if number.isascii() and number.isdigit() and len(number) < 6 else 0
    return text.parts[at - 1] if 0 < at <= len(text.parts) else None


def _built(text: _Text, wanted: Part, actor: Actor, choice: Choice, *, with_cards: bool) -> ReadingPart:
    rows = blocks_in(text.version, wanted)
    standing = standing_in(text.version, wanted, actor, choice)
    shown: list[Beside] = []
    if with_cards:
        asked = request.args.get("at", "").removeprefix("thread-")
        shown = first_beside(text.version, standing, headings_of(rows), actor, choice, asked)
    heads, is_whole = text.heads({}), len(text.parts) == 1
    return build_part(wanted, rows, heads, standing, shown, is_whole=is_whole)


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
