"""Refusals and failures as pages in the reader's language, or as problem+json (RFC 9457) below /api/."""

import json
import logging
import secrets
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, Response, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError, generate_csrf
from werkzeug.exceptions import HTTPException, MethodNotAllowed
from werkzeug.wrappers import Response as AnyResponse

from ..domain.errors import BadInput, Forbidden, NotFound, ReviewError, Stale, StateConflict, TooMany
from .access import API, NotSignedIn, signed_in
from .answers import data, wants_data
from .redirects import local, page_above
from .sentences import SENTENCES, sentence

log = logging.getLogger(__name__)

_NOT_TYPED = frozenset(
    {"csrf_token", "form_key", "exact", "prefix", "suffix", "next", "token", "from", "password", "present"}
)
_WRITTEN = frozenset({"body", "proposed_wording", "reason", "response", "note"})

HEARD_OUT = 512 * 1024 * 1024
"""How many bytes of too large a body are still read before the line is cut."""

STATUS: Mapping[type[ReviewError], int] = {
    BadInput: 422,
    Forbidden: 403,
    NotFound: 404,
    StateConflict: 409,
    Stale: 412,
    TooMany: 429,
}


def status_of(error: ReviewError) -> int:
    """Give the HTTP status of a refusal."""
    return next(code for kind, code in STATUS.items() if isinstance(error, kind))


def problem(status: int, code: str, detail: str, **more: Any) -> Response:
    """Answer with a problem document; `more` adds members such as `errors`."""
    body = {
        "type": f"/api/v1/problems#{code}",
        "title": _title(status),
        "status": status,
        "detail": detail,
        **more,
    }
    return Response(json.dumps(body, ensure_ascii=False), status, mimetype="application/problem+json")


def page(status: int, detail: str) -> tuple[str, int]:
    """Answer with a page that says what is wrong and keeps what was typed."""
    kept = [] if status == 413 else typed()
    refused = render_template(
        "errors/refused.html", title=_title(status), detail=detail, typed=kept, back=way_back()
    )
    return refused, status


def way_back() -> str:
    """Give the path of the page a refused form was sent from, "" if it is not known to be ours."""
    if request.method != "POST":
        return ""
    came_from = urlsplit(request.referrer or "")
    return local(came_from.path, "") if came_from.netloc == request.host else ""


def typed() -> list[str]:
    """Give back the texts of a form that could not be taken; a Chinese sentence may have five characters."""
    if request.method != "POST":
        return []
    fields = [(name, value) for name, value in request.form.items() if name not in _NOT_TYPED]
    return [value for name, value in fields if value.strip() and (name in _WRITTEN or len(value) > 20)]


def _title(status: int) -> str:
    titles = {
        400: _("This request could not be read"),
        401: _("Please sign in"),
        403: _("Not yours to do"),
        404: _("Not found"),
        405: _("Not possible here"),
        409: _("Not possible as things stand"),
        412: _("Changed in the meantime"),
        413: _("Too large"),
        415: _("Not in a form that can be read here"),
        422: _("Something needs to be corrected"),
        429: _("Too many requests"),
        503: _("Not available for the moment"),
    }
    return str(titles.get(status, _("Something went wrong")))


def _answer(status: int, code: str, detail: str, **more: Any) -> Any:
    if request.path.startswith(API):
        return problem(status, code, detail, **more)
    return data(status, message=detail, **more) if wants_data() else page(status, detail)


def _signed_out() -> Response:
    words = _("You are signed out. Your words are kept. Sign in again, then send.")
    return data(401, message=words, sign_in=url_for("accounts.sign_in", next=way_back() or None))


def _form_of_another_session() -> Response:
    """Hand a script the token of the present session, and say whose it is: it may send as the same person."""
    account = signed_in()
    if account is None:
        return _signed_out()
    words = _("Somebody else is signed in here now. Your words are kept. Sign in again, then send.")
    return data(401, message=words, csrf=generate_csrf(), person=account.public_id)


def _hear_out() -> None:
    """Read on what is still being sent: a line cut in the middle would hide the answer from its sender."""
    left = HEARD_OUT
    while left > 0 and (piece := request.environ["wsgi.input"].read(min(left, 64 * 1024))):
        left -= len(piece)


def register(app: Flask) -> None:
    """Turn every failure into a sentence."""

    @app.errorhandler(ReviewError)
    def _refused(error: ReviewError) -> Any:
        status = status_of(error)
        words = sentence(error)
        more = {"errors": {error.field: [words]}} if error.field and status == 422 else {}
        answer = app.make_response(_answer(status, error.code, words, **more))
        if isinstance(error, TooMany):
            answer.headers["Retry-After"] = str(error.retry_after)
        return answer

    @app.errorhandler(NotSignedIn)
    def _not_signed_in(error: NotSignedIn) -> AnyResponse | tuple[str, int]:
        if request.path.startswith(API):
            answer = problem(401, "not_signed_in", str(SENTENCES["not_signed_in"]))
            answer.headers["WWW-Authenticate"] = "Bearer"
            return answer
        if wants_data():
            return _signed_out()
        if request.method in ("GET", "HEAD"):
            return redirect(url_for("accounts.sign_in", next=request.full_path.rstrip("?")))
        kept = _("You are no longer signed in. What you typed is below: copy it or sign in again first.")
        return page(401, kept if typed() else _("You are no longer signed in. Please sign in again."))

    @app.errorhandler(CSRFError)
    def _foreign_form(error: CSRFError) -> Any:
        if wants_data():
            return _form_of_another_session()
        kept = _("This form is no longer valid. What you typed is below: open the page again and send it.")
        return page(400, kept if typed() else _("This form has expired. Open the page again and send it."))

    @app.errorhandler(MethodNotAllowed)
    def _no_page(error: MethodNotAllowed) -> Any:
        """Lead whoever opens the address of a form once more to the page the form stands on."""
        if request.method in ("GET", "HEAD") and not request.path.startswith(API):
            return redirect(request.script_root + page_above(request.path), 303)
        return _http(error)

    @app.errorhandler(HTTPException)
    def _http(error: HTTPException) -> Any:
        status = error.code or 500
        if status == 413:
            _hear_out()
            detail = str(SENTENCES["file_too_large"]) % {"max_mb": app.config["MAX_UPLOAD_MB"]}
        elif status == 404:
            detail = str(SENTENCES["not_found"])
        else:
            detail = _title(status)
        answer = app.make_response(_answer(status, f"http_{status}", detail))
        if isinstance(error, MethodNotAllowed) and error.valid_methods:
            answer.headers["Allow"] = ", ".join(error.valid_methods)
        return answer

    @app.errorhandler(Exception)
    def _failed(error: Exception) -> Any:
        number = secrets.token_hex(4)
        log.exception("failure %s at %s", number, request.endpoint)
        g.pop("actor", None)
        detail = _(
            "The server could not do this. Try again; if it stays, name the number %(number)s.", number=number
        )
        return _answer(500, "failure", detail)
