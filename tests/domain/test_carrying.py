"""From one version to the next."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewapp.domain.anchors import Span, excerpt
from reviewapp.domain.blocks import Block, BlockKind
from reviewapp.domain.carrying.carrier import Anchor, Carrier, Placement
from reviewapp.domain.carrying.edition import Edition
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


LONG = edition(
    "o",
    "# 1 Tasks",
    "The trainer plans the week with the apprentice. Each apprentice keeps a notebook.",
    "Tools are counted every evening. Each apprentice signs the list.",
    "# 2 Safety",
    "Read the safety sheet before you start. Each apprentice wears goggles.",
    "Nobody works alone at night.",
)


def of(old: str, new: str) -> tuple[str, ...]:
    """Give the lines of LONG with one thing changed."""
    return tuple(("# " if b.level else "") + b.text.replace(old, new) for b in LONG.blocks)


def test_an_exact_copy_elsewhere_does_not_beat_the_edited_original_in_place() -> None:
    lines = of("Tools are counted every evening.", "All tools are counted by two people every evening.")
    new = edition("n", *lines, "# 3 Summary", "Tools are counted every evening.")
    placed = carried(LONG, new, "Tools are counted every evening.")
    assert placed.exact == "All tools are counted by two people every evening."
    assert placed.section == 0


def test_a_sentence_split_in_two_is_found_whole() -> None:
    new = edition("n", *of("plans the week with", "plans the week ahead. This is done with"))
    placed = carried(LONG, new, "The trainer plans the week with the apprentice.")
    assert placed.exact == "The trainer plans the week ahead. This is done with the apprentice."


def test_sentences_merged_into_one_share_it() -> None:
    new = edition(
        "n", *of("every evening. Each apprentice signs", "every evening, and each apprentice signs")
    )
    assert carried(LONG, new, "Tools are counted").state is PlaceState.IN_PLACE
    assert carried(LONG, new, "signs the list").state is PlaceState.IN_PLACE


def test_a_passage_over_two_paragraphs_keeps_both_ends() -> None:
    new = edition("n", *of("Each apprentice keeps a notebook.", "Every apprentice keeps a notebook."))
    placed = carried(LONG, new, "keeps a notebook. Tools are counted")
    assert placed.span is not None
    assert (placed.span.start_block, placed.span.end_block) == ("n1", "n2")


def test_words_put_in_the_place_of_others_are_the_changed_passage() -> None:
    new = edition("n", *of("Nobody works alone at night.", "Nobody works alone after dark."))
    placed = carried(LONG, new, "at night")
    assert (placed.exact, placed.section) == ("after dark", 1)


def test_a_removed_passage_still_names_its_section() -> None:
    new = edition("n", *of("Nobody works alone at night.", ""))
    placed = carried(LONG, new, "works alone")
    assert (placed.state, placed.section) == (PlaceState.REMOVED, 1)


def test_sections_that_changed_places_moved() -> None:
    lines = of("", "")
    new = edition("n", *lines[3:], *lines[:3])
    carrier = Carrier(LONG, new)
    states = {carrier.carry(Anchor(Scope.SECTION, section=i)).state for i in (0, 1)}
    assert states == {PlaceState.IN_PLACE, PlaceState.MOVED}


def test_markup_is_not_seen() -> None:
    blocks = [replace(block, html=f"<strong>{block.html}</strong>") for block in LONG.blocks]
    assert carried(LONG, Edition(blocks), "a notebook").state is PlaceState.IN_PLACE


def test_a_picture_is_known_by_the_words_before_it() -> None:
    picture = Block("p", BlockKind.FIGURE, "", "<img>")
    old = Edition([LONG.blocks[1], picture, LONG.blocks[2]])
    new = Edition([LONG.blocks[4], LONG.blocks[1], replace(picture, id="q"), LONG.blocks[2]])
    placed = Carrier(old, new).carry(Anchor(Scope.PASSAGE, Span("p", 0, "p", 0)))
    assert (placed.state, placed.span) == (PlaceState.IN_PLACE, Span("q", 0, "q", 0))


def test_a_picture_that_is_gone_leaves_its_section() -> None:
    picture = Block("p", BlockKind.FIGURE, "", "<img>")
    old = Edition([*LONG.blocks[:3], picture, *LONG.blocks[3:]])
    placed = Carrier(old, LONG).carry(Anchor(Scope.PASSAGE, Span("p", 0, "p", 0)))
    assert (placed.state, placed.section) == (PlaceState.SECTION_ONLY, 0)


def test_of_look_alikes_without_known_neighbours_nothing_is_certain() -> None:
    check = "Check every tool before use."
    old = edition("o", "Gloves hang.", check, "Lathes run slowly.", "Drills are sharp.", check, "Oil.")
    new = edition("n", "Goggles protect eyes.", "Waste goes outside.", check, "Doors stay shut.", "Smile.")
    placed = [carried(old, new, check, suffix=after) for after in (" Lathes", " Oil")]
    assert {place.state for place in placed} == {PlaceState.TO_BE_PLACED}


def test_a_selection_that_ends_within_a_word_is_kept_to_the_letter() -> None:
    lines = [block.text for block in OLD.blocks]
    new = edition("n", "A new beginning.", *lines)
    placed = carried(OLD, new, "about appren", suffix="tices")
    assert (placed.state, placed.exact) == (PlaceState.IN_PLACE, "about appren")
