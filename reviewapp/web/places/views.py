"""Where threads of earlier versions stand in a new one: what is in doubt is settled by hand."""

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from ...domain.errors import NotFound, StateConflict
from ...domain.filters import ThreadFilter
from ...domain.permissions import Action, Actor
from ...domain.threads import PlaceState
from ...queries.desks import desk_of_version
from ...queries.places import find_place, standing_places
from ...queries.rounds import bears_mark
from ...queries.threads import Entry, count, entries
from ...queries.versions import block_rows_of, find_version, sections_of_version, sees_version
from ...services.places import accept_proposals, settle_place
from ..access import allow
from ..cards import Card, card
from ..labels import label
from ..texts import text_block
from ..thread_page import Passage, address, around, section_words
from .forms import AcceptForm, PlaceForm, likelihood

places = Blueprint("places", __name__)

PAGE = 50
"""Threads shown at once of those that wait."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """A thread that waits: its last passage, and what is proposed (`fields` is it as the form takes it)."""

    card: Card
    revision: int
    passage: Passage
    proposal: str
    around: tuple[str, str]
    """What stands before and after the proposed passage."""

    proposed_section: str
    likelihood: str
    fields: dict[str, str]


@places.get("/versions/<version_id>/places")
@allow(Action.TRIAGE)
def index(version: Any, actor: Actor) -> str:
    """List the threads that wait to be placed in a version, each with what is proposed."""
    return _queue(version, AcceptForm(formdata=None), actor)


@places.post("/versions/<version_id>/places")
@allow(Action.TRIAGE)
def accept(version: Any, actor: Actor) -> Response | tuple[str, int]:
    """Accept all proposals that are likely enough."""
    form = AcceptForm()
    settled: list[Any] = []

    def act() -> str:
        settled.extend(accept_proposals(version, above=float(form.above.data), actor=actor))
        return str(version.public_id)

    if not form.fulfil(act, actor):
        return _queue(version, form, actor), form.status
    words = ngettext("%(num)d comment was placed.", "%(num)d comments were placed.", len(settled))
    flash(words, "success")
    return redirect(url_for("places.index", version_id=version.public_id))


def _queue(version: Any, form: AcceptForm, actor: Actor) -> str:
    """Show the first that wait: what is settled leaves the list, and others move up."""
    desk, wanted = desk_of_version(version), ThreadFilter(place=(PlaceState.TO_BE_PLACED,))
    found = entries(desk, wanted, actor, limit=PAGE)
    before = standing_places([entry.thread.id for entry in found], version)
    doubts = [_doubt(entry, before.get(entry.thread.id), actor) for entry in found]
    number = count(desk, wanted, actor) if len(found) == PAGE else len(found)
    proposed = sum(bool(doubt.fields) for doubt in doubts)
    return render_template(
        "places/index.html",
        version=version,
        confidential=bears_mark(version),
        doubts=doubts,
        number=number,
        form=form,
        proposed=proposed,
    )


@places.get("/threads/<thread_id>/place")
@allow(Action.TRIAGE)
def point(thread: Any, actor: Actor) -> str:
    """Show the text of a version (`?version=`) to point at the place of a thread."""
    version = _version(thread, request.args.get("version", ""), actor)
    if version.id == thread.version_id:
        raise StateConflict("place_original")
    return _pointing(thread, version, PlaceForm(), actor)


@places.post("/threads/<thread_id>/place")
@allow(Action.TRIAGE)
def settle(thread: Any, actor: Actor) -> Response | tuple[str, int]:
    """Say where a thread stands in a version."""
    form = PlaceForm()
    version = _version(thread, form.version.data or "", actor)
    state = form.fulfil(
        lambda: str(settle_place(thread, version, actor=actor, **form.choice(version)).state.value), actor
    )
    if state:
        flash(
            _(
                "The comment has its place in version %(number)s: %(place)s.",
                number=version.number,
                place=label("place", state),
            ),
            "success",
        )
        return redirect(url_for("places.index", version_id=version.public_id))
    return _pointing(thread, version, form, actor), form.status


def _pointing(thread: Any, version: Any, form: PlaceForm, actor: Actor) -> str:
    place = find_place(thread, version)
    if place is None:
        raise NotFound
    before = standing_places([thread.id], version).get(thread.id)
    return render_template(
        "places/point.html",
        version=version,
        confidential=bears_mark(version),
        form=form,
        doubt=_doubt(Entry(thread, place), before, actor),
        settled_by=place.settled_by.account.name if place.settled_by else "",
        settled_at=place.settled_at,
        sections=sections_of_version(version),
        section_of={section.id: section.public_id for section in sections_of_version(version)},
        rows=[(row, text_block(row, {}, {})) for row in block_rows_of(version)],
    )


def _doubt(entry: Entry, before: Any, actor: Actor) -> Doubt:
    """Set a thread's last passage beside what is proposed for it."""
    thread, place = entry.thread, entry.place
    assert place is not None  # noqa: S101
    left, right = around(before) if before else ("", "")
    source = before.version if before else thread.version
    passage = Passage(
        before=left,
        exact=before.exact if before and before.exact else thread.exact,
        after=right,
        section=section_words(before),
        language=source.language,
        version_number=source.number,
        url=address(thread, source),
    )
    return Doubt(
        card(entry, actor),
        thread.revision,
        passage,
        place.exact,
        around(place),
        section_words(place),
        likelihood(place.score),
        _proposed(place),
    )


def _proposed(place: Any) -> dict[str, str]:
    """Write a proposal as the fields of the form; nothing where there is none."""
    if place.start_block is not None and place.end_block is not None:
        return {
            "start_block": place.start_block.public_id,
            "start_offset": str(place.start),
            "end_block": place.end_block.public_id,
            "end_offset": str(place.end),
        }
    return {"section": place.section.public_id} if place.section is not None else {}


def _version(thread: Any, public_id: str, actor: Actor) -> Any:
    """Find a version of the thread's document that the actor may read, or answer as if there were none."""
    version = find_version(public_id)
    if version is None or version.document_id != thread.document_id or not sees_version(actor, version):
        raise NotFound
    return version
