"""The last touch on cleaned blocks: what belongs to the whole block or the whole document."""

from ..domain.blocks import BlockKind
from ..domain.fragments import lift
from ..domain.grids import scoped
from ..domain.notes import Notes


class Finishing:
    """Finish the blocks of one document in reading order."""

    def __init__(self) -> None:
        self._notes = Notes()

    def finish(self, kind: BlockKind, html: str, ordinal: int | None) -> tuple[str, str, str]:
        """Return tidy HTML with headers of tables and marks of notes named, and its language and direction.

        The text of the block stays the same.
        """
        html, language, direction = lift(html)
        html = self._notes.name_marks(html)
        if kind is BlockKind.TABLE:
            html = scoped(html)
        elif kind is BlockKind.FOOTNOTE:
            html = self._notes.lead_back(html, ordinal)
        return html, language, direction
