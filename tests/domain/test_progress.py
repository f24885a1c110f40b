"""What counts as looked at."""

from hypothesis import given
from hypothesis import strategies as st

from reviewapp.domain.progress import LEAST_SECONDS, MOST_SECONDS, Progress, pace_in

LETTERS = st.integers(0, 500_000)


@given(LETTERS, LETTERS, st.sampled_from(["en", "zh", "th", "zh-Hant"]))
def test_more_words_never_take_less_time(some: int, more: int, language: str) -> None:
    pace = pace_in(language)
    short, long = sorted((some, more))
    assert LEAST_SECONDS <= pace.seconds_for(short) <= pace.seconds_for(long) <= MOST_SECONDS


@given(LETTERS)
def test_a_letter_of_chinese_takes_longer_than_one_of_an_alphabet(letters: int) -> None:
    assert pace_in("zh").seconds_for(letters) >= pace_in("en").seconds_for(letters)


def test_nobody_is_asked_to_go_on_before_the_first_section_or_after_the_last() -> None:
    assert [Progress(3, read).is_begun for read in range(4)] == [False, True, True, False]
