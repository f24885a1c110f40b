"""What all forms share: no field is named twice, and a refusal of the domain finds its field."""

from flask_wtf import FlaskForm
from wtforms import HiddenField

from ..domain.errors import ReviewError
from .sentences import sentence


class ReviewForm(FlaskForm):  # type: ignore[misc]
    """A form whose key makes sending it twice harmless, and which shows the domain's refusals."""

    form_key = HiddenField()

    def blame(self, error: ReviewError) -> None:
        """Show a refusal at the field it is about, or above the form."""
        words = sentence(error)
        if error.field and error.field in self:
            self[error.field].errors = [*self[error.field].errors, words]
        else:
            self.form_errors.append(words)
