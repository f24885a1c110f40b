"""Which lines look like headings: texts as data, each with what people would call a heading."""

import re
from dataclasses import replace
from itertools import count

import pytest

from reviewapp.domain.blocks import Block, BlockKind
from reviewapp.domain.heading_guesses import Guess, Reason, guess_headings
from tests.domain.heading_texts import TEXTS

_LINE = re.compile(r"(?P<level>[.\d])(?P<bold>b?)(?P<item>i[^|]*)?\|(?P<text>.*)")


def blocks_of(text: str) -> tuple[list[Block], list[int]]:
    """Give the blocks of a text of the table, and the level of each (0: no heading)."""
    blocks, levels = [], []
    for at, line in enumerate(text.strip().splitlines()):
        found = _LINE.fullmatch(line)
        assert found, line
        words = found["text"]
        html = f"<strong>{words}</strong>" if found["bold"] else words
        kind = BlockKind.LIST_ITEM if found["item"] else BlockKind.PARAGRAPH
        number = (found["item"] or "")[1:]
        blocks.append(Block(f"b{at}", kind, words, html, int(bool(number)), number))
        levels.append(0 if found["level"] == "." else int(found["level"]))
    return blocks, levels


@pytest.mark.parametrize("name", TEXTS)
def test_the_headings_of_a_text_are_found_with_their_levels_and_nothing_else(name: str) -> None:
    blocks, levels = blocks_of(TEXTS[name])
    guesses = guess_headings(blocks)
    found = [f"{guesses[b.id].level if b.id in guesses else '.'}|{b.text}" for b in blocks]
    assert found == [f"{level or '.'}|{b.text}" for b, level in zip(blocks, levels, strict=True)]


@pytest.mark.parametrize("name", TEXTS)
def test_guesses_that_were_taken_leave_none_behind(name: str) -> None:
    blocks, _ = blocks_of(TEXTS[name])
    guesses = guess_headings(blocks)
    taken = [as_heading(block, guesses.get(block.id)) for block in blocks]
    assert guess_headings(taken) == {}


@pytest.mark.parametrize("name", TEXTS)
def test_a_guess_undone_is_the_same_guess_again(name: str) -> None:
    blocks, _ = blocks_of(TEXTS[name])
    guesses = guess_headings(blocks)
    for undone in guesses:
        taken = [
            as_heading(block, guesses.get(block.id)) if block.id != undone else block for block in blocks
        ]
        assert guess_headings(taken) == {undone: guesses[undone]}


def as_heading(block: Block, guess: Guess | None) -> Block:
    """Take a guess."""
    return replace(block, kind=BlockKind.HEADING, level=guess.level) if guess else block


REASONS = [
    ("1b|Training\n.|Text.", Reason.BOLD),
    ("1|TRAINING TRAINERS\n.|Text.", Reason.TYPED),
    ("1|Training\n.|========\n.|Text.", Reason.TYPED),
    ("1|1. Training\n.|Text.\n1|2. Trainers\n.|Text.", Reason.NUMBERED),
    ("1|Chapter 4\n.|Text.", Reason.NUMBERED),
    ("1|第四章\n.|正文。", Reason.NUMBERED),
    (
        "1b|Notes on sources\n.|What they say, and where they are.\n1b|Tables\n.|Text."
        "\n1b|ที่มาและความสำคัญ\n.|What it is about.",
        Reason.BOLD,
    ),
]


@pytest.mark.parametrize(("text", "reason"), REASONS)
def test_a_guess_says_why(text: str, reason: Reason) -> None:
    blocks, levels = blocks_of(text)
    guesses = guess_headings(blocks)
    assert {guess.reason for guess in guesses.values()} == {reason}
    assert [guesses[b.id].level if b.id in guesses else 0 for b in blocks] == levels


NONE = [
    "",
    ".|Only one line",
    ".b|The last line in bold",
    ".|Text.\n.b|Materials:\n.|a vice",
    ".|Text.\n.b|Table 3 Steps and times\n.|Text.",
    ".|1. apples\n.|2. pears\n.|3. plums\n.|Text.",
    ".|3 November 2026\n.|Text.\n.|4 November 2026\n.|Text.",
    ".|23.11 Meeting\n.|Text.",
    ".|57 Main Street\n.|Text.",
    ".b|All is bold\n.b|Every line of it\n.|Text.\n.b|So it says nothing",
    ".|第一次会议\n.|内容。\n.|第二次会议\n.|内容。",
    ".|2026年计划\n.|内容。",
]


@pytest.mark.parametrize("text", NONE)
def test_what_only_looks_like_a_heading_is_none(text: str) -> None:
    assert guess_headings(blocks_of(text)[0]) == {}


@pytest.mark.parametrize("number", ["第一56章", "第56一章", "第٣百章", "第〇章", "第百百章", "（十1）"])
def test_odd_numbers_are_borne(number: str) -> None:
    guess_headings(blocks_of(f".|{number} 目标\n.|内容。\n.|{number} 方法\n.|内容。")[0])


def test_headings_that_are_there_say_the_level_of_their_kind() -> None:
    blocks, _ = blocks_of("3|1. Aims\n.|Text.\n.|2. Steps\n.|Text.\n.b|Tools\n.|Text.")
    blocks[0] = replace(blocks[0], kind=BlockKind.HEADING, level=3)
    assert guess_headings(blocks) == {
        "b2": Guess(3, Reason.NUMBERED),
        "b4": Guess(4, Reason.BOLD),
    }


def test_a_very_long_text_is_read_in_one_go() -> None:
    """A step for each pair of lines would take hours here."""
    lines = (
        line for n in count(1) for line in (f".|{n}. item", f".|{chr(65 + n % 26)}. item", f".|({n}) item")
    )
    blocks, _ = blocks_of("\n".join(next(lines) for _ in range(20_000)))
    guess_headings(blocks)
