"""How long texts are cut into parts."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewapp.domain.parts import FIRST, OTHERS, WHOLE, Part, Share, part_with, parts_of

sizes = st.lists(st.tuples(st.integers(1, 400), st.integers(1, 200_000)), min_size=1, max_size=60)


def laid_out(held: list[tuple[int, int]]) -> list[Share]:
    shares, first = [], 0
    for count, size in held:
        shares.append(Share(first, count, size))
        first += count
    return shares


@given(sizes)
def test_parts_lie_end_to_end_and_hold_everything(held: list[tuple[int, int]]) -> None:
    shares = laid_out(held)
    parts = parts_of(shares, "en")
    assert [part.number for part in parts] == list(range(1, len(parts) + 1))
    assert parts[0].first == 0
    assert all(one.end == other.first for one, other in pairwise(parts))
    assert parts[-1].end == sum(count for count, _ in held)
    assert all(part.first < part.end for part in parts)


def test_a_short_text_is_one_part() -> None:
    assert parts_of([Share(0, 10, WHOLE)], "en") == [Part(1, 0, 10)]


def test_a_text_without_blocks_is_one_empty_part() -> None:
    assert parts_of([], "en") == [Part(1, 0, 0)]


def test_the_first_part_is_small_and_cuts_lie_at_sections() -> None:
    shares = laid_out([(10, 4_000)] * 60)
    parts = parts_of(shares, "en")
    assert parts[0].end * 400 <= FIRST
    assert all(part.first % 10 == 0 for part in parts)
    assert max(part.end - part.first for part in parts) * 400 <= OTHERS


def test_a_long_section_is_cut_inside() -> None:
    parts = parts_of([Share(0, 3000, 1_000_000)], "en")
    assert len(parts) > 15


def test_one_huge_block_is_a_part_by_itself() -> None:
    assert len(parts_of([Share(0, 1, 900_000), Share(1, 1, 900_000)], "en")) == 2


@pytest.mark.parametrize("language", ["zh", "zh-Hant", "th"])
def test_letters_that_weigh_more_make_smaller_parts(language: str) -> None:
    shares = laid_out([(10, 4_000)] * 60)
    assert len(parts_of(shares, language)) > len(parts_of(shares, "en"))


def test_a_block_is_found_in_its_part() -> None:
    parts = [Part(1, 0, 5), Part(2, 5, 9)]
    assert [part_with(parts, at).number for at in (0, 4, 5, 8)] == [1, 1, 2, 2]
