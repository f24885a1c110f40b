"""The form that says where a thread stands in a version."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, SelectField

from ...domain.anchors import Span
from ...domain.errors import BadInput
from ...queries.versions import find_block
from ..forms import ReviewForm
from ..spans import read_span

ABOVE = [
    ("0.75", _l("Proposals that are very likely")),
    ("0.5", _l("Proposals that are likely")),
    ("0", _l("All proposals")),
]
"""Least scores, and their words."""


def likelihood(score: float) -> str:
    """Put the score of a proposal (0-1) into words."""
    words = (_("very likely"), _("likely"))
    return next(
        (said for (least, _words), said in zip(ABOVE, words, strict=False) if score >= float(least)),
        _("doubtful"),
    )


class PlaceForm(ReviewForm):
    """One of: removed, a whole block, a passage, a section (by its heading or from the list).

    `seen` is the revision of the thread that was shown.
    """

    version = HiddenField()
    seen = HiddenField()
    removed = HiddenField()
    block = HiddenField()
    heading = HiddenField()
    section = HiddenField()
    start_block = HiddenField()
    start_offset = HiddenField()
    end_block = HiddenField()
    end_offset = HiddenField()

    def choice(self, version: Any) -> dict[str, Any]:
        """Read what was chosen, as `services.places.settle_place` takes it. Raises BadInput."""
        seen = int(self.seen.data) if (self.seen.data or "").isdecimal() else None
        if self.removed.data:
            return {"removed": True, "seen": seen}
        if self.block.data:
            return {"span": _whole(version, self.block.data), "seen": seen}
        if span := read_span(self.data):
            return {"span": span, "seen": seen}
        section = self.heading.data or self.section.data
        if not section:
            raise BadInput("place_missing", field="section")
        return {"section": section, "seen": seen}


class AcceptForm(ReviewForm):
    """How likely a proposal must be to be accepted with others, without a look at each."""

    above = SelectField(_l("Which ones"), choices=ABOVE, default=ABOVE[0][0])


def _whole(version: Any, block_id: str) -> Span:
    block = find_block(version, block_id)
    if block is None:
        raise BadInput("span_outside", field="start")
    return Span(block_id, 0, block_id, len(block.text))
