"""The form of a decision, on the thread's page and wherever it comes back with a refusal."""

import re
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, RadioField, StringField, TextAreaField

from ..domain.errors import BadInput, ReviewError, Stale
from ..domain.threads import REASON_LENGTH, RESPONSE_LENGTH, Disposition, Ruling
from ..queries.threads import find_numbered
from .forms import AtMost, ReviewForm
from .labels import choices

_NUMBER = re.compile(r"\d{1,9}")


class DecisionForm(ReviewForm):
    """Disposition, reason and response. `seen` is the revision of the thread that the editor read."""

    is_old = False
    """Whether its key has served already: the page was kept open after it was sent."""

    seen = HiddenField()
    disposition = RadioField(_l("Disposition"), choices=choices("disposition"), validate_choice=False)
    duplicate_of = StringField(
        _l("Duplicate of No."), description=_l("The number of the main comment; its decision holds for both.")
    )
    reason = TextAreaField(
        _l("Reason"),
        [AtMost(REASON_LENGTH)],
        description=_l("Needed for “Accepted with modification”, “Not accepted” and “Out of scope”."),
    )
    response = TextAreaField(
        _l("Editor's response"), [AtMost(RESPONSE_LENGTH)], description=_l("What the reviewer reads.")
    )

    def show_standing(self, thread: Any) -> None:
        """Begin with the decision that stands."""
        self.disposition.data = thread.disposition.value if thread.disposition else None
        self.reason.data, self.response.data = thread.reason, thread.response
        self.duplicate_of.data = str(thread.duplicate_of.number) if thread.duplicate_of else ""

    def ruling(self, thread: Any) -> Ruling:
        """Give what was decided. Raises BadInput for a missing disposition or a number nobody knows."""
        known = {one.value: one for one in Disposition}
        if self.disposition.data not in known:
            raise BadInput("disposition_missing", field="disposition")
        disposition = known[self.disposition.data]
        return Ruling(
            disposition,
            self.reason.data or "",
            self.response.data or "",
            self._main_thread(thread) if disposition is Disposition.DUPLICATE else None,
        )

    def blame(self, error: ReviewError) -> None:
        """Show a refusal; a page sent again with other words is a page grown old."""
        if error.code == "form_reused":
            self.is_old = True
            error = Stale("changed_meanwhile")
        super().blame(error)

    def _main_thread(self, thread: Any) -> str | None:
        """Find the public id of the comment whose number was typed, "No. 7" or "第7号" or 7."""
        typed = (self.duplicate_of.data or "").strip()
        if not typed:
            return None
        number = _NUMBER.search(typed)
        main = find_numbered(thread, int(number[0])) if number else None
        if main is None:
            raise BadInput("duplicate_of_unknown", field="duplicate_of")
        return str(main.public_id)


def revision_seen(field: HiddenField) -> int | None:
    """Read a hidden revision; None where the page sent none, -1 (never a revision) for what is no number."""
    return read_revision(str(field.data)) if field.data else None


def read_revision(typed: str) -> int:
    """Read a revision; -1 (never one) for what is no number."""
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 10 else -1
