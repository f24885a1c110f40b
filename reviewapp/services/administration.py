"""What only administrators do: look at all accounts, make administrators, let somebody be forgotten."""

import secrets

from sqlalchemy import func, or_, select, update

from ..clock import now
from ..domain.errors import Forbidden, StateConflict
from ..domain.mails import MailKind, Outcome
from ..domain.names import FORMER
from ..domain.permissions import Actor
from ..extensions import db
from ..models import Account, ApiToken, Mail, Membership
from .accounts import revoke_links_from_below, revoke_open_links
from .activity import record
from .found import forget_name
from .sessions import end_sessions
from .transaction import hold, transaction


def note_look(*, actor: Actor) -> None:
    """Put on record that an administrator looked at all accounts."""
    with transaction():
        record("looked at", "account", "all", actor=actor)


def set_administrator(account: Account, is_admin: bool, *, actor: Actor) -> None:
    """Make somebody an administrator, or no longer one; that person signs in anew, by a new link.

    Raises StateConflict("last_administrator").
    """
    _check_admin(actor)
    with transaction():
        _hold_administrators()
        hold(account)
        if account.is_admin is is_admin:
            return
        if not is_admin:
            _check_not_the_last(account)
        account.is_admin = is_admin
        end_sessions(account, actor=actor)
        revoke_links_from_below(account, actor=actor)
        verb = "made administrator" if is_admin else "unmade administrator"
        record(verb, "account", account.public_id, actor=actor)


def forget_person(account: Account, *, actor: Actor) -> None:
    """Take name and address from an account and end it; comments, institution and role stay.

    In what files brought along the name goes too; the uploaded files stay as they are.

    Raises StateConflict("last_administrator").
    """
    _check_admin(actor)
    with transaction():
        _hold_administrators()
        hold(account)
        if account.is_admin:
            _check_not_the_last(account)
        forget_name(account, account.name)
        old, placeholder = account.email, f"former-{account.public_id}@people.invalid"
        account.name, account.email = f"{FORMER} {_free_number()}", placeholder
        account.password_hash, account.is_admin = None, False
        _end_everything(account, actor)
        _forget_mails(account, old, placeholder)
        record("forgot", "account", account.public_id, actor=actor)


def _end_everything(account: Account, actor: Actor) -> None:
    end_sessions(account, actor=actor)
    revoke_open_links(account, actor=actor)
    for table, ended in ((ApiToken, ApiToken.revoked_at), (Membership, Membership.left_at)):
        db.session.execute(
            update(table).where(table.account_id == account.id, ended.is_(None)).values({ended: now()})
        )


def _forget_mails(account: Account, old: str, placeholder: str) -> None:
    """Take the addresses out of the outbox; what waits there is not sent any more."""
    told = select(Mail).where(Mail.kind == MailKind.ADDRESS_CHANGED)
    former = [mail.id for mail in db.session.scalars(told) if mail.params.get("account") == account.public_id]
    theirs = or_(Mail.account_id == account.id, Mail.address == old, Mail.id.in_(former))
    waiting = theirs & Mail.settled_at.is_(None)
    db.session.execute(
        update(Mail).where(waiting).values(settled_at=now(), outcome=Outcome.NOT_NEEDED.value, params={})
    )
    db.session.execute(update(Mail).where(theirs).values(address=placeholder, error=""))


def _free_number() -> int:
    """Give a number that tells neither order nor count."""
    while True:
        number = 1000 + secrets.randbelow(9000)
        name = f"{FORMER} {number}"
        if db.session.scalar(select(Account.id).where(Account.name == name)) is None:
            return number


def _check_admin(actor: Actor) -> None:
    if not actor.is_admin:
        raise Forbidden("not_yours")


def _hold_administrators() -> None:
    """Let two administrators not unmake each other at the same moment."""
    administrators = db.session.scalars(select(Account).where(Account.is_admin).order_by(Account.id))
    hold(*administrators)


def _check_not_the_last(account: Account) -> None:
    others = select(func.count()).where(Account.is_admin, Account.id != account.id)
    if not db.session.scalar(others):
        raise StateConflict("last_administrator")
