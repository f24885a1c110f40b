"""What the readers of the parts of one Word file share."""

from dataclasses import dataclass, field

from .drafting import Draft
from .languages import Languages
from .tracked import MAX_CHANGES, Change, moment
from .word_graphics import Point, chart_lines, diagram_points
from .word_numbering import Numbering
from .word_parts import Package
from .word_pictures import Graphic, Picture
from .word_styles import Styles
from .word_xml import Element, parse, w


@dataclass(slots=True)
class Shared:
    """The parts that every reader asks, and what all of them gather."""

    package: Package
    styles: Styles
    numbering: Numbering
    languages: Languages
    draft: Draft
    changes: list[Change] = field(default_factory=list)
    notes: dict[tuple[str, str], int] = field(default_factory=dict)  # numbers in the order of their marks
    known_notes: dict[tuple[str, str], Element] = field(default_factory=dict)
    part: str = ""  # the part that is read now: what references are relative to
    _addresses: dict[str, str] = field(default_factory=dict)  # of the pictures that were met
    _graphics: dict[str, list[Point]] = field(default_factory=dict)

    def note_number(self, kind: str, note_id: str) -> int | None:
        """Return the number of a footnote or endnote at its mark, None if there is no such note."""
        key = (kind, note_id)
        if key not in self.known_notes:
            return None
        return self.notes.setdefault(key, len(self.notes) + 1)

    def address(self, element: Element) -> str:
        """Return where a hyperlink leads outside the file, "" if it stays inside."""
        found = self.package.relationship(self.part, element)
        if found is None or not found.is_external:
            return ""
        anchor = element.get(w("anchor"), "")
        return f"{found.target}#{anchor}" if anchor and "#" not in found.target else found.target

    def keep(self, picture: Picture) -> str:
        """Keep a picture of the file and return its address, "" if it is not kept. Nothing is fetched."""
        found = self.package.relationships(self.part).get(picture.reference)
        part = "" if found is None or found.is_external else found.target
        if part in self._addresses:
            self.draft.count_picture()
            if not self._addresses[part]:
                self.draft.warn("image_not_kept", picture.alt)
        else:
            is_read = bool(part) and self.draft.may_read_images()
            data = self.package.content(part) if is_read else b""
            self._addresses[part] = self.draft.keep_image(data, picture.alt)
        return self._addresses[part]

    def graphic(self, graphic: Graphic) -> list[Point]:
        """Return the words of a chart (depth 0) or of a diagram (depths from 1 on)."""
        found = self.package.relationships(self.part).get(graphic.reference)
        part = "" if found is None or found.is_external else found.target
        if part not in self._graphics:
            content = self.package.content(part) if part else b""
            root = parse(content) if content else None
            if root is None:
                self._graphics[part] = []
            elif graphic.kind == "chart":
                self._graphics[part] = [(0, line) for line in chart_lines(root)]
            else:
                self._graphics[part] = diagram_points(root)
        return self._graphics[part]

    def change(self, element: Element, *, is_insertion: bool, text: str = "") -> Change:
        """Note a tracked change and return it."""
        name = f"change {len(self.changes)}"
        made = Change(
            name, is_insertion, element.get(w("author"), ""), moment(element.get(w("date"), "")), text
        )
        if len(self.changes) < MAX_CHANGES:
            self.changes.append(made)
        return made
