"""Signing in by a personal link or a password, signing out, choosing the language."""

from typing import Any

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

from ...domain.errors import BadInput, NotFound, ReviewError, TooMany
from ...domain.permissions import Action
from ...queries.accounts import find_link_by_token
from ...services.accounts import ask_for_link, check_link, choose_language, enter_by_link
from ...services.outbox import is_mail_on
from ...services.passwords import enter_by_password
from ...services.reviewers import note_opened
from ..access import allow, signed_in
from ..errors import status_of
from ..language import remember
from ..redirects import local
from ..sentences import sentence
from ..sessions import begin, end
from ..spoken import offered
from .forms import SignInForm
from .landing import first_page

accounts = Blueprint("accounts", __name__)

AFTERWARDS = "after_signing_in"
"""Where in the session the page waits that somebody wanted before signing in."""


@accounts.get("/sign-in")
@allow(Action.VISIT)
def sign_in() -> Response:
    """Show how one gets in, and remember where the visitor wanted to go."""
    _remember(request.args.get("next"))
    return _sign_in_page(SignInForm(formdata=None))


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
    wanted = local(request.args.get("next"), "")
    return _untraced(
        render_template("accounts/open_link.html", account=link.account, token=token, next=wanted)
    )


@accounts.post("/sign-in")
@allow(Action.VISIT)
def enter() -> AnyResponse:
    """Come in by a link, or by address and password; or ask for a link."""
    if "email" not in request.form:
        return _enter_by_link(request.form.get("token", ""))
    form = SignInForm()
    if not form.validate():
        return _sign_in_page(form, 422)
    act = _ask_for_link if request.form.get("way") == "link" else _enter_by_password
    try:
        return act(form)
    except ReviewError as error:
        form.blame(error)
        answer = _sign_in_page(form, status_of(error))
        if isinstance(error, TooMany):
            answer.headers["Retry-After"] = str(error.retry_after)
        return answer


def _enter_by_link(token: str) -> AnyResponse:
    try:
        account = enter_by_link(token, address=_client())
    except NotFound as error:
        return _dead_link(error)
    note_opened(account)
    return _come_in(account)


def _enter_by_password(form: SignInForm) -> AnyResponse:
    if not form.password.data:
        raise BadInput("password_missing", field="password")
    return _come_in(enter_by_password(form.email.data, form.password.data, address=_client()))


def _ask_for_link(form: SignInForm) -> AnyResponse:
    """Take the wish for a link; whether the address is known is found out later and told to nobody."""
    ask_for_link(form.email.data, address=_client())
    flash(
        _("If this address is known here, a sign-in link is on its way to it. It may take a few minutes."),
        "success",
    )
    return redirect(url_for("accounts.sign_in"))


def _come_in(account: Any) -> AnyResponse:
    """Begin a session and lead to the page that was wanted, else to what there is to do."""
    wanted = local(request.form.get("next"), "") or local(session.get(AFTERWARDS), "")
    begin(account)
    return redirect(wanted or first_page(account))


def _remember(wanted: str | None) -> None:
    if target := local(wanted, ""):
        session[AFTERWARDS] = target


def _client() -> str:
    """Give the visitor's address, as far as the configured proxies tell it."""
    return request.remote_addr or ""


def _sign_in_page(form: SignInForm, status: int = 200) -> Response:
    page = render_template("accounts/sign_in.html", form=form, is_mail_on=is_mail_on())
    answer = make_response(page, status)
    answer.headers["Cache-Control"] = "no-store"
    return answer


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
    if wanted not in offered():
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
        is_mail_on=is_mail_on(),
    )
    return _untraced(page, 404)


def _untraced(page: str, status: int = 200) -> Response:
    """Answer with a page whose address tells nobody its token: no Referer path, no stored copy."""
    answer = make_response(page, status)
    answer.headers["Referrer-Policy"] = "strict-origin"
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer
