"""What a file brought along: comments to be made threads, and the changes it had tracked."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from ...domain.permissions import Action, Actor
from ...domain.versions import COMMENTABLE, READABLE, VersionState
from ...queries.found import changes_found, comments_found, counts_found
from ...queries.projects import members_of
from ...queries.rounds import bears_mark
from ...services.found_comments import import_comments
from ..access import allow
from .forms import MOST_NAMES, form_for
from .lines import beginnings, paragraphs, remarks

found = Blueprint("found", __name__)

COMMENTS_A_PAGE = 200
CHANGES_A_PAGE = 500


@found.route("/versions/<version_id>/found-comments", methods=["GET", "POST"])
@allow(Action.UPLOAD)
def comments(version: Any, actor: Actor) -> Response | tuple[str, int]:
    """Show the comments in the file of a version; make threads of all of them, or of those ticked."""
    there = comments_found(version)
    names = list(dict.fromkeys(one.author for one in there))
    form = form_for(names, members_of(version.document.guide.project), actor.membership_id)
    made = form.fulfil(
        lambda: str(len(import_comments(version, form.authors, form.wanted, actor=actor))), actor
    )
    here = url_for(".comments", version_id=version.public_id)
    if made is not None:
        flash(
            ngettext("%(num)d comment imported.", "%(num)d comments imported.", int(made))
            if int(made)
            else _("Nothing was left to import."),
            "success" if int(made) else "info",
        )
        return redirect(here)
    all_of_them = beginnings(there)
    first = _offset(len(all_of_them), COMMENTS_A_PAGE)
    lines = remarks(all_of_them[first : first + COMMENTS_A_PAGE], there)
    page = render_template(
        "found/comments.html",
        version=version,
        confidential=bears_mark(version),
        form=form,
        lines=lines,
        total=len(all_of_them),
        replies=len(there) - len(all_of_them),
        waiting=sum(1 for one in all_of_them if one.thread_id is None and one.text),
        has_more_names=len(names) > MOST_NAMES,
        is_draft=version.state is VersionState.DRAFT,
        takes_comments=version.state in COMMENTABLE,
        is_readable=version.state in READABLE,
        **_neighbours(here, first, len(all_of_them), COMMENTS_A_PAGE),
    )
    return page, form.status


@found.get("/versions/<version_id>/tracked-changes")
@allow(Action.READ)
def changes(version: Any, actor: Actor) -> str:
    """Show what a file had tracked as inserted and deleted; who did it is told to staff."""
    counts = counts_found([version])[version.id]
    first = _offset(counts.changes, CHANGES_A_PAGE)
    shown = changes_found(version, limit=CHANGES_A_PAGE, offset=first)
    is_readable = version.state in READABLE
    here = url_for(".changes", version_id=version.public_id)
    return render_template(
        "found/changes.html",
        version=version,
        confidential=bears_mark(version),
        counts=counts,
        paragraphs=paragraphs(shown, version, is_staff=actor.is_staff, is_readable=is_readable),
        is_readable=is_readable,
        **_neighbours(here, first, counts.changes, CHANGES_A_PAGE),
    )


def _offset(total: int, size: int) -> int:
    """Read from which item on a page is asked for."""
    asked = request.args.get("first", 0, type=int)
    return min(max(asked, 0), max(total - 1, 0)) // size * size


def _neighbours(here: str, first: int, total: int, size: int) -> dict[str, str]:
    """Give the addresses of the pages before and after; "" where there is none."""
    before = f"{here}?first={first - size}" if first else ""
    return {
        "previous_url": before,
        "next_url": f"{here}?first={first + size}" if first + size < total else "",
    }
