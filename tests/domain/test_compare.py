"""What changed between two versions."""

from itertools import chain

from hypothesis import given, settings
from hypothesis import strategies as st

from reviewapp.domain.blocks import Block, BlockKind
from reviewapp.domain.compare.arranging import arrange
from reviewapp.domain.compare.comparing import compare
from reviewapp.domain.compare.comparison import BlockState, Comparison, SectionState, mirrored
from reviewapp.domain.compare.storing import packed, unpacked
from reviewapp.domain.compare.tables import compare_tables, rows_of, words_of
from reviewapp.domain.compare.words import Op, compare_words
from tests.domain.editions import edition

PLAN = "Write down the aim before you choose the steps. Then ask the apprentice to repeat them."
COACH = "A good coach asks before he or she answers, and waits until the learner has tried."
RECORD = "Every week the trainer and the apprentice sign the record of what was practised."
SAFETY = "Nobody works at the machine before the test on safety was passed and written down."


def told(old: list[str], new: list[str]) -> tuple[Comparison, dict[str, list[str]]]:
    """Compare texts ("# …" is a heading); give the states of sections by title too."""
    one, other = edition("o", *old), edition("n", *new)
    found = compare(one.blocks, other.blocks)
    named: dict[str, list[str]] = {}
    for section in found.sections:
        held, at = (other, section.new) if section.new is not None else (one, section.old)
        named.setdefault(held.sections[at or 0].title, []).extend(state.value for state in section.states)
    return found, named


def text_of(ops: list[Op], signs: str) -> str:
    return "".join(text for op, text in ops if op in signs)


def test_a_changed_word_is_told_and_the_rest_stays() -> None:
    assert compare_words("The course lasts 40 hours.", "The course lasts 80 hours.") == [
        ("=", "The course lasts "),
        ("-", "40"),
        ("+", "80"),
        ("=", " hours."),
    ]


def test_chinese_words_are_told_whole() -> None:
    ops = compare_words("本章介绍企业导师的遴选。", "本章说明企业导师的遴选。")
    assert ops == [("=", "本章"), ("-", "介绍"), ("+", "说明"), ("=", "企业导师的遴选。")]


def test_thai_words_are_told_whole() -> None:
    ops = compare_words("ผู้ฝึกสอนวางแผนการฝึกอบรม", "ผู้ฝึกสอนตรวจสอบการฝึกอบรม")
    assert [op for op, _ in ops] == ["=", "-", "+", "="]


def test_a_new_sentence_is_told_as_a_sentence() -> None:
    assert compare_words("One aim. Two steps.", "One aim. One step. Two steps.") == [
        ("=", "One aim. "),
        ("+", "One step. "),
        ("=", "Two steps."),
    ]


def test_a_short_word_between_two_changes_is_not_picked_out() -> None:
    ops = compare_words(
        "Candidates complete examinations of vocational schools here.",
        "Candidates present certificates of employers' associations here.",
    )
    assert [op for op, _ in ops] == ["=", "-", "+", "="]


def test_a_text_with_hardly_anything_in_common_is_replaced_whole() -> None:
    old, new = (
        "Exceptions need the approval of the department.",
        "Two years of practice are enough, the test says.",
    )
    assert compare_words(old, new) == [("-", old), ("+", new)]


@given(st.text(), st.text())
def test_the_words_give_both_texts_back(old: str, new: str) -> None:
    ops = compare_words(old, new)
    assert (text_of(ops, "=-"), text_of(ops, "=+")) == (old, new)


CELLS = st.lists(
    st.lists(st.sampled_from(["", "a", "b c", "d"]), min_size=1, max_size=3).map(tuple), min_size=1
)


@given(CELLS, CELLS)
def test_the_words_of_tables_give_both_back(old: list[tuple[str, ...]], new: list[tuple[str, ...]]) -> None:
    ops = words_of(compare_tables(old, new))
    for rows, signs in ((old, "=-"), (new, "=+")):
        assert text_of(ops, signs) == "\n".join("\t".join(row) for row in rows)


def test_tables_are_compared_by_cell() -> None:
    old = [("Task", "Share"), ("Planning", "one fifth"), ("Showing", "two fifths")]
    new = [("Task", "Share"), ("Planning", "two fifths"), ("Asking", "one half"), ("Showing", "two fifths")]
    rows = compare_tables(old, new)
    assert [row.op for row in rows] == ["=", "=", "+", "="]
    assert text_of(rows[1].cells[1].words, "=-") == "one fifth"
    assert text_of(rows[1].cells[1].words, "=+") == "two fifths"


def test_a_new_column_is_told_as_one() -> None:
    rows = compare_tables(
        [("Task", "Share"), ("Planning", "1")], [("Task", "Who", "Share"), ("Planning", "all", "1")]
    )
    assert [[cell.op for cell in row.cells] for row in rows] == [["=", "+", "="]] * 2


