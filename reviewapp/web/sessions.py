"""The signed-in person, kept in the session cookie by account and session version."""

from typing import Any

from flask import Flask, session
from flask_login import UserMixin, login_user, logout_user

from ..extensions import csrf, login_manager
from ..queries.accounts import find_account


class SignedIn(UserMixin):  # type: ignore[misc]
    """What Flask-Login keeps of an account. A changed session version ends every older session."""

    def __init__(self, account: Any) -> None:
        self.account = account
        self.name = account.name

    def get_id(self) -> str:
        """Name the account and its present session version."""
        return f"{self.account.id}:{self.account.session_version}"


def begin(account: Any) -> None:
    """Start a fresh session for an account; nothing of the earlier one stays."""
    session.clear()
    session.permanent = True
    login_user(SignedIn(account))


def end() -> None:
    """End this session."""
    logout_user()
    session.clear()


def register(app: Flask) -> None:
    """Bind Flask-Login and the CSRF guard."""
    login_manager.init_app(app)
    login_manager.session_protection = None
    csrf.init_app(app)

    @login_manager.user_loader  # type: ignore[untyped-decorator]
    def _load(key: str) -> SignedIn | None:
        account_id, _, version = key.partition(":")
        account = find_account(int(account_id)) if account_id.isdigit() else None
        if account is None or str(account.session_version) != version:
            return None
        return SignedIn(account)
