"""What all forms share: no field is named twice, and a refusal of the domain finds its field."""

from collections.abc import Callable
from typing import Any

from flask import Response, request
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import Field, HiddenField, ValidationError

from ..domain.errors import BadInput, NotFound, ReviewError
from ..domain.permissions import Actor
from ..services.receipts import fingerprint, once
from .answers import data
from .errors import status_of
from .filters import form_key
from .sentences import SENTENCES, sentence


class _OurWords:
    """What WTForms says by itself, in the product's words and the reader's language."""

    def gettext(self, words: str) -> str:
        return str(_FIELD_WORDS.get(words, SENTENCES["field_wrong"]))

    def ngettext(self, one: str, many: str, number: int) -> str:
        return self.gettext(one)


_FIELD_WORDS = {
    "This field is required.": _l("Please fill in this field."),
    "Not a valid datetime value.": _l("Enter a day and a time, for example 2026-11-30 18:00."),
    "Not a valid date value.": SENTENCES["due_unreadable"],
}


class AtMost:
    """Refuse more than `limit` characters; the browser is told the limit too."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.field_flags = {"maxlength": limit}

    def __call__(self, form: FlaskForm, field: Field) -> None:
        """Raise what WTForms shows beside the field."""
        length = len(field.data or "")
        if length > self.limit:
            raise ValidationError(sentence(BadInput("text_too_long", limit=self.limit, length=length)))


class ReviewForm(FlaskForm):  # type: ignore[misc]
    """A form whose key makes sending it twice harmless, and which shows the domain's refusals."""

    class Meta(FlaskForm.Meta):  # type: ignore[misc]
        """How WTForms makes this form."""

        def get_translations(self, form: FlaskForm) -> _OurWords:
            """Give the words for WTForms' own messages."""
            return _OurWords()

    form_key = HiddenField(default=form_key)
    status = 200
    """What a page that shows the form answers with."""

    def fulfil(self, act: Callable[[], str], actor: Actor) -> str | None:
        """Do `act` with a form that was sent, once for each key, and give its answer.

        None means that the form is to be shown: for the first time, or again with what needs another look.
        """
        if not self.is_submitted():
            return None
        if not self.validate():
            self.status = 422
            return None
        try:
            self.prepare()
            answer, _ = once(self.form_key.data, fingerprint(request.path, self.typed()), act, actor=actor)
        except NotFound:
            raise
        except ReviewError as error:
            if error.code == "key_reused":
                self.form_key.data = form_key()
                error = BadInput("form_reused")
            self.blame(error)
            self.status = status_of(error)
            return None
        return answer

    def prepare(self) -> None:
        """Do what takes time, such as reading a file, before the transaction of `act` begins."""

    def typed(self) -> dict[str, Any]:
        """Give what was sent, by which a second sending is known to be the same."""
        return {
            name: request.form.getlist(name)
            for name in request.form
            if name not in ("csrf_token", "form_key")
        }

    def blame(self, error: ReviewError) -> None:
        """Show a refusal at the field it is about, or above the form."""
        words = sentence(error)
        if error.field and error.field in self:
            self[error.field].errors = [*self[error.field].errors, words]
        else:
            self.form_errors.append(words)

    def refusal(self) -> Response:
        """Tell a script why the form was not taken: all sentences, and each by its field."""
        said = {name or "": [str(words) for words in found] for name, found in self.errors.items()}
        sentences = [words for found in said.values() for words in found]
        return data(self.status, message=" ".join(sentences), errors=said)