def test_a_caption_is_a_row_and_a_line_in_a_cell_is_none() -> None:
    html = "<table><caption>One<br></caption><tr><td>a<br>b</td><td>c</td></tr></table>"
    assert rows_of(html, "One\na\nb\tc") == [("One",), ("a\nb", "c")]


def test_sections_that_moved_were_renumbered_or_renamed_are_known() -> None:
    _, named = told(
        ["# 1 Planning", PLAN, RECORD, "# 2 Coaching", COACH, "# 3 Safety", SAFETY],
        ["# 1 Safety", SAFETY, "# 2 Planning", PLAN, RECORD, "# 3 Coaching and asking", COACH],
    )
    assert named == {
        "Safety": ["renumbered", "moved"],
        "Planning": ["renumbered"],
        "Coaching and asking": ["renamed", "renumbered"],
    }


def test_split_and_merged_sections_are_known() -> None:
    whole = ["# Coaching and records", COACH, RECORD, "# Safety", SAFETY]
    parts = ["# Coaching", COACH, "# Records", RECORD, "# Safety", SAFETY]
    _, split = told(whole, parts)
    assert (split["Safety"], {"split"} <= set(split["Coaching"]) & set(split["Records"])) == (["same"], True)
    _, merged = told(parts, whole)
    assert merged["Coaching and records"].count("merged") == 2


def test_new_and_lost_sections_are_known() -> None:
    _, named = told(["# Planning", PLAN, "# Safety", SAFETY], ["# Planning", PLAN, "# Records", RECORD])
    assert named == {"Planning": ["same"], "Records": ["added"], "Safety": ["removed"]}


def test_a_paragraph_that_left_its_section_moved_and_one_written_anew_stays_a_pair() -> None:
    found, _ = told(
        ["# Planning", PLAN, COACH, "# Records", RECORD, "# Safety", SAFETY],
        ["# Planning", PLAN, RECORD, COACH, "# Records", "# Safety", "Ear plugs hang beside every door."],
    )
    states = {(one.old, one.new): one.state for one in found.blocks}
    assert states[4, 2] is BlockState.MOVED
    assert states[6, 6] is BlockState.CHANGED


def test_a_number_that_the_word_processor_counts_is_no_change_of_words() -> None:
    old = [Block("o", BlockKind.LIST_ITEM, PLAN, PLAN, 1, "1.", 1)]
    new = [Block("n", BlockKind.LIST_ITEM, PLAN, PLAN, 1, "2.", 2)]
    (one,) = compare(old, new).blocks
    assert (one.state, [aspect.value for aspect in one.aspects]) == (BlockState.SAME, ["number"])


def test_another_picture_is_a_change() -> None:
    old, new = (Block(name, BlockKind.FIGURE, "", f'<img src="/v/{name}.png" alt="">') for name in "ab")
    (one,) = compare([old], [new]).blocks
    assert (one.state, [aspect.value for aspect in one.aspects]) == (BlockState.CHANGED, ["picture"])


TEXTS = st.lists(
    st.sampled_from(["# Planning", "# 2 Coaching", "# Safety", PLAN, COACH, RECORD, SAFETY, PLAN[:48], ""]),
    max_size=9,
)


@given(TEXTS)
@settings(max_examples=50)
def test_a_text_is_the_same_as_itself(text: list[str]) -> None:
    blocks = edition("o", *text).blocks
    found = compare(blocks, blocks)
    assert {one.state for one in found.blocks} <= {BlockState.SAME}
    assert {state for one in found.sections for state in one.states} <= {SectionState.SAME}


@given(TEXTS, TEXTS)
@settings(max_examples=80, deadline=None)
def test_every_block_and_section_is_told_once_in_order_from_both_sides(
    old: list[str], new: list[str]
) -> None:
    one, other = edition("o", *old), edition("n", *new)
    found = compare(one.blocks, other.blocks)
    assert mirrored(mirrored(found)) == found
    assert set(unpacked(packed(found)).sections) == set(found.sections)
    for seen, first, second in ((found, one, other), (mirrored(found), other, one)):
        chapters = arrange(seen, first.section_of, second.section_of)
        blocks = list(chain.from_iterable(chapter.blocks for chapter in chapters))
        assert [at.new for at in blocks if at.new is not None] == list(range(len(second.blocks)))
        assert sorted(at.old for at in blocks if at.old is not None) == list(range(len(first.blocks)))
        for at in blocks:
            if at.words:
                assert text_of(at.words, "=-") == ("" if at.old is None else first.blocks[at.old].text)
                assert text_of(at.words, "=+") == ("" if at.new is None else second.blocks[at.new].text)
        sections = [section for chapter in chapters for section in chapter.sections]
        assert {at.old for at in sections} >= set(range(len(first.sections)))
        assert {at.new for at in sections} >= set(range(len(second.sections)))
