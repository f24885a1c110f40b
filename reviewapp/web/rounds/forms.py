"""The form of a review round."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, RadioField, SelectMultipleField, StringField
from wtforms.fields import DateTimeLocalField
from wtforms.validators import DataRequired, InputRequired

from ...domain.people import Attribution
from ...domain.rounds import NAME_LENGTH, LateRule, Visibility
from ...services.rounds import Terms
from ..bylines import with_institution
from ..forms import AtMost, ReviewForm
from ..labels import choices, label
from ..sentences import SENTENCES

WEEKS = timedelta(weeks=3)
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
    reviewers = SelectMultipleField(_l("Reviewers"), choices=[])
    opens_at = DateTimeLocalField(_l("Opens"), [InputRequired()], format=TYPED)
    closes_at = DateTimeLocalField(_l("Deadline"), [InputRequired()], format=TYPED)
    visibility = RadioField(_l("Who sees whose comments?"), choices=[], default=Visibility.OPEN.value)
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
    seen = HiddenField()

    def offer(self, versions: Iterable[Any], reviewers: Sequence[Any], present: Any = None) -> None:
        """Set what can be chosen for a new round, or for the `present` one.

        "After they submitted" is not offered for new rounds: reviewers cannot submit yet.
        """
        self.visibility.choices = [
            (code, words)
            for code, words in choices("visibility")
            if code != Visibility.AFTER_SUBMIT or (present is not None and present.visibility == code)
        ]
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
        for name in ("visibility", "attribution", "attribution_out", "late"):
            self[name].data = getattr(round_, name).value
        self.seen.data = str(round_.revision)

    def terms(self, zone: str) -> Terms:
        """Give what was typed to the verb."""
        return Terms(
            name=self.name.data,
            opens_at=self.opens_at.data.replace(tzinfo=ZoneInfo(zone)),
            closes_at=self.closes_at.data.replace(tzinfo=ZoneInfo(zone)),
            versions=[self._versions[key] for key in self.versions.data],
            reviewers=[self._reviewers[key] for key in self.reviewers.data or []],
            visibility=Visibility(self.visibility.data),
            attribution=Attribution(self.attribution.data),
            attribution_out=Attribution(self.attribution_out.data),
            late=LateRule(self.late.data),
        )

    @property
    def revision_seen(self) -> int | None:
        """The revision of the round that the form was made from."""
        text = self.seen.data or ""
        return int(text) if text.isascii() and text.isdigit() else None


def _version_in_words(version: Any) -> str:
    return str(
        _(
            "%(title)s: %(language)s, version %(number)s",
            title=version.document.title,
            language=label("language", version.language),
            number=version.number,
        )
    )
