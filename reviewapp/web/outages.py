"""While the database is away: a sentence instead of a failure, and a way to send a form once more.

A connection lost during COMMIT leaves open whether it was kept. The key of a form and the Idempotency-Key of
the API make it safe to send again.
"""

import logging

from flask import Flask, Response, g, make_response, render_template, request
from flask_babel import gettext as _

from ..extensions import DATABASE_AWAY
from .access import API
from .answers import data, wants_data
from .errors import problem, typed, way_back

log = logging.getLogger(__name__)

RETRY_AFTER = 5
"""Seconds after which a program may ask again: a restart of PostgreSQL takes about as long."""


def _answer(error: Exception) -> Response:
    log.error("database away at %s: %s", request.endpoint, str(error).partition("\n")[0])
    _ask_nothing_more()
    is_write = request.method not in ("GET", "HEAD", "OPTIONS")
    detail = _words(is_write=is_write, may_repeat=bool(_again()))
    if request.path.startswith(API):
        answer = problem(503, "database_away", detail)
    elif wants_data():
        answer = data(503, message=detail)
    else:
        answer = make_response(_page(detail), 503)
    answer.headers["Retry-After"] = str(RETRY_AFTER)
    return answer


def _ask_nothing_more() -> None:
    """Draw the page without the database: as for somebody unknown, without the frame of a project."""
    g.is_database_away = True
    for name in ("actor", "project"):
        g.pop(name, None)


def _words(*, is_write: bool, may_repeat: bool) -> str:
    if not is_write:
        return _("The database cannot be reached at the moment. Wait a little and load the page again.")
    if may_repeat or request.path.startswith(API):
        return _(
            "The database could not be reached, so it is not known whether this was kept. "
            "Wait a little and send the same once more: it is kept once, not twice."
        )
    return _(
        "The database could not be reached, so it is not known whether this was kept. "
        "Wait a little and look before you do it again."
    )


def _again() -> list[tuple[str, str]]:
    """Give the fields that send the same form again: only where its key keeps it from counting twice."""
    if request.path.startswith(API) or not request.form.get("form_key") or request.files:
        return []
    return [(name, value) for name, value in request.form.items(multi=True) if name != "csrf_token"]


def _page(detail: str) -> str:
    return render_template(
        "errors/refused.html",
        title=_("Not available for the moment"),
        detail=detail,
        typed=typed(),
        back=way_back(),
        again=_again(),
    )


def register(app: Flask) -> None:
    """Answer 503 to whatever fails because the database is away, locked, full or not to be written."""
    for kind in DATABASE_AWAY:
        app.register_error_handler(kind, _answer)
