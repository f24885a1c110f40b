"""The parts of a Word file around its text: small, fixed, and without anybody's name."""

from collections.abc import Iterator
from xml.sax.saxutils import escape

from reviewapp.domain.scripts import LETTERS

from .base import Table, storable

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
LATIN, CHINESE = "Arial", "SimSun"
DRAFT_COLOUR = "8A1C1C"

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_TYPES = {
    "word/document.xml": f"{_WORD}.document.main+xml",
    "word/styles.xml": f"{_WORD}.styles+xml",
    "word/settings.xml": f"{_WORD}.settings+xml",
    "word/header1.xml": f"{_WORD}.header+xml",
    "word/footer1.xml": f"{_WORD}.footer+xml",
    "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    "docProps/app.xml": "application/vnd.openxmlformats-officedocument.extended-properties+xml",
}


def parts(table: Table, points: float) -> Iterator[tuple[str, str]]:
    """Give (name, XML) of every part but the document itself; `points` is the size of the table's type."""
    title, mark = text_of(table.title), text_of(table.draft_mark)
    overrides = "".join(f'<Override PartName="/{n}" ContentType="{t}"/>' for n, t in _TYPES.items())
    yield (
        "[Content_Types].xml",
        f'{XML}<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>',
    )
    yield (
        "_rels/.rels",
        _relations(
            (f"{RELATED}/officeDocument", "word/document.xml"),
            (f"{PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
            (f"{RELATED}/extended-properties", "docProps/app.xml"),
        ),
    )
    names = ("styles", "settings", "header", "footer")
    files = ("styles.xml", "settings.xml", "header1.xml", "footer1.xml")
    related = [(f"{RELATED}/{name}", file) for name, file in zip(names, files, strict=True)]
    yield "word/_rels/document.xml.rels", _relations(*related)
    yield (
        "docProps/core.xml",
        f'{XML}<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{title}</dc:title><dc:creator></dc:creator>"
        f"<dc:language>{_language(table)}</dc:language></cp:coreProperties>",
    )
    yield (
        "docProps/app.xml",
        f'{XML}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>',
    )
    yield "word/styles.xml", _styles(table, points)
    yield (
        "word/settings.xml",
        f'{XML}<w:settings xmlns:w="{MAIN}"><w:autoHyphenation/>'
        '<w:themeFontLang w:val="en-GB" w:eastAsia="zh-CN"/></w:settings>',
    )
    header = f'<w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr>{run(mark)}</w:p>'
    yield "word/header1.xml", f'{XML}<w:hdr xmlns:w="{MAIN}">{header}</w:hdr>'
    pages = f"{_field('PAGE')}{run(' / ')}{_field('NUMPAGES')}"
    footer = f'<w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>{pages}</w:p>'
    yield "word/footer1.xml", f'{XML}<w:ftr xmlns:w="{MAIN}">{footer}</w:ftr>'


def text_of(text: str) -> str:
    """Give a text as XML: escaped, without what XML cannot hold."""
    return escape(storable(text), {'"': "&quot;"})


def run(xml: str) -> str:
    """Make a run of an escaped text; its line ends and tabs become Word's own."""
    if not xml:
        return ""
    if "\n" in xml or "\t" in xml:
        xml = xml.replace("\n", f"</w:t><w:br/>{_BEGIN}").replace("\t", f"</w:t><w:tab/>{_BEGIN}")
    return f"<w:r>{_BEGIN}{xml}</w:t></w:r>"


_BEGIN = '<w:t xml:space="preserve">'


def _field(name: str) -> str:
    return f'<w:fldSimple w:instr="{name}"><w:r><w:t>1</w:t></w:r></w:fldSimple>'


def _relations(*targets: tuple[str, str]) -> str:
    rows = (
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{file}"/>'
        for number, (kind, file) in enumerate(targets, start=1)
    )
    return f'{XML}<Relationships xmlns="{PACKAGE}/relationships">{"".join(rows)}</Relationships>'


def _language(table: Table) -> str:
    return {"zh": "zh-CN", "en": "en-GB"}.get(table.language, table.language)


def _styles(table: Table, points: float) -> str:
    # The hint gives quotation marks, dashes and dots of a Chinese file their Chinese width.
    hint = ' w:hint="eastAsia"' if table.language == "zh" else ""
    fonts = f'<w:rFonts{hint} w:ascii="{LATIN}" w:hAnsi="{LATIN}" w:eastAsia="{CHINESE}" w:cs="{LATIN}"/>'
    # Latin letters are English in a Chinese file too, or their words break anywhere.
    has_own_letters = table.language in LETTERS and table.language != "vi"
    latin = "en-GB" if has_own_letters else _language(table)
    other = table.language if has_own_letters and table.language != "zh" else "ar-SA"
    speech = f'<w:lang w:val="{latin}" w:eastAsia="zh-CN" w:bidi="{other}"/>'
    bold = '<w:rFonts w:eastAsia="SimHei"/><w:b/>'
    rules = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="8C959D"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    inner = "".join(f'<w:{side} w:w="55" w:type="dxa"/>' for side in ("left", "right"))
    return (
        f'{XML}<w:styles xmlns:w="{MAIN}"><w:docDefaults><w:rPrDefault><w:rPr>{fonts}{_size(10.5)}{speech}'
        '</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="0" w:line="252" w:lineRule="auto"/>'
        "</w:pPr></w:pPrDefault></w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
        + _paragraph_style("Title", bold + _size(18), '<w:spacing w:after="120"/>')
        + _paragraph_style("DraftMark", f'{bold}<w:color w:val="{DRAFT_COLOUR}"/>{_size(12)}', _BOXED)
        + _paragraph_style(
            "Header", f'<w:b/><w:color w:val="{DRAFT_COLOUR}"/>{_size(9)}', '<w:jc w:val="center"/>'
        )
        + _paragraph_style("Footer", _size(9), '<w:jc w:val="center"/>')
        + _paragraph_style("CellText", _size(points), '<w:spacing w:before="20" w:after="20" w:line="240"/>')
        + _paragraph_style(
            "CellHead", bold + _size(points), '<w:keepNext/><w:spacing w:before="20" w:after="20"/>'
        )
        + '<w:style w:type="table" w:default="1" w:styleId="TableNormal">'
        '<w:name w:val="Normal Table"/></w:style>'
        '<w:style w:type="table" w:styleId="Ruled"><w:name w:val="Ruled"/><w:basedOn w:val="TableNormal"/>'
        f"<w:tblPr><w:tblBorders>{rules}</w:tblBorders><w:tblCellMar>{inner}</w:tblCellMar></w:tblPr>"
        "</w:style>"
        "</w:styles>"
    )


_BOXED = (
    "<w:pBdr>"
    + "".join(
        f'<w:{side} w:val="single" w:sz="12" w:space="4" w:color="{DRAFT_COLOUR}"/>'
        for side in ("top", "left", "bottom", "right")
    )
    + '</w:pBdr><w:spacing w:before="80" w:after="200"/>'
)


def _paragraph_style(name: str, text: str, paragraph: str) -> str:
    return (
        f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{name}"/><w:basedOn w:val="Normal"/>'
        f"<w:pPr>{paragraph}</w:pPr><w:rPr>{text}</w:rPr></w:style>"
    )


def _size(points: float) -> str:
    half = round(points * 2)
    return f'<w:sz w:val="{half}"/><w:szCs w:val="{half}"/>'
