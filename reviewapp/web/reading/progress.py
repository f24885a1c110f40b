"""How far the reader of a version is: noted quietly, told in one small answer to nobody else."""

from typing import Any

from flask import Blueprint, Response, jsonify, request

from ...domain.permissions import Action, Actor, may
from ...domain.progress import pace_in
from ...domain.rounds import RoundState
from ...queries.rounds import round_for_comment
from ...queries.visits import progress_of, sections_read
from ...services.visits import note_read
from ..access import allow
from ..progress import earlier_words, progress_words

progress = Blueprint("progress", __name__)
progress.add_app_template_global(earlier_words)

MOST_SECTIONS = 2_000
"""So many sections are noted at once at most."""


@progress.app_template_global("reading_pace")
def pace(language: str) -> str:
    """Write the pace of reading as static/js/progress.js takes it: least, letters a second, most."""
    one = pace_in(language)
    return f"{one.least} {one.letters_a_second} {one.most}"


@progress.get("/versions/<version_id>/progress")
@allow(Action.READ)
def show(version: Any, actor: Actor) -> Response:
    """Tell the reader how far he or she is, with the words to show; 304 where nothing has changed."""
    answer = _told(version, actor)
    answer.add_etag()
    answer.make_conditional(request)
    return answer


@progress.post("/versions/<version_id>/progress")
@allow(Action.READ)
def note(version: Any, actor: Actor) -> Response:
    """Note that somebody reads a version and looked at sections (`sections=ID,ID`); tell how far that is."""
    sections = [one for one in request.form.get("sections", "").split(",") if one.isalnum()]
    note_read(version, sections[:MOST_SECTIONS], actor=actor)
    return _told(version, actor)


def _told(version: Any, actor: Actor) -> Response:
    so_far, zone = progress_of(version, actor), version.document.guide.project.time_zone
    round_, member = round_for_comment(version, actor), actor.membership_id
    asks = round_ is not None and round_.state_for(member) is RoundState.OPEN
    deadline = round_.deadline_for(member) if round_ is not None and asks else None
    words = progress_words(so_far, deadline, zone, may_comment=may(actor, Action.COMMENT)) if member else ""
    return jsonify(
        read=sections_read(version, actor),
        sections=so_far.sections,
        comments=so_far.comments,
        drafts=so_far.drafts,
        deadline=deadline.isoformat() if deadline else None,
        words=words,
    )
