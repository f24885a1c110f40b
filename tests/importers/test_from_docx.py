"""Word files: bytes in, manuscript out."""

from functools import cache
from pathlib import Path

import pytest

from reviewapp.domain.blocks import BlockKind
from reviewapp.domain.errors import BadInput
from reviewapp.domain.headings import split_number
from reviewapp.importers.base import Manuscript, RawBlock
from reviewapp.importers.from_docx import DocxImporter
from tests.importers.containers import WORD_XML, paragraph, relationship, word_file
from tests.importers.make_files import bar_chart

FILES = Path(__file__).parent / "files"
CHAPTERS = ["chapter-en-v1.docx", "chapter-en-v2.docx", "chapter-zh.docx"]
PNG = bar_chart((1, 2))
NUMBERED = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'


@cache
def read(name: str) -> Manuscript:
    return DocxImporter().read((FILES / name).read_bytes())


def blocks_of(body: str, relationships: str = "", **parts: str | bytes) -> list[RawBlock]:
    return DocxImporter().read(word_file(body, relationships, **parts)).blocks


def html_of(body: str, **parts: str | bytes) -> list[str]:
    return [block.html for block in blocks_of(body, **parts)]


def of_kind(manuscript: Manuscript, kind: BlockKind) -> list[RawBlock]:
    return [block for block in manuscript.blocks if block.kind is kind]


def styles(*rows: str) -> str:
    return f'<w:styles xmlns:w="{WORD_XML}">{"".join(rows)}</w:styles>'


def style(style_id: str, name: str, more: str = "") -> str:
    return f'<w:style w:type="paragraph" w:styleId="{style_id}"><w:name w:val="{name}"/>{more}</w:style>'


def in_style(style_id: str) -> str:
    return f'<w:pStyle w:val="{style_id}"/>'


def picture(name: str, alt: str, *, link: str = "embed") -> str:
    drawing = "http://schemas.openxmlformats.org/drawingml/2006"
    return (
        f'<w:r><w:drawing><wp:inline xmlns:wp="{drawing}/wordprocessingDrawing">'
        f'<wp:docPr id="1" descr="{alt}"/>'
        f'<a:graphic xmlns:a="{drawing}/main"><a:graphicData><pic:pic xmlns:pic="{drawing}/picture">'
        f'<pic:blipFill><a:blip r:{link}="{name}"/></pic:blipFill></pic:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r>"
    )


@pytest.mark.parametrize("name", CHAPTERS)
def test_a_chapter_is_read_without_a_warning(name: str) -> None:
    assert read(name).warnings == []


def test_headings_come_with_levels_and_their_typed_numbers() -> None:
    headings = of_kind(read("chapter-en-v1.docx"), BlockKind.HEADING)
    assert [(block.level, *split_number(block.html)) for block in headings] == [
        (1, "", "Training at the workplace"),
        (1, "4.1", "What an in-company trainer does"),
        (1, "4.2", "Planning a training session"),
        (2, "4.2.1", "Choosing the task"),
        (2, "4.2.2", "Time and place"),
        (1, "4.3", "Looking at progress"),
    ]


def test_headings_come_from_styles_with_chinese_names() -> None:
    headings = of_kind(read("chapter-zh.docx"), BlockKind.HEADING)
    assert [(block.level, *split_number(block.html)) for block in headings] == [
        (1, "", "工作场所的培训"),
        (1, "第一章", "企业导师的职责"),
        (1, "第二章", "培训的准备"),
        (2, "2.1", "选择任务"),
        (2, "2.2", "时间安排"),
        (1, "第三章", "了解学习进展"),
    ]


def test_the_title_is_the_first_heading_of_level_one() -> None:
    assert read("chapter-zh.docx").title == "工作场所的培训"


def test_without_headings_the_first_words_are_the_title_and_the_uploader_is_told() -> None:
    manuscript = read("no-headings.docx")
    assert manuscript.title == "Notes of the meeting of trainers 导师会议纪要"
    assert [warning.code for warning in manuscript.warnings] == ["no_headings"]


@pytest.mark.parametrize("name", CHAPTERS)
def test_nested_lists_keep_depth_and_numbers(name: str) -> None:
    items = of_kind(read(name), BlockKind.LIST_ITEM)
    assert [(block.level, block.ordinal) for block in items] == [
        (1, None), (1, None), (2, None), (2, None), (1, None),
        (1, 1), (1, 2), (2, 1), (2, 2), (1, 3),
    ]  # fmt: skip


