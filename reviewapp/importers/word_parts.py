"""The parts of a Word file: found by their relationships, never by their names alone."""

import posixpath
from dataclasses import dataclass
from functools import cache
from urllib.parse import unquote
from zipfile import ZipFile

from reviewapp.domain.errors import BadInput

from .archive import read_part
from .word_xml import RELATIONS, WORD, Element, parse

_ROOT = f"{{{WORD}}}document"
_ID = f"{{{RELATIONS}}}id"
_CONTENT_TYPES = "[Content_Types].xml"
_MAIN_TYPE = ".main+xml"  # document, template, each with and without macros


@dataclass(frozen=True, slots=True)
class Relationship:
    """Where a reference leads: to the part `target`, or out of the file to the address `target`."""

    kind: str
    target: str
    is_external: bool


class Package:
    """An opened Word file. Raises BadInput file_kind_unknown if its main part is no text document."""

    def __init__(self, archive: ZipFile) -> None:
        self._archive = archive
        self._names = {name.lower(): name for name in archive.namelist()}
        self.relationships = cache(self._relationships)
        self.main = self._target("", "officeDocument") or self._typed_main() or "word/document.xml"
        content = self.content(self.main)
        if not content:
            raise BadInput("file_kind_unknown" if self._names else "file_damaged")
        self.document = parse(content)
        if self.document.tag != _ROOT:
            raise BadInput("file_kind_unknown")

    def content(self, name: str) -> bytes:
        """Return the bytes of a part, b"" if there is none of this name."""
        return read_part(self._archive, self._names.get(name.lower(), name))

    def tree(self, kind: str) -> Element | None:
        """Return the part of a kind (styles, numbering, footnotes …) that belongs to the main document."""
        name = self.part_of_kind(kind)
        content = self.content(name)
        return parse(content) if content else None

    def part_of_kind(self, kind: str) -> str:
        """Return the name of the part of a kind that belongs to the main document (it may not exist)."""
        return self._target(self.main, kind) or posixpath.join(posixpath.dirname(self.main), f"{kind}.xml")

    def relationship(self, source: str, element: Element, attribute: str = _ID) -> Relationship | None:
        """Return where an element of the part `source` refers to."""
        return self.relationships(source).get(element.get(attribute, ""))

    def _relationships(self, source: str) -> dict[str, Relationship]:
        folder, name = posixpath.split(source)
        content = self.content(posixpath.join(folder, "_rels", f"{name}.rels"))
        if not content:
            return {}
        found = {}
        for one in parse(content).iterchildren("{*}Relationship"):
            kind = str(one.get("Type", "")).rpartition("/")[2]
            target, is_external = str(one.get("Target", "")), one.get("TargetMode") == "External"
            if not is_external:
                target = self._part_name(folder, target)
            found[str(one.get("Id", ""))] = Relationship(kind, target, is_external)
        return found

    def _part_name(self, folder: str, target: str) -> str:
        path = posixpath.normpath(posixpath.join("/" + folder, target.replace("\\", "/"))).lstrip("/")
        return path if path.lower() in self._names else unquote(path)

    def _target(self, source: str, kind: str) -> str:
        targets = (one for one in self.relationships(source).values() if one.kind == kind)
        return next((one.target for one in targets if one.target.lower() in self._names), "")

    def _typed_main(self) -> str:
        content = self.content(_CONTENT_TYPES)
        if not content:
            return ""
        for one in parse(content).iterchildren("{*}Override"):
            if str(one.get("ContentType", "")).endswith(_MAIN_TYPE):
                return str(one.get("PartName", "")).lstrip("/")
        return ""
