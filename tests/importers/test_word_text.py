"""What stands inside paragraphs: a row a feature, the XML and the HTML that comes of it."""

# ruff: noqa: E501 - a feature a line

import pytest

from reviewapp.domain import fragments
from reviewapp.importers.base import Manuscript
from tests.importers.word_builders import (
    MATH,
    MC,
    field,
    html_of,
    para,
    read,
    run,
    style,
    styled,
    styles,
)

BOLD, ITALIC, HIDDEN = "<w:b/>", "<w:i/>", "<w:vanish/>"
TOC_BEGINS = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC \\o "1-3"</w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
)
FIELD_ENDS = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
BOX = f"<w:txbxContent>{para('In a box')}</w:txbxContent>"


def choice(new: str, old: str, requires: str = "wps") -> str:
    return (
        f'<mc:AlternateContent xmlns:mc="{MC}"><mc:Choice Requires="{requires}">{new}</mc:Choice>'
        f"<mc:Fallback>{old}</mc:Fallback></mc:AlternateContent>"
    )


def sdt(content: str, properties: str = "") -> str:
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def math(inner: str) -> str:
    return f'<m:oMath xmlns:m="{MATH}">{inner}</m:oMath>'


def m(name: str, *inner: str) -> str:
    return f"<m:{name}>{''.join(inner)}</m:{name}>"


def mr(text: str) -> str:
    return m("r", m("t", text))


CONTENTS = '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>'
SYMBOL = '<w:r><w:sym w:font="Symbol" w:char="F061"/><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>'
RUBY = f"<w:r><w:ruby><w:rt>{run('かんじ')}</w:rt><w:rubyBase>{run('漢字')}</w:rubyBase></w:ruby></w:r>"
CHECKBOX = (
    '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:checked/></w:checkBox></w:ffData>'
    f"</w:fldChar></w:r><w:r><w:instrText>FORMCHECKBOX</w:instrText></w:r>{FIELD_ENDS}"
)
PARAGRAPHS = {
    "runs of one look are one": (para(run("a", BOLD), run("b", BOLD)), "<strong>ab</strong>"),
    "looks nest": (para(run("a", BOLD), run("b", BOLD + ITALIC)), "<strong>a<em>b</em></strong>"),
    "off is off": (para(run("a", '<w:b w:val="0"/>')), "a"),
    "raised and lowered": (
        para("m", run("2", '<w:vertAlign w:val="superscript"/>'), run("0", '<w:vertAlign w:val="subscript"/>')),
        "m<sup>2</sup><sub>0</sub>",
    ),
    "struck and underlined": (para(run("a", "<w:strike/>"), run("b", '<w:u w:val="single"/>')), "<s>a</s><u>b</u>"),
    "breaks, tabs and hyphens": (
        para("<w:r><w:t>a</w:t><w:br/><w:t>b</w:t><w:tab/><w:t>c</w:t><w:noBreakHyphen/><w:softHyphen/></w:r>"),
        "a<br>b c\u2011",
    ),
    "a page break is a space": (para('<w:r><w:t>a</w:t><w:br w:type="page"/><w:t>b</w:t></w:r>'), "a b"),
    "symbols": (para(SYMBOL), "α✓"),
    "text in a symbol font": (para(run("\uf062", '<w:rFonts w:ascii="Symbol"/>')), "β"),
    "hidden": (para("seen", run(" hidden", HIDDEN)), "seen"),
    "a reading above": (para(RUBY), "<ruby>漢字<rp>(</rp><rt>かんじ</rt><rp>)</rp></ruby>"),
    "a content control": (para("a ", sdt(run("chosen"))), "a chosen"),
    "smart tags and custom XML": (
        para(f"<w:smartTag><w:customXml>{run('kept')}</w:customXml></w:smartTag>"),
        "kept",
    ),
    "a field": (para("see ", field(" REF _Ref1 \\h ", "4.2")), "see 4.2"),
    "a simple field": (para("Figure ", f'<w:fldSimple w:instr=" SEQ F ">{run("3")}</w:fldSimple>'), "Figure 3"),
    "a field in a field": (para(field("IF 1", ""), field(" REF a ", "b")), "b"),
    "page numbers": (para("on page ", field(" PAGE ", "7"), "!"), "on page !"),
    "a link by field": (
        para(field(' HYPERLINK "https://example.org/a b" ', "here")),
        '<a href="https://example.org/a%20b">here</a>',
    ),
    "a link inside the file": (para(field(' HYPERLINK \\l "part" ', "there")), "there"),
    "a script is no link": (para(field(' HYPERLINK "javascript:alert(1)" ', "no")), "no"),
    "a box to tick": (para(CHECKBOX, " done"), "☒ done"),
    "the newer of two": (para(choice(run("new"), run("old"))), "new"),
    "the older where the newer is strange": (para(choice(run("new"), run("old"), "zz")), "old"),
    "a formula": (
        para(math(m("f", m("num", mr("a+b")), m("den", mr("2"))) + m("sSup", m("e", mr("x")), m("sup", mr("n"))))),
        "(a+b)/2x<sup>n</sup>",
    ),
    "a root and brackets": (
        para(math(m("rad", m("deg"), m("e", mr("x"))) + m("d", m("e", mr("y"))))),
        "√x(y)",
    ),
    "insertions in, deletions out": (
        para("It is ", f"<w:del>{run('not ').replace('w:t', 'w:delText')}</w:del>", f"<w:ins>{run('so.')}</w:ins>"),
        "It is so.",
    ),
    "moved": (para(f"<w:moveFrom>{run('gone')}</w:moveFrom>", f"<w:moveTo>{run('come')}</w:moveTo>"), "come"),
    "markup is words": (para("&lt;b&gt; &amp;amp;"), "&lt;b&gt; &amp;amp;"),
    "Chinese in an English text": (
        para("Occupational standards are called ", run("职业标准", '<w:lang w:eastAsia="zh-CN"/>'), " there."),
        'Occupational standards are called <span lang="zh-CN">职业标准</span> there.',
    ),
    "Arabic in an English text": (
        para("The word is ", run("تدريب", '<w:rtl/><w:lang w:bidi="ar-SA"/>'), " in Arabic."),
        'The word is <span lang="ar-SA" dir="rtl">تدريب</span> in Arabic.',
    ),
    "a text from right to left": (
        para(run("دليل المدرب", "<w:rtl/>"), properties="<w:bidi/>"),
        '<span dir="rtl">دليل المدرب</span>',
    ),
}  # fmt: skip


