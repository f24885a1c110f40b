"""Make the Word files of the tests anew: `python -m tests.importers.make_files`. Same bytes every time."""

import io
import re
import struct
import zipfile
import zlib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import docx
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm

from tests.importers.passages import (
    CHAPTER_V1,
    CHAPTER_V2,
    CHAPTER_ZH,
    NOTES,
    NOTES_ZH,
    WITHOUT_HEADINGS,
    Passage,
)

FILES = Path(__file__).parent / "files"
MADE_AT = datetime(2026, 1, 15, 9, 0, tzinfo=UTC)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LIST_IDS = {"ol": 90, "ul": 91}
FOOTNOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"

# **bold**, [words](address) and ^1 (a footnote) in the text of a passage.
_MARKS = re.compile(r"\*\*(?P<bold>.+?)\*\*|\[(?P<words>[^\]]+)\]\((?P<href>[^)]+)\)|\^(?P<note>\d)")


def main() -> None:
    FILES.mkdir(exist_ok=True)
    write("chapter-en-v1.docx", chapter(CHAPTER_V1, NOTES))
    write("chapter-en-v2.docx", chapter(CHAPTER_V2, NOTES))
    write("chapter-zh.docx", chapter(CHAPTER_ZH, NOTES_ZH, localized=True))
    write("no-headings.docx", chapter(WITHOUT_HEADINGS, []))
    write("empty.docx", chapter([], []))
    write("truncated.docx", chapter(CHAPTER_V1, NOTES)[:9000])
    write("encrypted.docx", ole("EncryptionInfo", "EncryptedPackage"))
    write("old.doc", ole("1Table", "WordDocument"))


def write(name: str, data: bytes) -> None:
    (FILES / name).write_bytes(data)


def chapter(passages: list[Passage], notes: list[str], *, localized: bool = False) -> bytes:
    document = docx.Document()
    properties = document.core_properties
    properties.author, properties.comments = "", ""
    properties.created = properties.modified = MADE_AT
    drop_thumbnail(document)
    add_lists(document)
    add_notes(document, notes)
    for kind, content in passages:
        ADD[kind](document, content)
    if localized:
        name_styles_in_chinese(document)
    buffer = io.BytesIO()
    document.save(buffer)
    return repacked(buffer.getvalue())


def drop_thumbnail(document: Any) -> None:
    """Leave out the picture of a page that the template brings along."""
    relationships = document.part.package.rels
    for key in [key for key, one in relationships.items() if one.reltype.endswith("/thumbnail")]:
        del relationships[key]


def add_words(paragraph: Any, text: str) -> None:
    at = 0
    for mark in _MARKS.finditer(text):
        paragraph.add_run(text[at : mark.start()])
        at = mark.end()
        if mark["bold"]:
            paragraph.add_run(mark["bold"]).bold = True
        elif mark["words"]:
            add_link(paragraph, mark["words"], mark["href"])
        else:
            add_reference(paragraph, mark["note"])
    paragraph.add_run(text[at:])


def add_link(paragraph: Any, words: str, href: str) -> None:
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), paragraph.part.relate_to(href, RT.HYPERLINK, is_external=True))
    link.append(paragraph.add_run(words)._r)
    paragraph._p.append(link)


def add_reference(paragraph: Any, number: str) -> None:
    reference = OxmlElement("w:footnoteReference")
    reference.set(qn("w:id"), number)
    run = paragraph.add_run()
    run.font.superscript = True
    run._r.append(reference)


def add_heading(level: int) -> Any:
    return lambda document, text: add_words(document.add_heading("", level), text)


def add_styled(style: str | None) -> Any:
    return lambda document, text: add_words(document.add_paragraph(style=style), text)


def add_item(mark: str, depth: int) -> Any:
    def add(document: Any, text: str) -> None:
        paragraph = document.add_paragraph(style="List Paragraph")
        properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
        properties.get_or_add_ilvl().val = depth - 1
        properties.get_or_add_numId().val = LIST_IDS[mark]
        add_words(paragraph, text)

    return add


