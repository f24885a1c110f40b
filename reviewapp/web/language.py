"""The interface language: the profile's, else the one chosen on this device, else the browser's."""

from typing import Any

from flask import Flask, Response, g, has_request_context, request
from flask_babel import get_locale

from ..domain.languages import INTERFACE, html_tag, negotiate
from ..extensions import babel
from .access import signed_in
from .redirects import page_here

COOKIE = "review_language"
YEAR = 365 * 24 * 3600


def chosen() -> str:
    """Give the language code of this request."""
    if not has_request_context():
        return INTERFACE[0]
    asked = request.args.get("lang", "")
    if request.path.startswith("/api/") and asked in INTERFACE:
        return asked
    account = signed_in()
    for wish in (account.language if account else None, request.cookies.get(COOKIE)):
        if wish in INTERFACE:
            return str(wish)
    return negotiate(request.headers.get("Accept-Language", ""))


def remember(answer: Response, language: str) -> Response:
    """Keep the choice on this device."""
    answer.set_cookie(COOKIE, language, max_age=YEAR, httponly=True, samesite="Lax", secure=request.is_secure)
    return answer


def time_zone() -> str:
    """Give the time zone in which times are shown: the project's, else UTC."""
    project = getattr(g, "project", None) if has_request_context() else None
    return project.time_zone if project is not None else "UTC"


def register(app: Flask) -> None:
    """Bind Flask-Babel."""
    babel.init_app(app, locale_selector=chosen, timezone_selector=time_zone)
    app.add_template_filter(html_tag, "lang_tag")

    @app.context_processor
    def _language() -> dict[str, Any]:
        language = str(get_locale() or INTERFACE[0]).partition("_")[0]
        return {"ui_language": language, "page_here": page_here}
