"""The signed-in person: a cookie holds the token of an open session, which ends on the server."""

from datetime import datetime
from typing import Any

from flask import Flask, g, session
from flask_login import UserMixin, current_user, login_user, logout_user

from ..clock import now
from ..extensions import csrf, login_manager
from ..queries.accounts import find_open_session
from ..services.sessions import begin_session, end_session


class SignedIn(UserMixin):  # type: ignore[misc]
    """What Flask-Login keeps of an account: the token of the session it came in by."""

    def __init__(self, account: Any, token: str, begun_at: datetime) -> None:
        self.account = account
        self.name = account.name
        self.token = token
        self.begun_at = begun_at

    def get_id(self) -> str:
        """Give what the cookie holds."""
        return self.token


def begin(account: Any) -> None:
    """Start a fresh session for an account; nothing of the earlier one stays."""
    end()
    session.permanent = True
    login_user(SignedIn(account, begin_session(account), now()))


def end() -> None:
    """End this session: its cookie opens nothing any more, wherever a copy of it lies."""
    if current_user.is_authenticated:
        end_session(current_user.token)
    logout_user()
    session.clear()


def token_here() -> str:
    """Give the token in the cookie of this request, "" for none; what it opens is still to be asked."""
    return str(session.get("_user_id", ""))


def register(app: Flask) -> None:
    """Bind Flask-Login and the CSRF guard."""
    login_manager.init_app(app)
    login_manager.session_protection = None
    csrf.init_app(app)

    @login_manager.user_loader  # type: ignore[untyped-decorator]
    def _load(token: str) -> SignedIn | None:
        found = None if g.get("is_database_away") else find_open_session(token)
        return SignedIn(found.account, token, found.begun_at) if found else None