def add_table(document: Any, rows: list[list[str]]) -> None:
    """Add a table with a header row; a cell that says "<" is merged with the one before it."""
    table = document.add_table(len(rows), len(rows[0]), style="Table Grid")
    for y, row in enumerate(rows):
        for x, text in enumerate(row):
            if text == "<":
                table.cell(y, x - 1).merge(table.cell(y, x))
            else:
                table.cell(y, x).text = text
    header = OxmlElement("w:tblHeader")
    table.rows[0]._tr.get_or_add_trPr().append(header)


def add_figure(document: Any, alt: str) -> None:
    run = document.add_paragraph().add_run()
    picture = run.add_picture(io.BytesIO(bar_chart((3, 5, 8, 6))), width=Cm(8))
    picture._inline.docPr.set("descr", alt)


def bar_chart(heights: tuple[int, ...]) -> bytes:
    """Draw grey bars as a PNG of 16 pixels a unit."""
    unit, top = 16, max(heights)
    rows = b""
    for y in range(top * unit):
        row = b"".join(
            (b"\x60" if top - h <= y // unit else b"\xff") * unit + b"\xff" * unit for h in heights
        )
        rows += b"\x00" + row
    header = struct.pack(">IIBBBBB", 2 * unit * len(heights), top * unit, 8, 0, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in chunks
    )


def add_lists(document: Any) -> None:
    numbering = document.part.numbering_part.element
    for mark, number in LIST_IDS.items():
        formats = ["decimal", "lowerLetter", "lowerRoman"] if mark == "ol" else ["bullet"] * 3
        levels = "".join(
            f'<w:lvl w:ilvl="{i}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>'
            f'<w:lvlText w:val="{"•" if mark == "ul" else f"%{i + 1}."}"/></w:lvl>'
            for i, kind in enumerate(formats)
        )
        abstract = f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}">{levels}</w:abstractNum>'
        numbering.insert(0, parse_xml(abstract))
        link = f'<w:abstractNumId w:val="{number}"/>'
        numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="{number}">{link}</w:num>'))


def add_notes(document: Any, notes: list[str]) -> None:
    if not notes:
        return
    body = "".join(
        f'<w:footnote w:id="{number}"><w:p><w:r><w:footnoteRef/></w:r>'
        f'<w:r><w:t xml:space="preserve"> {text}</w:t></w:r></w:p></w:footnote>'
        for number, text in enumerate(notes, start=1)
    )
    separators = "".join(
        f'<w:footnote w:type="{kind}" w:id="{number}"><w:p/></w:footnote>'
        for number, kind in ((-1, "separator"), (0, "continuationSeparator"))
    )
    xml = f"<w:footnotes {nsdecls('w')}>{separators}{body}</w:footnotes>"
    part = Part(PackURI("/word/footnotes.xml"), FOOTNOTES, xml.encode(), document.part.package)
    document.part.relate_to(part, RT.FOOTNOTES)


def name_styles_in_chinese(document: Any) -> None:
    """Name and number the heading styles as a Chinese word processor may do."""
    names = {f"Heading {level}": f"标题 {level}" for level in range(1, 4)} | {"Caption": "题注"}
    for style in document.styles.element.iterchildren(qn("w:style")):
        name = style.find(qn("w:name"))
        shown = name.get(qn("w:val")).capitalize()
        if shown in names:
            name.set(qn("w:val"), names[shown])


def repacked(data: bytes) -> bytes:
    """Return the same zip with one date on every entry."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, MADE_AT.timetuple()[:6])
            new.writestr(entry, old.read(name), zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def ole(*streams: str) -> bytes:
    """Return the head of an OLE file with these names in its directory: enough to be told, no more."""
    directory = b"".join(name.encode("utf-16-le").ljust(128, b"\x00") for name in ("Root Entry", *streams))
    return OLE + bytes(504) + directory.ljust(1024, b"\x00")


ADD: dict[str, Any] = {
    "title": add_heading(0),
    **{f"h{level}": add_heading(level) for level in (1, 2, 3)},
    "p": add_styled(None),
    "quote": add_styled("Quote"),
    "caption": add_styled("Caption"),
    **{f"{mark}{depth}": add_item(mark, depth) for mark in ("ol", "ul") for depth in (1, 2, 3)},
    "table": add_table,
    "figure": add_figure,
}

if __name__ == "__main__":
    main()
