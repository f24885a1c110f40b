"""Numbers of headings and list items in OpenDocument files; what LibreOffice shows is the measure."""

# ruff: noqa: E501 - a feature a line

import pytest

from reviewapp.domain.blocks import BlockKind
from reviewapp.importers.open_numerals import shown_in
from tests.importers.open_builders import (
    BULLETS,
    FIGURES,
    HEADINGS,
    cell,
    heading,
    item,
    items,
    level,
    list_style,
    outline,
    outlined,
    para,
    read,
    row,
    style,
    table,
)

DECIMAL = HEADINGS + outline(("1", "", "", 1), ("1", "", "", 2), ("1", "", "", 3), ("1", "", "", 4))
CHINESE = HEADINGS + outline(
    ("一, 二, 三, ...", "第", "章", 1), ("一, 二, 三, ...", "第", "节", 1), ("①, ②, ③, ...", "", "", 1)
)
RESTART = ' text:restart-numbering="true" text:start-value='

# what is tried, the headings, the numbers before them, styles
HEADING_ROWS = {
    "levels": (heading("A") + heading("B", 2) + heading("C", 2) + heading("D") + heading("E", 2), ["1", "1.1", "1.2", "2", "2.1"], DECIMAL),
    "a level left out": (heading("A") + heading("B", 3) + heading("C", 2) + heading("D", 3), ["1", "1.1.1", "1.2", "1.2.1"], DECIMAL),
    "no first level": (heading("B", 2) + heading("C", 2) + heading("A") + heading("D", 2), ["1.1", "1.2", "2", "2.1"], DECIMAL),
    "chapters in Chinese": (heading("总则") + heading("目的", 2) + heading("范围", 3) + heading("术语", 2), ["第一章", "第一节", "①", "第二节"], CHINESE),
    "a level that shows none": (heading("A") + heading("B", 2) + heading("C", 3), ["1", "", "1.1"], HEADINGS + outline(("1", "", "", 1), ("", "", "", 1), ("1", "", "", 3))),
    "words instead of a number": (heading("A") + heading("B"), ["Note:", "Note:"], HEADINGS + outline(("", "Note", ":", 1))),
    "one that begins anew": (heading("A") + heading("B", 1, more=RESTART + '"7"') + heading("C"), ["1", "7", "8"], DECIMAL),
    "one that has none": (heading("A") + heading("B", 1, more=' text:is-list-header="true"') + heading("C"), ["1", "", "2"], DECIMAL),
    "one whose style has none": (heading("A") + heading("B", 1, "Bare") + heading("C"), ["1", "", "2"], DECIMAL + style("Bare", "Heading_20_1", more=' style:list-style-name=""')),
    "a style based on a heading": (heading("A") + heading("B", 1, "More") + heading("C"), ["1", "2", "3"], DECIMAL + style("More", "Heading_20_1")),
    "a paragraph in a heading style": (heading("A") + para("B", "Heading_20_1"), ["1", "2"], DECIMAL),
    "an appendix in a list": (heading("A") + items(heading("B"), heading("C"), style="X"), ["1", "Appendix A:", "Appendix B:"], DECIMAL + list_style("X", level(1, "A", before="Appendix ", after=":"))),
    "headings in nested lists": (items(heading("A") + items(heading("B", 2), heading("C", 2)), heading("D"), style="N"), ["1.", "a)", "b)", "2."], HEADINGS + FIGURES),
    "the outline as a list": (heading("A") + items(items(heading("B", 2)), style="Outline"), ["1", "1.1"], DECIMAL),
    "a list that goes on": (items(heading("A"), style="N", more=' xml:id="l1"') + para("x") + items(items(heading("B", 2)), style="N", more=' xml:id="l2" text:continue-list="l1"') + items(heading("C"), style="N", more=' text:continue-list="l2"'), ["1.", "a)", "2."], HEADINGS + FIGURES),
    "a shape that is spelt out": (heading("A") + heading("B", 2), ["§1", "§1-a"], HEADINGS + '<text:outline-style><text:outline-level-style text:level="1" style:num-format="1" loext:num-list-format="§%1%"/><text:outline-level-style text:level="2" style:num-format="a" loext:num-list-format="§%1%-%2%"/></text:outline-style>'),
    "no numbers at all": (heading("A") + heading("B", 2), ["", ""], HEADINGS),
}  # fmt: skip


@pytest.mark.parametrize(("body", "numbers", "shared"), HEADING_ROWS.values(), ids=HEADING_ROWS)
def test_headings_have_their_numbers_with(body: str, numbers: list[str], shared: str) -> None:
    found = [block for block in read(body, "", shared).blocks if block.kind is BlockKind.HEADING]
    assert [block.number for block in found] == numbers


