"""Tables of Word files: a row a feature, the grid and the HTML that comes of it."""

# ruff: noqa: E501 - a feature a line

import pytest

from reviewapp.domain.blocks import BlockKind
from tests.importers.containers import relationship
from tests.importers.make_files import bar_chart
from tests.importers.test_from_docx import picture
from tests.importers.word_builders import (
    HEADINGS,
    abstract,
    cell,
    html_of,
    level,
    num,
    numbered,
    numbering,
    para,
    read,
    row,
    styled,
    table,
)

HEADER = "<w:tblHeader/>"
DOWN, ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


def span(columns: int) -> str:
    return f'<w:gridSpan w:val="{columns}"/>'


GRIDS = {
    "plain": (table(row(cell("a"), cell("b"))), "<tbody><tr><td>a</td><td>b</td></tr></tbody>"),
    "lines in a cell": (table(row(cell("a", "", "b"))), "<tbody><tr><td>a<br>b</td></tr></tbody>"),
    "a header row": (
        table(row(cell("a"), properties=HEADER), row(cell("b"))),
        "<thead><tr><th>a</th></tr></thead><tbody><tr><td>b</td></tr></tbody>",
    ),
    "a header row in the middle is none": (
        table(row(cell("a")), row(cell("b"), properties=HEADER)),
        "<tbody><tr><td>a</td></tr><tr><td>b</td></tr></tbody>",
    ),
    "cells over columns": (
        table(row(cell("a", properties=span(2))), row(cell("b"), cell("c"))),
        '<tbody><tr><td colspan="2">a</td></tr><tr><td>b</td><td>c</td></tr></tbody>',
    ),
    "cells over rows": (
        table(
            row(cell("a", properties=DOWN), cell("b")),
            row(cell(properties=ON), cell("c")),
            row(cell(properties=ON), cell("d")),
            row(cell("e"), cell("f")),
        ),
        '<tbody><tr><td rowspan="3">a</td><td>b</td></tr><tr><td>c</td></tr><tr><td>d</td></tr>'
        "<tr><td>e</td><td>f</td></tr></tbody>",
    ),
    "cells over rows and columns": (
        table(
            row(cell("a", properties=span(2) + DOWN), cell("b")),
            row(cell(properties=span(2) + ON), cell("c")),
        ),
        '<tbody><tr><td colspan="2" rowspan="2">a</td><td>b</td></tr><tr><td>c</td></tr></tbody>',
    ),
    "a header cell that reaches down takes its rows along": (
        table(
            row(cell("a", properties=DOWN), cell("b"), properties=HEADER),
            row(cell(properties=ON), cell("c")),
            row(cell("d"), cell("e")),
        ),
        '<thead><tr><th rowspan="2">a</th><th>b</th></tr><tr><th>c</th></tr></thead>'
        "<tbody><tr><td>d</td><td>e</td></tr></tbody>",
    ),
    "what goes on from nothing is a cell": (
        table(row(cell("a", properties=ON))),
        "<tbody><tr><td>a</td></tr></tbody>",
    ),
    "the older way to join cells": (
        table(row(cell("a", properties='<w:hMerge w:val="restart"/>'), cell(properties="<w:hMerge/>"))),
        '<tbody><tr><td colspan="2">a</td></tr></tbody>',
    ),
    "a row that begins later": (
        table(row(cell("a"), cell("b")), row(cell("c"), properties='<w:gridBefore w:val="1"/>')),
        "<tbody><tr><td>a</td><td>b</td></tr><tr><td></td><td>c</td></tr></tbody>",
    ),
    "rows and cells inside controls": (
        table(f"<w:sdt><w:sdtContent>{row(cell('a'))}</w:sdtContent></w:sdt>"),
        "<tbody><tr><td>a</td></tr></tbody>",
    ),
    "a deleted row": (table(row(cell("a")), row(cell("b"), properties="<w:del/>")), "<tbody><tr><td>a</td></tr></tbody>"),
    "an endless span": (
        table(row(cell("a", properties=span(1_000_000_000)))),
        '<tbody><tr><td colspan="100">a</td></tr></tbody>',
    ),
    "a cell from right to left": (
        table(row(f"<w:tc>{para('نص', properties='<w:bidi/>')}</w:tc>")),
        '<tbody><tr><td dir="rtl">نص</td></tr></tbody>',
    ),
}  # fmt: skip


@pytest.mark.parametrize(("body", "html"), GRIDS.values(), ids=GRIDS)
def test_a_table_becomes(body: str, html: str) -> None:
    assert html_of(body) == [f"<table>{html}</table>"]


def nested(depth: int) -> str:
    inner = f"{para(f'level {depth}')}{nested(depth - 1) if depth > 1 else ''}<w:p/>"
    return table(row(f"<w:tc>{inner}</w:tc>"))


def test_tables_nest_three_deep_and_are_lines_below() -> None:
    (html,) = html_of(nested(5))
    assert html.count("<table>") == 3
    assert "level 3<br>level 2<br>level 1" in html
    assert read(nested(5)).tables == 3 + 2


def test_the_line_behind_a_table_in_a_cell_is_a_line_of_its_own() -> None:
    body = table(row(f"<w:tc>{table(row(cell('a')))}{para('after')}</w:tc>"))
    inner = "<table><tbody><tr><td>a</td></tr></tbody></table>"
    assert html_of(body) == [f"<table><tbody><tr><td>{inner}<br>after</td></tr></tbody></table>"]


def test_items_in_a_cell_keep_their_marks_as_words() -> None:
    part = numbering(
        abstract(0, level(0, "decimal", "%1.")), abstract(1, level(0, "bullet", "•")), num(1, 0), num(2, 1)
    )
    body = table(row(f"<w:tc>{numbered('One')}{numbered('Two', number=2)}</w:tc>"))
    assert html_of(body, word__numbering_xml=part) == [
        "<table><tbody><tr><td>1. One<br>• Two</td></tr></tbody></table>"
    ]


def test_a_picture_in_a_cell_stays_there() -> None:
    body = table(row(f"<w:tc><w:p>{picture('p1', 'A bench')}</w:p></w:tc>", cell("a")))
    rels = relationship("p1", "image", "media/1.png")
    found = read(body, rels, **{"word__media__1.png": bar_chart((1, 2))})
    assert (
        f'<td><img src="images/{found.images[0].name}" alt="A bench"></td><td>a</td>' in found.blocks[0].html
    )


def test_a_table_that_only_places_headings_on_the_page_is_read_as_text() -> None:
    left = f"<w:tc>{styled('H1', 'Aims')}{para('Words')}</w:tc>"
    found = read(table(row(left, cell("beside"))), word__styles_xml=HEADINGS)
    assert [block.html for block in found.blocks] == ["Aims", "Words", "beside"]
    assert found.blocks[0].kind is BlockKind.HEADING
    assert found.tables == 1


def test_rows_that_came_and_went_as_a_whole_are_tracked_changes() -> None:
    body = table(row(cell("new"), properties="<w:ins/>"), row(cell("old"), properties="<w:del/>"))
    assert [(change.is_insertion, change.text) for change in read(body).changes] == [
        (True, "new"),
        (False, "old"),
    ]
