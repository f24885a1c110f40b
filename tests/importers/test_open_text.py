"""The words of OpenDocument paragraphs: looks, white space, fields, notes, what is left out."""

# ruff: noqa: E501 - a feature a line

import pytest

from reviewapp.domain.blocks import BlockKind
from tests.importers.open_builders import (
    HEADINGS,
    composed,
    heading,
    html_of,
    look,
    note,
    para,
    read,
    span,
    style,
)

OWN = (
    look("Bold", 'fo:font-weight="bold" style:font-weight-asian="bold"')
    + look("Latin", 'fo:font-weight="bold" style:font-weight-asian="normal"')
    + look("Italic", 'fo:font-style="italic"')
    + look("Under", 'style:text-underline-style="solid"')
    + look("Struck", 'style:text-line-through-style="solid"')
    + look("Up", 'style:text-position="super 58%"')
    + look("Down", 'style:text-position="-33% 58%"')
    + look("Level", 'style:text-position="0% 100%"')
    + look("Hidden", 'text:display="none"')
    + look("French", 'fo:language="fr" fo:country="FR"')
    + look("Signs", 'style:font-name="Wingdings"')
    + style("AllBold", "Standard", look='fo:font-weight="bold"')
)
SHARED = (
    style("Standard")
    + style("Lead", look='fo:font-weight="bold"')
    + style("Source_20_Text", of="text")
    + style("Mirrored", lines='style:writing-mode="rl-tb"')
)
MATH = (
    "<math:math><math:semantics><math:mrow><math:mi>E</math:mi><math:mo>=</math:mo><math:mfrac><math:mi>m</math:mi>"
    "<math:mrow><math:mi>a</math:mi><math:mo>+</math:mo><math:mi>b</math:mi></math:mrow></math:mfrac>"
    "<math:msup><math:mi>c</math:mi><math:mn>2</math:mn></math:msup></math:mrow>"
    '<math:annotation encoding="StarMath 5.0">E = m</math:annotation></math:semantics></math:math>'
)

