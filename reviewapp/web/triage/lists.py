"""The list of the threads of a document or round, as its page shows it (templates/triage/threads.html)."""

from dataclasses import dataclass
from typing import Any

from flask import request

from ...domain.filters import ThreadFilter, read_filter
from ...domain.permissions import Action, Actor, may
from ...domain.threads import COUNTED
from ...queries.choices import tags_of_project
from ...queries.desks import Desk, desk_of_document, desk_of_round
from ...queries.rounds import bears_mark
from ...queries.threads import count, entries
from ...queries.versions import current_versions
from ...services.reports import FORMATS
from ..cards import cards
from ..handling import assignees
from ..labels import choices
from ..narrowing import ORDER, filters_of
from ..trail import footprint, thread_url
from .forms import BulkForm

PAGE = 100
"""Threads on one page of a list."""


@dataclass(frozen=True, slots=True)
class Listed:
    """What a list is of: `noun` is "document" or "round"."""

    noun: str
    subject: Any
    title: str
    project: Any
    desk: Desk
    confidential: bool


def of_document(document: Any, actor: Actor) -> Listed:
    """The comments on a document."""
    desk = desk_of_document(document, actor)
    confidential = bears_mark(*current_versions([document.id], actor))
    return Listed("document", document, document.title, document.guide.project, desk, confidential)


def of_round(round_: Any, actor: Actor) -> Listed:
    """The comments of a round."""
    desk = desk_of_round(round_, actor)
    return Listed("round", round_, round_.name, round_.project, desk, round_.is_confidential)


def list_page(listed: Listed, actor: Actor, bulk: BulkForm | None = None) -> dict[str, Any]:
    """Give what the page needs, narrowed and sorted as the address says; `bulk` is a refused form."""
    desk = listed.desk
    wanted = read_filter(request.args.to_dict(flat=False))
    by_edition = request.args.get(ORDER) == "edition"
    filters = filters_of(desk, wanted, actor, is_round=listed.noun == "round", by_edition=by_edition)
    page = max(request.args.get("page", 1, type=int), 1)
    number = count(desk, wanted, actor)
    start = (page - 1) * PAGE
    found = entries(desk, wanted, actor, limit=PAGE, offset=start, by_edition=by_edition)
    came_from = footprint(listed.noun, listed.subject.public_id, filters.query)
    return {
        "noun": listed.noun,
        "subject": listed.subject,
        "title": listed.title,
        "project": listed.project,
        "confidential": listed.confidential,
        "filters": filters,
        "rows": [(card, thread_url(card.id, came_from)) for card in cards(found, actor)],
        "by_edition": by_edition,
        "number": number,
        "total": count(desk, ThreadFilter(status=tuple(COUNTED | set(wanted.status))), actor),
        "previous_url": _turned(filters.query, page - 1) if page > 1 else "",
        "next_url": _turned(filters.query, page + 1) if page * PAGE < number else "",
        "formats": [(name, name.upper()) for name in FORMATS],
        "presets": choices("preset"),
        **_bulk(listed, actor, bulk),
    }


def _bulk(listed: Listed, actor: Actor, form: BulkForm | None) -> dict[str, Any]:
    """Give the form for many threads at once, to whom it is for."""
    if not may(actor, Action.TRIAGE):
        return {"bulk": None}
    chosen = set(form.chosen) if form else set()
    form = form or BulkForm(formdata=None)
    form.assignee.choices = assignees(listed.project)
    query = request.query_string.decode()
    return {
        "bulk": form,
        "chosen": chosen,
        "bulk_url": f"{request.path}?{query}" if query else request.path,
        "known_tags": tags_of_project(listed.project),
    }


def _turned(query: str, page: int) -> str:
    return f"?{query}&page={page}" if query else f"?page={page}"
