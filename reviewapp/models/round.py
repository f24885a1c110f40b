"""A review round, the versions in it, the reviewers it lists."""

from datetime import datetime

from sqlalchemy import Column, ForeignKey, String, Table, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ..clock import now
from ..domain.people import Attribution, Role
from ..domain.reviewers import Steps, state_for
from ..domain.rounds import Dates, LateRule, RoundState, Visibility, state_at
from .base import Base, Keyed, Public
from .choice import choice
from .project import Membership, Project
from .version import Version

round_version = Table(
    "round_version",
    Base.metadata,
    Column("round_id", ForeignKey("round.id"), primary_key=True),
    Column("version_id", ForeignKey("version.id"), primary_key=True, index=True),
)


class Round(Public, Base):
    """A call for comments on some versions. Its state follows from its dates.

    `opening_noted_at` and `closing_noted_at` say when the background worker put that on record.
    Authors may object until `objections_until`; where it is None, as long as the round is answered.
    """

    __tablename__ = "round"

    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"), index=True)
    name: Mapped[str] = mapped_column(String(120))
    opens_at: Mapped[datetime]
    closes_at: Mapped[datetime]
    resolution_at: Mapped[datetime | None]
    answered_at: Mapped[datetime | None]
    reported_at: Mapped[datetime | None]
    cancelled_at: Mapped[datetime | None]
    visibility: Mapped[Visibility] = mapped_column(choice(Visibility))
    attribution: Mapped[Attribution] = mapped_column(choice(Attribution))
    attribution_out: Mapped[Attribution] = mapped_column(choice(Attribution))
    late: Mapped[LateRule] = mapped_column(choice(LateRule))
    terms_of_reference: Mapped[str] = mapped_column(Text, default="")
    is_confidential: Mapped[bool] = mapped_column(default=False)
    opening_noted_at: Mapped[datetime | None]
    closing_noted_at: Mapped[datetime | None]
    objections_until: Mapped[datetime | None]
    revision: Mapped[int] = mapped_column()
    created_at: Mapped[datetime] = mapped_column(default=now)

    project: Mapped[Project] = relationship(lazy="joined", innerjoin=True)
    versions: Mapped[list[Version]] = relationship(secondary=round_version, order_by=Version.id)
    reviewers: Mapped[list["RoundReviewer"]] = relationship(
        back_populates="round", order_by="RoundReviewer.id", cascade="all, delete-orphan"
    )

    __mapper_args__ = {"version_id_col": revision}  # noqa: RUF012

    def state_for(self, member_id: int | None) -> RoundState:
        """Tell the state for one member: an own deadline may keep the round open for that person."""
        row = self.row_of(member_id)
        return row.state_of_round() if row else self.state()

    def deadline_for(self, member_id: int | None) -> datetime:
        """Give the moment until which a member may comment in time."""
        row = self.row_of(member_id)
        return row.deadline if row else self.closes_at

    def row_of(self, member_id: int | None) -> "RoundReviewer | None":
        """Find the reviewer this round lists under a membership key."""
        return next((row for row in self.reviewers if row.membership_id == member_id), None)

    @property
    def dates(self) -> Dates:
        """The moments that make the state."""
        return Dates(
            self.opens_at,
            self.closes_at,
            self.resolution_at,
            self.answered_at,
            self.reported_at,
            self.cancelled_at,
        )

    def takes_objections(self, at: datetime | None = None) -> bool:
        """Tell whether authors may object at a moment, by default now."""
        is_over = self.objections_until is not None and (at or now()) >= self.objections_until
        return self.state(at) is RoundState.ANSWERED and not is_over

    def state(self, at: datetime | None = None) -> RoundState:
        """Tell the state at a moment, by default now."""
        return state_at(self.dates, at or now())


class RoundReviewer(Keyed, Base):
    """A reviewer whom a round lists, and how far that person is; `extended_until` is an own deadline."""

    __tablename__ = "round_reviewer"
    __table_args__ = (UniqueConstraint("round_id", "membership_id"),)

    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"))
    membership_id: Mapped[int] = mapped_column(ForeignKey("membership.id"), index=True)
    invited_at: Mapped[datetime | None]
    opened_at: Mapped[datetime | None]
    submitted_at: Mapped[datetime | None]
    declined_at: Mapped[datetime | None]
    decline_reason: Mapped[str] = mapped_column(Text, default="")
    extended_until: Mapped[datetime | None]

    round: Mapped[Round] = relationship(back_populates="reviewers")
    membership: Mapped[Membership] = relationship()

    @property
    def takes_part(self) -> bool:
        """Whether this is still a reviewer of the project."""
        return self.membership.left_at is None and self.membership.role is Role.REVIEWER

    @property
    def deadline(self) -> datetime:
        """The moment until which this reviewer may comment in time."""
        return max(self.extended_until or self.round.closes_at, self.round.closes_at)

    def state_of_round(self, at: datetime | None = None) -> RoundState:
        """Tell the state of the round for this reviewer at a moment, by default now."""
        moment = at or now()
        return state_for(self.round.state(moment), self.extended_until, moment)

    def steps(self, comments: int) -> Steps:
        """What the reviewer has done, with the number of comments handed in."""
        return Steps(self.invited_at, self.opened_at, self.submitted_at, self.declined_at, comments)
