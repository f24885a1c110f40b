"""The small forms of the desk."""

from wtforms import HiddenField, StringField

from ..forms import ReviewForm


class ActForm(ReviewForm):
    """One button: `seen` is the revision of the thread that the editor read."""

    seen = HiddenField()
    note = StringField()
    shared = HiddenField()
