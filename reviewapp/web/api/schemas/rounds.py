"""Review rounds."""

from pydantic import Field

from ....domain.people import Attribution
from ....domain.rounds import LateRule, RoundState, Visibility
from .base import Given, Moment, MomentText, PublicId, Taken


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
    created_at: Moment
