"""Limits on guessing, counted in the database so that all processes count together."""

import hashlib
import hmac
from dataclasses import dataclass
from ipaddress import IPv6Address, IPv6Network, ip_address
from typing import Any

from flask import current_app
from sqlalchemy import delete
from sqlalchemy.dialects import postgresql, sqlite

from ..clock import now
from ..domain.errors import TooMany
from ..extensions import db
from ..models import Attempt
from .transaction import transaction

STRETCH = 15 * 60
"""Seconds of a stretch of time; in the next one counting begins anew."""

_KEPT = 4


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `most` tries in a stretch for each thing it is counted by."""

    name: str
    most: int


PASSWORD_HERE = Limit("password of an account from an address", 10)
PASSWORD_ACCOUNT = Limit("password of an account", 100)
PASSWORD_ADDRESS = Limit("passwords from an address", 200)
LINK_ACCOUNT = Limit("links asked for an account", 5)
LINK_ADDRESS = Limit("links asked from an address", 60)
TOKEN_ADDRESS = Limit("unknown links from an address", 100)


def count_try(*counted: tuple[Limit, str]) -> None:
    """Count one try against each (limit, what it is counted by), whatever comes of it.

    Raises TooMany("too_many_tries") once one of them is passed. Always the same two statements.
    """
    stretch = int(now().timestamp()) // STRETCH
    limits = {_bucket(limit, what): limit for limit, what in counted}
    with transaction():
        db.session.execute(delete(Attempt).where(Attempt.stretch < stretch - _KEPT))
        rows = db.session.execute(_counting(sorted(limits), stretch)).all()
    if any(count > limits[bucket].most for bucket, count in rows):
        rest = STRETCH - int(now().timestamp()) % STRETCH
        raise TooMany("too_many_tries", retry_after=rest, minutes=-(-rest // 60))


def network_of(address: str) -> str:
    """Give what stands for a visitor's address in a limit: with IPv6 one household has 2**64 of them."""
    try:
        found = ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if isinstance(found, IPv6Address) and found.ipv4_mapped is None:
        return str(IPv6Network((int(found) >> 64 << 64, 64)))
    return str(getattr(found, "ipv4_mapped", None) or found)


def forgive(limit: Limit, what: str) -> None:
    """Forget the tries of somebody who proved to be the right person."""
    with transaction():
        db.session.execute(delete(Attempt).where(Attempt.bucket == _bucket(limit, what)))


def _bucket(limit: Limit, what: str) -> str:
    """Hash with the secret key, so that the table tells nobody who tried."""
    key = str(current_app.config["SECRET_KEY"]).encode()
    return hmac.new(key, f"{limit.name}\0{what}".encode(), hashlib.sha256).hexdigest()


def _counting(buckets: list[str], stretch: int) -> Any:
    """Add one to each bucket, in one order for all, so that two requests never wait for each other."""
    insert = postgresql.insert if db.engine.dialect.name == "postgresql" else sqlite.insert
    adding = insert(Attempt).values(
        [{"bucket": bucket, "stretch": stretch, "count": 1} for bucket in buckets]
    )
    return adding.on_conflict_do_update(
        index_elements=[Attempt.bucket, Attempt.stretch], set_={"count": Attempt.count + 1}
    ).returning(Attempt.bucket, Attempt.count)
