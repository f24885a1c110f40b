"""Make the demo's Word files anew from its Markdown: `python -m tests.demo.make_word_files`.

They show the import: heading styles, real lists, tables, footnotes, links and a figure with a description.
"""

import io
from collections.abc import Iterator
from typing import Any

import docx
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm
from markdown_it.tree import SyntaxTreeNode

from tests.demo.reading import CAPTION, TEXTS, tree_of, words_of
from tests.importers.make_files import MADE_AT, add_link, add_notes, add_reference, drop_thumbnail, repacked

CHAPTERS = ("chapter4.v2.en.md", "chapter4.v2.zh.md")
STYLES = {"bullet_list": "List Bullet", "ordered_list": "List Number"}
CHINESE_FONT = "SimSun"


def main() -> None:
    for name in CHAPTERS:
        (TEXTS / name).with_suffix(".docx").write_bytes(word_file(name))


def word_file(name: str) -> bytes:
    """Give the Word file of a Markdown file; the same bytes every time."""
    document = docx.Document()
    properties = document.core_properties
    properties.author, properties.comments = "", ""
    properties.created = properties.modified = MADE_AT
    drop_thumbnail(document)
    speak(document, "zh-CN" if ".zh." in name else "en-GB")
    tree = tree_of(name)
    add_notes(
        document, [words_of(note) for block in of_type(tree, "footnote_block") for note in block.children]
    )
    for node in tree.children:
        if node.type != "footnote_block":
            add_block(document, node)
    buffer = io.BytesIO()
    document.save(buffer)
    return repacked(buffer.getvalue())


def of_type(tree: SyntaxTreeNode, kind: str) -> Iterator[SyntaxTreeNode]:
    return (node for node in tree.children if node.type == kind)


def speak(document: Any, language: str) -> None:
    """Set the language of the text, and a font for Chinese characters."""
    properties = document.styles["Normal"].element.get_or_add_rPr()
    properties.get_or_add_rFonts().set(qn("w:eastAsia"), CHINESE_FONT)
    spoken = OxmlElement("w:lang")
    spoken.set(qn("w:eastAsia" if language.startswith("zh") else "w:val"), language)
    properties.append(spoken)


def add_block(document: Any, node: SyntaxTreeNode) -> None:
    if node.type == "heading":
        add_inline(document.add_heading("", int(node.tag[1])), node)
    elif node.type in STYLES:
        add_list(document, node)
    elif node.type == "table":
        add_table(document, node)
    elif image := next((child for child in node.walk() if child.type == "image"), None):
        add_picture(document, image)
    else:
        style = "Caption" if CAPTION.match(words_of(node)) else None
        add_inline(document.add_paragraph(style=style), node)


def add_inline(paragraph: Any, node: SyntaxTreeNode, **look: bool) -> None:
    """Add the words of a node with their emphasis, links and marks of footnotes."""
    for child in node.children:
        if child.type == "text":
            run = paragraph.add_run(child.content)
            run.bold, run.italic = look.get("bold"), look.get("italic")
        elif child.type == "footnote_ref":
            add_reference(paragraph, str(child.meta["id"] + 1))
        elif child.type == "link":
            add_link(paragraph, words_of(child), str(child.attrs["href"]))
        else:
            marks = {"strong": {"bold": True}, "em": {"italic": True}}
            add_inline(paragraph, child, **look, **marks.get(child.type, {}))


def add_list(document: Any, node: SyntaxTreeNode) -> None:
    number = restarted(document) if node.type == "ordered_list" else None
    for item in node.children:
        paragraph = document.add_paragraph(style=STYLES[node.type])
        if number is not None:
            properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
            properties.get_or_add_ilvl().val = 0
            properties.get_or_add_numId().val = number
        add_inline(paragraph, item)


def restarted(document: Any) -> int:
    """Make a list of the style "List Number" that counts from 1 again; give its number."""
    numbering = document.part.numbering_part.element
    style = document.styles[STYLES["ordered_list"]].element.pPr.numPr.numId.val
    abstract = next(one for one in numbering.num_lst if one.numId == style).abstractNumId.val
    number = max(one.numId for one in numbering.num_lst) + 1
    start = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    link = f'<w:abstractNumId w:val="{abstract}"/>'
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="{number}">{link}{start}</w:num>'))
    return number


def add_table(document: Any, node: SyntaxTreeNode) -> None:
    rows = [row for row in node.walk() if row.type == "tr"]
    table = document.add_table(len(rows), len(rows[0].children), style="Table Grid")
    for y, row in enumerate(rows):
        for x, cell in enumerate(row.children):
            add_inline(table.cell(y, x).paragraphs[0], cell, bold=y == 0)
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def add_picture(document: Any, image: SyntaxTreeNode) -> None:
    data = (TEXTS.parent / "figures" / str(image.attrs["src"])).read_bytes()
    picture = document.add_paragraph().add_run().add_picture(io.BytesIO(data), width=Cm(9))
    picture._inline.docPr.set("descr", image.content)


if __name__ == "__main__":
    main()
