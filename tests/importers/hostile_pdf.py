"""PDF files that mean harm, made on the spot."""

import zlib

from tests.importers.hostile_containers import Make, Outside
from tests.importers.hostile_files import grown, text
from tests.importers.pdf_builders import lines_of, pdf, stream, written

MB = 1 << 20
WORDS = lines_of("Words of a chapter.")


def _page(*contents: bytes, resources: str = "", more: str = "") -> dict[int, bytes]:
    """Return the objects of a file of one page, which is number 3."""
    kinds = "/Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Courier >> >>"
    return {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        3: (
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] "
            f"/Contents 4 0 R /Resources << {kinds} {resources} >> {more} >>"
        ).encode(),
        **{4 + at: content for at, content in enumerate(contents)},
    }


def _drawn(content: bytes, *others: bytes, **how: str) -> Make:
    return lambda _: written(_page(stream(content), *others, **how))


def _tree(kids: str, count: int) -> Make:
    objects = _page(stream(b"")) | {2: f"<< /Type /Pages /Kids [{kids}] /Count {count} >>".encode()}
    return lambda _: written(objects)


def _deep_tree(depth: int) -> Make:
    nodes = {
        10 + at: f"<< /Type /Pages /Kids [{11 + at} 0 R] /Count 1 /Parent {9 + at} 0 R >>".encode()
        for at in range(depth)
    }
    objects = _page(stream(b"")) | {2: b"<< /Type /Pages /Kids [10 0 R] /Count 1 >>"} | nodes
    return lambda _: written(objects | {10 + depth: objects[3]})


def _packed_zeros(size: int, times: int = 1) -> bytes:
    data = bytes(size)
    for _ in range(times):
        data = zlib.compress(data, 9)
    filters = "/FlateDecode " * times
    return f"<< /Length {len(data)} /Filter [{filters}] >>\nstream\n".encode() + data + b"\nendstream"


def _bomb(size: int, times: int) -> Make:
    return lambda _: written(_page(_packed_zeros(size, times)))


def _forms(depth: int, times: int) -> Make:
    """Forms that draw the next one many times, the last one words."""
    forms = [
        stream(
            b"/X Do " * times if at < depth - 1 else b"BT /F1 11 Tf (word) Tj ET",
            f"/Type /XObject /Subtype /Form /BBox [0 0 1 1] /Resources << /XObject << /X {6 + at} 0 R >> >>",
        )
        for at in range(depth)
    ]
    return _drawn(b"/X Do " * times, *forms, resources="/XObject << /X 5 0 R >>")


def _actions(where: Outside) -> bytes:
    """Ask for everything that a viewer might do."""
    targets = (f"file://{where.file}", f"http://127.0.0.1:{where.port}/x")
    actions = [
        *(f"<< /S /URI /URI ({one}) >>" for one in targets),
        *(f"<< /S /Launch /F ({where.file}) >>", f"<< /S /GoToR /F ({where.file}) /D [0 /Fit] >>"),
        *("<< /S /JavaScript /JS (app.alert(1)) >>", f"<< /S /SubmitForm /F ({targets[1]}) >>"),
        f"<< /S /ImportData /F ({where.file}) >>",
    ]
    links = " ".join(f"<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A {one} >>" for one in actions)
    outside = f"<< /Length 0 /F ({where.file}) >>\nstream\n\nendstream".encode()
    catalog = f"<< /Type /Catalog /Pages 2 0 R /OpenAction {actions[4]} /AA << /WC {actions[2]} >> >>"
    page = _page(stream(b"BT /F1 11 Tf 72 700 Td (Words.) Tj ET"), outside, more=f"/Annots [{links}]")
    page[3] = page[3].replace(b"/Contents 4 0 R", b"/Contents [4 0 R 5 0 R]")
    return written(page | {1: catalog.encode()})


def _endless_xref(_: Outside) -> bytes:
    return pdf(WORDS, trailer="/Prev 9").replace(b"/Prev 9", b"/Prev 0")


def _claiming(old: bytes, new: bytes) -> Make:
    return lambda _: pdf(WORDS).replace(old, new)


