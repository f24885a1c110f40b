"""OpenDocument texts: one walk over their XML makes blocks, notes, comments and tracked changes."""

from itertools import islice

from reviewapp.domain.blocks import BlockKind
from reviewapp.domain.errors import BadInput

from .archive import open_archive
from .base import Manuscript
from .cell_lines import Lines
from .drafting import Draft
from .languages import Languages, most_named
from .open_blocks import Blocks
from .open_comments import marginalia, read_regions
from .open_lists import Lists
from .open_numbering import Numbering
from .open_parts import Package
from .open_shared import Shared
from .open_styles import Styles
from .open_xml import PARAGRAPHS, o

MAX_PARAGRAPHS = 60_000  # in the whole text, cells of tables too

_NAMED = 5_000  # paragraphs and spans that are asked for their language
_STYLE = o("text:style-name")


class OdtImporter:
    """Read OpenDocument texts (.odt, .ott)."""

    def read(self, data: bytes) -> Manuscript:
        """Read a file. Tracked insertions are in; deletions, hidden text, contents lists are out."""
        with open_archive(data) as archive:
            shared = _shared(Package(archive))
            story = shared.package.text
            read_regions(story, shared)
            blocks = Blocks(shared)
            blocks.read(story)
            _add_notes(shared, blocks)
        return shared.draft.finish(lambda places: marginalia(shared, places))


def _shared(package: Package) -> Shared:
    if sum(1 for _ in package.text.iter(*PARAGRAPHS)) > MAX_PARAGRAPHS:
        raise BadInput("file_too_demanding")
    styles = Styles(package)
    return Shared(
        package=package,
        styles=styles,
        lists=Lists(Numbering(package)),
        languages=_languages(package, styles),
        draft=Draft(),
    )


def _languages(package: Package, styles: Styles) -> Languages:
    named = (
        styles.paragraph(one.get(_STYLE, "")).looks.languages
        for one in islice(package.text.iter(*PARAGRAPHS), _NAMED)
    )
    return Languages({**styles.languages, **most_named(named)}, package.text.itertext())


def _add_notes(shared: Shared, blocks: Blocks) -> None:
    """Add the notes behind the text, in the order of their marks; a note in a note is one of them."""
    number = 0
    while number < len(shared.notes):
        number += 1
        lines = Lines()
        blocks.read_note(shared.notes[number - 1], lines)
        shared.draft.add(BlockKind.FOOTNOTE, lines.html, ordinal=number)
