"""Tables and pictures in OpenDocument files."""

# ruff: noqa: E501 - a feature a line

import base64

import pytest

from reviewapp.domain.blocks import BlockKind
from tests.importers.make_files import bar_chart
from tests.importers.open_builders import (
    COVERED,
    HEADINGS,
    cell,
    change,
    composed,
    header,
    heading,
    para,
    picture,
    read,
    row,
    style,
    table,
    text_box,
    tracked,
)

WIDE, TALL = ' table:number-columns-spanned="2"', ' table:number-rows-spanned="2"'

# what is tried, the table, its HTML
ROWS = {
    "rows and cells": (table(row(cell("a"), cell("b")), row(cell("c"), cell())), "<table><tbody><tr><td>a</td><td>b</td></tr><tr><td>c</td><td></td></tr></tbody></table>"),
    "cells over columns": (table(row(cell("a", more=WIDE), COVERED), row(cell("b"), cell("c"))), '<table><tbody><tr><td colspan="2">a</td></tr><tr><td>b</td><td>c</td></tr></tbody></table>'),
    "cells over rows": (table(row(cell("a", more=TALL), cell("b")), row(COVERED, cell("c"))), '<table><tbody><tr><td rowspan="2">a</td><td>b</td></tr><tr><td>c</td></tr></tbody></table>'),
    "a head": (table(header(row(cell("h"))), row(cell("a"))), "<table><thead><tr><th>h</th></tr></thead><tbody><tr><td>a</td></tr></tbody></table>"),
    "a head that a cell makes longer": (table(header(row(cell("h", more=TALL), cell("i"))), row(COVERED, cell("a"))), '<table><thead><tr><th rowspan="2">h</th><th>i</th></tr><tr><th>a</th></tr></thead></table>'),
    "groups of rows": (table(f"<table:table-row-group>{row(cell('a'))}</table:table-row-group><table:table-rows>{row(cell('b'))}</table:table-rows>"), "<table><tbody><tr><td>a</td></tr><tr><td>b</td></tr></tbody></table>"),
    "lines and lists": (table(row(cell("a", "b", "<text:list><text:list-item><text:p>c</text:p></text:list-item></text:list>"))), "<table><tbody><tr><td>a<br>b<br>• c</td></tr></tbody></table>"),
    "a table in a table": (table(row(cell("a", table(row(cell("b")))))), "<table><tbody><tr><td>a<table><tbody><tr><td>b</td></tr></tbody></table></td></tr></tbody></table>"),
    "cells repeated": (table(row(cell("a", more=' table:number-columns-repeated="2"')), row(cell("b"), cell("c"), more=' table:number-rows-repeated="2"')), "<table><tbody><tr><td>a</td><td>a</td></tr><tr><td>b</td><td>c</td></tr><tr><td>b</td><td>c</td></tr></tbody></table>"),
    "a row that a page ends before": (table("<text:soft-page-break/>" + row(cell("a"))), "<table><tbody><tr><td>a</td></tr></tbody></table>"),
    "a span that reaches too far": (table(row(cell("a", more=' table:number-rows-spanned="9"'))), "<table><tbody><tr><td>a</td></tr></tbody></table>"),
}  # fmt: skip


@pytest.mark.parametrize(("body", "html"), ROWS.values(), ids=ROWS)
def test_a_table_is_read_with(body: str, html: str) -> None:
    found = read(body)
    assert [(block.kind, block.html) for block in found.blocks] == [(BlockKind.TABLE, html)]
    assert found.tables == html.count("<table")


def test_columns_may_run_from_right_to_left() -> None:
    mirrored = '<style:style style:name="M" style:family="table"><style:table-properties style:writing-mode="rl-tb"/></style:style>'
    body = table(row(cell("أ")), more=' table:style-name="M"')
    assert read(body, mirrored).blocks[0].html.startswith('<table dir="rtl">')


def test_a_table_that_only_places_headings_is_read_as_its_cells() -> None:
    body = table(row(cell(heading("Aims"), "Words"), cell("More")))
    found = read(body, "", HEADINGS)
    assert [(block.kind, block.html) for block in found.blocks] == [
        (BlockKind.HEADING, "Aims"),
        (BlockKind.PARAGRAPH, "Words"),
        (BlockKind.PARAGRAPH, "More"),
    ]
    assert found.tables == 1


def test_tables_deeper_than_three_become_lines() -> None:
    body = "deep"
    for _ in range(6):
        body = table(row(cell(body, "beside")))
    (block,) = read(body).blocks
    assert (block.html.count("<table"), block.html.count("beside")) == (3, 6)


