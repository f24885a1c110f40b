"""The interface language: the profile's, else the one chosen on this device, else the browser's."""

from typing import Any

from flask import Flask, Response, g, has_request_context, request

from ..domain.languages import DEFAULT, html_tag, negotiate
from ..extensions import babel
from .access import signed_in
from .redirects import page_here
from .spoken import bind, lang_attribute, lang_of, letters_of, offered, spoken, written

COOKIE = "review_language"
YEAR = 365 * 24 * 3600


def chosen() -> str:
    """Give the locale of this request, as Babel writes it."""
    packs = offered()
    return packs[_wish(list(packs))].locale if has_request_context() else DEFAULT


def _wish(tags: list[str]) -> str:
    asked = request.args.get("lang", "")
    if request.path.startswith("/api/") and asked in tags:
        return asked
    account = signed_in()
    for wish in (account.language if account else None, request.cookies.get(COOKIE)):
        if wish in tags:
            return str(wish)
    return negotiate(request.headers.get("Accept-Language", ""), tags)


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
    bind(app)
    app.add_template_filter(html_tag, "lang_tag")
    app.add_template_filter(lang_of, "lang_of")
    app.add_template_filter(lang_attribute, "lang_attribute")
    app.add_template_global(letters_of, "letters_of")
    app.add_template_global(written, "written_languages")

    @app.context_processor
    def _language() -> dict[str, Any]:
        packs, language = offered(), spoken()
        return {
            "ui_language": language,
            "ui_direction": packs[language].direction if language in packs else "ltr",
            "ui_languages": packs,
            "page_here": page_here,
        }