# what is tried, what stands in a paragraph, the HTML of its block
ROWS = {
    "bold": (f"a {span('b', 'Bold')} c", "a <strong>b</strong> c"),
    "bold Chinese": (span("粗", "Bold"), "<strong>粗</strong>"),
    "bold for Latin letters only": (span("细", "Latin"), "细"),
    "italic in bold": (span(f"a{span('b', 'Italic')}", "Bold"), "<strong>a<em>b</em></strong>"),
    "underlined and struck": (span("a", "Under") + span("b", "Struck"), "<u>a</u><s>b</s>"),
    "raised and lowered": (f"x{span('2', 'Up')}y{span('1', 'Down')}{span('z', 'Level')}", "x<sup>2</sup>y<sub>1</sub>z"),
    "code": (f"Run {span('make', 'Source_20_Text')}", "Run <code>make</code>"),
    "another language": (f"See {span('la page', 'French')}", 'See <span lang="fr-FR">la page</span>'),
    "signs of a symbol font": (span("\uf0fc", "Signs") + " done", "✓ done"),
    "neighbours of one look": (span("a", "Bold") + span("b", "Bold"), "<strong>ab</strong>"),
    "spaces": ("a<text:s/>b<text:s text:c='3'/>c", "a b c"),
    "white space of the file": ("\n   a\n   b\t c\n", "a b c"),
    "tabs and breaks": ("a<text:tab/>b<text:line-break/>c", "a b<br>c"),
    "a page that ends": ("a<text:soft-page-break/>b", "ab"),
    "soft hyphens": ("chap\u00adter", "chapter"),
    "markup as words": ("a &lt;b&gt; &amp; c", "a &lt;b&gt; &amp; c"),
    "a link": ('<text:a xlink:href="https://example.org/a?b=1&amp;c=2">site</text:a>', '<a href="https://example.org/a?b=1&amp;c=2">site</a>'),
    "a link by mail": ('<text:a xlink:href="mailto:a@example.org">write</text:a>', '<a href="mailto:a@example.org">write</a>'),
    "a link of script": ('<text:a xlink:href="javascript:alert(1)">x</text:a>', "x"),
    "a link inside": ('<text:a xlink:href="#Aims|outline">Aims</text:a>', "Aims"),
    "a link to a file": ('<text:a xlink:href="../secret.odt">x</text:a>', "x"),
    "an underlined link": (f'<text:a xlink:href="https://example.org">{span("x", "Under")}</text:a>', '<a href="https://example.org">x</a>'),
    "cross-references": ('see <text:bookmark-ref text:ref-name="a">4.2</text:bookmark-ref>, <text:reference-ref text:ref-name="b">page 3</text:reference-ref>', "see 4.2, page 3"),
    "bookmarks": ('<text:bookmark-start text:name="a"/>x<text:bookmark-end text:name="a"/><text:bookmark text:name="b"/>', "x"),
    "a sequence": ('Table <text:sequence text:name="Table">3</text:sequence>', "Table 3"),
    "fields": ("<text:author-name>Expert 03</text:author-name> <text:date>1 March</text:date>", "Expert 03 1 March"),
    "page numbers": ('a<text:page-number>7</text:page-number><text:page-count>9</text:page-count>', "a"),
    "a variable that is set in silence": ('a<text:variable-set text:name="v" text:display="none">7</text:variable-set>', "a"),
    "hidden words": (f"a{span('b', 'Hidden')}c", "ac"),
    "a hidden field": ('a<text:hidden-text text:is-hidden="true" text:string-value="b">b</text:hidden-text>', "a"),
    "a hidden field that is shown": ('a<text:hidden-text text:is-hidden="false" text:string-value="b">b</text:hidden-text>', "ab"),
    "a place to fill in": ("<text:placeholder>&lt;Name&gt;</text:placeholder>", "&lt;Name&gt;"),
    "a box to tick": ('<field:fieldmark field:type="vnd.oasis.opendocument.field.FORMCHECKBOX"><field:param field:name="Checkbox_Checked" field:value="true"/></field:fieldmark> yes', "☒ yes"),
    "a control around words": ("<loext:content-control>inside</loext:content-control>", "inside"),
    "an index mark": ('<text:alphabetical-index-mark text:string-value="water"/>water', "water"),
    "ruby": ("<text:ruby><text:ruby-base>漢字</text:ruby-base><text:ruby-text>かんじ</text:ruby-text></text:ruby>", "<ruby>漢字<rp>(</rp><rt>かんじ</rt><rp>)</rp></ruby>"),
    "a script": ('a<text:script script:language="js" xmlns:script="urn:x">alert(1)</text:script>', "a"),
    "a formula": (f"as <draw:frame><draw:object>{MATH}</draw:object></draw:frame> says", "as E = m/(a + b)c<sup>2</sup> says"),
    "Persian": ("این یک آزمون است", "این یک آزمون است"),
}  # fmt: skip


@pytest.mark.parametrize(("inner", "html"), ROWS.values(), ids=ROWS)
def test_words_are_read_with(inner: str, html: str) -> None:
    (block,) = composed(read(para(inner), OWN, SHARED))
    assert block.html.replace(' rel="nofollow noopener noreferrer"', "") == html


def test_what_the_style_of_a_paragraph_says_needs_no_element_and_what_its_writer_says_does() -> None:
    assert html_of(para("a", "Lead") + para("b", "AllBold"), OWN, SHARED) == ["a", "<strong>b</strong>"]


def test_a_paragraph_that_runs_from_right_to_left_says_so() -> None:
    assert html_of(para("این", "Mirrored"), OWN, SHARED) == ['<span dir="rtl">این</span>']


