"""Numbers of headings and list items: a row a rule, with the numbers that the word processor shows."""

import pytest

from reviewapp.domain.blocks import BlockKind
from reviewapp.importers.numerals import shown_number
from tests.importers.word_builders import (
    HEADINGS,
    abstract,
    level,
    num,
    numbered,
    numbering,
    para,
    read,
    style,
    styled,
    styles,
)

SHOWN = {
    "decimal": {1: "1", 12: "12"},
    "decimalZero": {1: "01", 12: "12"},
    "upperRoman": {4: "IV", 49: "XLIX"},
    "lowerRoman": {9: "ix"},
    "upperLetter": {1: "A", 27: "AA", 28: "BB"},
    "lowerLetter": {26: "z", 53: "aaa"},
    "ordinal": {1: "1st", 2: "2nd", 11: "11th", 23: "23rd"},
    "cardinalText": {21: "Twenty-one"},
    "ordinalText": {12: "Twelfth", 20: "Twentieth", 21: "Twenty-first"},
    "chineseCounting": {1: "一", 10: "十", 11: "十一", 20: "二十", 21: "二十一"},
    "chineseCountingThousand": {15: "十五", 101: "一百〇一", 110: "一百一十", 1005: "一千〇五"},
    "taiwaneseCounting": {12: "十二"},
    "taiwaneseCountingThousand": {120: "一百二十"},
    "japaneseCounting": {10: "十", 123: "百二十三"},
    "ideographTraditional": {1: "甲", 10: "癸"},
    "ideographZodiac": {1: "子", 12: "亥"},
    "ideographDigital": {10: "一〇"},
    "chineseLegalSimplified": {12: "壹拾贰"},
    "decimalEnclosedCircle": {1: "①", 20: "⑳", 21: "㉑"},
    "decimalEnclosedCircleChinese": {3: "③"},
    "decimalEnclosedParen": {2: "⑵"},
    "decimalFullWidth": {12: "１２"},
    "arabicAbjad": {1: "أ", 3: "ج"},
    "arabicAlpha": {3: "ت"},
    "hebrew1": {15: "טו", 24: "כד"},
    "thaiNumbers": {10: "๑๐"},
    "thaiLetters": {2: "ข"},
    "hindiNumbers": {12: "१२"},
    "ganada": {2: "나"},
    "koreanDigital": {12: "일이"},
    "aiueo": {2: "ｲ"},
    "aiueoFullWidth": {2: "イ"},
    "russianUpper": {3: "В"},
    "numberInDash": {5: "- 5 -"},
    "none": {5: ""},
    "bullet": {5: ""},
    "a format nobody knows": {5: "5"},
}


@pytest.mark.parametrize(("name", "numbers"), SHOWN.items())
def test_a_format_shows_numbers_as_word_processors_do(name: str, numbers: dict[int, str]) -> None:
    assert {number: shown_number(number, name) for number in numbers} == numbers


def heading_style(depth: int, numbers: int | None = 1) -> str:
    properties = (
        f'<w:numPr><w:ilvl w:val="{depth - 1}"/><w:numId w:val="{numbers}"/></w:numPr>' if numbers else ""
    )
    return style(f"H{depth}", f"heading {depth}", f"<w:pPr>{properties}</w:pPr>")


def linked(depth: int) -> str:
    return f'<w:pStyle w:val="H{depth}"/>'


CHINESE = (
    level(0, "chineseCountingThousand", "第%1章"),
    level(1, "chineseCountingThousand", "第%2节"),
    level(2, "chineseCountingThousand", "（%3）"),
    level(3, "decimalEnclosedCircle", "%4"),
)
DECIMAL = tuple(
    level(depth, "decimal", ".".join(f"%{n + 1}" for n in range(depth + 1))) for depth in range(4)
)
ARTICLES = (level(0, "upperRoman", "Article %1."), level(1, "decimalZero", "Section %1.%2", "<w:isLgl/>"))
LEGAL = (level(0, "upperRoman", "Article %1."), level(1, "decimal", "%1.%2", "<w:isLgl/>"))
# what is tried, the levels, the headings (level, words), the numbers
HEADING_ROWS = [
    ("decimal", DECIMAL, [1, 2, 2, 3, 1, 2], ["1", "1.1", "1.2", "1.2.1", "2", "2.1"]),
    (
        "Chinese",
        CHINESE,
        [1, 2, 3, 3, 4, 1, 2],
        ["第一章", "第一节", "（一）", "（二）", "①", "第二章", "第一节"],
    ),
    (
        "articles and sections",
        ARTICLES,
        [1, 2, 2, 1, 2],
        ["Article I.", "Section 1.01", "Section 1.02", "Article II.", "Section 2.01"],
    ),
    ("legal", LEGAL, [1, 1, 2, 2], ["Article I.", "Article II.", "2.1", "2.2"]),
    ("no upper one yet", DECIMAL, [2, 2, 1], ["1.1", "1.2", "2"]),
    ("start", (level(0, "upperLetter", "Appendix %1:", start=3),), [1, 1], ["Appendix C:", "Appendix D:"]),
    (
        "a level that never begins anew",
        (DECIMAL[0], level(1, "decimal", "%2", '<w:lvlRestart w:val="0"/>')),
        [1, 2, 1, 2],
        ["1", "1", "2", "2"],
    ),
    (
        "a level that begins anew behind the first only",
        (*DECIMAL[:2], level(2, "lowerLetter", "%3)", '<w:lvlRestart w:val="1"/>')),
        [1, 2, 3, 2, 3, 1, 2, 3],
        ["1", "1.1", "a)", "1.2", "b)", "2", "2.1", "a)"],
    ),
    ("no number", (level(0, "none", ""),), [1], [""]),
    ("words only", (level(0, "none", "Part"),), [1], ["Part"]),
    ("a bullet", (level(0, "bullet", "•"),), [1], [""]),
]


