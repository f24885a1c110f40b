"""Accounts, sign-in links and API tokens. Secrets are 256 random bits; only their SHA-256 is stored."""

import hashlib
import secrets
from datetime import timedelta

from email_validator import EmailNotValidError, validate_email
from sqlalchemy import select

from .. import markup
from ..clock import now
from ..domain.errors import BadInput, NotFound, StateConflict
from ..domain.mails import MailKind
from ..domain.people import NAME_LENGTH
from ..domain.permissions import Actor
from ..extensions import db
from ..models import Account, Activity, ApiToken, SignInLink
from ..queries.accounts import open_links_of, tokens_of
from . import limits
from .activity import record
from .outbox import is_mail_on, queue_mail
from .transaction import hold, transaction

LINK_DAYS = 14
TOKEN_PREFIX = "rvw_"  # noqa: S105


def clean_email(text: str) -> str:
    """Give an address in the form accounts are found by; raise BadInput("email_malformed")."""
    try:
        return validate_email(text.strip(), check_deliverability=False).normalized.lower()
    except EmailNotValidError:
        raise BadInput("email_malformed", field="email") from None


def clean_name(text: str) -> str:
    """Give a name to show: no control, invisible or direction characters; raise BadInput if none is left."""
    name = markup.plain(text)
    if not name:
        raise BadInput("name_missing", field="name")
    if len(name) > NAME_LENGTH:
        raise BadInput("text_too_long", field="name", limit=NAME_LENGTH, length=len(name))
    return name


def open_account(
    email: str, name: str, *, language: str | None = None, is_admin: bool = False, actor: Actor | None
) -> Account:
    """Find the account of an e-mail address or make it; being made an administrator is added.

    Earlier links of a new administrator end: whoever handed them over was above the person then, not now.
    """
    address = clean_email(email)
    with transaction():
        account = db.session.scalar(select(Account).where(Account.email == address))
        if account is None:
            account = Account(email=address, name=clean_name(name), language=language, is_admin=is_admin)
            db.session.add(account)
            db.session.flush()
            record("opened", "account", account.public_id, actor=actor, is_admin=is_admin)
        elif is_admin and not account.is_admin:
            hold(account)
            account.is_admin = True
            revoke_links_from_below(account, actor=actor)
            record("made administrator", "account", account.public_id, actor=actor)
        return account


def issue_link(
    account: Account, *, actor: Actor | None, project_id: int | None = None
) -> tuple[SignInLink, str]:
    """Make a sign-in link for `account`; give the row and the token, which is shown once."""
    token = secrets.token_urlsafe(32)
    with transaction():
        link = SignInLink(
            account_id=account.id, token_hash=hashed(token), expires_at=now() + timedelta(days=LINK_DAYS)
        )
        db.session.add(link)
        db.session.flush()
        record(
            "issued", "sign_in_link", link.public_id, actor=actor, project_id=project_id, to=account.public_id
        )
        return link, token


def revoke_open_links(account: Account, *, actor: Actor | None, project_id: int | None = None) -> None:
    """Make every link of an account useless that was not used yet."""
    with transaction():
        for link in open_links_of([account.id]).get(account.id, []):
            link.revoked_at = now()
            record("revoked", "sign_in_link", link.public_id, actor=actor, project_id=project_id)


def revoke_links_from_below(account: Account, *, actor: Actor | None, project_id: int | None = None) -> None:
    """Make the unused links useless that members handed over, before the account rises above them.

    Those of the command line and of administrators stay: these are above everybody.
    """
    with transaction():
        links = open_links_of([account.id]).get(account.id, [])
        trusted = _from_above([link.public_id for link in links])
        for link in links:
            if link.public_id not in trusted:
                link.revoked_at = now()
                record("revoked", "sign_in_link", link.public_id, actor=actor, project_id=project_id)


def _from_above(links: list[str]) -> set[str]:
    """Give which links were issued on the command line or by an administrator."""
    administrators = select(Account.id).where(Account.is_admin)
    return set(
        db.session.scalars(
            select(Activity.subject).where(
                Activity.noun == "sign_in_link",
                Activity.verb == "issued",
                Activity.subject.in_(links),
                Activity.account_id.is_(None) | Activity.account_id.in_(administrators),
            )
        )
    )


def consume_link(token: str) -> Account:
    """Use a sign-in link up; raise NotFound(link_unknown, link_used, link_revoked or link_expired)."""
    with transaction():
        link = db.session.scalar(
            select(SignInLink).where(SignInLink.token_hash == hashed(token)).with_for_update()
        )
        check_link(link)
        assert link is not None  # noqa: S101
        link.used_at = now()
        record("signed in", "account", link.account.public_id, actor=Actor(link.account_id))
        return link.account


def enter_by_link(token: str, *, address: str) -> Account:
    """Use a link up as `consume_link` does; who tries unknown ones from `address` too often is told to wait.

    Raises NotFound, TooMany("too_many_tries"). A link that works does so whatever was tried before.
    """
    try:
        return consume_link(token)
    except NotFound as error:
        if error.code == "link_unknown":
            limits.count_try((limits.TOKEN_ADDRESS, limits.network_of(address)))
        raise


def ask_for_link(email: str, *, address: str) -> None:
    """Queue a sign-in link for an address that somebody typed; only the worker looks whose it is.

    Raises BadInput("email_malformed"), StateConflict("mail_off"), TooMany("too_many_tries").
    """
    if not is_mail_on():
        raise StateConflict("mail_off")
    to = clean_email(email)
    limits.count_try((limits.LINK_ACCOUNT, to), (limits.LINK_ADDRESS, limits.network_of(address)))
    with transaction():
        queue_mail(MailKind.SIGN_IN_LINK, to, params={"requested": True})


def check_link(link: SignInLink | None) -> None:
    """Raise NotFound unless the link may still be used."""
    if link is None:
        raise NotFound("link_unknown")
    if link.revoked_at:
        raise NotFound("link_revoked")
    if link.used_at:
        raise NotFound("link_used")
    if link.expires_at <= now():
        raise NotFound("link_expired")


def issue_token(account: Account, label: str, *, actor: Actor | None) -> str:
    """Make an API token for `account`; it is shown once."""
    token = TOKEN_PREFIX + secrets.token_urlsafe(32)
    with transaction():
        db.session.add(
            ApiToken(account_id=account.id, token_hash=hashed(token), label=markup.plain(label)[:120])
        )
        record("issued token", "account", account.public_id, actor=actor, label=label[:120])
        return token


def revoke_token(account: Account, handle: str) -> None:
    """Make one of a person's own tokens useless; `handle` is as `queries.accounts.tokens_of` gives it."""
    with transaction():
        token = next((one for one in tokens_of(account) if one.handle == handle), None)
        if token is None:
            raise NotFound
        token.revoked_at = now()
        record("revoked token", "account", account.public_id, actor=Actor(account.id), label=token.label)


def choose_language(account: Account, language: str) -> None:
    """Keep the interface language a person chose."""
    with transaction():
        account.language = language
        record("chose language", "account", account.public_id, actor=Actor(account.id), language=language)


def hashed(token: str) -> str:
    """Give the form in which a secret is stored."""
    return hashlib.sha256(token.encode()).hexdigest()
