"""The table of hostile files: how each is made. `make test` tries a few of them, `make soak` all."""

from tests.importers.containers import packed, paragraph, parts_of
from tests.importers.hostile_containers import (
    WORDS,
    Make,
    bomb,
    many_entries,
    nested_bomb,
    overlapping_entries,
)
from tests.importers.hostile_files import (
    FILES,
    RUN,
    chapter,
    climbing,
    cut,
    entity_bomb,
    external_entity,
    grown,
    nested,
    noise,
    outward,
    pictured,
    png,
    scripts_as_links,
    self_references,
    text,
)
from tests.importers.hostile_html import PAGES
from tests.importers.hostile_open import OPEN
from tests.importers.hostile_pdf import PDF

MB = 1 << 20
CELL = "<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"
XML_PARTS = (
    *("[Content_Types].xml", "_rels/.rels", "word/document.xml", "word/_rels/document.xml.rels"),
    *(
        "word/styles.xml",
        "word/numbering.xml",
        "word/footnotes.xml",
        "word/comments.xml",
        "docProps/core.xml",
    ),
)


def wide(rows: int, columns: int) -> str:
    row = "<w:tr>" + f"<w:tc>{paragraph('c')}</w:tc>" * columns + "</w:tr>"
    return f"<w:tbl>{row * rows}</w:tbl>"


def spanning(span: str, kind: str = "gridSpan") -> str:
    cell = f'<w:tc><w:tcPr><w:{kind} w:val="{span}"/></w:tcPr>{paragraph("c")}</w:tc>'
    return WORDS + f"<w:tbl><w:tr>{cell * 3}</w:tr><w:tr>{cell}</w:tr></w:tbl>"


CONTAINERS: dict[str, Make] = {
    "bomb 1 GB": lambda _: bomb(1 << 30),
    "bomb 10 GB": lambda _: bomb(10 << 30, claimed=(1 << 32) - 1),
    "bomb that claims 100 bytes": lambda _: bomb(1 << 30, claimed=100),
    "bomb as the main part": lambda _: bomb(1 << 28, claimed=1000, name="word/comments.xml"),
    "bomb of 90 MB": lambda _: bomb(90 * MB),
    "nested bomb": nested_bomb,
    "65,536 entries": many_entries,
    "overlapping entries": overlapping_entries,
    "climbing names": climbing,
    "encrypted": lambda _: (FILES / "encrypted.docx").read_bytes(),
    "page before it": grown(before=b"<html><script>alert(1)</script>"),
    "page behind it": grown(behind=b"<html><script>alert(1)</script>"),
    "pdf before it": grown(before=b"%PDF-1.4\n"),
    "gif before it": grown(before=b"GIF89a\x01\x00\x01\x00\x00\x00\x00"),
    "spreadsheet by name": lambda _: packed(parts_of("") | {"xl/workbook.xml": "<workbook/>"}),
    **{f"cut at {place}/21": cut(place, 21) for place in range(1, 21)},
    **{f"noise {seed}": noise(seed) for seed in range(10)},
}

WORD: dict[str, Make] = {
    "200,000 paragraphs": chapter(WORDS * 200_000),
    "45,000 paragraphs": chapter(WORDS * 45_000),
    "19,900 paragraphs": chapter(WORDS * 19_900),
    "200,000 empty paragraphs": chapter(WORDS + "<w:p/>" * 200_000),
    "100,000 runs in a paragraph": chapter(f"<w:p>{RUN * 100_000}</w:p>"),
    "20 MB in a paragraph": chapter(paragraph("word " * (4 * MB))),
    "spans of a billion": chapter(spanning("1000000000")),
    "spans beyond numbers": chapter(spanning("9" * 5000)),
    "spans below nothing": chapter(spanning("-5") + spanning("1e9", "vMerge") + spanning("", "hMerge")),
    "200,000 cells in a row": chapter(wide(1, 200_000)),
    "100,000 rows": chapter(wide(100_000, 1)),
    "300 rows of 300": chapter(wide(300, 300)),
    "10,000 nested tables": chapter(nested(*CELL, 10_000)),
    "45 nested tables": chapter(nested(*CELL, 45)),
    "10,000 nested controls": chapter(nested("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>", 10_000)),
    "60 nested controls": chapter(nested("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>", 60)),
    "100,000 open fields": chapter(
        "<w:p>" + '<w:r><w:fldChar w:fldCharType="begin"/></w:r>' * 100_000 + f"{RUN}</w:p>" + WORDS
    ),
    "100,000 bookmarks": chapter(
        "<w:p>"
        + "".join(f'<w:bookmarkStart w:id="{n}" w:name="b{n}"/>' for n in range(100_000))
        + f"{RUN}</w:p>"
    ),
    "100,000 comment ranges": chapter(
        "<w:p>" + "".join(f'<w:commentRangeStart w:id="{n}"/>{RUN}' for n in range(50_000)) + "</w:p>"
    ),
    "references in circles": self_references,
    "outward": outward,
    "scripts as links": scripts_as_links,
    "external entity": external_entity,
    **{f"entities in {part}": entity_bomb(part, "utf-8") for part in XML_PARTS},
    "entities in utf-16": entity_bomb("word/document.xml", "utf-16"),
    "picture of 50,000 by 50,000": pictured(png(50_000, 50_000)),
    "picture with a text of 25 MB": pictured(png(10, 10, (b"tEXt", b"a\x00" + b"x" * (25 * MB)))),
    "pictures of nothing, 180 MB": pictured(
        *(png(10, 10, (b"IDAT", bytes(950_000) + bytes([n % 256]))) for n in range(180))
    ),
    "page as a picture": pictured(b"<html><script>alert(1)</script></html>", b"<svg onload='alert(1)'/>"),
}

