"""A version for paper: the text with a number beside every paragraph, with or without comments."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from flask import Blueprint, Response, render_template, request, url_for
from flask_babel import gettext as _

from ...clock import now
from ...domain.errors import BadInput
from ...domain.parts import Part
from ...domain.permissions import Action, Actor, may
from ...domain.versions import VersionState
from ...queries.parts import blocks_in
from ...queries.printing import comments_on
from ...queries.rounds import bears_mark, round_for_comment
from ...queries.versions import block_count
from ..access import allow
from ..cards import cards
from ..filters import date, date_and_time
from ..labels import label
from ..stored_pages import kept
from .paper import Paper, lay_out
from .remarks import place_words

printing = Blueprint("printing", __name__)

TITLE = 70
"""Letters of a title that fit on the edge of a page."""


class Comments(StrEnum):
    """Which comments are printed with a text (`?comments=`)."""

    NONE = "none"
    ALL = "all"
    MINE = "mine"


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to print a text, and where it is."""

    words: str
    url: str
    is_chosen: bool


@printing.get("/versions/<version_id>/print")
@kept
@allow(Action.SEE_THREADS)
def show(version: Any, actor: Actor) -> str:
    """Show the whole text of a version as it will be printed (`?comments=none|all|mine`)."""
    wanted = _wanted(request.args.get("comments", Comments.NONE))
    found = [] if wanted is Comments.NONE else comments_on(version, actor, only_own=wanted is Comments.MINE)
    rows = blocks_in(version, Part(1, 0, block_count(version)))
    paper = lay_out(rows, zip(found, cards(found, actor), strict=True))
    return render_template(
        "reading/print.html",
        version=version,
        paper=paper,
        facts=_facts(version, wanted, paper, actor),
        confidential=bears_mark(version),
        comments=wanted.value,
        choices=_choices(version, wanted, actor),
        place_words=place_words,
    )


@printing.get("/versions/<version_id>/print-edges.css")
@allow(Action.READ)
def edges(version: Any, actor: Actor) -> Response:
    """Give what stands on the edges of every page: title, version, the mark of a draft, page numbers."""
    title = version.title if len(version.title) <= TITLE else version.title[:TITLE].rstrip() + "…"
    here, all_of_them = "\0", "\1"
    before, between, after = _split(
        _("Page %(here)s of %(all)s", here=here, all=all_of_them), here, all_of_them
    )
    sheet = render_template(
        "reading/print_edges.css",
        title=quoted(title),
        name=quoted(_("Version %(number)s", number=version.number)),
        mark=quoted(_("Confidential draft: do not cite or distribute")) if bears_mark(version) else "",
        page=f"{quoted(before)} counter(page) {quoted(between)} counter(pages) {quoted(after)}",
    )
    return Response(sheet, mimetype="text/css")


def quoted(text: str) -> str:
    """Write a text as a string of CSS that nothing can break out of."""
    words = " ".join(text.split(" "))
    return '"' + "".join(one if one.isalnum() or one == " " else f"\\{ord(one):X} " for one in words) + '"'


def _split(words: str, *signs: str) -> list[str]:
    """Cut words at the signs in them, in this order."""
    pieces = []
    for sign in signs:
        piece, _sign, words = words.partition(sign)
        pieces.append(piece)
    return [*pieces, words]


def _wanted(asked: str) -> Comments:
    if asked not in list(Comments):
        raise BadInput("filter_unknown_value", field="comments", value=asked[:60])
    return Comments(asked)


def _choices(version: Any, wanted: Comments, actor: Actor) -> list[Choice]:
    words = {
        Comments.NONE: _("Text alone"),
        Comments.ALL: _("With comments"),
        Comments.MINE: _("With my comments"),
    }
    offered = [one for one in Comments if one is not Comments.MINE or may(actor, Action.COMMENT)]
    return [
        Choice(words[one], url_for(".show", version_id=version.public_id, comments=one.value), one is wanted)
        for one in offered
    ]


def _facts(version: Any, wanted: Comments, paper: Paper, actor: Actor) -> list[tuple[str, str]]:
    """Give what the head of the first page tells, as (label, words)."""
    document = version.document
    project = document.guide.project
    round_ = round_for_comment(version, actor)
    name = str(_("Version %(number)s", number=version.number))
    if version.state is not VersionState.PUBLISHED:
        name = str(
            _("%(name)s, %(institution)s", name=name, institution=label("version_state", version.state))
        )
    facts = [
        (_("Guide"), document.guide.title),
        (_("Document"), document.title),
        (_("Version"), name),
        (_("Language"), label("language", version.language)),
    ]
    if round_ is not None:
        facts.append((_("Review round"), round_.name))
        deadline = date_and_time(round_.deadline_for(actor.membership_id), project.time_zone)
        facts.append((_("Deadline"), _("%(when)s (%(zone)s)", when=deadline, zone=project.time_zone)))
    if wanted is not Comments.NONE:
        facts.append((_("Comments"), _told(wanted, paper.count)))
    facts.append((_("Printed on"), date(now())))
    return facts


def _told(wanted: Comments, number: int) -> str:
    if wanted is Comments.MINE:
        return str(_("My comments (%(number)s)", number=number))
    return str(_("All that I may read (%(number)s)", number=number))
