"""Forms of signing in and of one's own account. What is secret is never written back into a page."""

from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext
from wtforms import EmailField, PasswordField, SelectField, StringField
from wtforms.validators import DataRequired

from ...domain.people import EMAIL_LENGTH, NAME_LENGTH
from ..forms import AtMost, ReviewForm
from ..sentences import SENTENCES
from ..spoken import choices_of_screens

LABEL_LENGTH = 120


class SecretField(PasswordField):  # type: ignore[misc]
    """A password as typed; shown again it is empty."""

    def _value(self) -> str:
        return ""


class SignInForm(ReviewForm):
    """E-mail address and password; for a sign-in link the address alone."""

    email = EmailField(
        _l("E-mail address"), [DataRequired(SENTENCES["email_malformed"]), AtMost(EMAIL_LENGTH)]
    )
    password = SecretField(_l("Password"))


class ProfileForm(ReviewForm):
    """How one is called, and the language of the pages."""

    name = StringField(
        lazy_pgettext("person", "Name"), [DataRequired(SENTENCES["name_missing"]), AtMost(NAME_LENGTH)]
    )
    language = SelectField(_l("Language of the pages"))

    def offer(self) -> None:
        """Offer the languages the pages speak."""
        self.language.choices = choices_of_screens()


class PasswordForm(ReviewForm):
    """A new password, with the present one where the session is old."""

    present = SecretField(_l("Present password"))
    password = SecretField(_l("New password"), description=_l("At least 10 characters; a sentence is fine."))


class TokenForm(ReviewForm):
    """What an API token is for."""

    label = StringField(
        _l("What the token is for"),
        [DataRequired(), AtMost(LABEL_LENGTH)],
        description=_l("For example the name of the script that will use it."),
    )
