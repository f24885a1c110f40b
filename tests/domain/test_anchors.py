"""Finding and describing passages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewapp.domain.anchors import (
    FoldedText,
    Quote,
    Span,
    check_span,
    describe,
    excerpt,
    fold,
    locate,
    settle,
)
from reviewapp.domain.blocks import Block, BlockKind
from reviewapp.domain.errors import BadInput


def block(key: str, text: str) -> Block:
    return Block(key, BlockKind.PARAGRAPH, text, text)


BLOCKS = [
    block("a", "The trainer needs time. 😀 Time is “money” — they say."),
    block("b", "为此，导师需要时间。安排时间要早。"),
    block("c", "The trainer needs time. Again."),
    block("d", ""),
]


def words_at(span: Span) -> str:
    return excerpt(span, BLOCKS)


def test_positions_are_code_points_behind_an_emoji() -> None:
    span = locate(Quote("Time is"), BLOCKS)
    assert (span.start, span.end) == (26, 33)
    assert words_at(span) == "Time is"


@pytest.mark.parametrize(
    "typed",
    ['"money" - they', "“money”—they", '"money"\n–  they', "＂ｍｏｎｅｙ＂－ they", "“mo\u200bney” — they"],
)
def test_quotes_dashes_white_space_and_full_width_forms_do_not_matter(typed: str) -> None:
    assert words_at(locate(Quote(typed), BLOCKS)) == "“money” — they"


def test_a_passage_may_run_over_blocks() -> None:
    span = locate(Quote("they say. 为此，导师"), BLOCKS)
    assert (span.start_block, span.end_block) == ("a", "b")
    assert words_at(span) == "they say.\n为此，导师"


def test_the_place_where_most_of_the_context_agrees_wins() -> None:
    assert locate(Quote("trainer needs time", suffix=". Again"), BLOCKS).start_block == "c"
    assert locate(Quote("trainer needs time", suffix=". 😀 Time"), BLOCKS).start_block == "a"


def test_context_may_run_over_blocks() -> None:
    assert locate(Quote("The trainer needs time", prefix="时间要早。"), BLOCKS).start_block == "c"


def test_the_section_decides_between_equals() -> None:
    assert locate(Quote("trainer needs time"), BLOCKS, hint=range(2, 3)).start_block == "c"
    assert locate(Quote("trainer needs time"), BLOCKS, hint=range(0, 1)).start_block == "a"


def test_context_beats_a_wrong_section() -> None:
    assert locate(Quote("trainer needs time", suffix=". Again"), BLOCKS, hint=range(0, 1)).start_block == "c"


def test_a_quote_that_stands_twice_is_refused() -> None:
    with pytest.raises(BadInput, match="quote_ambiguous"):
        locate(Quote("trainer needs time"), BLOCKS)


def test_a_quote_that_stands_nowhere_is_refused() -> None:
    with pytest.raises(BadInput, match="quote_not_found"):
        locate(Quote("the trainer has time"), BLOCKS)


def test_two_characters_of_chinese_are_found() -> None:
    assert words_at(locate(Quote("导师"), BLOCKS)) == "导师"


@pytest.mark.parametrize(
    "span",
    [
        Span("a", 5, "a", 5),
        Span("a", 9, "a", 5),
        Span("b", 0, "a", 5),
        Span("a", -1, "a", 5),
        Span("a", 0, "a", 999),
        Span("x", 0, "a", 5),
    ],
)
def test_a_span_outside_the_text_is_refused(span: Span) -> None:
    with pytest.raises(BadInput, match="span_outside"):
        check_span(span, BLOCKS)


def test_an_empty_block_can_be_commented_as_a_whole() -> None:
    check_span(Span("d", 0, "d", 0), BLOCKS)


def test_quote_and_span_must_agree_when_both_are_given() -> None:
    span = Span("a", 0, "a", 11)
    assert settle(Quote("The  trainer"), span, BLOCKS) == span
    with pytest.raises(BadInput, match="quote_and_span_differ"):
        settle(Quote("needs time"), span, BLOCKS)


def test_neither_quote_nor_span_is_no_passage() -> None:
    with pytest.raises(BadInput, match="passage_missing"):
        settle(None, None, BLOCKS)


texts = st.lists(st.text("ab 导师时间，。😀\n“”-", min_size=1, max_size=40), min_size=1, max_size=6)


@given(texts, st.data())
def test_a_described_passage_is_found_where_it_was(pieces: list[str], data: st.DataObject) -> None:
    blocks = [block(str(i), text) for i, text in enumerate(pieces)]
    first = data.draw(st.integers(0, len(blocks) - 1))
    last = data.draw(st.integers(first, len(blocks) - 1))
    start = data.draw(st.integers(0, len(blocks[first].text)))
    end = data.draw(st.integers(0, len(blocks[last].text)))
    span = Span(str(first), start, str(last), end)
    try:
        check_span(span, blocks)
    except BadInput:
        return
    quote = describe(span, blocks)
    assert quote.exact == excerpt(span, blocks)
    assert len(quote.prefix) <= 32 and len(quote.suffix) <= 32
    if not fold(quote.exact):
        return
    try:
        found = locate(quote, blocks)
    except BadInput as error:
        assert error.code == "quote_ambiguous"
        return
    assert fold(excerpt(found, blocks)) == fold(quote.exact)


# Two combining marks that only white space kept apart change places once it is gone; no text has such.
@given(st.text(st.characters(exclude_categories=["Mn", "Mc", "Me", "Cs"])))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_a_quote_in_decomposed_letters_finds_the_composed_ones() -> None:
    held = [block("a", "Le café ouvre tôt.")]
    assert excerpt(locate(Quote("cafe\u0301 ouvre"), held), held) == "café ouvre"


def test_a_short_word_among_thousands_is_found_by_what_stands_around_it() -> None:
    held = [block(str(i), f"Step {i} is shown, and then step {i} is tried.") for i in range(400)]
    span = locate(Quote("is", prefix="and then step 217 ", suffix=" tried."), held)
    assert (span.start_block, span.start) == ("217", held[217].text.rindex("is"))


@given(st.text(alphabet="a é\u00a0“，…Ｆ—文\u200b\u00ad"))
def test_every_folded_character_knows_where_it_came_from(text: str) -> None:
    folded = FoldedText([block("a", ""), block("b", text)])
    for at, char in enumerate(folded.text):
        assert char in fold(excerpt(folded.span(at, 1), folded.blocks))
