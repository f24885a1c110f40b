"""What stands inside paragraphs: a row a feature, the XML and the HTML that comes of it."""

# ruff: noqa: E501 - a feature a line

import pytest

from reviewapp.domain import fragments
from reviewapp.domain.blocks import BlockKind
from reviewapp.importers.base import Manuscript
from tests.importers.containers import relationship
from tests.importers.make_files import bar_chart
from tests.importers.word_builders import (
    HEADINGS,
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


def test_a_file_in_the_strict_dialect_is_read_like_any_other() -> None:
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    sheet = HEADINGS.replace("http://schemas.openxmlformats.org/wordprocessingml/2006/main", strict)
    document = (
        f'<w:document xmlns:w="{strict}"><w:body>{styled("H1", "Aims")}{para("Words")}</w:body></w:document>'
    )
    found = read("", word__document_xml=document, word__styles_xml=sheet).blocks
    assert [(block.kind, block.html) for block in found] == [
        (BlockKind.HEADING, "Aims"),
        (BlockKind.PARAGRAPH, "Words"),
    ]


def test_parts_are_found_wherever_their_relationships_lead() -> None:
    rels = relationship("s1", "styles", "/elsewhere/My%20styles.xml") + relationship(
        "s2", "footnotes", "notes/a.xml"
    )
    notes = HEADINGS.replace("w:styles", "w:footnotes").partition("><")[0] + (
        f'><w:footnote w:id="5">{para(" A note.")}{para("More.")}</w:footnote></w:footnotes>'
    )
    body = styled("H1", "Aims", '<w:r><w:footnoteReference w:id="5"/></w:r>')
    parts = {"elsewhere/My styles.xml": HEADINGS, "word/notes/a.xml": notes}
    found = read(body, rels, **{name.replace("/", "__"): part for name, part in parts.items()}).blocks
    assert [(block.kind, block.html) for block in found] == [
        (BlockKind.HEADING, 'Aims<sup class="noteref"><a href="#fn-1">1</a></sup>'),
        (BlockKind.FOOTNOTE, "A note.<br>More."),
    ]


def test_footnotes_and_endnotes_count_together_in_the_order_of_their_marks() -> None:
    def part(kind: str) -> str:
        notes = "".join(f'<w:{kind} w:id="{n}">{para(f"{kind} {n}")}</w:{kind}>' for n in (1, 2))
        return HEADINGS.partition("><")[0].replace("w:styles", f"w:{kind}s") + f">{notes}</w:{kind}s>"

    marks = (("endnote", 2), ("footnote", 1), ("endnote", 2))
    body = para("Words", *(f'<w:r><w:{kind}Reference w:id="{n}"/></w:r>' for kind, n in marks))
    found = read(body, word__footnotes_xml=part("footnote"), word__endnotes_xml=part("endnote")).blocks
    assert [(block.ordinal, block.html) for block in found[1:]] == [(1, "endnote 2"), (2, "footnote 1")]
    assert found[0].html.count('href="#fn-1"') == 2


def test_a_picture_of_the_older_kind_is_kept_with_its_words() -> None:
    shape = (
        '<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml" alt="A bench"><v:imagedata r:id="p1"/></v:shape>'
        "</w:pict></w:r>"
    )
    found = read(
        para(shape), relationship("p1", "image", "media/1.png"), **{"word__media__1.png": bar_chart((1, 2))}
    )
    assert found.blocks[0].html.endswith('alt="A bench"><figcaption>A bench</figcaption>')


def test_tracked_changes_are_kept_for_those_who_ask() -> None:
    who = 'w:author="Expert 03" w:date="2026-03-01T10:00:00Z"'
    gone = run("not ").replace("w:t", "w:delText")
    body = para("Mind.") + para(
        "It is ", f"<w:del {who}>{gone}</w:del>", f"<w:ins {who}>{run('so.')}</w:ins>"
    )
    deletion, insertion = read(body).changes
    assert (deletion.text, deletion.is_insertion, deletion.author, str(deletion.at)) == (
        "not ", False, "Expert 03", "2026-03-01 10:00:00+00:00",
    )  # fmt: skip
    assert (insertion.text, insertion.is_insertion) == ("so.", True)
    assert [(one.block, one.offset) for one in (insertion.start, insertion.end) if one] == [(1, 6), (1, 9)]


@pytest.mark.parametrize(
    "name",
    ["标题 1", "Überschrift 1", "หัวเรื่อง 1", "Titre 1", "Título 1", "Заголовок 1", "見出し 1", "제목 1"],
)
def test_headings_are_known_in_many_languages(name: str) -> None:
    assert (
        read(styled("x", "Aims"), word__styles_xml=styles(style("x", name))).blocks[0].kind
        is BlockKind.HEADING
    )


def test_a_heading_style_that_the_file_does_not_define_is_told_by_its_id() -> None:
    assert read(styled("Heading2", "Aims"), word__styles_xml=styles()).blocks[0].level == 2


def test_a_heading_is_strong_enough_without_being_told() -> None:
    body = styled("Heading1", run("Aims", BOLD)) + styled("Heading1", run("Aims", BOLD), " and means")
    assert html_of(body) == ["Aims", "<strong>Aims</strong> and means"]


def test_what_is_based_on_the_title_style_is_no_title() -> None:
    sheet = styles(style("T", "Title"), style("A", "Author", '<w:basedOn w:val="T"/>'))
    found = read(styled("T", "Name") + styled("A", "Who"), word__styles_xml=sheet).blocks
    assert [block.kind for block in found] == [BlockKind.HEADING, BlockKind.PARAGRAPH]


def test_a_file_of_pictures_only_is_read() -> None:
    blip = '<a:blip xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" r:embed="p1"/>'
    body = f"<w:p><w:r><w:drawing>{blip}</w:drawing></w:r></w:p>"
    rels = relationship("p1", "image", "media/1.png")
    found = read(body, rels, **{"word__media__1.png": bar_chart((1, 2))})
    assert [(block.kind, found.title) for block in found.blocks] == [(BlockKind.FIGURE, "")]
