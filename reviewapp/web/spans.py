"""The hidden fields in which a form says what passage it is about."""

from collections.abc import Mapping

from ..domain.anchors import Span
from ..domain.errors import BadInput


def read_span(fields: Mapping[str, str | None]) -> Span | None:
    """Read start_block, start_offset, end_block, end_offset; None where no block is named.

    Raises BadInput("span_outside") for offsets that are no numbers.
    """
    start_block = fields.get("start_block")
    if not start_block:
        return None
    try:
        start, end = int(fields.get("start_offset") or ""), int(fields.get("end_offset") or "")
    except ValueError:
        raise BadInput("span_outside", field="start") from None
    return Span(start_block, start, fields.get("end_block") or start_block, end)
