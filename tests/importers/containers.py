"""Build Word files part by part, honest and hostile ones."""

import io
import zipfile
from collections.abc import Mapping

WORD_XML = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONSHIPS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
)
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="png" ContentType="image/png"/>'
    '<Default Extension="emf" ContentType="image/x-emf"/></Types>'
)


def document_xml(body: str, before: str = "") -> str:
    return f'{before}<w:document xmlns:w="{WORD_XML}" xmlns:r="{OFFICE}"><w:body>{body}</w:body></w:document>'


def paragraph(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def relationship(name: str, kind: str, target: str, *, is_external: bool = False) -> str:
    mode = ' TargetMode="External"' if is_external else ""
    return f'<Relationship Id="{name}" Type="{OFFICE}/{kind}" Target="{target}"{mode}/>'


def parts_of(body: str, relationships: str = "") -> dict[str, str | bytes]:
    return {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _RELATIONSHIPS.format(relationship("r1", "officeDocument", "word/document.xml")),
        "word/_rels/document.xml.rels": _RELATIONSHIPS.format(relationships),
        "word/document.xml": document_xml(body),
    }


def packed(parts: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def word_file(body: str, relationships: str = "", **more: str | bytes) -> bytes:
    """Return a Word file; `more` are further parts by name with "/" written as "__"."""
    others = {name.replace("__", "/").replace("_xml", ".xml"): content for name, content in more.items()}
    return packed(parts_of(body, relationships) | others)