def test_the_page_tells_the_direction_of_paragraphs_that_ask_it() -> None:
    masters = (
        '<office:automatic-styles><style:page-layout style:name="L"><style:page-layout-properties'
        ' style:writing-mode="rl-tb"/></style:page-layout></office:automatic-styles><office:master-styles>'
        '<style:master-page style:name="Standard" style:page-layout-name="L"/></office:master-styles>'
    )
    asking = style("Standard", lines='style:writing-mode="page"')
    assert read(para("این"), "", asking, masters).blocks[0].html == '<span dir="rtl">این</span>'


def test_the_language_of_most_of_the_text_is_not_told() -> None:
    default = (
        '<style:default-style style:family="paragraph"><style:text-properties fo:language="en"'
        ' fo:country="GB" style:language-asian="zh" style:country-asian="CN"/></style:default-style>'
    )
    body = para("一个中文段落，里面有很多字。") + para("Words " + span("mots", "French"))
    assert html_of(body, OWN, default) == [
        "一个中文段落，里面有很多字。",
        'Words <span lang="fr-FR">mots</span>',
    ]


def test_footnotes_and_endnotes_count_together_in_the_order_of_their_marks() -> None:
    body = para(f"a{note(para('One.') + para('More.'), 'endnote')}") + heading(f"b{note(para('Two.'))}")
    found = read(body, "", HEADINGS).blocks
    assert [(block.kind, block.ordinal, block.html) for block in found] == [
        (BlockKind.PARAGRAPH, None, 'a<sup class="noteref"><a href="#fn-1">1</a></sup>'),
        (BlockKind.HEADING, None, 'b<sup class="noteref"><a href="#fn-2">2</a></sup>'),
        (BlockKind.FOOTNOTE, 1, "One.<br>More."),
        (BlockKind.FOOTNOTE, 2, "Two."),
    ]


# what is left out of a text, where "Seen" is what stays
LEFT_OUT = {
    "a contents list": '<text:table-of-content><text:index-body><text:index-title><text:h text:outline-level="1">Contents</text:h></text:index-title><text:p>Seen 1</text:p></text:index-body></text:table-of-content>',
    "a list of figures": "<text:illustration-index><text:index-body><text:p>x</text:p></text:index-body></text:illustration-index>",
    "an index of words": "<text:alphabetical-index><text:index-body><text:p>x</text:p></text:index-body></text:alphabetical-index>",
    "a hidden section": '<text:section text:name="s" text:display="none"><text:p>x</text:p></text:section>',
    "a section hidden by its condition": '<text:section text:name="s" text:display="condition" text:is-hidden="true"><text:p>x</text:p></text:section>',
    "a hidden paragraph": para('<text:hidden-paragraph text:is-hidden="true"/>x'),
    "a paragraph of hidden words": para("x", "Silent"),
    "what was deleted": '<text:tracked-changes><text:changed-region text:id="c"><text:deletion><text:p>x</text:p></text:deletion></text:changed-region></text:tracked-changes>',
    "forms and declarations": '<office:forms/><text:sequence-decls><text:sequence-decl text:name="x"/></text:sequence-decls>',
    "an entry of a contents list outside one": para("x 7", "Contents_20_1"),
    "an empty heading": heading(""),
}  # fmt: skip


@pytest.mark.parametrize("gone", LEFT_OUT.values(), ids=LEFT_OUT)
def test_left_out_is(gone: str) -> None:
    shared = style("Silent", look='text:display="none"') + style("Contents_20_1") + HEADINGS
    assert html_of(gone + para("Seen"), "", shared) == ["Seen"]


def test_sections_and_bibliographies_are_text() -> None:
    body = '<text:section text:name="a"><text:section-source xlink:href="http://127.0.0.1:9/a.odt"/>'
    body += f"{para('In')}</text:section><text:bibliography><text:index-body><text:index-title>"
    body += f"{para('Sources')}</text:index-title>{para('A book')}</text:index-body></text:bibliography>"
    assert html_of(body) == ["In", "Sources", "A book"]
