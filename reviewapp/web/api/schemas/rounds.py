"""Review rounds."""

from pydantic import Field

from ....domain.people import Attribution
from ....domain.reviewers import ReviewerState
from ....domain.rounds import LateRule, RoundState, Visibility
from .base import Given, Moment, MomentText, PublicId, Taken

OBJECTIONS = (
    "Until when authors may object once it is answered. Without it: as planned, else 14 days from the answer."
)


class NewRound(Taken):
    """A round to plan."""

    name: str
    opens_at: MomentText
    closes_at: MomentText
    versions: list[PublicId]
    reviewers: list[PublicId] = Field([], description="Memberships.")
    visibility: Visibility = Visibility.OPEN
    attribution: Attribution = Field(Attribution.NAMED, description="Towards other reviewers.")
    attribution_out: Attribution = Field(Attribution.ROLE, description="In exports, reports, public pages.")
    late: LateRule = LateRule.MARK
    terms_of_reference: str = Field("", description="What is wanted, for the reviewers.")
    confidential: bool = Field(False, description="Exports carry the mark of a confidential draft.")
    objections_until: MomentText | None = Field(None, description=OBJECTIONS)


class RoundChange(Taken):
    """What changes; what is not sent stays."""

    name: str | None = None
    opens_at: MomentText | None = None
    closes_at: MomentText | None = None
    versions: list[PublicId] | None = None
    reviewers: list[PublicId] | None = None
    visibility: Visibility | None = None
    attribution: Attribution | None = None
    attribution_out: Attribution | None = None
    late: LateRule | None = None
    terms_of_reference: str | None = None
    confidential: bool | None = None
    objections_until: MomentText | None = Field(
        None, description="Sent alone it changes an answered round too; until it is reported."
    )


class Answering(Taken):
    """Until when authors may object to what was decided."""

    objections_until: MomentText | None = Field(None, description=OBJECTIONS)


class Extension(Taken):
    """A deadline of one's own for one reviewer."""

    member: PublicId = Field(description="A membership that the round lists.")
    until: MomentText


class Declining(Taken):
    """Why a reviewer does not take part."""

    reason: str = ""


class Me(Given):
    """How far the reviewer who asks is in a round."""

    state: ReviewerState
    deadline: Moment = Field(description="Until when this reviewer may comment in time.")
    submitted_at: Moment | None
    declined_at: Moment | None
    comments: int


class Reviewer(Given):
    """How far one reviewer is in a round. For staff."""

    member: str
    state: ReviewerState
    invited_at: Moment | None
    opened_at: Moment | None
    submitted_at: Moment | None
    declined_at: Moment | None
    decline_reason: str
    deadline: Moment
    extended: bool = Field(description="Whether the deadline is this reviewer's own.")
    comments: int
    late: int


class Round(Given):
    """A call for comments. It opens and closes by itself."""

    id: str
    project: str
    name: str
    state: RoundState
    opens_at: Moment
    closes_at: Moment
    versions: list[str]
    reviewers: list[str] | None = Field(description="Memberships. For staff.")
    visibility: Visibility
    attribution: Attribution
    attribution_out: Attribution
    late: LateRule
    terms_of_reference: str
    confidential: bool
    objections_until: Moment | None = Field(
        description="Until when authors may object. Null before the answer: not set; after it: no end."
    )
    created_at: Moment
    me: Me | None = Field(description="For a reviewer: how far he or she is. Null for others.")
