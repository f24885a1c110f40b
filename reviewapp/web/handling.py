"""The forms by which editors say how a thread is dealt with, and keep its translation, on its page."""

import re
from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, HiddenField, SelectField, StringField, TextAreaField

from ..domain.errors import BadInput
from ..domain.permissions import Action, Actor, may
from ..domain.threads import BODY_LENGTH, SETTLED, CommentType, Importance, Status
from ..queries.choices import deciders_of_project, tags_of_project
from ..queries.projects import find_member
from ..services.triage import Handling
from .deciding import last_change
from .forms import AtMost, ReviewForm
from .labels import choices
from .spoken import choices_of_writing

_BETWEEN_TAGS = re.compile(r"[,;，；、]")


class HandlingForm(ReviewForm):
    """Who deals with a thread until when, and what kind it is; `seen` is the revision that was read."""

    seen = HiddenField()
    assignee = SelectField(_l("Assigned to"), validate_choice=False)
    to_me = HiddenField()
    due = StringField(_l("Due date"))
    waiting = BooleanField(_l("Waiting for reviewer"))
    tags = StringField(_l("Tags"), description=_l("Put a comma between several. Only staff see them."))
    type = SelectField(_l("Type of comment"), choices=choices("type"))
    importance = SelectField(
        _l("Importance"), choices=[("", _l("Not stated")), *choices("importance")], default=""
    )

    def show_standing(self, thread: Any) -> None:
        """Begin with what stands."""
        self.assignee.data = thread.assignee.public_id if thread.assignee else ""
        self.due.data = thread.due.isoformat() if thread.due else ""
        self.waiting.data = thread.is_waiting
        self.tags.data = str(_(", ")).join(thread.tags)
        self.type.data = thread.type.value
        self.importance.data = thread.importance.value if thread.importance else ""

    def handling(self, thread: Any, mine: Any) -> Handling:
        """Give what was chosen; `mine` is the actor's own membership, for the button "to me".

        Who deals with the thread already may stay, even after leaving. Raises BadInput for a member or a day
        that is none.
        """
        stays = thread.assignee is not None and thread.assignee.public_id == self.assignee.data
        chosen = thread.assignee if stays else member_named(self.assignee.data)
        return Handling(
            assignee=mine if self.to_me.data and mine else chosen,
            due=read_day(self.due.data),
            waiting=self.waiting.data,
            type=CommentType(self.type.data),
            importance=Importance(self.importance.data) if self.importance.data else "",
            tags=read_tags(self.tags.data),
        )


class TranslationForm(ReviewForm):
    """A comment in another language. `seen` is the revision that was translated."""

    seen = HiddenField()
    text = TextAreaField(
        _l("Translation"), [AtMost(BODY_LENGTH)], description=_l("Empty takes the translation away.")
    )
    language = SelectField(_l("Language of the translation"), choices=choices_of_writing)

    def show_standing(self, thread: Any) -> None:
        """Begin with the translation that stands, else in the language the comment is not written in."""
        other = "en" if thread.language.startswith("zh") else "zh"
        self.text.data = thread.translation
        self.language.data = thread.translation_language or other


def handling(
    thread: Any,
    actor: Actor,
    form: HandlingForm | None = None,
    translation: TranslationForm | None = None,
) -> dict[str, Any]:
    """Give what the panel of a thread needs, with the form that was refused.

    Keys: handle_form and translate_form (None for who may not, and for what is withdrawn or a draft),
    may_wait, known_tags, is_member, came_between (who changed the thread first).
    """
    sent = form or translation
    is_over = thread.status in (Status.DRAFT, Status.WITHDRAWN) and sent is None
    if is_over or not may(actor, Action.TRIAGE):
        return {"handle_form": None, "translate_form": None, "came_between": None}
    if form is None:
        form = HandlingForm(formdata=None)
        form.show_standing(thread)
    if translation is None:
        translation = TranslationForm(formdata=None)
        translation.show_standing(thread)
    form.assignee.choices = assignees(thread.version.document.guide.project, thread.assignee)
    form.seen.data = translation.seen.data = str(thread.revision)
    return {
        "handle_form": form,
        "translate_form": translation,
        "may_wait": thread.is_waiting or thread.status not in SETTLED,
        "known_tags": tags_of_project(thread.version.document.guide.project),
        "is_member": actor.membership_id is not None,
        "came_between": last_change(thread) if sent is not None and sent.status in (409, 412) else None,
    }


def assignees(project: Any, present: Any = None) -> list[tuple[str, str]]:
    """Offer whom a thread can be assigned to, "" for nobody; also `present`, who may have left."""
    members = deciders_of_project(project)
    if present is not None and present not in members:
        members.append(present)
    return [("", str(_("Nobody"))), *((one.public_id, one.account.name) for one in members)]


def member_named(public_id: str | None) -> Any:
    """Find whom a select named; None for nobody. Raises BadInput("assignee_unknown")."""
    if not public_id:
        return None
    member = find_member(public_id)
    if member is None:
        raise BadInput("assignee_unknown", field="assignee")
    return member


def read_day(typed: str | None) -> date | None:
    """Read a day; None for an empty field. Raises BadInput("due_unreadable")."""
    if not (typed or "").strip():
        return None
    try:
        return date.fromisoformat(str(typed).strip())
    except ValueError:
        raise BadInput("due_unreadable", field="due") from None


def read_tags(typed: str | None) -> list[str]:
    """Read tags with commas of either script between them."""
    return [tag.strip() for tag in _BETWEEN_TAGS.split(typed or "") if tag.strip()]
