"""The comments table as a file to take away, for the pages and the API alike."""

import tempfile
from typing import Any

from flask import Response, request, send_file
from flask_babel import force_locale

from ..domain.errors import BadInput
from ..domain.filters import read_filter
from ..domain.languages import canonical
from ..domain.permissions import Actor
from ..queries.desks import desk_of_document, desk_of_round
from ..services.reports import comments_table
from .bylines import name_outside
from .labels import label
from .narrowing import chosen, filters_of
from .spoken import locale_of, offered, spoken


def comments_file(subject: Any, actor: Actor, *, is_round: bool) -> Response:
    """Answer with the comments table of a round or a document: format, preset, lang and filters as asked.

    It is whole, on the disk, before the answer begins: a failure is a sentence and not half a file, and who
    reads slowly holds neither memory nor the database.
    """
    desk = desk_of_round(subject, actor) if is_round else desk_of_document(subject, actor)
    wanted = read_filter(request.args.to_dict(flat=False))
    language = _language(request.args.get("lang", ""))
    with force_locale(locale_of(language)):
        export = comments_table(
            subject,
            wanted,
            actor,
            format=request.args.get("format") or "xlsx",
            preset=request.args.get("preset") or "full",
            language=language,
            say=label,
            name_of=name_outside,
            narrowed=filters_of(desk, wanted, actor, is_round=is_round).in_words if chosen(wanted) else (),
        )
        file = tempfile.TemporaryFile()  # noqa: SIM115 - closed when the answer has been sent
        file.writelines(export.chunks)
        length = file.tell()
        file.seek(0)
    answer = send_file(
        file, export.media_type, as_attachment=True, download_name=export.file_name, max_age=0, etag=False
    )
    answer.content_length = length
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def _language(tag: str) -> str:
    if not tag:
        return spoken()
    language = canonical(tag)
    if language not in offered():
        raise BadInput("language_unknown", field="lang", tag=tag[:40])
    return language
