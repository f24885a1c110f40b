"""The forms of a review round: its terms, an extension, a reviewer who declines."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, Self
from zoneinfo import ZoneInfo

from flask import request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    HiddenField,
    RadioField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.fields import DateField, DateTimeLocalField
from wtforms.validators import DataRequired, InputRequired, Optional

from ...clock import now
from ...domain.moments import end_of_day, last_day
from ...domain.people import Attribution
from ...domain.reviewers import DECLINE_LENGTH
from ...domain.rounds import NAME_LENGTH, TERMS_LENGTH, LateRule, Visibility, objections_end
from ...services.rounds import Terms
from ..bylines import with_institution
from ..forms import AtMost, ReviewForm
from ..labels import choices, label
from ..sentences import SENTENCES

WEEKS = timedelta(weeks=3)
PROMISED = ("visibility", "attribution")
"""What reviewers count on once somebody has commented."""
TYPED = ["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M:%S"]


class RoundForm(ReviewForm):
    """What a round is about, whom it asks and until when. Times are typed in the project's time zone."""

    name = StringField(
        _l("Name of the round"),
        [DataRequired(SENTENCES["name_missing"]), AtMost(NAME_LENGTH)],
        description=_l("For example “First round”."),
    )
    versions = SelectMultipleField(
        _l("Versions to review"), [InputRequired(SENTENCES["versions_missing"])], choices=[]
    )
    terms_of_reference = TextAreaField(
        _l("Terms of reference"),
        [AtMost(TERMS_LENGTH)],
        description=_l(
            "What is wanted and what is not, how comments are used, thanks. Reviewers read it first."
        ),
    )
    is_confidential = BooleanField(
        _l("Confidential draft: do not cite or distribute"),
        description=_l("Exports of this round carry this mark."),
    )
    reviewers = SelectMultipleField(_l("Reviewers"), choices=[])
    everybody = BooleanField(_l("All reviewers of the project"))
    opens_at = DateTimeLocalField(_l("Opens"), [InputRequired()], format=TYPED)
    closes_at = DateTimeLocalField(_l("Deadline"), [InputRequired()], format=TYPED)
    visibility = RadioField(
        _l("Who sees whose comments?"), choices=choices("visibility"), default=Visibility.OPEN.value
    )
    attribution = RadioField(
        _l("How are authors named to other reviewers?"),
        choices=choices("attribution"),
        default=Attribution.NAMED.value,
    )
    attribution_out = RadioField(
        _l("How are authors named in exports and reports?"),
        choices=choices("attribution"),
        default=Attribution.ROLE.value,
    )
    late = RadioField(_l("Comments after the deadline"), choices=choices("late"), default=LateRule.MARK.value)
    objections_until = DateField(
        _l("Objections until"),
        [Optional()],
        description=_l("Without a day, authors can object for 14 days after the round is answered."),
    )
    seen = HiddenField()

    def offer(self, versions: Iterable[Any], reviewers: Sequence[Any]) -> None:
        """Set what can be chosen."""
        self._versions = {one.public_id: one for one in versions}
        self._reviewers = {one.public_id: one for one in reviewers}
        self.versions.choices = [(key, _version_in_words(one)) for key, one in self._versions.items()]
        self.reviewers.choices = [
            (key, with_institution(one.account.name, one.institution)) for key, one in self._reviewers.items()
        ]

    def propose(self, zone: str) -> None:
        """Fill in usual dates: from now, for three weeks, until six in the evening."""
        opens = datetime.now(UTC).astimezone(ZoneInfo(zone)).replace(tzinfo=None, second=0, microsecond=0)
        self.opens_at.data = opens
        self.closes_at.data = (opens + WEEKS).replace(hour=18, minute=0)

    def show_terms(self, round_: Any) -> None:
        """Fill in what holds at present."""
        zone = ZoneInfo(round_.project.time_zone)
        self.name.data = round_.name
        self.versions.data = [one.public_id for one in round_.versions]
        self.reviewers.data = [row.membership.public_id for row in round_.reviewers]
        self.opens_at.data = round_.opens_at.astimezone(zone).replace(tzinfo=None)
        self.closes_at.data = round_.closes_at.astimezone(zone).replace(tzinfo=None)
        self.terms_of_reference.data = round_.terms_of_reference
        self.is_confidential.data = round_.is_confidential
        if round_.objections_until:
            self.objections_until.data = last_day(round_.objections_until, round_.project.time_zone)
        for name in (*PROMISED, "attribution_out", "late"):
            self[name].data = getattr(round_, name).value
        self.seen.data = str(round_.revision)

    def keep_promise(self, round_: Any) -> None:
        """Take what reviewers were promised from the round, unless something else was sent."""
        for name in PROMISED:
            if name not in request.form:
                self[name].data = getattr(round_, name).value

    def terms(self, zone: str) -> Terms:
        """Give what was typed to the verb."""
        return Terms(
            name=self.name.data,
            opens_at=self.opens_at.data.replace(tzinfo=ZoneInfo(zone)),
            closes_at=self.closes_at.data.replace(tzinfo=ZoneInfo(zone)),
            versions=[self._versions[key] for key in self.versions.data],
            reviewers=[self._reviewers[key] for key in self._chosen()],
            visibility=Visibility(self.visibility.data),
            attribution=Attribution(self.attribution.data),
            attribution_out=Attribution(self.attribution_out.data),
            late=LateRule(self.late.data),
            terms_of_reference=self.terms_of_reference.data or "",
            is_confidential=self.is_confidential.data,
            objections_until=_end_of(self.objections_until, zone),
        )

    def _chosen(self) -> Iterable[str]:
        return self._reviewers if self.everybody.data else self.reviewers.data or []

    @property
    def revision_seen(self) -> int | None:
        """The revision of the round that the form was made from."""
        text = self.seen.data or ""
        return int(text) if text.isascii() and text.isdigit() else None


