"""Users and roles: all accounts of the installation, for administrators. Looking leaves an audit line too."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as AnyResponse

from ...domain.errors import NotFound
from ...domain.permissions import Action, Actor
from ...queries.accounts import accounts_like, find_account_by_id, last_entries_of, standings_by_account
from ...services.administration import forget_person, note_look, set_administrator
from ..access import allow

installation = Blueprint("installation", __name__)

AT_ONCE = 50


@installation.get("/accounts")
@allow(Action.SEE_ACCOUNTS)
def index(actor: Actor) -> str:
    """List the accounts with their projects and roles."""
    note_look(actor=actor)
    wanted, page = request.args.get("q", "").strip()[:120], _page_number()
    found = accounts_like(wanted, (page - 1) * AT_ONCE, AT_ONCE + 1)
    accounts = found[:AT_ONCE]
    keys = [account.id for account in accounts]
    return render_template(
        "accounts/index.html",
        accounts=accounts,
        standings=standings_by_account(keys),
        entries=last_entries_of(keys),
        wanted=wanted,
        previous=url_for("installation.index", q=wanted, page=page - 1) if page > 1 else None,
        following=url_for("installation.index", q=wanted, page=page + 1) if len(found) > AT_ONCE else None,
    )


@installation.post("/accounts/<key>/administrator")
@allow(Action.SEE_ACCOUNTS)
def administrator(key: str, actor: Actor) -> AnyResponse:
    """Make somebody an administrator, or no longer one."""
    account, is_admin = _account(key), request.form.get("is_admin") == "yes"
    set_administrator(account, is_admin, actor=actor)
    words = (
        _("%(name)s is an administrator now.") if is_admin else _("%(name)s is no administrator any more.")
    )
    flash(words % {"name": account.name}, "success")
    return redirect(url_for("installation.index", _anchor=f"account-{key}"))


@installation.post("/accounts/<key>/forget")
@allow(Action.SEE_ACCOUNTS)
def forget(key: str, actor: Actor) -> AnyResponse:
    """Replace somebody's name and address, and end the account."""
    account = _account(key)
    forget_person(account, actor=actor)
    flash(_("The account is called “%(name)s” now; nobody can sign in to it.", name=account.name), "success")
    return redirect(url_for("installation.index"))


def _account(key: str) -> Any:
    account = find_account_by_id(key)
    if account is None:
        raise NotFound
    return account


def _page_number() -> int:
    number = request.args.get("page", "1")
    return int(number) if number.isdecimal() and 0 < int(number) < 100_000 else 1
