"""The parts of an OpenDocument file."""

import posixpath
from collections.abc import Iterator
from urllib.parse import unquote
from zipfile import ZipFile

from reviewapp.domain.errors import BadInput

from .archive import read_part
from .open_xml import Element, o
from .xml_parsing import parsed

_MANIFEST = "META-INF/manifest.xml"
_ENCRYPTED = b"encryption-data"


class Package:
    """An opened file. Raises BadInput: file_encrypted, file_damaged, file_kind_unknown (no text document)."""

    def __init__(self, archive: ZipFile) -> None:
        self._archive = archive
        if _ENCRYPTED in read_part(archive, _MANIFEST):
            raise BadInput("file_encrypted")
        content = read_part(archive, "content.xml")
        if not content:
            raise BadInput("file_damaged")
        self._content = parsed(content)
        styles = read_part(archive, "styles.xml")
        self.styles = parsed(styles) if styles else None
        body = self._content.find(f"{o('office:body')}/{o('office:text')}")
        if body is None:
            raise BadInput("file_kind_unknown")
        self.text: Element = body

    def style_containers(self) -> Iterator[tuple[Element, bool]]:
        """Return the elements that hold styles, and whether those are of single places."""
        if self.styles is not None:
            yield from ((one, False) for one in self.styles.iterchildren(o("office:styles")))
        yield from ((one, True) for one in self._content.iterchildren(o("office:automatic-styles")))

    def content(self, address: str) -> bytes:
        """Return the bytes of a part, b"" for an address that leads anywhere else."""
        return read_part(self._archive, _name(address, self._archive))

    def object(self, address: str) -> Element | None:
        """Return the root of an embedded object, None if it is no XML of this file."""
        content = self.content(posixpath.join(address, "content.xml"))
        try:
            return parsed(content, may_name_a_type=True) if content else None
        except BadInput:
            return None


def _name(address: str, archive: ZipFile) -> str:
    path = posixpath.normpath(address)
    return path if path in archive.NameToInfo else unquote(path)