def words_of(manuscript: Manuscript) -> list[str]:
    return [fragments.text_of(fragments.tidy(block.html)) for block in manuscript.blocks]


@pytest.mark.parametrize(("body", "html"), PARAGRAPHS.values(), ids=PARAGRAPHS)
def test_a_paragraph_becomes(body: str, html: str) -> None:
    assert html_of(body) == [html]


FILES = {
    "a contents field is left out": (
        para(TOC_BEGINS, "Aims 3") + para("Means 5", FIELD_ENDS) + para("Aims"),
        ["Aims"],
    ),
    "a contents control is left out": (sdt(para("Contents") + para("Aims 3"), CONTENTS) + para("Aims"), ["Aims"]),
    "contents that never end are kept": (para(TOC_BEGINS, "Aims 3") + para("Aims"), ["Aims 3", "Aims"]),
    "a deleted mark joins two paragraphs": (
        para("One ", properties="<w:rPr><w:del/></w:rPr>") + para("two"),
        ["One two"],
    ),
    "a large first letter belongs to its word": (
        para("T", properties='<w:framePr w:dropCap="drop"/>') + para("rain"),
        ["Train"],
    ),
    "a text box stands behind its paragraph": (
        para("Before", f"<w:r><w:pict><v:textbox xmlns:v='urn:schemas-microsoft-com:vml'>{BOX}</v:textbox></w:pict></w:r>"),
        ["Before", "In a box"],
    ),
    "a text box before all words stands before them": (
        para(f"<w:r><w:pict>{BOX}</w:pict></w:r>", "Behind"),
        ["In a box", "Behind"],
    ),
    "a text box in two dialects is read once": (
        para(f"<w:r>{choice(f'<w:drawing>{BOX}</w:drawing>', f'<w:pict>{BOX}</w:pict>')}</w:r>"),
        ["In a box"],
    ),
    "a control around paragraphs": (sdt(para("One") + para("Two")), ["One", "Two"]),
    "a hidden style hides": (
        styled("S", "not seen") + para(run("nor this", '<w:rStyle w:val="C"/>'), "seen"),
        ["seen"],
    ),
}  # fmt: skip
SHEET = styles(
    style("P", "Base", "<w:rPr><w:vanish/></w:rPr>"),
    style("S", "Secret", '<w:basedOn w:val="P"/>'),
    style("C", "Secret words", "<w:rPr><w:vanish/></w:rPr>", "character"),
)


@pytest.mark.parametrize(("body", "words"), FILES.values(), ids=FILES)
def test_of_a_file_remains(body: str, words: list[str]) -> None:
    assert words_of(read(body, word__styles_xml=SHEET)) == words