def _cut(place: int, of: int) -> Make:
    data = pdf(WORDS, WORDS)
    return lambda _: data[: len(data) * place // of]


_SHOW = b"BT /F1 11 Tf 72 700 Td "
PDF: dict[str, Make] = {
    "pdf of a million pages": _tree("3 0 R " * 1_000_000, 1_000_000),
    "pdf that claims a million pages": _tree("3 0 R", 1_000_000),
    "pdf that claims pages beyond numbers": _tree("3 0 R", 10**30),
    "pdf of 3,000 pages": lambda _: pdf(*[WORDS] * 3_000),
    "pdf of pages in a circle": _tree("2 0 R 3 0 R", 2),
    "pdf of pages 10,000 deep": _deep_tree(10_000),
    "pdf bomb 1 GB": _bomb(1 << 30, 1),
    "pdf bomb in a bomb": _bomb(1 << 30, 3),
    "pdf that unpacks a hundred times": lambda _: written(
        _page(stream(b"", "/DecodeParms 1").replace(b"/FlateDecode", b"[" + b"/FlateDecode " * 100 + b"]"))
    ),
    "pdf forms to the power of ten": _forms(10, 10),
    "pdf form in itself": _drawn(
        b"/X Do",
        stream(
            b"/X Do", "/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 5 0 R >> >>"
        ),
        resources="/XObject << /X 5 0 R >>",
    ),
    "pdf of a million words": _drawn(_SHOW + b"(word) Tj 0 0 Td " * 1_000_000 + b"ET"),
    "pdf of a million lines": _drawn(_SHOW + b"0 -1 Td (a) Tj " * 1_000_000 + b"ET"),
    "pdf of 100,000 lines": _drawn(_SHOW + b"0 -1 Td (a) Tj " * 100_000 + b"ET"),
    "pdf of 4,000 lines cut by hyphens": _drawn(_SHOW + b"0 -13 Td (lower some wor-) Tj " * 4_000 + b"ET"),
    "pdf word of 20 MB": _drawn(_SHOW + b"(" + b"a" * (20 * MB) + b") Tj ET"),
    "pdf of a million saved states": _drawn(b"q " * 1_000_000),
    "pdf of a million paths": _drawn(b"0 0 m 1 1 l S " * 1_000_000),
    "pdf array 100,000 deep": _drawn(b"[" * 100_000 + b"]" * 100_000 + b" TJ"),
    "pdf object 100,000 deep": lambda _: pdf(WORDS, more=["<< /A " * 100_000 + ">>" * 100_000]),
    "pdf resources 100,000 deep": _drawn(b"BT ET", resources="/A " + "[" * 100_000 + "]" * 100_000),
    "pdf picture of 50,000 by 50,000": _drawn(
        b"/X Do",
        stream(
            b"0",
            "/Type /XObject /Subtype /Image /Width 50000 /Height 50000 /BitsPerComponent 8"
            " /ColorSpace /DeviceRGB",
        ),
        resources="/XObject << /X 5 0 R >>",
    ),
    "pdf at places beyond numbers": _drawn(
        b"BT /F1 1e38 Tf 1e38 0 0 1e38 1e38 1e38 Tm (Words) Tj 99999999999999999999 0 Td (Words) Tj ET"
    ),
    "pdf letters of no size": _drawn(b"BT /F1 0 Tf 0 0 0 0 0 0 Tm (Words) Tj /F1 -11 Tf (Words) Tj ET"),
    "pdf that acts": _actions,
    "pdf with a list of places in a circle": _endless_xref,
    "pdf that claims a stream of 2 GB": _claiming(b"/Length ", b"/Length 2147483"),
    "pdf that claims objects without end": _claiming(b"/Size ", b"/Size 4294967"),
    "pdf of two billion columns": lambda _: written(
        _page(
            stream(b"BT ET").replace(
                b"/FlateDecode", b"/FlateDecode /DecodeParms << /Predictor 15 /Columns 2147483647 >>"
            )
        )
    ),
    "pdf that is a zip container too": grown(before=pdf(WORDS)),
    "zip container that is a pdf too": grown(behind=pdf(WORDS)),
    "page that is a pdf too": lambda _: b"<html><script>alert(1)</script>" + pdf(WORDS),
    "pdf that is a page too": lambda _: pdf(WORDS, more=["(<html><script>alert(1)</script>)"]),
    "pdf of scripts": _drawn(_SHOW + b"(<script>alert(1)</script><img src=x onerror=x>) Tj ET"),
    "pdf of brackets": text("%PDF-1.7\n" + "[" * MB),
    "pdf of comments": text("%PDF-1.7\n" + "%a\n" * MB),
    "pdf of objects": text("%PDF-1.7\n" + "".join(f"{n} 0 obj\n<<>>\nendobj\n" for n in range(200_000))),
    **{f"pdf cut at {place}/9": _cut(place, 9) for place in range(1, 9)},
}
