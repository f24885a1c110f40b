"""Pieces of OpenDocument and whole files made of them, for tests that are rows of a table."""

from reviewapp.domain.blocks import Block
from reviewapp.importers.base import Manuscript
from reviewapp.importers.from_odt import OdtImporter
from reviewapp.services.composing import compose
from tests.importers.containers import packed

TYPE = "application/vnd.oasis.opendocument.text"
_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
_SPACES = {
    **{name: f"{_OASIS}{name}:1.0" for name in ("office", "text", "table", "style", "manifest")},
    "draw": f"{_OASIS}drawing:1.0",
    "svg": f"{_OASIS}svg-compatible:1.0",
    "fo": f"{_OASIS}xsl-fo-compatible:1.0",
    "loext": "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0",
    "field": "urn:openoffice:names:experimental:ooo-ms-interop:xmlns:field:1.0",
    "xlink": "http://www.w3.org/1999/xlink",
    "dc": "http://purl.org/dc/elements/1.1/",
    "math": "http://www.w3.org/1998/Math/MathML",
}
ROOT = " ".join(f'xmlns:{prefix}="{name}"' for prefix, name in _SPACES.items())


def open_parts(body: str, own: str = "", shared: str = "", masters: str = "") -> dict[str, str | bytes]:
    """Return the parts of a file: its text, its automatic styles, its named styles and its pages."""
    return {
        "mimetype": TYPE,
        "content.xml": (
            f'<?xml version="1.0"?><office:document-content {ROOT} office:version="1.2">'
            f"<office:automatic-styles>{own}</office:automatic-styles>"
            f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
        ),
        "styles.xml": (
            f'<office:document-styles {ROOT} office:version="1.2"><office:styles>{shared}</office:styles>'
            f"{masters}</office:document-styles>"
        ),
        "META-INF/manifest.xml": (
            f'<manifest:manifest {ROOT}><manifest:file-entry manifest:full-path="/"'
            f' manifest:media-type="{TYPE}"/>'
            + "".join(
                f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="text/xml"/>'
                for name in ("content.xml", "styles.xml")
            )
            + "</manifest:manifest>"
        ),
    }


def open_file(body: str, own: str = "", shared: str = "", masters: str = "", **more: str | bytes) -> bytes:
    """Return an .odt file; `more` are further parts by name with "/" written as "__"."""
    others = {name.replace("__", "/").replace("_xml", ".xml"): content for name, content in more.items()}
    return packed(open_parts(body, own, shared, masters) | others)


def read(body: str, own: str = "", shared: str = "", masters: str = "", **more: str | bytes) -> Manuscript:
    return OdtImporter().read(open_file(body, own, shared, masters, **more))


def html_of(body: str, own: str = "", shared: str = "", **more: str | bytes) -> list[str]:
    return [block.html for block in read(body, own, shared, **more).blocks]


def composed(manuscript: Manuscript) -> list[Block]:
    return compose(manuscript.blocks, image_base="/images/")


def para(inner: str = "", style: str = "Standard", more: str = "") -> str:
    return f'<text:p text:style-name="{style}"{more}>{inner}</text:p>'


def heading(inner: str, level: int = 1, style: str = "", more: str = "") -> str:
    name = style or f"Heading_20_{level}"
    return f'<text:h text:style-name="{name}" text:outline-level="{level}"{more}>{inner}</text:h>'


def span(inner: str, style: str) -> str:
    return f'<text:span text:style-name="{style}">{inner}</text:span>'


def style(
    name: str, parent: str = "", *, look: str = "", lines: str = "", more: str = "", of: str = "paragraph"
) -> str:
    """Return a style: `look` are properties of text, `lines` those of paragraphs, `more` attributes."""
    based = f' style:parent-style-name="{parent}"' if parent else ""
    shown = name.replace("_20_", " ")
    return (
        f'<style:style style:name="{name}" style:display-name="{shown}" style:family="{of}"{based}{more}>'
        + (f"<style:paragraph-properties {lines}/>" if lines else "")
        + (f"<style:text-properties {look}/>" if look else "")
        + "</style:style>"
    )


def look(name: str, properties: str) -> str:
    """Return an automatic style of spans."""
    return style(name, look=properties, of="text")


def outlined(level: int, name: str = "", more: str = "") -> str:
    return style(name or f"Heading_20_{level}", more=f' style:default-outline-level="{level}"{more}')


HEADINGS = "".join(outlined(level) for level in range(1, 5))


