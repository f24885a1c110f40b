"""The forms of comments and replies."""

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, SelectField, TextAreaField
from wtforms.validators import DataRequired

from ...domain.anchors import Quote
from ...domain.errors import BadInput
from ...domain.threads import NOTE_LENGTH, Channel, CommentType, Importance, Scope
from ...queries.projects import find_member
from ...services.threads import Comment
from ..bylines import with_institution
from ..forms import AtMost, ReviewForm
from ..labels import choices
from ..sentences import SENTENCES
from ..spans import read_span
from ..spoken import choices_of_writing


class WordsForm(ReviewForm):
    """What an author may say in a comment, also when it is edited."""

    body = TextAreaField(_l("Your comment"), [DataRequired(SENTENCES["body_missing"])])
    proposed_wording = TextAreaField(_l("Proposed wording"))
    type = SelectField(_l("Type of comment"), choices=choices("type"), default=CommentType.SUBSTANTIVE.value)
    importance = SelectField(
        _l("Importance"), choices=[("", _l("Not stated")), *choices("importance")], default=""
    )


class CommentForm(WordsForm):
    """A new comment: the words, and where they point. Offsets are code points in the text of a block."""

    language = SelectField(_l("Written in"), choices=choices_of_writing)
    scope = HiddenField(default=Scope.DOCUMENT.value)
    section = HiddenField()
    start_block = HiddenField()
    start_offset = HiddenField()
    end_block = HiddenField()
    end_offset = HiddenField()
    exact = HiddenField()
    prefix = HiddenField()
    suffix = HiddenField()
    keep = HiddenField()
    """"draft" where the button "Keep as draft" was pressed."""

    on_behalf_of = SelectField(_l("On behalf of"), choices=[("", _l("Myself"))], validate_choice=False)
    channel = SelectField(_l("Channel"), choices=choices("channel"), default=Channel.ONLINE.value)

    def offer_people(self, members: Sequence[Any]) -> None:
        """Let staff say on whose behalf they enter a comment."""
        named = [(one.public_id, with_institution(one.account.name, one.institution)) for one in members]
        self.on_behalf_of.choices = [("", str(_("Myself"))), *named]

    def point_at_block(self, block: Any) -> None:
        """Let the comment be about a whole block."""
        self.scope.data = Scope.PASSAGE.value
        self.start_block.data = self.end_block.data = block.public_id
        self.start_offset.data, self.end_offset.data = "0", str(len(block.text))

    def point_at_section(self, section: Any) -> None:
        """Let the comment be about a section."""
        self.scope.data, self.section.data = Scope.SECTION.value, section.public_id

    def comment(self) -> Comment:
        """Read what was sent. Raises BadInput where the place cannot be read."""
        if self.scope.data not in list(Scope):
            raise BadInput("field_wrong", field="scope")
        scope = Scope(self.scope.data)
        is_passage = scope is Scope.PASSAGE
        return Comment(
            scope=scope,
            body=self.body.data,
            section=self.section.data or None,
            quote=self._quote() if is_passage else None,
            span=read_span(self.data) if is_passage else None,
            type=CommentType(self.type.data),
            importance=Importance(self.importance.data) if self.importance.data else None,
            language=self.language.data,
            proposed_wording=self.proposed_wording.data or "",
            is_draft=self.keep.data == "draft",
            channel=Channel(self.channel.data),
        )

    def author(self) -> Any:
        """Find on whose behalf the comment is entered; None for oneself. Raises BadInput."""
        if not self.on_behalf_of.data:
            return None
        member = find_member(self.on_behalf_of.data)
        if member is None:
            raise BadInput("member_elsewhere", field="on_behalf_of")
        return member

    def _quote(self) -> Quote | None:
        if not self.exact.data:
            return None
        return Quote(self.exact.data, self.prefix.data or "", self.suffix.data or "")


class ReplyForm(ReviewForm):
    """A reply."""

    body = TextAreaField(_l("Your reply"), [DataRequired(SENTENCES["reply_missing"])])
    internal = HiddenField()


class ObjectionForm(ReviewForm):
    """Why the author asks that a decision be looked at again."""

    note = TextAreaField(
        _l("Why should the decision be looked at again?"),
        [DataRequired(SENTENCES["note_missing"]), AtMost(NOTE_LENGTH)],
    )


class HandOverForm(ReviewForm):
    """To whom a draft is handed."""

    to = HiddenField()


class PlainForm(ReviewForm):
    """Nothing but the wish that its button names."""
