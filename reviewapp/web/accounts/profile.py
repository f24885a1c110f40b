"""One's own account: name, language, password, where one is signed in, API tokens."""

from typing import Any

from flask import Blueprint, Response, flash, make_response, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response as AnyResponse

from ...clock import now
from ...domain.errors import ReviewError, TooMany
from ...domain.languages import DEFAULT
from ...domain.permissions import Action, Actor
from ...queries.accounts import sessions_of, tokens_of
from ...services.accounts import choose_language, issue_token, revoke_token
from ...services.members import rename
from ...services.passwords import FRESH, choose_password, prove, remove_password
from ...services.sessions import end_sessions
from ..access import allow, signed_in
from ..errors import status_of
from ..forms import ReviewForm
from ..language import remember
from .forms import PasswordForm, ProfileForm, TokenForm

profile = Blueprint("profile", __name__)


@profile.get("/account")
@allow(Action.SIGNED_IN)
def show(actor: Actor) -> Response:
    """Show one's own account."""
    return _page()


@profile.post("/account")
@allow(Action.SIGNED_IN)
def describe(actor: Actor) -> AnyResponse:
    """Change one's name and the language of the pages."""
    form = ProfileForm()
    form.offer()
    if not form.validate():
        return _page(422, form=form)
    account = signed_in()
    try:
        rename(account, form.name.data, actor=actor)
    except ReviewError as error:
        return _refused(form, error, "form")
    if form.language.data != account.language:
        choose_language(account, form.language.data)
    flash(_("Your details were saved."), "success")
    return remember(make_response(redirect(url_for("profile.show"))), form.language.data)


@profile.post("/account/password")
@allow(Action.SIGNED_IN)
def password(actor: Actor) -> AnyResponse:
    """Set, change or remove the password; whoever is signed in elsewhere with this account is signed out."""
    form, account = PasswordForm(), signed_in()
    try:
        prove(
            account,
            form.present.data or "",
            begun_at=current_user.begun_at,
            address=request.remote_addr or "",
        )
        if request.form.get("act") == "remove":
            remove_password(account, keep=current_user.token)
            flash(_("The password was removed. You sign in by links from now on."), "success")
        else:
            choose_password(account, form.password.data or "", keep=current_user.token)
            flash(_("The password was set. Everywhere else you are signed out."), "success")
    except ReviewError as error:
        return _refused(form, error, "password_form")
    return redirect(url_for("profile.show", _anchor="your-password"))


@profile.post("/account/sessions/end")
@allow(Action.SIGNED_IN)
def sign_out_elsewhere(actor: Actor) -> AnyResponse:
    """End every session but this one."""
    end_sessions(signed_in(), actor=actor, but=current_user.token)
    flash(_("Everywhere else you are signed out."), "success")
    return redirect(url_for("profile.show", _anchor="sessions"))


@profile.post("/account/tokens")
@allow(Action.SIGNED_IN)
def make_token(actor: Actor) -> AnyResponse:
    """Make an API token and show it: the only time it can be read."""
    form = TokenForm()
    if not form.validate():
        return _page(422, token_form=form)
    token = issue_token(signed_in(), form.label.data, actor=actor)
    return _unstored(render_template("accounts/token.html", token=token, label=form.label.data))


@profile.post("/account/tokens/<handle>/revoke")
@allow(Action.SIGNED_IN)
def revoke(actor: Actor, handle: str) -> AnyResponse:
    """Make one of one's tokens useless."""
    revoke_token(signed_in(), handle)
    flash(_("The token no longer works."), "success")
    return redirect(url_for("profile.show", _anchor="tokens"))


def _refused(form: ReviewForm, error: ReviewError, name: str) -> Response:
    form.blame(error)
    answer = _page(status_of(error), **{name: form})
    if isinstance(error, TooMany):
        answer.headers["Retry-After"] = str(error.retry_after)
    return answer


def _page(status: int = 200, **forms: ReviewForm) -> Response:
    """Show the account with its forms; `forms` are those that were sent and need another look."""
    account = signed_in()
    sessions = sessions_of(account)
    page = render_template(
        "accounts/profile.html",
        account=account,
        form=forms.get("form") or _profile_form(account),
        password_form=forms.get("password_form") or PasswordForm(formdata=None),
        token_form=forms.get("token_form") or TokenForm(formdata=None),
        blamed=next(iter(forms.values()), None),
        is_fresh=now() - current_user.begun_at <= FRESH,
        begun_here=current_user.begun_at,
        elsewhere=[one for one in sessions if one.begun_at != current_user.begun_at],
        tokens=tokens_of(account),
    )
    return _unstored(page, status)


def _profile_form(account: Any) -> ProfileForm:
    form = ProfileForm(formdata=None, data={"name": account.name, "language": account.language or DEFAULT})
    form.offer()
    return form


def _unstored(page: str, status: int = 200) -> Response:
    answer = make_response(page, status)
    answer.headers["Cache-Control"] = "no-store"
    return answer
