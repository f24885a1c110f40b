"""The audit trail of a project: who did what to which thing, newest first."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import Blueprint, render_template, request, url_for

from ...domain.permissions import Action, Actor
from ...queries.activity import activity_of, count_activity, names_of
from ..access import allow
from ..deeds import deed, thing

activity = Blueprint("activity", __name__)

PAGE = 100

PAGES_OF = {
    "project": ("projects.show", "project_id"),
    "document": ("documents.show", "document_id"),
    "version": ("reading.show", "version_id"),
    "round": ("rounds.show", "round_id"),
    "thread": ("threads.show", "thread_id"),
}
"""noun -> (endpoint, name of the id) of the page that shows such a thing"""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the trail, in words. `url` is "" where the thing has no page."""

    at: datetime
    who: str
    deed: str
    thing: str
    url: str


@activity.get("/projects/<project_id>/activity")
@allow(Action.SEE_ACTIVITY)
def index(project: Any, actor: Actor) -> str:
    """Show what was done in a project, 100 lines a page."""
    total = count_activity(project)
    older = min(max(request.args.get("older", total, type=int), 0), total)
    lines = activity_of(project, older=older, limit=PAGE)
    names = names_of(lines)
    here = url_for(".index", project_id=project.public_id)
    return render_template(
        "activity/index.html",
        project=project,
        lines=[_line(line, names.get((line.noun, line.subject), "")) for line in lines],
        newest_url=here if older < total else "",
        next_url=f"{here}?older={older - PAGE}" if older > PAGE else "",
    )


def _line(line: Any, name: str) -> Line:
    page = PAGES_OF.get(line.noun)
    return Line(
        at=line.at,
        who=line.account.name if line.account else "",
        deed=deed(line),
        thing=thing(line.noun, name),
        url=url_for(page[0], **{page[1]: line.subject}) if page and name else "",
    )