SIGNS = ("[", "*", ">", "_", "`", "<", "(", "|", "#", "!", "\\", "&", "~", "\n", "[^1]", "![](", "](", "<!--")
PHRASES = (
    *(
        "> ",
        "- ",
        "* a\n",
        "1. ",
        "[a]: b\n",
        "| a ",
        "|-",
        "**a _b ",
        "[a](",
        "http://a.b ",
        "&#0;",
        "a\n\n",
        "# a\n",
    ),
    *(
        "[[[]]]",
        "*a_ ",
        "`a``",
        "<a ",
        "<!-- a ",
        "\t",
        "[^a]\n\n[^a]: [^a]\n\n",
        "<b>",
        "a  \n",
        "> a\n\n",
        "](",
    ),
)
MARKDOWN: dict[str, Make] = {
    **{f"1 MB of {sign!r}": text((sign * MB)[:MB]) for sign in SIGNS},
    **{f"1 MB of {phrase!r}": text("Words\n\n" + (phrase * MB)[:MB]) for phrase in PHRASES},
    "10,000 nested quotes": text("> " * 10_000 + "deep"),
    "10,000 nested lists": text("".join(" " * (2 * n) + "- a\n" for n in range(1_500))),
    "a table of 100,000 columns": text("|a" * 100_000 + "\n" + "|-" * 100_000 + "\n" + "|b" * 100_000),
    "a table of 100,000 rows": text("|a|b|\n|-|-|\n" + "|c|d|\n" * 100_000),
    "200,000 lines of headings": text("# a\n" * 200_000),
    "a line of 20 MB": text("word " * (4 * MB)),
    "scripts in Markdown": text(
        "[a](javascript:alert(1)) <script>alert(1)</script> ![x](file:///etc/passwd) <img src=x onerror=x>"
        " [b](data:text/html,x) ![y](http://127.0.0.1:9/y.png) <iframe src=//a.b></iframe>\n\n# a"
    ),
    "10,000 nested divs": text("<html><body>" + nested("<div>", "</div>", 10_000, "deep") + "</body></html>"),
    "10,000 nested html tables": text(
        "<!DOCTYPE html><body>" + nested("<table><tr><td>", "</td></tr></table>", 10_000, "deep")
    ),
    "10,000 nested html quotes": text(
        "<!DOCTYPE html>" + nested("<blockquote>", "</blockquote>", 10_000, "deep")
    ),
    "10,000 nested bold": text("<!DOCTYPE html><p>" + nested("<b><i>", "", 10_000, "deep")),
    "html spans of a billion": text(
        "<!DOCTYPE html><table><tr><td colspan=1000000000 rowspan=1000000000>a<td>b</table>"
    ),
    "html with attributes": text(
        "<!DOCTYPE html><p " + "".join(f"a{n}=b " for n in range(100_000)) + ">words"
    ),
    "html entities": text("<!DOCTYPE html [<!ENTITY a 'b'>]><p>" + "&amp;&lt;" * 200_000),
    "html scripts": text(
        "<!DOCTYPE html><p onclick=x>words<script>alert(1)</script><img src=file:///etc/passwd>"
        "<a href=' java&#10;script:x'>a</a><base href=//a.b><meta http-equiv=refresh content='0;//a.b'>"
    ),
}

HOSTILE_FILES = {
    **{name: ("chapter.docx", make) for name, make in (CONTAINERS | WORD).items()},
    **{name: ("chapter.md", make) for name, make in MARKDOWN.items()},
    **{name: ("chapter.pdf", make) for name, make in PDF.items()},
    **{name: ("chapter.odt", make) for name, make in OPEN.items()},
    **{name: ("chapter.html", make) for name, make in PAGES.items()},
}
"""By name: the file's name and how it is made."""
