"""Members of a project."""

import secrets
from dataclasses import dataclass, field

from sqlalchemy import select

from .. import markup
from ..domain.errors import BadInput, Forbidden, StateConflict
from ..domain.languages import canonical
from ..domain.names import is_reserved, look_of
from ..domain.people import INSTITUTION_LENGTH, SECTOR_LENGTH, STAFF, TAG_LENGTH, InstitutionType, Role
from ..domain.permissions import Actor, may_invite
from ..extensions import db
from ..models import Account, Membership, Project, SignInLink
from ..queries.accounts import find_account_by_email
from ..queries.projects import looks_in
from ..queries.standing import is_above
from .accounts import (
    clean_email,
    clean_name,
    issue_link,
    open_account,
    revoke_links_from_below,
    revoke_open_links,
)
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

    Raises Forbidden("role_too_high") for a role the actor may not bring in, StateConflict("member_already"),
    and what `check_name` raises.
    """
    with transaction():
        hold(project)
        return admit(project, newcomer, looks_in(project), actor=actor)


def admit(project: Project, newcomer: Newcomer, looks: dict[str, int], *, actor: Actor) -> Membership:
    """Add one of several people in the present transaction; `looks` as of `looks_in`, kept up to date."""
    if not may_invite(actor, newcomer.role):
        raise Forbidden("role_too_high")
    known = find_account_by_email(clean_email(newcomer.email))
    if known is not None and find_membership(project, known) is not None:
        raise StateConflict("member_already", field="email", email=known.email)
    name = known.name if known else clean_name(newcomer.name)
    check_name(name, newcomer.role, looks, account=known)
    account = known or open_account(newcomer.email, name, language=_language(newcomer), actor=actor)
    member = enrol(project, account, newcomer.role)
    end_links_below(member, actor=actor)
    looks[look_of(name)] = account.id
    _describe(member, newcomer)
    role = newcomer.role.value
    record("added", "membership", member.public_id, actor=actor, project_id=project.id, role=role)
    return member


def check_name(name: str, role: Role, looks: dict[str, int], *, account: Account | None) -> None:
    """Refuse a name that would be taken for another member's, or for the house itself.

    Raises BadInput("name_reserved"), BadInput("name_looks_same") for a name that is being given and
    StateConflict("account_looks_same") for one that its account has already.
    """
    if is_reserved(name, role):
        raise BadInput("name_reserved", field="name")
    holder = looks.get(look_of(name))
    if holder is not None and account is None:
        raise BadInput("name_looks_same", field="name")
    if account is not None and holder not in (None, account.id):
        raise StateConflict("account_looks_same", field="email", name=name)


def describe_member(member: Membership, details: Newcomer, *, actor: Actor) -> None:
    """Change what is known of a member; address, name and role stay. Raises Forbidden("role_too_high")."""
    with transaction():
        hold(member)
        if member.account_id != actor.account_id and not may_invite(actor, member.role):
            raise Forbidden("role_too_high")
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
    """Make a membership with a random number of its own in the project; who comes back gets the old one."""
    former = db.session.scalar(
        select(Membership).where(Membership.project_id == project.id, Membership.account_id == account.id)
    )
    if former is not None:
        former.left_at, former.role = None, role
        return former
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
    with transaction():
        hold(member.account)
        check_above(member, actor)
        return issue_link(member.account, actor=actor, project_id=member.project_id)


def revoke_links(member: Membership, *, actor: Actor) -> None:
    """Make every link of a member useless that was not used yet."""
    check_above(member, actor)
    revoke_open_links(member.account, actor=actor, project_id=member.project_id)


def end_links_below(member: Membership, *, actor: Actor) -> None:
    """Make earlier links of somebody who joins the staff useless.

    Whoever handed them over was above the person then; they would open what he or she may do from now on.
    Nobody is above an administrator.
    """
    if member.role in STAFF and not member.account.is_admin:
        hold(member.account)
        revoke_links_from_below(member.account, actor=actor, project_id=member.project_id)


def check_above(member: Membership, actor: Actor) -> None:
    """Raise Forbidden unless the actor may hold what opens this person's account."""
    if is_above(actor, member):
        return
    raise Forbidden("link_beyond_you" if may_invite(actor, member.role) else "role_too_high")


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
        return _still_standing(actor.membership_id)
    if not actor.is_admin:
        raise Forbidden("not_a_member")
    project = db.session.get_one(Project, project_id)
    hold(project)
    account = db.session.get_one(Account, actor.account_id)
    member = find_membership(project, account) or enrol(project, account, Role.MANAGER)
    record("joined as administrator", "membership", member.public_id, actor=actor, project_id=project_id)
    return member


def _still_standing(key: int) -> Membership:
    """Give a membership that nobody can end before this transaction does; an ended one opens nothing."""
    member = db.session.scalar(
        select(Membership)
        .where(Membership.id == key, Membership.left_at.is_(None))
        .with_for_update(read=True, of=Membership)
        .execution_options(populate_existing=True)
    )
    if member is None:
        raise Forbidden("not_a_member")
    return member
