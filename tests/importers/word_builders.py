"""Pieces of WordprocessingML and whole files made of them, for tests that are rows of a table."""

from reviewapp.importers.base import Manuscript
from reviewapp.importers.from_docx import DocxImporter
from tests.importers.containers import OFFICE, WORD_XML, word_file

W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"
ROOT = f'xmlns:w="{WORD_XML}" xmlns:r="{OFFICE}" xmlns:w14="{W14}" xmlns:w15="{W15}"'


def read(body: str, relationships: str = "", **parts: str | bytes) -> Manuscript:
    return DocxImporter().read(word_file(body, relationships, **parts))


def html_of(body: str, relationships: str = "", **parts: str | bytes) -> list[str]:
    return [block.html for block in read(body, relationships, **parts).blocks]


def run(text: str, properties: str = "") -> str:
    look = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{look}<w:t xml:space="preserve">{text}</w:t></w:r>'


def para(*inner: str, properties: str = "") -> str:
    """Return a paragraph; a piece that is no element becomes a run."""
    pieces = [one if one.startswith("<") else run(one) for one in inner]
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(pieces)}</w:p>"


def styled(style_id: str, *inner: str, more: str = "") -> str:
    return para(*inner, properties=f'<w:pStyle w:val="{style_id}"/>{more}')


def numbered(text: str, level: int = 0, number: int = 1) -> str:
    numbering = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    return para(text, properties=numbering)


def style(style_id: str, name: str, more: str = "", kind: str = "paragraph") -> str:
    return f'<w:style w:type="{kind}" w:styleId="{style_id}"><w:name w:val="{name}"/>{more}</w:style>'


def styles(*rows: str) -> str:
    return f'<w:styles xmlns:w="{WORD_XML}">{"".join(rows)}</w:styles>'


HEADINGS = styles(*(style(f"H{level}", f"heading {level}") for level in range(1, 5)), style("T", "Title"))


def level(depth: int, kind: str, text: str, more: str = "", start: int = 1) -> str:
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/><w:numFmt w:val="{kind}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def abstract(number: int, *levels: str) -> str:
    return f'<w:abstractNum w:abstractNumId="{number}">{"".join(levels)}</w:abstractNum>'


def num(number: int, of: int, more: str = "") -> str:
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{of}"/>{more}</w:num>'


def numbering(*parts: str) -> str:
    return f'<w:numbering xmlns:w="{WORD_XML}">{"".join(parts)}</w:numbering>'


def field(code: str, result: str) -> str:
    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    instruction = f"<w:r><w:instrText>{code}</w:instrText></w:r>"
    return mark("begin") + instruction + mark("separate") + (result and run(result)) + mark("end")


def cell(*inner: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(map(para, inner)) or '<w:p/>'}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def table(*rows: str) -> str:
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def begins(comment: int) -> str:
    return f'<w:commentRangeStart w:id="{comment}"/>'


def ends(comment: int) -> str:
    reference = f'<w:r><w:commentReference w:id="{comment}"/></w:r>'
    return f'<w:commentRangeEnd w:id="{comment}"/>{reference}'


def comments(*rows: tuple[int, str, str]) -> str:
    """Return a comments part: (id, author, words; lines become paragraphs)."""
    return (
        f"<w:comments {ROOT}>"
        + "".join(
            f'<w:comment w:id="{number}" w:author="{author}" w:date="2026-03-0{number + 1}T10:00:00Z">'
            + "".join(
                f'<w:p w14:paraId="0000{number}{at}"><w:r><w:annotationRef/></w:r>{run(line)}</w:p>'
                for at, line in enumerate(text.split("\n"))
            )
            + "</w:comment>"
            for number, author, text in rows
        )
        + "</w:comments>"
    )


def extended(*rows: tuple[str, str, bool]) -> str:
    """Return the part of replies and states: (paragraph, paragraph that is answered or "", is done)."""
    return (
        f'<w15:commentsEx xmlns:w15="{W15}">'
        + "".join(
            f'<w15:commentEx w15:paraId="{own}" w15:done="{int(done)}"'
            + (f' w15:paraIdParent="{parent}"/>' if parent else "/>")
            for own, parent, done in rows
        )
        + "</w15:commentsEx>"
    )
