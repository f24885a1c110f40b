"""From one version to the next."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewapp.domain.anchors import excerpt
from reviewapp.domain.carrying.carrier import Anchor, Carrier, Placement
from reviewapp.domain.threads import PlaceState, Scope
from tests.domain.editions import carried, edition

OLD = edition(
    "o",
    "# 1 Tasks",
    "A trainer plans the work. A trainer needs time for this.",
    "Second paragraph of the tasks, about apprentices.",
    "# 2 Planning",
    "Write down the aim. A trainer needs time for this.",
)


def test_an_unchanged_passage_stays_in_place() -> None:
    placed = carried(OLD, OLD, "about apprentices")
    assert (placed.state, placed.exact, placed.section) == (PlaceState.IN_PLACE, "about apprentices", 0)


def test_words_that_moved_to_another_section_are_carried_as_moved() -> None:
    new = edition("n", "# 1 Tasks", "A trainer plans the work.", "# 2 Planning", *[OLD.blocks[2].text])
    placed = carried(OLD, new, "paragraph of the tasks, about apprentices")
    assert (placed.state, placed.section) == (PlaceState.MOVED, 1)


def test_a_renumbered_section_is_still_the_same_place() -> None:
    new = edition("n", "# 1 New", "Something.", "# 2 Tasks", *[b.text for b in OLD.blocks[1:3]])
    assert carried(OLD, new, "about apprentices").state is PlaceState.IN_PLACE


def test_a_renamed_section_is_known_by_its_blocks() -> None:
    new = edition("n", "# 1 Duties", *[b.text for b in OLD.blocks[1:3]], "# 2 Planning", OLD.blocks[4].text)
    assert carried(OLD, new, "about apprentices").state is PlaceState.IN_PLACE


def test_reworded_words_wait_for_an_editor() -> None:
    new = edition("n", "# 1 Tasks", "A trainer plans the work.", "Second paragraph, about learners.")
    placed = carried(OLD, new, "about apprentices")
    assert (placed.state, placed.exact, placed.section) == (PlaceState.TO_BE_PLACED, "about learners", 0)


@pytest.mark.parametrize(("context", "home"), [("plans the work. ", 0), ("down the aim. ", 1)])
def test_a_sentence_that_stands_twice_keeps_its_own_place(context: str, home: int) -> None:
    placed = carried(OLD, OLD, "A trainer needs time for this.", prefix=context)
    assert (placed.state, placed.section) == (PlaceState.IN_PLACE, home)


def test_when_one_of_two_look_alikes_goes_its_comment_does_not_jump_to_the_other() -> None:
    new = edition(
        "n", "# 1 Tasks", "A trainer plans the work.", OLD.blocks[2].text, "# 2 Planning", OLD.blocks[4].text
    )
    gone = carried(OLD, new, "A trainer needs time for this.", prefix="plans the work. ")
    kept = carried(OLD, new, "A trainer needs time for this.", prefix="down the aim. ")
    assert (gone.state, gone.span) == (PlaceState.REMOVED, None)
    assert (kept.state, kept.section) == (PlaceState.IN_PLACE, 1)


def test_chinese_words_are_carried_without_spaces() -> None:
    old = edition(
        "o",
        "# 第一章 任务",
        "导师负责计划。为此，导师需要时间。",
        "# 第二章 设计",
        "先写目标。为此，导师需要时间。",
    )
    new = edition(
        "n",
        "# 第一章 设计",
        "先写目标。为此，导师需要时间。",
        "# 第二章 任务",
        "导师负责计划和检查。为此，导师需要时间。",
    )
    placed = carried(old, new, "为此，导师需要时间", prefix="负责计划。")
    assert (placed.exact, placed.section) == ("为此，导师需要时间", 1)
    assert placed.state is not PlaceState.TO_BE_PLACED


def test_white_space_and_quotes_may_change() -> None:
    new = edition("n", "# 1 Tasks", OLD.blocks[1].text, "Second  paragraph of the tasks , about apprentices.")
    assert carried(OLD, new, "tasks, about").state is PlaceState.IN_PLACE


def test_a_section_is_found_by_its_title_and_one_that_is_gone_was_removed() -> None:
    new = edition("n", "# 7 Planning", "Write down the aim.")
    carrier = Carrier(OLD, new)
    assert carrier.carry(Anchor(Scope.SECTION, section=1)) == Placement(PlaceState.IN_PLACE, section=0)
    assert carrier.carry(Anchor(Scope.SECTION, section=0)).state is PlaceState.REMOVED


def test_a_general_comment_is_always_in_place() -> None:
    assert (
        Carrier(OLD, edition("n", "Nothing left.")).carry(Anchor(Scope.DOCUMENT)).state is PlaceState.IN_PLACE
    )


paragraphs = st.lists(
    st.text("abcdefgh 导师时间需要", min_size=12, max_size=60).filter(lambda t: t.strip()),
    min_size=2,
    max_size=8,
)


@given(paragraphs, st.permutations(range(8)), st.data())
def test_a_paragraph_that_stands_once_is_found_wherever_it_goes(
    lines: list[str], order: list[int], data: st.DataObject
) -> None:
    lines = [f"{chr(0x4E00 + 97 * i)}{chr(0x5000 + 31 * i)}{line}" for i, line in enumerate(lines)]
    old = edition("o", *lines)
    new = edition("n", *[lines[i] for i in order if i < len(lines)])
    chosen = data.draw(st.sampled_from(lines))
    placed = carried(old, new, chosen.strip())
    assert placed.span is not None
    assert excerpt(placed.span, new.blocks).strip() == chosen.strip()
    assert placed.state is not PlaceState.TO_BE_PLACED


def test_a_short_word_among_thousands_keeps_its_place() -> None:
    lines = [f"Step {i} is shown, and then step {i} is tried." for i in range(400)]
    old, new = edition("o", *lines), edition("n", "A new beginning.", *lines)
    placed = carried(old, new, "is", prefix="and then step 217 ", suffix=" tried.")
    assert placed.state is PlaceState.IN_PLACE
    assert placed.span is not None
    assert placed.span.start_block == "n218"