@pytest.mark.parametrize("name", CHAPTERS)
def test_a_table_keeps_its_merged_header(name: str) -> None:
    (table,) = of_kind(read(name), BlockKind.TABLE)
    assert table.html.startswith("<table><thead><tr><th>")
    assert '<th colspan="2">' in table.html
    assert table.html.count("<tr>") == 5
    assert table.html.endswith("<td>15</td><td>20</td></tr></tbody></table>")


@pytest.mark.parametrize("name", CHAPTERS)
def test_a_picture_becomes_a_figure_with_the_caption_below_it(name: str) -> None:
    manuscript = read(name)
    (figure,), (image,) = of_kind(manuscript, BlockKind.FIGURE), manuscript.images
    assert image.media_type == "image/png"
    assert figure.html.startswith(f'<img src="images/{image.name}" alt="')
    assert "<figcaption>Figure 1: Hours" in figure.html or "<figcaption>图1 前四周" in figure.html


def test_footnotes_stand_at_the_end_and_their_marks_in_the_text() -> None:
    manuscript = read("chapter-en-v1.docx")
    notes = of_kind(manuscript, BlockKind.FOOTNOTE)
    assert manuscript.blocks[-2:] == notes
    assert [(note.ordinal, note.html) for note in notes] == [
        (1, "In small enterprises the owner is often the only trainer."),
        (2, "Welding and work at height are the usual examples."),
    ]
    marks = [f'.<sup class="noteref"><a href="#fn-{n}">{n}</a></sup>' for n in (1, 2)]
    assert [sum(block.html.endswith(mark) for block in manuscript.blocks) for mark in marks] == [1, 1]


def test_links_to_the_web_and_to_mail_stay_links() -> None:
    words = read("chapter-en-v1.docx").blocks[-3].html
    assert '<a href="https://example.org/records">guide to records</a>' in words
    assert '<a href="mailto:coordinator@example.org">the coordinator</a>' in words


def test_two_versions_of_a_chapter_share_what_was_not_touched() -> None:
    old, new = (
        {block.html for block in read(name).blocks} for name in ("chapter-en-v1.docx", "chapter-en-v2.docx")
    )
    assert len(old - new) == 2
    assert len(new - old) == 1


@pytest.mark.parametrize(
    ("name", "level"),
    [
        ("heading 2", 2),
        ("Heading 2", 2),
        ("标题 2", 2),
        ("Überschrift 2", 2),
        ("heading 9", 6),
        ("Title", 1),
        ("标题", 1),
    ],
)
def test_a_heading_style_is_told_by_its_name_in_many_languages(name: str, level: int) -> None:
    block = blocks_of(paragraph("Aims", in_style("x1")), word__styles_xml=styles(style("x1", name)))[0]
    assert (block.kind, block.level) == (BlockKind.HEADING, level)


def test_a_style_of_ones_own_is_a_heading_by_its_outline_level_or_by_what_it_is_based_on() -> None:
    sheet = styles(
        style("own", "Kapitel", '<w:pPr><w:outlineLvl w:val="1"/></w:pPr>'),
        style("child", "Kapitel rot", '<w:basedOn w:val="own"/>'),
        style("plain", "Lead", '<w:basedOn w:val="own"/><w:pPr><w:outlineLvl w:val="9"/></w:pPr>'),
        style("round", "Round", '<w:basedOn w:val="round"/>'),
    )
    body = "".join(paragraph(name, in_style(name)) for name in ("own", "child", "plain", "round"))
    assert [block.level for block in blocks_of(body, word__styles_xml=sheet)] == [2, 2, 0, 0]


def test_a_typed_table_of_contents_is_left_out() -> None:
    sheet = styles(style("t1", "toc 1"), style("th", "TOC Heading"))
    body = paragraph("Contents", in_style("th")) + paragraph("Aims 3", in_style("t1")) + paragraph("Aims")
    assert html_of(body, word__styles_xml=sheet) == ["Aims"]


def test_a_skipped_level_is_told_with_the_words_of_the_heading() -> None:
    sheet = styles(style("1", "heading 1"), style("3", "heading 3"))
    body = paragraph("Aims", in_style("1")) + paragraph("Details", in_style("3"))
    (warning,) = DocxImporter().read(word_file(body, word__styles_xml=sheet)).warnings
    assert (warning.code, warning.where) == ("heading_level_skipped", "Details")


def test_a_line_break_in_a_heading_is_a_space_and_in_a_paragraph_a_line() -> None:
    broken = "<w:p><w:pPr>{}</w:pPr><w:r><w:t>Aims</w:t><w:br/><w:t>Means</w:t></w:r></w:p>"
    body = broken.format(in_style("1")) + broken.format("")
    assert html_of(body, word__styles_xml=styles(style("1", "heading 1"))) == ["Aims Means", "Aims<br>Means"]