def test_a_row_that_was_deleted_is_gone_and_its_words_are_kept() -> None:
    body = tracked(("c", para("old"))) + table(row(cell(para(change("c")))), row(cell("new")))
    found = read(body)
    assert found.blocks[0].html == "<table><tbody><tr><td>new</td></tr></tbody></table>"
    assert [(one.is_insertion, one.text) for one in found.changes] == [(False, "old")]


PNG = bar_chart((1, 2))
KEPT = {"Pictures__1.png": PNG}
WORDS = "<svg:title>Bench</svg:title><svg:desc>A bench in a park</svg:desc>"


def test_a_picture_is_kept_with_its_words() -> None:
    found = read(para(f"Seen {picture(words=WORDS)}here"), **KEPT)
    assert [block.kind for block in found.blocks] == [BlockKind.PARAGRAPH, BlockKind.FIGURE]
    assert found.blocks[1].html.endswith('alt="A bench in a park"><figcaption>A bench in a park</figcaption>')
    assert (len(found.images), found.pictures, found.images[0].data) == (1, 1, PNG)


# what is tried, the body; each is one figure with this caption
CAPTIONS = {
    "a caption below": para(picture()) + para("Figure 1: Water", "Illustration"),
    "a caption in one paragraph with its picture": para(f"{picture()}Figure 1: Water", "Illustration"),
    "a box around both": para(text_box(para(f"{picture()}Figure 1: Water", "Illustration"))),
    "a box around two paragraphs": para(text_box(para(picture()) + para("Figure 1: Water", "Illustration"))),
}


@pytest.mark.parametrize("body", CAPTIONS.values(), ids=CAPTIONS)
def test_a_caption_belongs_to_its_picture(body: str) -> None:
    shared = style("Caption") + style("Illustration", "Caption")
    (block,) = composed(read(body, "", shared, **KEPT))
    assert (block.kind, block.text) == (BlockKind.FIGURE, "Figure 1: Water")


def test_text_boxes_shapes_and_groups_are_text() -> None:
    shape = f"<draw:custom-shape>{para('in a shape')}<draw:enhanced-geometry/></draw:custom-shape>"
    body = para(f"one{text_box(para('in a box'))}") + f"<draw:g>{shape}</draw:g>" + para("two")
    assert [block.html for block in read(body).blocks] == ["one", "in a box", "in a shape", "two"]


def test_the_version_of_a_picture_that_browsers_show_is_taken() -> None:
    both = '<draw:image xlink:href="Pictures/1.svg"/><draw:image xlink:href="Pictures/1.png"/>'
    found = read(para(f"<draw:frame>{both}</draw:frame>"), Pictures__1_svg="<svg/>", **KEPT)
    assert (len(found.images), found.pictures) == (1, 1)


def test_a_picture_that_stands_in_the_text_itself_is_kept() -> None:
    inline = (
        f"<draw:image><office:binary-data>{base64.b64encode(PNG).decode()}</office:binary-data></draw:image>"
    )
    assert len(read(para(f"<draw:frame>{inline}</draw:frame>")).images) == 1


@pytest.mark.parametrize(
    "address",
    ["http://127.0.0.1:9/a.png", "../../../etc/passwd", "file:///etc/passwd", "Pictures/none.png", ""],
)
def test_nothing_outside_the_file_is_asked_for(address: str) -> None:
    found = read(para(f"Words{picture(address, WORDS)}"), **KEPT)
    assert (found.images, [one.code for one in found.warnings]) == ([], ["image_not_kept", "no_headings"])


def test_a_chart_is_named_among_what_was_not_read() -> None:
    chart = '<x:document-content xmlns:x="urn:oasis:names:tc:opendocument:xmlns:office:1.0"><x:body><x:chart/></x:body></x:document-content>'
    frame = '<draw:frame><draw:object xlink:href="./Object 1"/><draw:image xlink:href="./ObjectReplacements/Object 1"/></draw:frame>'
    found = read(para(f"Words {frame}"), **{"Object 1__content.xml": chart})
    assert ("part_not_read", "chart") in [(one.code, one.where) for one in found.warnings]


def test_a_formula_is_a_line_of_text_wherever_it_is_kept() -> None:
    sign = '<!DOCTYPE math:math PUBLIC "-//OpenOffice.org//DTD Modified W3C MathML 1.01//EN" "math.dtd">'
    part = f'{sign}<math:math xmlns:math="http://www.w3.org/1998/Math/MathML"><math:msqrt><math:mi>x</math:mi></math:msqrt></math:math>'
    frame = '<draw:frame><draw:object xlink:href="./Object 1"/></draw:frame>'
    found = read(para(f"Let {frame} be"), **{"Object 1__content.xml": part})
    assert found.blocks[0].html == "Let √x be"
