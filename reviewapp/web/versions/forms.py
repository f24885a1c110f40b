"""The form of an upload."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from flask import current_app
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField, FileRequired
from wtforms import SelectField, TextAreaField

from ...domain.errors import BadInput, TooMany
from ...domain.imports import AT_ONCE_SECONDS
from ...domain.versions import NOTE_LENGTH
from ...services.rereading import ENCODING_NAMES
from ...services.transaction import let_go
from ...services.versions import Reading, Upload, read_upload
from ..forms import AtMost, ReviewForm
from ..labels import label
from ..sentences import SENTENCES
from .encodings import encoding_words

MB = 1024 * 1024


class EncodingForm(ReviewForm):
    """In which encoding the text file of a draft is to be read again."""

    encoding = SelectField(_l("Read it as"))

    def offer(self, present: str) -> None:
        """Set the encodings to choose from; `present` is the one in which the file was read."""
        self.encoding.choices = [(name, encoding_words(name)) for name in ENCODING_NAMES]
        if not self.is_submitted() or self.encoding.data is None:
            self.encoding.data = present or ENCODING_NAMES[0]


class UploadForm(ReviewForm):
    """A file and what its sender says of it."""

    file = FileField(_l("File"), [FileRequired(SENTENCES["file_missing"])])
    language = SelectField(_l("Language of the file"))
    note = TextAreaField(
        _l("Note"),
        [AtMost(NOTE_LENGTH)],
        description=_l("What is new in this version, for its readers."),
    )
    corresponds_to = SelectField(
        _l("Corresponds to"),
        default="",
        description=_l("The version in the other language that says the same."),
    )

    def offer(self, languages: Sequence[str], others: Iterable[Any]) -> None:
        """Set the languages of the project, and the document's versions to choose a counterpart from."""
        self.language.choices = [(tag, label("language", tag)) for tag in languages]
        self.corresponds_to.choices = [("", _("None"))] + [
            (
                one.public_id,
                _(
                    "%(language)s, version %(number)s",
                    language=label("language", one.language),
                    number=one.number,
                ),
            )
            for one in others
        ]

    def prepare(self) -> None:
        """Read the file; `reading` is None for one that takes long, which is read later.

        One byte more than the limit is enough to see that it is too large.
        """
        max_mb = current_app.config["MAX_UPLOAD_MB"]
        self.data_read = self.file.data.stream.read(max_mb * MB + 1)
        self.file.data.stream.seek(0)
        let_go()
        self.reading: Reading | None = None
        try:
            name = self.file.data.filename
            patience = current_app.config.get("IMPORT_AT_ONCE", AT_ONCE_SECONDS)
            self.reading = read_upload(self.data_read, name, max_mb=max_mb, patience=patience)
        except TooMany:
            return
        except BadInput as error:
            error.field = "file"
            raise

    def upload(self, others: Mapping[str, Any]) -> Upload:
        """Give what was sent to the verb; `others` are the versions offered as counterparts."""
        return Upload(
            data=self.data_read,
            file_name=self.file.data.filename,
            language=self.language.data,
            note=self.note.data or "",
            corresponds_to=others.get(self.corresponds_to.data),
        )

    def typed(self) -> dict[str, Any]:
        """Give what was sent; the file by its hash."""
        sent = super().typed()
        if self.file.data:
            sent["file"] = hashlib.file_digest(self.file.data.stream, "sha256").hexdigest()
            self.file.data.stream.seek(0)
        return sent
