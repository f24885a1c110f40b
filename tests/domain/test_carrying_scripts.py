"""The same story in seven languages: no script is a special case."""

import pytest

from reviewapp.domain.anchors import fold
from reviewapp.domain.carrying.carrier import Placement
from reviewapp.domain.threads import PlaceState
from tests.domain.carrying_pairs import PAIRS, Pair
from tests.domain.editions import carried, edition

every_language = pytest.mark.parametrize("pair", PAIRS.values(), ids=PAIRS.keys())


def carry(pair: Pair, words: str) -> Placement:
    return carried(edition("o", *pair.old), edition("n", *pair.new), words)


@every_language
def test_a_reworded_sentence_is_found_whole(pair: Pair) -> None:
    old, new = pair.reworded
    placed = carry(pair, old)
    assert fold(placed.exact) == fold(new)


@every_language
def test_words_beside_a_rewording_stay_in_place(pair: Pair) -> None:
    placed = carry(pair, pair.stays)
    assert (placed.state, placed.exact) == (PlaceState.IN_PLACE, pair.stays)


@every_language
def test_a_sentence_that_went_was_removed(pair: Pair) -> None:
    placed = carry(pair, pair.goes)
    assert (placed.state, placed.span) == (PlaceState.REMOVED, None)


@every_language
def test_a_phrase_cut_out_of_a_sentence_that_lives_on_was_removed(pair: Pair) -> None:
    placed = carry(pair, pair.cut_out)
    assert (placed.state, placed.span) == (PlaceState.REMOVED, None)


@every_language
def test_words_of_a_paragraph_that_moved_are_found(pair: Pair) -> None:
    placed = carry(pair, pair.moves)
    assert (placed.state, placed.exact) == (PlaceState.MOVED, pair.moves)
