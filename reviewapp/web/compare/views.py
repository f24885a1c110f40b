"""Comparing two versions of a text: what changed, and which comments stand behind it."""

from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from ...domain.compare.arranging import arrange
from ...domain.permissions import Action, Actor
from ...queries.comparisons import places_of_blocks
from ...queries.parts import shares_of
from ...queries.rounds import bears_mark
from ...queries.versions import sections_of_version, versions_of_documents
from ...services.comparisons import compared
from ...services.visits import note_visit
from ..access import allow
from ..stored_pages import kept
from .behind import Behind
from .page import Telling
from .shown import Side

compare = Blueprint("compare", __name__)

VIEWS = ("inline", "side")
"""Both texts in one, or side by side."""


@compare.get("/versions/<version_id>/compare/<other_id>")
@kept
@allow(Action.SEE_THREADS)
def show(version: Any, other: Any, actor: Actor) -> str:
    """Show what changed from one version to another, section by section (`?view=`, `?part=`)."""
    comparison = compared(version, other)
    old, new = _side(version), _side(other)
    chapters = arrange(comparison, old.section_of, new.section_of)
    letters = sum(share.size for share in shares_of(other))
    telling = Telling(chapters, old, new, Behind(version, other, actor), letters)
    view = request.args.get("view", "")
    part = min(max(1, request.args.get("part", 1, type=int)), telling.parts)
    return render_template(
        "compare/show.html",
        old=version,
        new=other,
        confidential=bears_mark(version, other),
        others=_line_of(version, actor),
        told=telling.part(part),
        outline=telling.outline,
        counts=telling.counts,
        changes=telling.changes,
        part=part,
        parts=telling.parts,
        view=view if view in VIEWS else VIEWS[0],
        address=lambda change: _address(telling, change, part, view),
    )


@compare.get("/versions/<version_id>/compare")
@allow(Action.SEE_THREADS)
def choose(version: Any, actor: Actor) -> Response:
    """Lead to the comparison of two versions (`?old=`, `?new=`); else with the one before."""
    line = _line_of(version, actor)
    named = {one.public_id: one for one in line}
    old, new = (named.get(request.args.get(name, "")) for name in ("old", "new"))
    if old is None:
        earlier = [one for one in line if one.number < version.number]
        later = [one for one in line if one.number > version.number]
        old = (earlier or [version])[-1]
        new = new or (version if earlier else later[0] if later else version)
    return redirect(url_for(".show", version_id=old.public_id, other_id=(new or version).public_id))


@compare.post("/versions/<version_id>/visit")
@allow(Action.READ)
def visit(version: Any, actor: Actor) -> Response:
    """Note that somebody has read a version, and lead to it; its own page notes it by itself."""
    address = url_for("reading.show", version_id=version.public_id)
    note_visit(version, actor=actor)
    return redirect(address)


def _address(telling: Telling, change: int, part: int, view: str) -> str:
    """Say where a change stands: on this page, or on another part."""
    there = telling.part_of(change)
    query = f"?part={there}" + ("&view=side" if view == "side" else "")
    return f"{'' if there == part else query}#change-{change}"


def _side(version: Any) -> Side:
    rows = places_of_blocks(version)
    return Side(
        version, [row.public_id for row in rows], [row.position for row in rows], sections_of_version(version)
    )


def _line_of(version: Any, actor: Actor) -> list[Any]:
    """Give the versions of the same document and language that the actor may read, oldest first."""
    versions = versions_of_documents([version.document], actor)
    return [one for one in versions if one.language == version.language]
