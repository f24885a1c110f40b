"""The forms of guides and documents."""

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, StringField
from wtforms.validators import DataRequired

from ...domain.versions import TITLE_LENGTH, DocumentKind
from ..forms import AtMost, ReviewForm
from ..labels import choices
from ..sentences import SENTENCES


class GuideForm(ReviewForm):
    """What a guide is begun with."""

    title = StringField(
        _l("Title of the guide"), [DataRequired(SENTENCES["title_missing"]), AtMost(TITLE_LENGTH)]
    )


class DocumentForm(ReviewForm):
    """What a document is begun with."""

    kind = RadioField(
        _l("Document"), choices=choices("document_kind"), default=DocumentKind.CHAPTER.value, coerce=str
    )
    title = StringField(
        _l("Title of the document"),
        [DataRequired(SENTENCES["title_missing"]), AtMost(TITLE_LENGTH)],
        description=_l("As it stands in lists and exports, for example “Chapter 4: Training trainers”."),
    )