def level(
    depth: int,
    form: str,
    *,
    before: str = "",
    after: str = "",
    shows: int = 1,
    start: int = 1,
    more: str = "",
    tag: str = "list-level-style-number",
) -> str:
    """Return a level of a list, the depth from 1."""
    return (
        f'<text:{tag} text:level="{depth}" style:num-format="{form}" style:num-prefix="{before}"'
        f' style:num-suffix="{after}" text:display-levels="{shows}" text:start-value="{start}"{more}/>'
    )


def outline(*levels: tuple[str, str, str, int]) -> str:
    """Return the numbers of headings: format, prefix, suffix and levels shown, for the first level on."""
    rows = (
        level(depth, form, before=before, after=after, shows=shows, tag="outline-level-style")
        for depth, (form, before, after, shows) in enumerate(levels, 1)
    )
    return f'<text:outline-style style:name="Outline">{"".join(rows)}</text:outline-style>'


def list_style(name: str, *levels: str) -> str:
    return f'<text:list-style style:name="{name}">{"".join(levels)}</text:list-style>'


BULLETS = list_style(
    "B", *(f'<text:list-level-style-bullet text:level="{n}" text:bullet-char="•"/>' for n in (1, 2, 3))
)
FIGURES = list_style("N", level(1, "1", after="."), level(2, "a", after=")"), level(3, "i", after="."))


def items(*inner: str, style: str = "", more: str = "") -> str:
    """Return a list; a piece that is no element becomes a paragraph, one that is no item is put into one."""
    named = f' text:style-name="{style}"' if style else ""
    return f"<text:list{named}{more}>{''.join(map(item, inner))}</text:list>"


def item(inner: str, more: str = "") -> str:
    if inner.startswith(("<text:list-item", "<text:list-header")):
        return inner
    return f"<text:list-item{more}>{inner if inner.startswith('<') else para(inner)}</text:list-item>"


def cell(*inner: str, more: str = "") -> str:
    pieces = [
        one if one.startswith(("<text:p", "<text:h", "<text:list", "<table")) else para(one) for one in inner
    ]
    return f"<table:table-cell{more}>{''.join(pieces)}</table:table-cell>"


COVERED = "<table:covered-table-cell/>"


def row(*cells: str, more: str = "") -> str:
    return f"<table:table-row{more}>{''.join(cells)}</table:table-row>"


def table(*rows: str, more: str = "") -> str:
    return f'<table:table table:name="T"{more}><table:table-column/>{"".join(rows)}</table:table>'


def header(*rows: str) -> str:
    return f"<table:table-header-rows>{''.join(rows)}</table:table-header-rows>"


def note(body: str, kind: str = "footnote") -> str:
    return (
        f'<text:note text:note-class="{kind}"><text:note-citation>7</text:note-citation>'
        f"<text:note-body>{body}</text:note-body></text:note>"
    )


def picture(address: str = "Pictures/1.png", words: str = "") -> str:
    inner = f'<draw:image xlink:href="{address}" xlink:type="simple"/>{words}'
    return f'<draw:frame text:anchor-type="as-char">{inner}</draw:frame>'


def text_box(inner: str) -> str:
    return f'<draw:frame text:anchor-type="paragraph"><draw:text-box>{inner}</draw:text-box></draw:frame>'


def begins(name: str, text: str = "Why?", author: str = "Expert 03", more: str = "") -> str:
    lines = "".join(f"<text:p>{line}</text:p>" for line in text.split("\n"))
    return (
        f'<office:annotation office:name="{name}"{more}><dc:creator>{author}</dc:creator>'
        f"<dc:date>2026-03-01T10:00:00</dc:date>{lines}</office:annotation>"
    )


def ends(name: str) -> str:
    return f'<office:annotation-end office:name="{name}"/>'


def tracked(*regions: tuple[str, str]) -> str:
    """Return announced changes: (id, deleted paragraphs) or (id, "") for an insertion."""
    who = (
        "<office:change-info><dc:creator>Expert 03</dc:creator>"
        "<dc:date>2026-03-01T10:00:00</dc:date></office:change-info>"
    )
    rows = (
        f'<text:changed-region text:id="{name}">'
        + (
            f"<text:deletion>{who}{gone}</text:deletion>"
            if gone
            else f"<text:insertion>{who}</text:insertion>"
        )
        + "</text:changed-region>"
        for name, gone in regions
    )
    return f"<text:tracked-changes>{''.join(rows)}</text:tracked-changes>"


def change(name: str, end: str = "") -> str:
    return f'<text:change{end} text:change-id="{name}"/>'