NESTED = list_style("D", level(1, "1", after="."), level(2, "1", after=".", shows=2))
# what is tried, the body, (depth, number, ordinal) of its list items
ITEM_ROWS = {
    "figures": (items("a", "b", style="N"), [(1, "1.", 1), (1, "2.", 2)]),
    "bullets": (items("a", para("b") + items("c"), style="B"), [(1, "", None), (1, "", None), (2, "", None)]),
    "a list in a list": (items(para("a") + items("b", "c"), para("d") + items("e"), style="N"), [(1, "1.", 1), (2, "a)", 1), (2, "b)", 2), (1, "2.", 2), (2, "a)", 1)]),
    "bullets in figures": (items(para("a") + items("b", style="B"), "c", style="N"), [(1, "1.", 1), (2, "", None), (1, "2.", 2)]),
    "two lists in one item": (items(para("a") + items("b") + para("more") + items("c"), style="N"), [(1, "1.", 1), (2, "a)", 1), (2, "a)", 1)]),
    "levels shown together": (items(para("a") + items("b", "c"), style="D"), [(1, "1.", 1), (2, "1.1.", 1), (2, "1.2.", 2)]),
    "no item above": (items(items("a", "b"), "c", style="D"), [(2, "1.1.", 1), (2, "1.2.", 2), (1, "2.", 2)]),
    "the next list begins anew": (items("a", "b", style="N") + items("c", style="N"), [(1, "1.", 1), (1, "2.", 2), (1, "1.", 1)]),
    "the next list goes on": (items("a", style="N") + para("x") + items("b", style="N", more=' text:continue-numbering="true"'), [(1, "1.", 1), (1, "2.", 2)]),
    "a start": (items("a", item(para("b"), ' text:start-value="5"'), "c", style="N"), [(1, "1.", 1), (1, "5.", 5), (1, "6.", 6)]),
    "a start of the style": (items("a", style="S"), [(1, "(C)", 3)]),
    "a header": (items(f"<text:list-header>{para('h')}</text:list-header>", "a", style="N"), [(1, "1.", 1)]),
    "an item that says nothing": (items("a", para(), "b", style="N"), [(1, "1.", 1), (1, "3.", 3)]),
    "a paragraph that goes on": (items(para("a") + para("on"), "b", style="N"), [(1, "1.", 1), (1, "2.", 2)]),
    "another style for one item": (items("a", item(para("b"), ' text:style-override="B"'), style="N"), [(1, "1.", 1), (1, "", None)]),
    "a style nobody knows": (items("a", style="Q"), [(1, "", None)]),
    "numbered paragraphs": ("".join(f'<text:numbered-paragraph text:list-id="q" text:level="{n}" text:style-name="D">{para("a")}</text:numbered-paragraph>' for n in (1, 2, 1)), [(1, "1.", 1), (2, "1.1.", 1), (1, "2.", 2)]),
}  # fmt: skip


@pytest.mark.parametrize(("body", "rows"), ITEM_ROWS.values(), ids=ITEM_ROWS)
def test_items_are_counted_with(body: str, rows: list[tuple[int, str, int | None]]) -> None:
    shared = FIGURES + BULLETS + NESTED + list_style("S", level(1, "A", before="(", after=")", start=3))
    found = [block for block in read(body, "", shared).blocks if block.kind is BlockKind.LIST_ITEM]
    assert [(block.level, block.number, block.ordinal) for block in found] == rows


def test_items_in_a_cell_keep_their_numbers_as_words() -> None:
    body = table(row(cell(items("a", para("b") + items("c", style="B"), style="N"))))
    (block,) = read(body, "", FIGURES + BULLETS).blocks
    assert "1. a<br>2. b<br>• c" in block.html


def test_a_title_and_paragraphs_with_an_outline_level_are_headings() -> None:
    shared = style("Title") + style("Author", "Title") + outlined(2, "Part")
    body = para("Guide", "Title") + para("Who", "Author") + para("One", "Part") + para("Not", "Own")
    found = read(body, style("Own", "Part", more=' style:default-outline-level=""'), shared).blocks
    assert [(block.kind, block.level) for block in found] == [
        (BlockKind.HEADING, 1),
        (BlockKind.PARAGRAPH, 0),
        (BlockKind.HEADING, 2),
        (BlockKind.PARAGRAPH, 0),
    ]


@pytest.mark.parametrize(
    "name", ["Heading_20_1", "Überschrift_20_1", "标题_20_1", "Titre_20_1", "หัวเรื่อง_20_1"]
)
def test_a_style_with_the_name_of_a_heading_is_one(name: str) -> None:
    assert read(para("Aims", name), "", style(name)).blocks[0].kind is BlockKind.HEADING


@pytest.mark.parametrize(
    ("form", "number", "shown"),
    [
        ("1", 12, "12"), ("a", 28, "ab"), ("A", 53, "BA"), ("i", 4, "iv"), ("I", 19, "XIX"), ("", 3, ""),
        ("一, 二, 三, ...", 101, "一百零一"), ("壹, 贰, 叁, ...", 11, "壹拾壹"), ("甲, 乙, 丙, ...", 2, "乙"),
        ("①, ②, ③, ...", 20, "⑳"), ("１, ２, ３, ...", 10, "１０"), ("ก, ข, ค, ...", 3, "ค"),
        ("01, 02, 03, ...", 7, "07"), ("۱, ۲, ۳, ...", 45, "۴۵"), ("?, ?, ?", 3, "3"), ("?", 3, "3"),
    ],
)  # fmt: skip
def test_a_number_is_shown_in_its_format(form: str, number: int, shown: str) -> None:
    assert shown_in(number, form) == shown


def test_letters_may_repeat_after_the_last_one() -> None:
    assert [shown_in(number, "A", repeats=True) for number in (26, 27, 28)] == ["Z", "AA", "BB"]
