"""A small writer of PDF files, for tests: pages of lines at their places."""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap

FONTS = {
    "F1": "<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>",
    "F2": "<< /Type /Font /Subtype /Type1 /BaseFont /Courier-Bold /Encoding /WinAnsiEncoding >>",
    "F3": "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H"
    " /DescendantFonts [<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000"
    " /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >>"
    " /FontDescriptor << /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /ItalicAngle 0 /Ascent 880"
    " /Descent -120 /CapHeight 880 /StemV 93 /FontBBox [-25 -254 1000 880] >> >>] >>",
}
"""Latin, Latin bold (each letter 0.6 of the size wide), Chinese."""
PROTECTED = f"<< /Filter /Standard /V 1 /R 2 /P -4 /O <{'11' * 32}> /U <{'22' * 32}> >>"
"""An encryption that no password opens."""


@dataclass(frozen=True, slots=True)
class At:
    """Words at a place of the page, lengths in points from its lower left corner."""

    x: float
    y: float
    text: str
    size: float = 11
    font: str = "F1"


def content_of(lines: Sequence[At]) -> bytes:
    """Return the instructions that draw lines."""
    drawn = (
        f"BT /{one.font} {one.size} Tf 1 0 0 1 {one.x} {one.y} Tm {_shown(one)} Tj ET".encode("cp1252")
        for one in lines
    )
    return b"\n".join(drawn)


def _shown(one: At) -> str:
    if one.font == "F3":
        return f"<{one.text.encode('utf-16-be').hex()}>"
    return "(" + one.text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)") + ")"


def lines_of(*words: str, x: float = 72, y: float = 720, leading: float = 14, **how: object) -> list[At]:
    """Set lines one below the other."""
    return [At(x, y - leading * at, text, **how) for at, text in enumerate(words)]  # type: ignore[arg-type]


def set_text(*paragraphs: str, width: int = 64, **how: object) -> list[At]:
    """Set paragraphs as lines of at most `width` letters."""
    return lines_of(*(line for one in paragraphs for line in wrap(one, width)), **how)  # type: ignore[arg-type]


def pdf(
    *pages: Sequence[At] | bytes, more: Sequence[str | bytes] = (), page: str = "", trailer: str = ""
) -> bytes:
    """Write a file of pages, each as lines or as instructions; `more` are further objects from 100 on."""
    resources = "/Font << " + " ".join(f"/{name} {font}" for name, font in FONTS.items()) + " >>"
    kids = " ".join(f"{10_000 + 2 * at} 0 R" for at in range(len(pages)))
    objects: dict[int, bytes] = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        **{100 + at: one.encode() if isinstance(one, str) else one for at, one in enumerate(more)},
    }
    for at, lines in enumerate(pages):
        number = 10_000 + 2 * at
        content = lines if isinstance(lines, bytes) else content_of(lines)
        objects[number] = (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {number + 1} 0 R"
            f" /Resources << {resources} >> {page} >>".encode()
        )
        objects[number + 1] = stream(content)
    return written(objects, trailer)


def stream(content: bytes, entries: str = "", *, packed: bool = True) -> bytes:
    """Return a stream object."""
    data = zlib.compress(content) if packed else content
    how = "/Filter /FlateDecode " if packed else ""
    return f"<< /Length {len(data)} {how}{entries} >>\nstream\n".encode() + data + b"\nendstream"


def written(objects: dict[int, bytes], trailer: str = "") -> bytes:
    """Put objects into a file with its table of places."""
    out = bytearray(b"%PDF-1.7\n")
    places = {}
    for number, content in objects.items():
        places[number] = len(out)
        out += f"{number} 0 obj\n".encode() + content + b"\nendobj\n"
    start = len(out)
    out += b"xref\n0 1\n0000000000 65535 f \n"
    for number, place in places.items():
        out += f"{number} 1\n{place:010} 00000 n \n".encode()
    size = max(objects) + 1
    out += f"trailer\n<< /Size {size} /Root 1 0 R {trailer} >>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(out)
