"""A project and its members."""

from datetime import datetime

from sqlalchemy import JSON, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ..clock import now
from ..domain.people import InstitutionType, Person, Role
from ..domain.permissions import Actor
from .account import Account
from .base import Base, Public
from .choice import choice


class Project(Public, Base):
    """What people, guides and rounds belong to."""

    __tablename__ = "project"

    name: Mapped[str] = mapped_column(String(200))
    languages: Mapped[list[str]] = mapped_column(JSON)
    time_zone: Mapped[str] = mapped_column(String(64))
    created_at: Mapped[datetime] = mapped_column(default=now)


class Membership(Public, Base):
    """One person in one project, with one role. `pseudonym` is a random number, stable in the project."""

    __tablename__ = "membership"
    __table_args__ = (
        UniqueConstraint("project_id", "account_id"),
        UniqueConstraint("project_id", "pseudonym"),
    )

    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    role: Mapped[Role] = mapped_column(choice(Role))
    pseudonym: Mapped[int]
    institution: Mapped[str] = mapped_column(String(200), default="")
    institution_type: Mapped[InstitutionType | None] = mapped_column(choice(InstitutionType))
    country: Mapped[str] = mapped_column(String(2), default="")
    sector: Mapped[str] = mapped_column(String(120), default="")
    language: Mapped[str | None] = mapped_column(String(20))
    tags: Mapped[list[str]] = mapped_column(JSON, default=list)
    created_at: Mapped[datetime] = mapped_column(default=now)
    left_at: Mapped[datetime | None]

    project: Mapped[Project] = relationship()
    account: Mapped[Account] = relationship(lazy="joined", innerjoin=True)

    @property
    def actor(self) -> Actor:
        """This member at a door."""
        return Actor(self.account_id, self.account.is_admin, self.id, self.role)

    @property
    def person(self) -> Person:
        """What a byline is made of."""
        return Person(self.account.name, self.role, self.institution, self.institution_type, self.pseudonym)
