"""Questions about projects, guides, documents and members."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from ..domain.names import look_of
from ..domain.people import Role
from ..domain.permissions import Actor
from ..extensions import db
from ..models import Account, Document, Guide, Membership, Project
from .visibility import documents_seen


def projects_of(account: Account) -> list[tuple[Project, Membership | None]]:
    """Give the projects an account stands in (all, for an administrator) with its membership in each."""
    mine = {
        member.project_id: member
        for member in db.session.scalars(
            select(Membership).where(Membership.account_id == account.id, Membership.left_at.is_(None))
        )
    }
    query = select(Project).order_by(Project.id)
    if not account.is_admin:
        query = query.where(Project.id.in_(mine))
    return [(project, mine.get(project.id)) for project in db.session.scalars(query)]


def find_project(public_id: str) -> Project | None:
    """Find a project by its public id."""
    return db.session.scalar(select(Project).where(Project.public_id == public_id))


def find_guide(public_id: str) -> Guide | None:
    """Find a guide by its public id."""
    return db.session.scalar(select(Guide).where(Guide.public_id == public_id))


def find_document(public_id: str) -> Document | None:
    """Find a document by its public id."""
    return db.session.scalar(select(Document).where(Document.public_id == public_id))


def sees_document(actor: Actor, document: Document) -> bool:
    """Tell whether the actor may know of this document."""
    query = select(Document.id).where(Document.id == document.id, documents_seen(actor))
    return db.session.scalar(query) is not None


def sees_guide(actor: Actor, guide: Guide) -> bool:
    """Tell whether the actor may know of this guide: staff and observers always, a reviewer by a document."""
    if actor.acts_as is not Role.REVIEWER:
        return actor.acts_as is not None
    query = select(Document.id).where(Document.guide_id == guide.id, documents_seen(actor)).limit(1)
    return db.session.scalar(query) is not None


def documents_known(guides: Sequence[Guide], actor: Actor) -> list[Document]:
    """Give the documents of guides that the actor may know of, in order."""
    keys = [guide.id for guide in guides]
    query = select(Document).where(Document.guide_id.in_(keys), documents_seen(actor))
    return list(db.session.scalars(query.order_by(Document.guide_id, Document.id)))


def guides_of(project: Project) -> list[Guide]:
    """Give the guides of a project with their documents."""
    return list(
        db.session.scalars(
            select(Guide)
            .where(Guide.project_id == project.id)
            .options(selectinload(Guide.documents))
            .order_by(Guide.id)
        )
    )


def members_of(project: Project) -> list[Membership]:
    """Give the present members of a project, in the order they joined."""
    return list(
        db.session.scalars(
            select(Membership)
            .where(Membership.project_id == project.id, Membership.left_at.is_(None))
            .order_by(Membership.id)
        )
    )


def looks_in(project: Project) -> dict[str, int]:
    """Give what the names of the present members look like, with whose account it is."""
    rows = db.session.execute(
        select(Account.id, Account.name)
        .join(Membership, Membership.account_id == Account.id)
        .where(Membership.project_id == project.id, Membership.left_at.is_(None))
    )
    return {look_of(name): account for account, name in rows}


def standings_of(account: Account) -> list[Membership]:
    """Give where an account stands, with the projects."""
    return list(
        db.session.scalars(
            select(Membership)
            .where(Membership.account_id == account.id, Membership.left_at.is_(None))
            .options(joinedload(Membership.project))
            .order_by(Membership.id)
        )
    )


def find_member(public_id: str) -> Membership | None:
    """Find a membership by its public id."""
    return db.session.scalar(
        select(Membership)
        .where(Membership.public_id == public_id, Membership.left_at.is_(None))
        .options(joinedload(Membership.project))
    )


def member_behind(actor: Actor) -> Membership | None:
    """Find the membership the actor stands in; an administrator may have none."""
    return db.session.get(Membership, actor.membership_id) if actor.membership_id is not None else None
