"""Members of a project."""

import secrets
from dataclasses import dataclass, field

from sqlalchemy import select

from .. import markup
from ..domain.errors import BadInput, Forbidden, StateConflict
from ..domain.languages import canonical
from ..domain.people import INSTITUTION_LENGTH, SECTOR_LENGTH, TAG_LENGTH, InstitutionType, Role
from ..domain.permissions import Actor, may_invite
from ..extensions import db
from ..models import Account, Membership, Project, SignInLink
from ..queries.accounts import actor_in, open_links_of
from .accounts import issue_link, open_account, revoke_link
from .activity import record
from .transaction import hold, transaction


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Somebody to add, as typed."""

    email: str
    name: str
    role: Role
    institution: str = ""
    institution_type: InstitutionType | None = None
    country: str = ""
    sector: str = ""
    language: str | None = None
    tags: list[str] = field(default_factory=list)


def add_member(project: Project, newcomer: Newcomer, *, actor: Actor) -> Membership:
    """Add a person to a project; the account is made if the e-mail address has none.

    Raises Forbidden("role_too_high") for a role the actor may not bring in, StateConflict("member_already").
    """
    if not may_invite(actor, newcomer.role):
        raise Forbidden("role_too_high")
    with transaction():
        hold(project)
        account = open_account(newcomer.email, newcomer.name, language=_language(newcomer), actor=actor)
        if find_membership(project, account) is not None:
            raise StateConflict("member_already", field="email", email=account.email)
        member = enrol(project, account, newcomer.role)
        _describe(member, newcomer)
        record(
            "added",
            "membership",
            member.public_id,
            actor=actor,
            project_id=project.id,
            role=newcomer.role.value,
        )
        return member


def describe_member(member: Membership, details: Newcomer, *, actor: Actor) -> None:
    """Change what is known of a member; address, name and role stay."""
    with transaction():
        _describe(member, details)
        record("described", "membership", member.public_id, actor=actor, project_id=member.project_id)


def _describe(member: Membership, details: Newcomer) -> None:
    member.institution = markup.plain(details.institution)[:INSTITUTION_LENGTH]
    member.institution_type = details.institution_type
    member.country = clean_country(details.country)
    member.sector = markup.plain(details.sector)[:SECTOR_LENGTH]
    member.language = _language(details)
    member.tags = [tag for tag in (markup.plain(raw)[:TAG_LENGTH] for raw in details.tags) if tag]


def _language(details: Newcomer) -> str | None:
    return canonical(details.language) if details.language else None


def clean_country(code: str) -> str:
    """Give an ISO 3166 alpha-2 code in capitals, "" for none; raise BadInput("country_unknown")."""
    country = code.strip().upper()
    if country and not (len(country) == 2 and country.isascii() and country.isalpha()):
        raise BadInput("country_unknown", field="country")
    return country


def enrol(project: Project, account: Account, role: Role) -> Membership:
    """Make a membership with a random number of its own in the project."""
    taken = set(db.session.scalars(select(Membership.pseudonym).where(Membership.project_id == project.id)))
    free = [number for number in range(1, 2 * len(taken) + 100) if number not in taken]
    member = Membership(project=project, account=account, role=role, pseudonym=secrets.choice(free), tags=[])
    db.session.add(member)
    db.session.flush()
    return member


def hand_link(member: Membership, *, actor: Actor) -> tuple[SignInLink, str]:
    """Make a personal sign-in link for a member, to hand over.

    A link opens all that its account may do, in every project. So whoever makes one must be above that person
    everywhere: else Forbidden("role_too_high") or, for other projects, Forbidden("link_beyond_you").
    """
    _check_may_hand(member, actor)
    return issue_link(member.account, actor=actor, project_id=member.project_id)


def revoke_links(member: Membership, *, actor: Actor) -> None:
    """Make every link of a member useless that was not used yet."""
    _check_may_hand(member, actor)
    with transaction():
        for link in open_links_of([member.account_id]).get(member.account_id, []):
            revoke_link(link, actor=actor, project_id=member.project_id)


def _check_may_hand(member: Membership, actor: Actor) -> None:
    if actor.is_admin or member.account_id == actor.account_id:
        return
    if not may_invite(actor, member.role):
        raise Forbidden("role_too_high")
    account = db.session.get_one(Account, actor.account_id)
    elsewhere = db.session.scalars(
        select(Membership).where(
            Membership.account_id == member.account_id,
            Membership.id != member.id,
            Membership.left_at.is_(None),
        )
    )
    above = all(may_invite(actor_in(account, other.project_id), other.role) for other in elsewhere)
    if member.account.is_admin or not above:
        raise Forbidden("link_beyond_you")


def find_membership(project: Project, account: Account) -> Membership | None:
    """Find a person's standing in a project; somebody who left has none."""
    return db.session.scalar(
        select(Membership).where(
            Membership.project_id == project.id,
            Membership.account_id == account.id,
            Membership.left_at.is_(None),
        )
    )


def standing(project_id: int, *, actor: Actor) -> Membership:
    """Give the membership the actor acts by; an administrator without one joins as manager, on record."""
    if actor.membership_id is not None:
        return db.session.get_one(Membership, actor.membership_id)
    if not actor.is_admin:
        raise Forbidden("not_a_member")
    project = db.session.get_one(Project, project_id)
    hold(project)
    account = db.session.get_one(Account, actor.account_id)
    member = find_membership(project, account) or enrol(project, account, Role.MANAGER)
    record("joined as administrator", "membership", member.public_id, actor=actor, project_id=project_id)
    return member