class ObjectionsForm(ReviewForm):
    """The last day on which authors may object to what was decided, in the project's time zone."""

    objections_until = DateField(_l("Objections until"), [InputRequired()])

    @classmethod
    def filled_in(cls, round_: Any) -> Self:
        """Make the form with what holds, or would hold after an answer now."""
        form, zone, wish = cls(formdata=None), round_.project.time_zone, round_.objections_until
        until = (
            wish if wish and round_.answered_at else objections_end(zone, round_.answered_at or now(), wish)
        )
        form.objections_until.data = last_day(until, zone)
        return form

    def moment(self, zone: str) -> datetime:
        """Give the end of the day that was typed."""
        return end_of_day(self.objections_until.data, zone)


class AnswerForm(ObjectionsForm):
    """The same where a round is answered: without a day it is as planned, else two weeks."""

    objections_until = DateField(_l("Objections until"), [Optional()])

    def wish(self, zone: str) -> datetime | None:
        """Give the end of the day that was typed; None for no day."""
        return _end_of(self.objections_until, zone)


class ExtensionForm(ReviewForm):
    """A deadline of one's own, typed in the project's time zone."""

    until = DateTimeLocalField(_l("Own deadline"), [InputRequired()], format=TYPED)

    def propose(self, deadline: datetime, zone: str) -> None:
        """Fill in a week after the present deadline."""
        present = max(deadline, datetime.now(UTC)).astimezone(ZoneInfo(zone))
        self.until.data = (present + timedelta(weeks=1)).replace(tzinfo=None, second=0, microsecond=0)

    def moment(self, zone: str) -> datetime:
        """Give what was typed as a moment."""
        return datetime.replace(self.until.data, tzinfo=ZoneInfo(zone))


class DeclineForm(ReviewForm):
    """Why a reviewer does not take part, if he or she likes to say."""

    reason = TextAreaField(_l("Reason"), [AtMost(DECLINE_LENGTH)])


def _end_of(field: DateField, zone: str) -> datetime | None:
    return end_of_day(field.data, zone) if field.data else None


def _version_in_words(version: Any) -> str:
    return str(
        _(
            "%(title)s: %(language)s, version %(number)s",
            title=version.document.title,
            language=label("language", version.language),
            number=version.number,
        )
    )
