"""The form of a project."""

import zoneinfo

from flask_babel import lazy_gettext as _l
from wtforms import SelectField, SelectMultipleField, StringField
from wtforms.validators import DataRequired

from ...domain.versions import TITLE_LENGTH
from ..forms import AtMost, ReviewForm
from ..sentences import SENTENCES
from ..spoken import choices_of_known


def time_zones() -> list[str]:
    """Give the time zones named after a place, and UTC."""
    places = (zone for zone in zoneinfo.available_timezones() if "/" in zone and not zone.startswith("Etc/"))
    return ["UTC", *sorted(places)]


class ProjectForm(ReviewForm):
    """What a project is begun with."""

    name = StringField(
        _l("Name of the project"),
        [DataRequired(SENTENCES["name_missing"]), AtMost(TITLE_LENGTH)],
        description=_l("As reviewers will read it, for example “Guide for in-company trainers”."),
    )
    languages = SelectMultipleField(
        _l("Languages of the documents"),
        [DataRequired(SENTENCES["languages_missing"])],
        choices=choices_of_known,
        default=["en", "zh"],
        description=_l("Each document has one line of versions for each language."),
    )
    time_zone = SelectField(
        _l("Time zone"),
        [DataRequired()],
        choices=time_zones,
        default="Asia/Shanghai",
        description=_l("Deadlines are typed and shown in this time zone."),
    )