def test_a_table_inside_a_table_stays_a_table() -> None:
    inner = f"<w:tbl><w:tr><w:tc>{paragraph('a')}</w:tc><w:tc>{paragraph('b')}</w:tc></w:tr></w:tbl>"
    body = f"<w:tbl><w:tr><w:tc>{paragraph('One')}{paragraph('Two')}{inner}<w:p/></w:tc></w:tr></w:tbl>"
    nested = "<table><tbody><tr><td>a</td><td>b</td></tr></tbody></table>"
    assert html_of(body) == [f"<table><tbody><tr><td>One<br>Two{nested}</td></tr></tbody></table>"]


def test_a_picture_among_words_becomes_a_figure_behind_them() -> None:
    body = f"<w:p><w:r><w:t>Before </w:t></w:r>{picture('p1', 'A bench')}<w:r><w:t>after.</w:t></w:r></w:p>"
    blocks = blocks_of(body, relationship("p1", "image", "media/1.png"), **{"word__media__1.png": PNG})
    assert [block.kind for block in blocks] == [BlockKind.PARAGRAPH, BlockKind.FIGURE]
    assert blocks[0].html == "Before after."
    assert blocks[1].html.endswith('alt="A bench"><figcaption>A bench</figcaption>')


@pytest.mark.parametrize("data", [b"\x01\x00\x00\x00emf", b"", b"<svg/>", PNG[:20]])
def test_a_picture_that_browsers_do_not_show_gives_way_to_its_words(data: bytes) -> None:
    body = f"{paragraph('Words')}<w:p>{picture('p1', 'A bench')}</w:p>"
    rels = relationship("p1", "image", "media/1.emf")
    manuscript = DocxImporter().read(word_file(body, rels, **{"word__media__1.emf": data}))
    assert manuscript.blocks[1].html == "<figcaption>A bench</figcaption>"
    assert ("image_not_kept", "A bench") in [(warning.code, warning.where) for warning in manuscript.warnings]
    assert manuscript.images == []


def test_a_picture_that_stands_twice_is_kept_once() -> None:
    body = f"{paragraph('Words')}<w:p>{picture('p1', 'One')}{picture('p1', 'Two')}</w:p>"
    rels = relationship("p1", "image", "media/1.png")
    manuscript = DocxImporter().read(word_file(body, rels, **{"word__media__1.png": PNG}))
    assert [len(manuscript.images), len(manuscript.blocks)] == [1, 3]


@pytest.mark.parametrize("scheme", ["file://", "", "http://127.0.0.1:9"])
def test_a_picture_outside_the_file_is_never_read(scheme: str, tmp_path: Path) -> None:
    secret = tmp_path / "secret.png"
    secret.write_bytes(PNG)
    body = f"{paragraph('Words')}<w:p>{picture('p1', 'A bench', link='link')}</w:p>"
    rels = relationship("p1", "image", f"{scheme}{secret}", is_external=True)
    manuscript = DocxImporter().read(word_file(body, rels))
    assert manuscript.images == []
    assert manuscript.blocks[-1].html in ("<figcaption>A bench</figcaption>", "Words")


@pytest.mark.parametrize(
    "href", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "vbscript:x"]
)
def test_a_link_of_any_other_scheme_loses_its_address(href: str) -> None:
    body = '<w:p><w:hyperlink r:id="l1"><w:r><w:t>here</w:t></w:r></w:hyperlink></w:p>'
    (block,) = blocks_of(body, relationship("l1", "hyperlink", href, is_external=True))
    assert block.html == "here"


def test_a_style_map_inside_the_file_has_no_say() -> None:
    assert html_of(paragraph("Words"), **{"mammoth__style-map": "p => script"}) == ["Words"]


def test_markup_typed_as_words_stays_words() -> None:
    assert html_of(paragraph("&lt;script&gt;alert(1)&lt;/script&gt; &amp;amp;")) == [
        "&lt;script&gt;alert(1)&lt;/script&gt; &amp;amp;"
    ]


def test_tracked_insertions_are_in_and_deletions_out() -> None:
    body = (
        "<w:p><w:r><w:t>It is </w:t></w:r><w:del><w:r><w:delText>not </w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>so.</w:t></w:r></w:ins></w:p>"
    )
    assert html_of(body) == ["It is so."]


def test_a_mark_without_its_note_is_left_out() -> None:
    body = '<w:p><w:r><w:t>Words</w:t></w:r><w:r><w:footnoteReference w:id="7"/></w:r></w:p>'
    assert html_of(body) == ["Words"]


def test_tables_nested_beyond_reason_are_refused_not_crashed_on() -> None:
    body = "<w:tbl><w:tr><w:tc>" * 60 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 60
    with pytest.raises((BadInput, RecursionError)):
        blocks_of(body)
