"""Where the parts of a Word file are: by their relationships, never by their names alone."""

import posixpath
from typing import Any
from zipfile import ZipFile

from lxml import etree

from reviewapp.domain.errors import BadInput

from .archive import read_part

_ROOTS = {
    "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}document",
    "{http://purl.oclc.org/ooxml/wordprocessingml/main}document",
}


def main_part(archive: ZipFile) -> str:
    """Return the name of the main document. Raises BadInput file_kind_unknown if it is no Word file."""
    name = _target(archive, "", "officeDocument") or "word/document.xml"
    content = read_part(archive, name)
    if not content:
        raise BadInput("file_kind_unknown" if archive.namelist() else "file_damaged")
    if parse(content).tag not in _ROOTS:
        raise BadInput("file_kind_unknown")
    return name


def part_of(archive: ZipFile, main: str, kind: str) -> str:
    """Return the name of the `kind` part (styles, numbering …) that belongs to the main document."""
    return _target(archive, main, kind) or posixpath.join(posixpath.dirname(main), f"{kind}.xml")


def parse(content: bytes) -> Any:
    """Parse a checked part. Raises BadInput file_damaged."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)
    try:
        return etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise BadInput("file_damaged") from error


def _target(archive: ZipFile, source: str, kind: str) -> str:
    folder, name = posixpath.split(source)
    relationships = read_part(archive, posixpath.join(folder, "_rels", f"{name}.rels"))
    if not relationships:
        return ""
    for relationship in parse(relationships):
        if str(relationship.get("Type", "")).endswith(f"/relationships/{kind}"):
            target = posixpath.join("/" + folder, str(relationship.get("Target", "")))
            found = posixpath.normpath(target).lstrip("/")
            if found in archive.NameToInfo:
                return found
    return ""
