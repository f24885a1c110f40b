"""Posts that are safe to repeat: the same key gives the first answer again."""

import hashlib
import json
from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import select

from ..domain.errors import BadInput
from ..domain.permissions import Actor
from ..extensions import db
from ..models import Account, Receipt
from .transaction import hold, transaction

KEY_LENGTH = 200


def fingerprint(path: str, body: Mapping[str, Any] | bytes) -> str:
    """Hash what was asked for, so that a key used for another request is noticed."""
    raw = body if isinstance(body, bytes) else json.dumps(body, sort_keys=True, default=str).encode()
    return hashlib.sha256(path.encode() + b"\0" + raw).hexdigest()


def once(key: str | None, print_: str, act: Callable[[], str], *, actor: Actor) -> tuple[str, bool]:
    """Do `act` and keep its answer under `key`, in one transaction; give (answer, whether it is new).

    Raises BadInput("key_reused") when the key stood for another request.
    """
    if not key:
        return act(), True
    if len(key) > KEY_LENGTH:
        raise BadInput("key_too_long", field="Idempotency-Key")
    with transaction():
        hold(db.session.get_one(Account, actor.account_id))
        known = db.session.scalar(
            select(Receipt).where(Receipt.account_id == actor.account_id, Receipt.key == key)
        )
        if known is not None:
            if known.fingerprint != print_:
                raise BadInput("key_reused", field="Idempotency-Key")
            return known.answer, False
        answer = act()
        db.session.add(Receipt(account_id=actor.account_id, key=key, fingerprint=print_, answer=answer))
        return answer, True
