"""The form that makes threads of the comments in a file: whose they are, and which."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import request
from flask_babel import gettext as _
from wtforms import SelectField

from ...domain.errors import BadInput
from ..bylines import with_institution
from ..forms import ReviewForm

MOST_NAMES = 100
"""Names of a file that a member can be chosen for; further ones stand under the name of who imports."""


class ImportForm(ReviewForm):
    """For each name in the file the member it stands for; which comments is said by the button."""

    names: Sequence[str] = ()
    members: Mapping[str, Any] = {}

    @property
    def author_fields(self) -> list[Any]:
        """The fields of the names, in the order of these."""
        return [self[_field(at)] for at in range(len(self.names))]

    @property
    def authors(self) -> dict[str, Any]:
        """The members chosen, by the name in the file."""
        chosen = zip(self.names, self.author_fields, strict=True)
        return {name: self.members[field.data] for name, field in chosen if field.data}

    @property
    def wanted(self) -> set[int] | None:
        """The comments that were ticked; None for all. Raises BadInput("threads_missing")."""
        if request.form.get("which") != "ticked":
            return None
        ticked = {int(value) for value in request.form.getlist("comments") if _is_number(value)}
        if not ticked:
            raise BadInput("threads_missing")
        return ticked


def form_for(names: Sequence[str], members: Sequence[Any], actor_member: int | None) -> ImportForm:
    """Make the form for the names in a file; a member of the same name is proposed."""
    names = names[:MOST_NAMES]
    others = [one for one in members if one.id != actor_member]
    choices = [
        ("", _("Myself, with the name kept")),
        *((one.public_id, with_institution(one.account.name, one.institution)) for one in others),
    ]
    alike = {one.account.name.casefold(): one.public_id for one in reversed(others)}
    fields: dict[str, Any] = {
        _field(at): SelectField(
            name or _("Without a name"), choices=choices, default=alike.get(name.casefold(), "")
        )
        for at, name in enumerate(names)
    }
    made = type("FoundForm", (ImportForm,), fields)()
    made.names, made.members = names, {one.public_id: one for one in others}
    return made


def _field(at: int) -> str:
    return f"author_{at}"


def _is_number(value: str) -> bool:
    return value.isascii() and value.isdigit() and len(value) < 9
