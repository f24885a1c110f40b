"""The panel by which editors say in which version an accepted comment is implemented, on its page."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, SelectField, StringField

from ..domain.errors import BadInput
from ..domain.permissions import Action, Actor, may
from ..domain.threads import CARRIED_OUT, NOTE_LENGTH, SETTLED
from ..domain.versions import READABLE
from ..queries.versions import versions_of_documents
from .forms import AtMost, ReviewForm
from .labels import label


class ImplementForm(ReviewForm):
    """A version and what was done there; `taken_back` names one in which it is not done after all."""

    seen = HiddenField()
    version = SelectField(_l("Version"), validate_choice=False)
    note = StringField(_l("What was done"), [AtMost(NOTE_LENGTH)])
    taken_back = HiddenField()


def implementing(thread: Any, actor: Actor, form: ImplementForm | None = None) -> dict[str, Any]:
    """Give `implement_form` (None for who may not, and where nothing was accepted or is out yet)."""
    is_accepted = thread.disposition in CARRIED_OUT and thread.status in SETTLED
    if form is None and not (is_accepted and may(actor, Action.TRIAGE)):
        return {"implement_form": None}
    versions = later_versions(thread, actor)
    if form is None and not versions:
        return {"implement_form": None}
    form = form or ImplementForm(formdata=None)
    form.version.choices = [(one.public_id, _named(one)) for one in versions]
    form.seen.data = str(thread.revision)
    return {"implement_form": form}


def later_versions(thread: Any, actor: Actor) -> list[Any]:
    """Give the versions a comment can be implemented in: the newest of its own edition first."""
    own, seen = thread.version, versions_of_documents([thread.document], actor)
    later = [
        one
        for one in seen
        if one.state in READABLE and (one.language != own.language or one.number > own.number)
    ]
    return sorted(later, key=lambda one: (one.language != own.language, one.language, -one.number))


def version_chosen(thread: Any, public_id: str, actor: Actor) -> Any:
    """Find the version that was chosen. Raises BadInput("version_not_later")."""
    found = next((one for one in later_versions(thread, actor) if one.public_id == public_id), None)
    if found is None:
        raise BadInput("version_not_later", field="version")
    return found


def _named(version: Any) -> str:
    return str(
        _(
            "%(language)s, version %(number)s",
            language=label("language", version.language),
            number=version.number,
        )
    )