@pytest.mark.parametrize(
    ("levels", "depths", "numbers"), [row[1:] for row in HEADING_ROWS], ids=[r[0] for r in HEADING_ROWS]
)
def test_headings_have_the_numbers_that_word_shows(
    levels: tuple[str, ...], depths: list[int], numbers: list[str]
) -> None:
    body = "".join(styled(f"H{depth}", "Words") for depth in depths)
    sheet = styles(*(heading_style(depth) for depth in range(1, 5)))
    found = read(body, word__styles_xml=sheet, word__numbering_xml=numbering(abstract(7, *levels), num(1, 7)))
    assert [(block.level, block.number) for block in found.blocks] == list(zip(depths, numbers, strict=True))


def test_a_style_has_the_level_that_names_it_and_takes_the_list_of_what_it_is_based_on() -> None:
    levels = (level(0, "decimal", "%1", linked(1)), level(1, "decimal", "%1.%2", linked(2)))
    first = style("H1", "heading 1", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>')
    second = style("H2", "heading 2", '<w:basedOn w:val="H1"/>')
    body = styled("H1", "One") + styled("H2", "Two")
    parts = {"word__numbering_xml": numbering(abstract(0, *levels), num(1, 0))}
    found = read(body, word__styles_xml=styles(first, second), **parts)
    assert [block.number for block in found.blocks] == ["1", "1.1"]


def test_a_list_defined_by_a_list_style_is_followed_to_it() -> None:
    link = '<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="L"/></w:abstractNum>'
    sheet = styles(
        style("L", "My list", '<w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr>', "numbering")
    )
    part = numbering(link, abstract(2, level(0, "upperLetter", "%1)")), num(1, 1), num(2, 2))
    assert [
        b.number for b in read(numbered("Words"), word__styles_xml=sheet, word__numbering_xml=part).blocks
    ] == ["A)"]


def test_a_paragraph_takes_itself_out_of_the_list_of_its_style() -> None:
    sheet = styles(heading_style(1))
    out = styled("H1", "Note", more='<w:numPr><w:ilvl w:val="0"/><w:numId w:val="0"/></w:numPr>')
    body = styled("H1", "One") + out + styled("H1", "Two")
    found = read(
        body, word__styles_xml=sheet, word__numbering_xml=numbering(abstract(0, DECIMAL[0]), num(1, 0))
    )
    assert [block.number for block in found.blocks] == ["1", "", "2"]


def test_an_instance_that_overrides_its_start_begins_anew_once() -> None:
    again = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    part = numbering(abstract(0, level(0, "decimal", "%1.")), num(1, 0), num(2, 0), num(3, 0, again))
    body = "".join(numbered("Words", number=number) for number in (1, 2, 3, 3))
    found = read(body, word__numbering_xml=part).blocks
    assert [(block.number, block.ordinal) for block in found] == [("1.", 1), ("2.", 2), ("5.", 5), ("6.", 6)]


def test_an_instance_may_define_a_level_of_its_own() -> None:
    own = f'<w:lvlOverride w:ilvl="0">{level(0, "lowerRoman", "%1.")}</w:lvlOverride>'
    part = numbering(abstract(0, level(0, "decimal", "%1.")), num(1, 0, own))
    assert [block.number for block in read(numbered("Words"), word__numbering_xml=part).blocks] == ["i."]


def test_nested_items_have_marks_depths_and_counts() -> None:
    part = numbering(abstract(0, level(0, "lowerLetter", "%1)"), level(1, "lowerRoman", "(%2)")), num(1, 0))
    depths = (0, 1, 1, 0, 1)
    found = read("".join(numbered("Words", depth) for depth in depths), word__numbering_xml=part).blocks
    assert {block.kind for block in found} == {BlockKind.LIST_ITEM}
    marks = [(1, "a)", 1), (2, "(i)", 1), (2, "(ii)", 2), (1, "b)", 2), (2, "(i)", 1)]
    assert [(block.level, block.number, block.ordinal) for block in found] == marks


def test_an_empty_numbered_paragraph_counts_and_a_hidden_one_does_not() -> None:
    part = numbering(abstract(0, level(0, "decimal", "%1.")), num(1, 0))
    hidden = numbered("").replace("</w:pPr>", "<w:rPr><w:vanish/></w:rPr></w:pPr>")
    body = numbered("One") + numbered("") + hidden + numbered("Three")
    assert [block.number for block in read(body, word__numbering_xml=part).blocks] == ["1.", "3."]


def test_a_number_that_is_not_defined_is_no_number() -> None:
    (block,) = read(numbered("Words", number=9)).blocks
    assert (block.kind, block.number) == (BlockKind.PARAGRAPH, "")


def test_a_title_and_headings_by_outline_level_stand_in_the_order_of_the_file() -> None:
    outlined = para("Deep", properties='<w:outlineLvl w:val="2"/>')
    plain = styled("H1", "Not one", more='<w:outlineLvl w:val="9"/>')
    found = read(
        styled("T", "Name") + styled("H1", "One") + outlined + plain, word__styles_xml=HEADINGS
    ).blocks
    assert [(block.level, block.html) for block in found] == [
        (1, "Name"),
        (1, "One"),
        (3, "Deep"),
        (0, "Not one"),
    ]
