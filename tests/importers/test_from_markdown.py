"""Markdown: text in, manuscript out."""

import base64

import pytest

from reviewapp.domain.blocks import BlockKind
from reviewapp.domain.errors import BadInput
from reviewapp.importers.base import Manuscript, RawBlock
from reviewapp.importers.from_markdown import MarkdownImporter
from tests.importers.make_files import bar_chart

PNG = bar_chart((1, 2))


def manuscript_of(text: str, **assets: bytes) -> Manuscript:
    return MarkdownImporter(assets).read_text(text)


def blocks_of(text: str) -> list[RawBlock]:
    return manuscript_of(text).blocks


def html_of(text: str) -> list[str]:
    return [block.html for block in blocks_of(text)]


def test_headings_of_both_kinds_come_with_their_levels() -> None:
    blocks = blocks_of("# One\n\nTwo\n---\n\n### Three ###\n")
    assert [(block.kind, block.level, block.html) for block in blocks] == [
        (BlockKind.HEADING, 1, "One"),
        (BlockKind.HEADING, 2, "Two"),
        (BlockKind.HEADING, 3, "Three"),
    ]


def test_the_title_runs_through_emphasis_and_leaves_out_the_marks_of_notes() -> None:
    assert manuscript_of("# 职业**培训** &amp; *VET*s[^1]\n\n[^1]: Note").title == "职业培训 & VETs"


def test_front_matter_and_rules_between_paragraphs_are_left_out() -> None:
    assert html_of("---\ntitle: Hidden\n---\n\nOne\n\n***\n\nTwo\n") == ["One", "Two"]


def test_nested_lists_keep_depth_numbers_and_where_they_start() -> None:
    blocks = blocks_of("3. three\n   - inner\n     1. deep\n4. four\n\n   more of four\n")
    assert [(block.kind, block.level, block.ordinal, block.html) for block in blocks] == [
        (BlockKind.LIST_ITEM, 1, 3, "three"),
        (BlockKind.LIST_ITEM, 2, None, "inner"),
        (BlockKind.LIST_ITEM, 3, 1, "deep"),
        (BlockKind.LIST_ITEM, 1, 4, "four"),
        (BlockKind.PARAGRAPH, 0, None, "more of four"),
    ]


def test_a_pipe_table_becomes_one_block() -> None:
    (table,) = blocks_of("| Part | *Min* |\n|---|--:|\n| Show | 20 |\n| Try | |\n")
    assert table.kind is BlockKind.TABLE
    assert table.html == (
        "<table><thead><tr><th>Part</th><th><em>Min</em></th></tr></thead>"
        "<tbody><tr><td>Show</td><td>20</td></tr><tr><td>Try</td><td></td></tr></tbody></table>"
    )


def test_code_keeps_its_lines_and_its_markup_is_words() -> None:
    (code,) = blocks_of("```html\n<b>\n  two\n\nfour\n```\n")
    assert (code.kind, code.html) == (BlockKind.CODE, "&lt;b&gt;\n  two\n\nfour")


def test_quotes_are_quotes() -> None:
    blocks = blocks_of("> One\n>\n> Two\n\nThree")
    assert [block.kind for block in blocks] == [BlockKind.QUOTE, BlockKind.QUOTE, BlockKind.PARAGRAPH]


def test_footnotes_stand_at_the_end_and_their_marks_in_the_text() -> None:
    blocks = blocks_of("One[^a] and two[^b].\n\n[^b]: Second\n    goes on.\n[^a]: First.\n")
    mark = '<sup class="noteref"><a href="#fn-{0}">{0}</a></sup>'
    assert blocks[0].html == f"One{mark.format(1)} and two{mark.format(2)}."
    assert [(b.kind, b.ordinal, b.html) for b in blocks[1:]] == [
        (BlockKind.FOOTNOTE, 1, "First."),
        (BlockKind.FOOTNOTE, 2, "Second goes on."),
    ]


def test_a_footnote_without_a_mark_is_told() -> None:
    warnings = manuscript_of("# One\n\nTwo\n\n[^lost]: Words\n").warnings
    assert [(warning.code, warning.where) for warning in warnings] == [("part_not_read", "lost")]


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("职业\n培训", "职业培训"),
        ("职业，\n**培训**", "职业，<strong>培训</strong>"),
        ("职业\nVET", "职业 VET"),
        ("one\ntwo", "one two"),
        ("한국\n직업", "한국 직업"),
        ("one  \ntwo", "one<br>two"),
    ],
)
def test_a_line_end_is_a_space_but_between_chinese_characters(text: str, html: str) -> None:
    assert html_of(text) == [html]


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("a <b onclick='x'>bold</b> word", "a bold word"),
        ("one<br>two", "one<br>two"),
        ("<div><script>alert(1)</script>Words <i>here</i></div>", "Words here"),
        ("<!-- a -->\n\nWords", "Words"),
        ("a < b & c", "a &lt; b &amp; c"),
        ("`<b>`", "<code>&lt;b&gt;</code>"),
    ],
)
def test_raw_html_loses_its_tags_and_keeps_its_words(text: str, html: str) -> None:
    assert html_of(text) == [html]


@pytest.mark.parametrize(
    "href", ["javascript:alert(1)", "data:text/html,x", "file:///x", "other.md", "#part"]
)
def test_only_links_to_the_web_and_to_mail_stay_links(href: str) -> None:
    assert html_of(f"See [there]({href}).")[0].startswith("See ")
    assert "<a" not in html_of(f"See [there]({href}).")[0]
    assert html_of("[there](https://example.org/?a=1&b=2)") == [
        '<a href="https://example.org/?a=1&amp;b=2">there</a>'
    ]


def test_a_picture_inside_the_text_is_kept() -> None:
    address = "data:image/png;base64," + base64.b64encode(PNG).decode()
    manuscript = manuscript_of(f"# One\n\nWords ![A bench]({address}) go on.")
    (image,) = manuscript.images
    assert image.data == PNG
    assert [block.html for block in manuscript.blocks[1:]] == [
        "Words  go on.",
        f'<img src="images/{image.name}" alt="A bench"><figcaption>A bench</figcaption>',
    ]


def test_a_picture_handed_in_by_name_is_kept_with_its_title_as_caption() -> None:
    manuscript = manuscript_of('# One\n\n![A bench](bench "Figure 1")', bench=PNG)
    assert manuscript.warnings == []
    assert manuscript.blocks[1].html.endswith('alt="A bench"><figcaption>Figure 1</figcaption>')


@pytest.mark.parametrize(
    "source", ["https://example.org/a.png", "/etc/passwd", "a.png", "data:image/png;base64,!!"]
)
def test_a_picture_from_elsewhere_is_never_fetched(source: str) -> None:
    manuscript = manuscript_of(f"# One\n\n![A bench]({source})")
    assert "A bench" in manuscript.blocks[1].html
    assert manuscript.images == []
    assert "<img" not in manuscript.blocks[1].html


@pytest.mark.parametrize(
    "text", ["> " * 500 + "a", "- " * 500 + "a", "[" * 5000, "![" * 2000, "*a_ " * 3000, "`" * 9000]
)
def test_endless_nesting_ends_in_a_manuscript_or_a_refusal(text: str) -> None:
    try:
        manuscript_of(text)
    except BadInput as refused:
        assert refused.code == "file_without_text"


def test_markup_that_would_take_the_parser_for_ever_is_refused() -> None:
    with pytest.raises(BadInput) as refused:
        manuscript_of("a <![CDATA[" * 20_000)
    assert refused.value.code == "file_hostile"
