"""How somebody with the text on paper names a paragraph."""

from reviewapp.domain.blocks import Block, BlockKind, sections_of
from reviewapp.domain.paragraph_numbers import labels_of, number_paragraphs

HEADING, PARAGRAPH, NOTE = BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.FOOTNOTE


def block(text: str, kind: BlockKind = PARAGRAPH, level: int = 0, **more: object) -> Block:
    return Block(text, kind, text, str(more.pop("html", text)), level, **more)  # type: ignore[arg-type]


def heading(text: str, level: int = 1) -> Block:
    return block(text, HEADING, level)


def named(blocks: list[Block]) -> dict[str, str]:
    """Give each block's name, by its text."""
    return {
        blocks[line.position].text: f"{section.label} {line.number}".strip()
        for section in number_paragraphs(blocks)
        for line in section.lines
    }


def labels(*titles: tuple[str, int]) -> list[str]:
    return labels_of(sections_of([heading(*title) for title in titles]))


def test_everything_but_headings_is_counted_within_its_section() -> None:
    kinds = [kind for kind in BlockKind if kind is not HEADING]
    blocks = [
        heading("3.2 Tasks"),
        *(block(kind.value, kind) for kind in kinds),
        heading("3.3 Time"),
        block("a"),
    ]
    names = named(blocks)
    counted = [kind.value for kind in kinds if kind is not NOTE] + [NOTE.value]
    assert [names[text] for text in counted] == [f"3.2 {number}" for number in range(1, len(kinds) + 1)]
    assert (names["3.2 Tasks"], names["a"]) == ("3.2 0", "3.3 1")


def test_what_stands_before_the_first_heading_has_a_number_too() -> None:
    assert named([block("a"), block("b"), heading("1 One"), block("c")])["b"] == "[0] 2"
    assert named([block("a"), block("b")]) == {"a": "1", "b": "2"}
    assert number_paragraphs([]) == []


def test_a_footnote_is_one_of_the_section_that_first_refers_to_it() -> None:
    mark = 'w<sup class="noteref" id="fnref-7"><a href="#fn-7">7</a></sup>'
    blocks = [
        heading("1 One"),
        block("a", html=mark),
        block("b"),
        heading("2 Two"),
        block("c", html=mark),
        block("of one", NOTE, ordinal=7),
        block("of none", NOTE, ordinal=8),
    ]
    names = named(blocks)
    assert (names["of one"], names["of none"], names["c"]) == ("1 3", "2 2", "2 1")
    positions = [line.position for section in number_paragraphs(blocks) for line in section.lines]
    assert sorted(positions) == list(range(len(blocks)))


def test_sections_without_a_number_get_a_running_one_in_brackets() -> None:
    assert labels(("Foreword", 1), ("1 Tasks", 1), ("Tools", 2), ("第二章 时间", 1)) == [
        "[1]",
        "1",
        "[2]",
        "第二章",
    ]


def test_a_number_that_occurs_twice_stands_below_those_above_it() -> None:
    given = labels(("一、任务", 1), ("（一）计划", 2), ("二、时间", 1), ("（一）计划", 2), ("（二）检查", 2))
    assert given == ["一", "一（一）", "二", "二（一）", "（二）"]
    assert labels(("Part A: Us", 1), ("1. Time", 2), ("Part B: You", 1), ("1. Time", 2))[1::2] == [
        "Part A/1",
        "Part B/1",
    ]


def test_no_two_sections_have_the_same_name() -> None:
    given = labels(("1 One", 1), ("1 One", 1), ("1 One", 1), ("2 Two", 1), ("3 Sub", 2), ("3 Sub", 2))
    assert given == ["1", "1b", "1c", "2", "2/3", "2/3b"]
