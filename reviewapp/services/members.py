"""What changes for a member: role, address, name, and leaving. Each needs somebody above that person."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from ..clock import now
from ..domain.errors import Forbidden, StateConflict
from ..domain.people import Role
from ..domain.permissions import Actor, may_invite
from ..extensions import db
from ..models import Account, Membership
from ..queries.projects import looks_in, standings_of
from .accounts import clean_email, clean_name, revoke_open_links
from .activity import record
from .notices import notify_address_changed
from .people import Newcomer, check_above, check_name, describe_member, end_links_below
from .sessions import end_sessions
from .transaction import hold, transaction

DETAILS = ("institution", "institution_type", "country", "sector", "language", "tags")
"""What is known of a member besides name, address and role."""


def change_role(member: Membership, role: Role, *, actor: Actor) -> None:
    """Give a member another role; he or she signs in anew.

    Raises Forbidden("role_too_high") unless the actor is above the role before and after.
    """
    with transaction():
        hold(member.account, member)
        if not (may_invite(actor, member.role) and may_invite(actor, role)):
            raise Forbidden("role_too_high", field="role")
        if member.role is role:
            return
        before, member.role = member.role, role
        end_links_below(member, actor=actor)
        end_sessions(member.account, actor=actor)
        _record("changed role", member, actor, before=before.value, after=role.value)


def change_address(member: Membership, email: str, *, actor: Actor) -> None:
    """Give the account of a member another e-mail address: links and sessions end, the old address is told.

    Raises Forbidden("role_too_high"), Forbidden("link_beyond_you"), BadInput("email_malformed"),
    StateConflict("email_taken").
    """
    address = clean_email(email)
    with transaction():
        account = member.account
        hold(account)
        _check_not_oneself(member, actor)
        check_above(member, actor)
        old = account.email
        if address == old:
            return
        if db.session.scalar(select(Account.id).where(Account.email == address)) is not None:
            raise StateConflict("email_taken", field="email")
        account.email = address
        try:
            db.session.flush()
        except IntegrityError:
            raise StateConflict("email_taken", field="email") from None
        revoke_open_links(account, actor=actor, project_id=member.project_id)
        end_sessions(account, actor=actor)
        _record("changed address", member, actor)
        notify_address_changed(account, old)


def change_member(
    member: Membership,
    details: Mapping[str, Any],
    *,
    email: str | None,
    name: str | None,
    role: Role | None,
    actor: Actor,
) -> None:
    """Change several things of a member at once, all or none; None stays as it is.

    `details` are fields of `Newcomer` by name. Raises what the single verbs raise.
    """
    with transaction():
        hold(member.account)
        if details:
            known = {name: getattr(member, name) for name in DETAILS}
            person = Newcomer(email="", name="", role=member.role, **{**known, **details})
            describe_member(member, person, actor=actor)
        if name is not None:
            rename_member(member, name, actor=actor)
        if email is not None:
            change_address(member, email, actor=actor)
        if role is not None:
            change_role(member, role, actor=actor)


def rename_member(member: Membership, name: str, *, actor: Actor) -> None:
    """Correct the name of a member; in all projects. Raises Forbidden and what `rename` raises."""
    with transaction():
        hold(member.account)
        check_above(member, actor)
        rename(member.account, name, actor=actor)


def rename(account: Account, name: str, *, actor: Actor) -> None:
    """Change how somebody is called.

    Raises BadInput: name_missing, text_too_long, name_reserved, name_looks_same.
    """
    clean = clean_name(name)
    with transaction():
        hold(account)
        if clean == account.name:
            return
        for member in standings_of(account):
            others = {look: who for look, who in looks_in(member.project).items() if who != account.id}
            check_name(clean, member.role, others, account=None)
        account.name = clean
        record("renamed", "account", account.public_id, actor=actor)


def remove_member(member: Membership, *, actor: Actor) -> None:
    """End somebody's part in a project at once; what that person wrote stays.

    Raises Forbidden: role_too_high, not_oneself.
    """
    with transaction():
        hold(member.project, member)
        if member.left_at is not None:
            return
        _check_not_oneself(member, actor)
        if not may_invite(actor, member.role):
            raise Forbidden("role_too_high")
        member.left_at = now()
        db.session.flush()
        account = member.account
        if not account.is_admin and not standings_of(account):
            end_sessions(account, actor=actor)
            revoke_open_links(account, actor=actor, project_id=member.project_id)
        _record("removed", member, actor, role=member.role.value)


def _check_not_oneself(member: Membership, actor: Actor) -> None:
    if member.account_id == actor.account_id:
        raise Forbidden("not_oneself")


def _record(verb: str, member: Membership, actor: Actor, **details: str) -> None:
    record(verb, "membership", member.public_id, actor=actor, project_id=member.project_id, **details)
