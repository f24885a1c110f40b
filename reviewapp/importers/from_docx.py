"""Word files: one walk over their XML makes blocks, notes, comments and tracked changes."""

from collections.abc import Callable

from reviewapp.domain.blocks import BlockKind
from reviewapp.domain.errors import BadInput

from .archive import open_archive
from .base import Manuscript
from .cell_lines import Lines
from .drafting import Draft
from .word_blocks import Blocks
from .word_comments import marginalia, remarks_of
from .word_language import languages_in
from .word_numbering import Numbering
from .word_parts import Package
from .word_runs import Runs
from .word_shared import Shared
from .word_styles import Styles
from .word_xml import Element, w

MAX_PARAGRAPHS = 60_000  # in the whole text, cells of tables too

_NOTES = ("footnote", "endnote")


class DocxImporter:
    """Read Office Open XML text files (.docx, .docm, .dotx), transitional and strict."""

    def read(self, data: bytes) -> Manuscript:
        """Read a Word file. Tracked insertions are in; deletions, hidden text, contents lists are out."""
        with open_archive(data) as archive:
            package = Package(archive)
            found = _read(package, keeps_contents=False)
            if found is None:  # a list of contents that never ends would swallow the text
                found = _read(package, keeps_contents=True)
            assert found is not None  # noqa: S101
            return found()


def _read(package: Package, *, keeps_contents: bool) -> Callable[[], Manuscript] | None:
    """Read a file; None if a list of contents was left out that never ended."""
    if sum(1 for _ in package.document.iter(w("p"))) > MAX_PARAGRAPHS:
        raise BadInput("file_too_demanding")
    body = package.document.find(w("body"))
    styles = Styles(package.tree("styles"))
    shared = Shared(
        package=package,
        styles=styles,
        numbering=Numbering(package.tree("numbering"), styles),
        languages=languages_in(package.document, styles.languages),
        draft=Draft(),
        known_notes=_notes(package),
        part=package.main,
    )
    runs = Runs(shared, keeps_contents=keeps_contents)
    blocks = Blocks(shared, runs)
    blocks.read(package.document if body is None else body)
    if runs.fields.has_open_contents and not keeps_contents:
        return None
    _add_notes(shared, runs, blocks)
    remarks = remarks_of(shared, runs)
    return lambda: shared.draft.finish(lambda places: marginalia(remarks, shared, places))


def _notes(package: Package) -> dict[tuple[str, str], Element]:
    notes = {}
    for kind in _NOTES:
        root = package.tree(f"{kind}s")
        for element in () if root is None else root.iterchildren(w(kind)):
            if element.get(w("type"), "normal") == "normal":
                notes[kind, element.get(w("id"), "")] = element
    return notes


def _add_notes(shared: Shared, runs: Runs, blocks: Blocks) -> None:
    """Add the notes behind the text, in the order of their marks."""
    for (kind, note_id), number in list(shared.notes.items()):
        shared.part = shared.package.part_of_kind(f"{kind}s")
        runs.begin_story()
        lines = Lines()
        blocks.read_note(shared.known_notes[kind, note_id], lines)
        shared.draft.add(BlockKind.FOOTNOTE, lines.html, ordinal=number)
