"""The small forms of the desk."""

from collections.abc import Callable
from typing import Any

from flask import request
from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, SelectField, StringField

from ...domain.errors import BadInput
from ...domain.permissions import Actor
from ...domain.threads import CommentType
from ...queries.versions import newest_published
from ...services.implementations import mark_implemented
from ...services.triage import assign, set_due, sort_into, tag
from ..decision_form import read_revision
from ..forms import ReviewForm
from ..handling import member_named, read_day, read_tags
from ..labels import choices


class ActForm(ReviewForm):
    """One button: `seen` is the revision of the thread that the editor read."""

    seen = HiddenField()
    note = StringField()
    shared = HiddenField()


class BulkForm(ReviewForm):
    """One thing done with many threads; the button says which. A thread is sent as "id:revision"."""

    act = HiddenField()
    assignee = SelectField(_l("Assigned to"), validate_choice=False)
    due = StringField(_l("Due date"))
    type = SelectField(_l("Type of comment"), choices=choices("type"))
    tags = StringField(_l("Tags"))

    @property
    def chosen(self) -> dict[str, int]:
        """The revisions that were seen, by public id of the thread."""
        pairs = [value.partition(":") for value in request.form.getlist("thread")]
        return {public_id: read_revision(seen) for public_id, _, seen in pairs}

    def verb(self, actor: Actor) -> Callable[[Any], None]:
        """Give what is to be done with each thread. Raises BadInput for what cannot be read."""
        seen = self.chosen
        if not seen:
            raise BadInput("threads_missing")
        if self.act.data == "assign":
            member = member_named(self.assignee.data)
            return lambda one: assign(one, member, actor=actor, seen=seen[one.public_id])
        if self.act.data == "due":
            due = read_day(self.due.data)
            return lambda one: set_due(one, due, actor=actor, seen=seen[one.public_id])
        if self.act.data == "type":
            kind = CommentType(self.type.data)
            return lambda one: sort_into(one, kind, actor=actor, seen=seen[one.public_id])
        if self.act.data == "tag":
            more = read_tags(self.tags.data)
            return lambda one: tag(one, [*one.tags, *more], actor=actor, seen=seen[one.public_id])
        if self.act.data == "implemented":
            return lambda one: _implement(one, actor, seen[one.public_id])
        raise BadInput("act_missing")


def _implement(thread: Any, actor: Actor, seen: int) -> None:
    """Say that a comment is implemented in the newest version of its edition."""
    newest = newest_published(thread.document_id, thread.version.language)
    if newest is None or newest.id == thread.version_id:
        raise BadInput("one_without_later_version", number=thread.number)
    mark_implemented(thread, newest, actor=actor, seen=seen)
