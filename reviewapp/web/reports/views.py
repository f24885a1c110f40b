"""Files to take away: the comments table of a document or a round, as its list shows it."""

import io
from typing import Any

from flask import Blueprint, Response, request, send_file
from flask_babel import force_locale, get_locale

from ...domain.errors import BadInput
from ...domain.filters import read_filter
from ...domain.languages import INTERFACE, canonical
from ...domain.permissions import Action, Actor
from ...queries.threads import Desk, desk_of_document, desk_of_round
from ...services.reports import comments_table
from ..access import allow
from ..bylines import name_outside
from ..labels import label
from ..narrowing import filters_of

reports = Blueprint("reports", __name__)


@reports.get("/documents/<document_id>/export")
@allow(Action.EXPORT)
def document(document: Any, actor: Actor) -> Response:
    """Give the comments table of a document."""
    return _table(document, desk_of_document(document), actor, is_round=False)


@reports.get("/rounds/<round_id>/export")
@allow(Action.EXPORT)
def round(round: Any, actor: Actor) -> Response:
    """Give the comments table of a round."""
    return _table(round, desk_of_round(round), actor, is_round=True)


def _table(subject: Any, desk: Desk, actor: Actor, *, is_round: bool) -> Response:
    """Make the file in the language asked for; it is whole before the answer begins."""
    wanted = read_filter(request.args.to_dict(flat=False))
    language = _language(request.args.get("lang", ""))
    with force_locale(language):
        export = comments_table(
            subject,
            wanted,
            actor,
            format=request.args.get("format") or "xlsx",
            preset=request.args.get("preset") or "full",
            language=language,
            say=label,
            name_of=name_outside,
            narrowed=filters_of(desk, wanted, actor, is_round=is_round).in_words,
        )
        file = io.BytesIO(b"".join(export.chunks))
    answer = send_file(
        file, export.media_type, as_attachment=True, download_name=export.file_name, max_age=0, etag=False
    )
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def _language(tag: str) -> str:
    if not tag:
        return str(get_locale()).partition("_")[0]
    language = canonical(tag)
    if language not in INTERFACE:
        raise BadInput("language_unknown", field="lang", tag=tag[:40])
    return language
