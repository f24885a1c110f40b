"""The forms by which people are added and changed."""

import re

from babel import Locale
from flask_babel import get_locale, lazy_pgettext
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import EmailField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired

from ...domain.people import (
    EMAIL_LENGTH,
    INSTITUTION_LENGTH,
    NAME_LENGTH,
    SECTOR_LENGTH,
    InstitutionType,
    Role,
)
from ...domain.permissions import Actor, may_invite
from ...services.arrivals import MAX_BYTES, list_in_file
from ...services.people import Newcomer
from ..forms import AtMost, ReviewForm
from ..labels import choices, label
from ..sentences import SENTENCES
from ..spoken import choices_of_known

_NO_COUNTRY = {"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"}
_BETWEEN_TAGS = re.compile(r"[,，、;；\n]")


def countries() -> list[tuple[str, str]]:
    """Give (code, words): by name in English, by code in Chinese, where names have no common order."""
    locale = get_locale() or Locale("en")
    names = {
        code: name
        for code, name in locale.territories.items()
        if len(code) == 2 and code.isalpha() and code not in _NO_COUNTRY
    }
    if locale.language == "zh":
        return [("", "")] + [(code, f"{code} {names[code]}") for code in sorted(names)]
    by_name = sorted(names, key=lambda code: str(names[code]))
    return [("", "")] + [(code, f"{names[code]} ({code})") for code in by_name]


class DetailsForm(ReviewForm):
    """What is known of a person in a project."""

    institution = StringField(_l("Institution"), [AtMost(INSTITUTION_LENGTH)])
    institution_type = SelectField(
        _l("Type of institution"), choices=[("", ""), *choices("institution_type")], default=""
    )
    country = SelectField(_l("Country"), choices=countries, default="")
    sector = StringField(_l("Sector"), [AtMost(SECTOR_LENGTH)])
    language = SelectField(
        _l("Language"),
        choices=lambda: [("", ""), *choices_of_known()],
        default="",
        description=_l("The pages begin in this language; everybody can change it."),
    )
    tags = StringField(
        _l("Tags"), description=_l("Separated by commas, for example: lead editor, focal point.")
    )

    def details(self, *, email: str, name: str, role: Role) -> Newcomer:
        """Give what was typed to the verb."""
        kind = self.institution_type.data
        return Newcomer(
            email=email,
            name=name,
            role=role,
            institution=self.institution.data or "",
            institution_type=InstitutionType(kind) if kind else None,
            country=self.country.data or "",
            sector=self.sector.data or "",
            language=self.language.data or None,
            tags=_BETWEEN_TAGS.split(self.tags.data or ""),
        )


class PersonForm(DetailsForm):
    """Somebody to add: address, name and role, and what is known besides."""

    email = EmailField(
        _l("E-mail address"), [DataRequired(SENTENCES["email_malformed"]), AtMost(EMAIL_LENGTH)]
    )
    name = StringField(
        lazy_pgettext("person", "Name"),
        [DataRequired(SENTENCES["name_missing"]), AtMost(NAME_LENGTH)],
        description=_l("As others see it. Somebody who has an account already keeps the name it has."),
    )
    role = SelectField(_l("Role"), [DataRequired(SENTENCES["role_missing"])])

    def offer(self, actor: Actor) -> None:
        """Offer the roles the actor may bring in."""
        self.role.choices = roles_below(actor)
        if not self.is_submitted():
            self.role.data = Role.REVIEWER.value

    def newcomer(self) -> Newcomer:
        """Give what was typed to the verb."""
        return self.details(email=self.email.data, name=self.name.data, role=Role(self.role.data))


class ListForm(ReviewForm):
    """A list of people, pasted or in a spreadsheet, and the role of those for whom it names none."""

    people = TextAreaField(
        _l("List of people"),
        description=_l(
            "One person a line: name and address as in a mail; or, parted by commas, name, address, "
            "institution, type of institution, country, sector, language, tags, role; or rows copied from "
            "a spreadsheet. Headings in English or Chinese may say what stands where."
        ),
    )
    file = FileField(
        _l("or a spreadsheet (.xlsx, .csv)"),
        description=_l("Its first sheet is read into the field above, where you can mend it."),
    )
    role = SelectField(_l("Role"), [DataRequired(SENTENCES["role_missing"])])

    def offer(self, actor: Actor) -> None:
        """Offer the roles the actor may bring in."""
        self.role.choices = roles_below(actor)
        if not self.role.data:
            self.role.data = Role.REVIEWER.value

    def take_file(self) -> None:
        """Put the rows of a spreadsheet that was sent in the place of the pasted list."""
        sent = self.file.data
        if sent:
            self.people.data = list_in_file(sent.stream.read(MAX_BYTES + 1))


class RoleForm(ReviewForm):
    """Another role."""

    role = SelectField(_l("Role"), [DataRequired(SENTENCES["role_missing"])])

    def offer(self, actor: Actor) -> None:
        """Offer the roles the actor may give."""
        self.role.choices = roles_below(actor)


class NameForm(ReviewForm):
    """A corrected name."""

    name = StringField(
        lazy_pgettext("person", "Name"), [DataRequired(SENTENCES["name_missing"]), AtMost(NAME_LENGTH)]
    )


class AddressForm(ReviewForm):
    """Another e-mail address."""

    email = EmailField(
        _l("E-mail address"), [DataRequired(SENTENCES["email_malformed"]), AtMost(EMAIL_LENGTH)]
    )


def roles_below(actor: Actor) -> list[tuple[str, str]]:
    """Give (code, words) of the roles the actor may bring in."""
    return [(role.value, label("role", role)) for role in Role if may_invite(actor, role)]
