"""OpenDocument files that mean harm, made on the spot."""

from tests.importers.containers import packed
from tests.importers.hostile_containers import Entry, Make, Outside, container, honest, zeros

TYPE = "application/vnd.oasis.opendocument.text"
_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
_SPACES = " ".join(
    f'xmlns:{name}="{_OASIS}{name}:1.0"' for name in ("office", "text", "table", "style", "draw", "manifest")
)
_SPACES += f' xmlns:fo="{_OASIS}xsl-fo-compatible:1.0" xmlns:xlink="http://www.w3.org/1999/xlink"'
_SPACES += f' xmlns:svg="{_OASIS}svg-compatible:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/"'
WORDS = "<text:p>Words of a chapter.</text:p>"
MB = 1 << 20


def content(body: str, styles: str = "", before: str = "") -> str:
    return (
        f"{before}<office:document-content {_SPACES}>"
        f"<office:automatic-styles>{styles}</office:automatic-styles><office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )


def parts_of(body: str, styles: str = "", before: str = "", manifest: str = "") -> dict[str, str | bytes]:
    entries = f'<manifest:file-entry manifest:full-path="content.xml">{manifest}</manifest:file-entry>'
    return {
        "mimetype": TYPE,
        "content.xml": content(body, styles, before),
        "META-INF/manifest.xml": f"<manifest:manifest {_SPACES}>{entries}</manifest:manifest>",
    }


def text_file(body: str, styles: str = "", before: str = "", manifest: str = "") -> Make:
    return lambda _: packed(parts_of(body, styles, before, manifest), method=0)


def _nested(opening: str, closing: str, depth: int) -> Make:
    return text_file(WORDS + opening * depth + WORDS + closing * depth)


def _row(repeated: str = "", cell: str = "") -> str:
    return (
        f"<table:table-row {repeated}><table:table-cell {cell}>{WORDS}</table:table-cell></table:table-row>"
    )


def _table(inner: str) -> str:
    return f"{WORDS}<table:table>{inner}</table:table>"


def _outward(where: Outside) -> bytes:
    web = f"http://127.0.0.1:{where.port}/x.png"
    targets = (
        web,
        f"file://{where.file}",
        where.file,
        "../" * 12 + where.file.lstrip("/"),
        "//127.0.0.1/x.png",
    )
    pictures = "".join(
        f'<text:p><draw:frame><draw:image xlink:href="{one}"/></draw:frame></text:p>'
        f'<text:section><text:section-source xlink:href="{one}"/>{WORDS}</text:section>'
        f'<text:p><draw:frame><draw:object xlink:href="{one}"/></draw:frame>'
        f'<draw:frame><draw:floating-frame xlink:href="{one}"/></draw:frame></text:p>'
        for one in targets
    )
    return packed(parts_of(WORDS + pictures), method=0)


def _styles_in_circles() -> str:
    return "".join(
        f'<style:style style:name="s{n}" style:family="paragraph" style:parent-style-name="s{(n + 1) % 50}"/>'
        for n in range(50)
    )


def _bomb(size: int) -> Make:
    parts = honest(parts_of(WORDS))
    return lambda _: container([*parts, Entry("Pictures/a.png", zeros(size), size)])


_ENTITIES = (
    "<!DOCTYPE x ["
    + "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "ha"}">' for n in range(10))
    + "]>"
)
_LINKS = ("javascript:alert(1)", "JaVaScript:alert(1)", "data:text/html,x", "vbscript:x", " javascript:x")
OPEN: dict[str, Make] = {
    "odt rows repeated a billion times": text_file(_table(_row('table:number-rows-repeated="1000000000"'))),
    "odt rows repeated beyond numbers": text_file(_table(_row(f'table:number-rows-repeated="{"9" * 5000}"'))),
    "odt cells repeated a billion times": text_file(
        _table(_row(cell='table:number-columns-repeated="1000000000"'))
    ),
    "odt rows and cells repeated": text_file(
        _table(_row('table:number-rows-repeated="1000000"', 'table:number-columns-repeated="1000000"') * 100)
    ),
    "odt columns repeated a billion times": text_file(
        _table('<table:table-column table:number-columns-repeated="1000000000"/>' + _row())
    ),
    "odt spans of a billion": text_file(
        _table(_row(cell='table:number-columns-spanned="1000000000" table:number-rows-spanned="1000000000"'))
    ),
    "odt a billion spaces": text_file('<text:p>a<text:s text:c="1000000000"/>b</text:p>'),
    "odt spaces beyond numbers": text_file(f'<text:p>a<text:s text:c="{"9" * 5000}"/>b</text:p>' * 10),
    "odt 100,000 times 10,000 spaces": text_file(
        "<text:p>a" + '<text:s text:c="10000"/>b' * 100_000 + "</text:p>"
    ),
    "odt levels beyond numbers": text_file(
        f'<text:h text:outline-level="{"9" * 5000}">A</text:h><text:h text:outline-level="-1">B</text:h>'
    ),
    "odt 200,000 paragraphs": text_file(WORDS * 200_000),
    "odt 15,000 paragraphs": text_file(WORDS * 15_000),
    "odt 20 MB in a paragraph": text_file(f"<text:p>{'word ' * (4 * MB)}</text:p>"),
    "odt 10,000 nested tables": _nested(
        "<table:table><table:table-row><table:table-cell>",
        "</table:table-cell></table:table-row></table:table>",
        10_000,
    ),
    "odt 45 nested tables": _nested(
        "<table:table><table:table-row><table:table-cell>",
        "</table:table-cell></table:table-row></table:table>",
        45,
    ),
    "odt 10,000 nested lists": _nested(
        "<text:list><text:list-item>", "</text:list-item></text:list>", 10_000
    ),
    "odt 60 nested lists": _nested("<text:list><text:list-item>", "</text:list-item></text:list>", 60),
    "odt 150 nested sections": _nested("<text:section>", "</text:section>", 150),
    "odt 100,000 spans": text_file(f"<text:p>{'<text:span>a</text:span>' * 100_000}</text:p>"),
    "odt 100,000 comments": text_file(
        f"<text:p>{'<office:annotation><text:p>a</text:p></office:annotation>b' * 100_000}</text:p>"
    ),
    "odt 100,000 notes": text_file(
        "<text:p>"
        + f'<text:note text:note-class="footnote"><text:note-body>{WORDS}</text:note-body></text:note>'
        * 100_000
        + "</text:p>"
    ),
    "odt styles in circles": text_file('<text:p text:style-name="s1">Words.</text:p>', _styles_in_circles()),
    "odt entities": text_file("<text:p>&e9;</text:p>", before=_ENTITIES),
    "odt external entity": lambda where: packed(
        parts_of("<text:p>&x;</text:p>", before=f'<!DOCTYPE x [<!ENTITY x SYSTEM "file://{where.file}">]>'),
        method=0,
    ),
    "odt outward": _outward,
    "odt scripts as links": text_file(
        "".join(f'<text:p><text:a xlink:href="{one}">link</text:a></text:p>' for one in _LINKS)
        + "<text:p><text:script>alert(1)</text:script>Words.</text:p>"
    ),
    "odt encrypted": text_file(WORDS, manifest='<manifest:encryption-data manifest:checksum="x"/>'),
    "odt bomb of 90 MB": _bomb(90 * MB),
    "odt bomb of 1 GB": _bomb(1 << 30),
    "odt without a content": lambda _: packed({"mimetype": TYPE}, method=0),
    "odt that is a spreadsheet": lambda _: packed(
        {"mimetype": TYPE, "content.xml": content(WORDS).replace("office:text", "office:spreadsheet")},
        method=0,
    ),
    "odt with a page before it": lambda _: (
        b"<html><script>alert(1)</script>" + packed(parts_of(WORDS), method=0)
    ),
    "odt with a page behind it": lambda _: (
        packed(parts_of(WORDS), method=0) + b"<html><script>alert(1)</script>"
    ),
    **{
        f"odt cut at {place}/9": lambda _, place=place: packed(parts_of(WORDS * 50), method=0)[: 380 * place]
        for place in range(1, 9)
    },
}
