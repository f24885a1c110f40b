"""Texts that are long, or in one piece, or turned round."""

from random import Random

from reviewapp.domain.threads import PlaceState
from tests.domain.editions import carried, edition


def test_a_text_of_one_endless_sentence_is_carried() -> None:
    chance = Random(1)
    words = [chr(0x4E00 + chance.randrange(2_000)) for _ in range(3_000)]
    old = edition("o", "".join(words))
    new = edition("n", "".join([*words[:900], "新", "词", *words[1_000:]]))
    placed = carried(old, new, "".join(words[2_000:2_012]))
    assert (placed.state, placed.exact) == (PlaceState.IN_PLACE, "".join(words[2_000:2_012]))


def test_a_whole_block_of_many_sentences_is_carried() -> None:
    lines = [f"Step {i} is shown with tool {i * i}, then tried." for i in range(300)]
    old, new = (
        edition("o", " ".join(lines)),
        edition("n", "Begin here.", " ".join(["First of all.", *lines[:-1]])),
    )
    placed = carried(old, new, " ".join(lines))
    assert placed.exact == " ".join(lines[:-1])


def test_paragraphs_in_reverse_order_are_all_found() -> None:
    lines = [f"The number of this line is {chr(97 + i % 26) * (2 + i // 26)}, alone." for i in range(80)]
    old, new = edition("o", *lines), edition("n", *reversed(lines))
    assert [carried(old, new, line).exact for line in lines[::13]] == lines[::13]
