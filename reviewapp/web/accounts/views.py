"""Signing in by a personal link, signing out, choosing the language."""

from flask import (
    Blueprint,
    Response,
    flash,
    make_response,
    redirect,
    render_template,
    request,
    session,
    url_for,
)
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response as AnyResponse

from ...domain.errors import NotFound
from ...domain.languages import INTERFACE
from ...domain.permissions import Action
from ...queries.accounts import find_link_by_token
from ...services.accounts import check_link, choose_language, consume_link
from ..access import allow, signed_in
from ..language import remember
from ..redirects import local
from ..sentences import sentence
from ..sessions import begin, end

accounts = Blueprint("accounts", __name__)

AFTERWARDS = "after_signing_in"
"""Where in the session the page waits that somebody wanted before signing in."""


@accounts.get("/sign-in")
@allow(Action.VISIT)
def sign_in() -> str:
    """Explain how one gets in, and remember where the visitor wanted to go."""
    wanted = local(request.args.get("next"), "")
    if wanted:
        session[AFTERWARDS] = wanted
    return render_template("accounts/sign_in.html")


@accounts.get("/sign-in/<token>")
@allow(Action.VISIT)
def open_link(token: str) -> Response:
    """Show whom a link is for and one button; looking at it, as mail scanners do, uses nothing up."""
    link = find_link_by_token(token)
    try:
        check_link(link)
    except NotFound as error:
        return _dead_link(error)
    assert link is not None  # noqa: S101
    return _untraced(render_template("accounts/open_link.html", account=link.account, token=token))


@accounts.post("/sign-in")
@allow(Action.VISIT)
def enter() -> AnyResponse:
    """Use a link up and begin a session."""
    try:
        account = consume_link(request.form.get("token", ""))
    except NotFound as error:
        return _dead_link(error)
    wanted = local(session.get(AFTERWARDS), url_for("projects.index"))
    begin(account)
    return redirect(wanted)


@accounts.post("/sign-out")
@allow(Action.VISIT)
def sign_out() -> AnyResponse:
    """End this session."""
    end()
    flash(_("You are signed out."), "success")
    return redirect(url_for("accounts.sign_in"))


@accounts.post("/language")
@allow(Action.VISIT)
def language() -> AnyResponse:
    """Change the language of the pages, on this device and in the profile."""
    answer = make_response(redirect(local(request.form.get("next"), url_for("projects.index"))))
    wanted = request.form.get("language", "")
    if wanted not in INTERFACE:
        return answer
    account = signed_in()
    if account is not None and account.language != wanted:
        choose_language(account, wanted)
    return remember(answer, wanted)


def _dead_link(error: NotFound) -> Response:
    """Say why a link opens nothing, and how one gets another."""
    titles = {
        "link_unknown": _("This link is not known"),
        "link_used": _("This link was used already"),
        "link_revoked": _("This link was withdrawn"),
        "link_expired": _("This link has expired"),
    }
    page = render_template(
        "accounts/dead_link.html",
        title=titles[error.code],
        detail=sentence(error),
        is_signed_in=current_user.is_authenticated,
    )
    return _untraced(page, 404)


def _untraced(page: str, status: int = 200) -> Response:
    """Answer with a page whose address tells nobody its token: no Referer path, no stored copy."""
    answer = make_response(page, status)
    answer.headers["Referrer-Policy"] = "strict-origin"
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer
