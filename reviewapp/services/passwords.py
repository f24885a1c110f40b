"""Passwords: an argon2 hash for those who want one; everybody else signs in by links."""

from datetime import datetime, timedelta
from functools import lru_cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from flask import current_app

from ..clock import now
from ..domain.errors import BadInput, Forbidden
from ..domain.passwords import LONGEST, check_password, normal
from ..domain.permissions import Actor
from ..models import Account
from ..queries.accounts import find_account_by_email
from . import limits
from .activity import record
from .sessions import end_sessions
from .transaction import hold, transaction

FRESH = timedelta(minutes=15)
"""So long after signing in nobody is asked for the present password."""

COST = (2, 19 * 1024, 1)
"""Rounds, KiB of memory, lanes of argon2id: what OWASP recommends where many may sign in at once."""


def enter_by_password(email: str, password: str, *, address: str) -> Account:
    """Give the account that an e-mail address and a password open; `address` is the client's.

    An unknown address costs what a known one does. Raises BadInput("password_wrong"),
    TooMany("too_many_tries").
    """
    key = email.strip().lower()
    network = limits.network_of(address)
    here = f"{key}\0{network}"
    limits.count_try(
        (limits.PASSWORD_HERE, here), (limits.PASSWORD_ACCOUNT, key), (limits.PASSWORD_ADDRESS, network)
    )
    account = find_account_by_email(key)
    if not _fits(account.password_hash if account else None, password):
        raise BadInput("password_wrong")
    assert account is not None  # noqa: S101
    with transaction():
        limits.forgive(limits.PASSWORD_HERE, here)
        record("signed in", "account", account.public_id, actor=Actor(account.id), way="password")
    return account


def choose_password(account: Account, password: str, *, keep: str) -> None:
    """Set or change a password; every session ends but the one whose token is `keep`."""
    text = check_password(password, account.email, account.email.partition("@")[0], account.name)
    digest = _hasher(*_cost())[0].hash(text)
    _replace(account, digest, "chose password", keep)


def remove_password(account: Account, *, keep: str) -> None:
    """Go back to links alone; every session ends but the one whose token is `keep`."""
    _replace(account, None, "removed password", keep)


def prove(account: Account, present: str, *, begun_at: datetime, address: str) -> None:
    """Make sure that who asks is the person: signed in a moment ago, or able to say the present password.

    Raises Forbidden("sign_in_again"), BadInput("present_password_wrong"), TooMany("too_many_tries").
    """
    if now() - begun_at <= FRESH:
        return
    if account.password_hash is None:
        raise Forbidden("sign_in_again")
    here = f"{account.email}\0{limits.network_of(address)}"
    limits.count_try((limits.PASSWORD_HERE, here), (limits.PASSWORD_ACCOUNT, account.email))
    if not _fits(account.password_hash, present):
        raise BadInput("present_password_wrong", field="present")


def _replace(account: Account, digest: str | None, verb: str, keep: str) -> None:
    actor = Actor(account.id, account.is_admin)
    with transaction():
        hold(account)
        account.password_hash = digest
        end_sessions(account, actor=actor, but=keep)
        record(verb, "account", account.public_id, actor=actor)


def _fits(digest: str | None, password: str) -> bool:
    """Hash in every case, so that nothing is to be learnt from the time it takes."""
    hasher, nobodys = _hasher(*_cost())
    try:
        hasher.verify(digest or nobodys, normal(password)[: LONGEST + 1])
    except (VerificationError, InvalidHashError):
        return False
    return digest is not None


def _cost() -> tuple[int, int, int]:
    """Give (rounds, KiB of memory, lanes); tests take little."""
    cost: tuple[int, int, int] = current_app.config.get("PASSWORD_COST", COST)
    return cost


@lru_cache(maxsize=2)
def _hasher(rounds: int, memory: int, lanes: int) -> tuple[PasswordHasher, str]:
    """Make the hasher and a hash that belongs to nobody."""
    hasher = PasswordHasher(rounds, memory, lanes)
    return hasher, hasher.hash("no password of anybody")
