"""Footnotes and their marks: every mark can be led to, and every note leads back to each of its marks."""

import re
from collections import Counter

_MARK = re.compile(r'<sup class="noteref">(<a href="#fn-([0-9]{1,6})">)')
BACK = "↩\ufe0e"
"""The sign of a link from a note to its mark; the second one (U+FE0E) keeps it from becoming an emoji."""


class Notes:
    """Walk the blocks of a document in reading order."""

    def __init__(self) -> None:
        self._marks: Counter[int] = Counter()

    def name_marks(self, html: str) -> str:
        """Give every mark of a note the id that the note leads back to: fnref-3, then fnref-3-2."""
        return _MARK.sub(self._named, html) if "noteref" in html else html

    def _named(self, found: re.Match[str]) -> str:
        number = int(found[2])
        self._marks[number] += 1
        return f'<sup class="noteref" id="{_id(number, self._marks[number])}">{found[1]}'

    def lead_back(self, html: str, number: int | None) -> str:
        """Let note `number` end with a link to each of its marks; they are no text."""
        if number is None:
            return html
        return html + "".join(_back(number, at) for at in range(1, self._marks[number] + 1))


def _id(number: int, at: int) -> str:
    return f"fnref-{number}" if at == 1 else f"fnref-{number}-{at}"


def _back(number: int, at: int) -> str:
    sign = BACK if at == 1 else f"{BACK}{at}"
    return f'<sup class="noteref"><a href="#{_id(number, at)}">{sign}</a></sup>'
