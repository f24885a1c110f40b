"""Files that mean harm, made on the spot: `HOSTILE_FILES` is the table of all, by name."""

import random
import struct
import zlib
from pathlib import Path

from tests.importers.containers import document_xml, packed, paragraph, parts_of, relationship, word_file
from tests.importers.hostile_containers import WORDS, Make, Outside

FILES = Path(__file__).parent / "files"
CANARY = "CANARY-9f3b"
RUN = "<w:r><w:t>word </w:t></w:r>"
DRAWING = (
    '<w:p><w:r><w:drawing xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><wp:inline><wp:docPr id="1" name="p"'
    ' descr="A picture"/><a:graphic><a:graphicData><a:blip {}/></a:graphicData></a:graphic></wp:inline>'
    "</w:drawing></w:r></w:p>"
)


def chapter(body: str) -> Make:
    """A Word file that is not packed, so that no ratio gives it away."""
    return lambda _: packed(parts_of(body), method=0)


def nested(opening: str, closing: str, depth: int, inside: str = WORDS) -> str:
    return opening * depth + inside + closing * depth


def entity_bomb(part: str, encoding: str) -> Make:
    steps = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    head = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE w [<!ENTITY e0 "ha">{steps}]>'
    return lambda _: packed(
        parts_of(WORDS) | {part: document_xml(paragraph("&e9;"), before=head).encode(encoding)}
    )


def external_entity(where: Outside) -> bytes:
    head = f'<!DOCTYPE w [<!ENTITY x SYSTEM "file://{where.file}">]>'
    return packed(parts_of(WORDS) | {"word/document.xml": document_xml(paragraph("&x;"), before=head)})


def field(instruction: str) -> str:
    return f'<w:fldSimple w:instr="{instruction}"><w:r><w:t>shown</w:t></w:r></w:fldSimple>'


def outward(where: Outside) -> bytes:
    """Refer to the canary and the listener in every way a Word file knows."""
    web = f"http://127.0.0.1:{where.port}"
    targets = [
        f"file://{where.file}",
        where.file,
        f"{web}/x.png",
        "//127.0.0.1/share/x.png",
        f"\\\\{where.file}",
    ]
    relations = [relationship(f"i{n}", "image", one, is_external=True) for n, one in enumerate(targets)]
    relations += [relationship(f"j{n}", "image", one) for n, one in enumerate(targets)]
    kinds = (
        "attachedTemplate",
        "styles",
        "subDocument",
        "aFChunk",
        "footnotes",
        "comments",
        "oleObject",
        "frame",
    )
    relations += [
        relationship(f"{kind}{n}", kind, one, is_external=is_external)
        for kind in kinds
        for n, one in enumerate(targets)
        for is_external in (True, False)
    ]
    pictures = "".join(
        DRAWING.format(f'{how}="{kind}{n}"')
        for n in range(len(targets))
        for kind in "ij"
        for how in ("r:link", "r:embed")
    )
    fields = "".join(
        f"<w:p>{field(f'{name} &quot;{target}&quot;')}</w:p>"
        for name in ("INCLUDEPICTURE", "INCLUDETEXT", "DDEAUTO", "IMPORT", "HYPERLINK")
        for target in targets
    )
    chunks = "".join(f'<w:altChunk r:id="aFChunk{n}"/><w:subDoc r:id="subDocument{n}"/>' for n in range(5))
    return word_file(WORDS + pictures + fields + chunks, "".join(relations))


def scripts_as_links(_: Outside) -> bytes:
    targets = (
        "javascript:alert(1)",
        "JaVaScript&#58;alert(1)",
        "data:text/html,&lt;script&gt;",
        "vbscript:x",
        " javascript:x",
    )
    relations = [relationship(f"h{n}", "hyperlink", one, is_external=True) for n, one in enumerate(targets)]
    links = "".join(
        f'<w:p><w:hyperlink r:id="h{n}"><w:r><w:t>link {n}</w:t></w:r></w:hyperlink></w:p>'
        for n in range(len(targets))
    )
    script = f"<w:p>{field('HYPERLINK &quot;javascript:alert(2)&quot;')}</w:p>"
    return word_file(links + script, "".join(relations))


def climbing(where: Outside) -> bytes:
    names = (
        "../../evil.txt",
        "/tmp/evil.txt",
        "..\\..\\evil.txt",
        "word/../../../evil.txt",
        "C:\\evil.txt",
        "a\n/b",
    )
    relations = relationship("r9", "image", "../" * 12 + where.file.lstrip("/"))
    parts = parts_of(WORDS + DRAWING.format('r:embed="r9"'), relations)
    return packed(parts | dict.fromkeys(names, b"evil"))


def self_references(_: Outside) -> bytes:
    """Styles based on each other, numberings that follow each other, notes that hold their own marks."""
    w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    styles = (
        f"<w:styles {w}>"
        + "".join(
            f'<w:style w:type="paragraph" w:styleId="s{n}"><w:basedOn w:val="s{(n + 1) % 50}"/>'
            f'<w:link w:val="s{(n + 2) % 50}"/><w:next w:val="s{n}"/></w:style>'
            for n in range(50)
        )
        + "</w:styles>"
    )
    note = '<w:r><w:footnoteReference w:id="1"/></w:r>'
    notes = f'<w:footnotes {w}><w:footnote w:id="1"><w:p>{note}{RUN}</w:p></w:footnote></w:footnotes>'
    numbering = (
        f'<w:numbering {w}><w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="s1"/></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num></w:numbering>'
    )
    body = paragraph(
        "Words", '<w:pStyle w:val="s1"/><w:numPr><w:ilvl w:val="99999999"/><w:numId w:val="1"/></w:numPr>'
    )
    return word_file(
        body + f"<w:p>{note}</w:p>",
        word__styles_xml=styles,
        word__footnotes_xml=notes,
        word__numbering_xml=numbering,
    )


def png(width: int, height: int, *chunks: tuple[bytes, bytes]) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(chunk(*one) for one in chunks) + chunk(b"IEND", b"")


def pictured(*images: bytes) -> Make:
    relations = "".join(relationship(f"p{n}", "image", f"media/{n}.png") for n in range(len(images)))
    body = WORDS + "".join(DRAWING.format(f'r:embed="p{n}"') for n in range(len(images)))
    parts = parts_of(body, relations) | {f"word/media/{n}.png": image for n, image in enumerate(images)}
    return lambda _: packed(parts, method=0 if len(images) == 1 else 8)


def grown(before: bytes = b"", behind: bytes = b"") -> Make:
    return lambda _: before + (FILES / "chapter-en-v1.docx").read_bytes() + behind


def cut(place: int, of: int) -> Make:
    data = (FILES / "chapter-en-v1.docx").read_bytes()
    return lambda _: data[: len(data) * place // of]


def noise(seed: int) -> Make:
    """A Word file with some bytes changed."""
    data = bytearray((FILES / "chapter-en-v1.docx").read_bytes())
    choose = random.Random(seed)
    for _ in range(30):
        data[choose.randrange(4, len(data))] = choose.randrange(256)
    return lambda _: bytes(data)


def text(content: str) -> Make:
    return lambda _: content.encode()
