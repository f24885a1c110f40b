"""Names and titles are one visible line; typed text loses its controls and nothing else."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewapp.markup import plain, without_controls
from tests.test_markup import vectors

NAMES = vectors("names")
each_name = pytest.mark.parametrize("vector", NAMES, ids=lambda vector: vector["id"])
HIDDEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u202a-\u202e\u2028\u2029"
    "\u2060-\u206f\u2800\u3164\ufeff\ufffe\uffff\U000e0000-\U000e007f]"
)


def names_where(**facts: str) -> pytest.MarkDecorator:
    chosen = [vector for vector in NAMES if facts.items() <= vector.items()]
    return pytest.mark.parametrize("vector", chosen, ids=lambda vector: vector["id"])


@each_name
def test_a_name_keeps_nothing_hidden_and_stays_on_one_line(vector: dict[str, str]) -> None:
    name = plain(vector["value"])
    assert not HIDDEN.search(name)
    assert name == " ".join(name.split())
    assert plain(name) == name


@names_where(expect="verbatim")
def test_a_name_in_any_script_stays_as_written(vector: dict[str, str]) -> None:
    assert plain(vector["value"]) == vector["value"]


@names_where(family="invisible", expect="reject")
def test_a_name_that_nobody_can_see_is_empty(vector: dict[str, str]) -> None:
    assert plain(vector["value"]) == ""


def test_two_ways_of_writing_a_name_are_one() -> None:
    assert plain("Jose\u0301  B") == plain("Jos\u00e9\u3000\u200bB") == "José B"


@given(st.text())
def test_a_plain_name_is_plain(text: str) -> None:
    assert plain(plain(text)) == plain(text)


def test_line_ends_become_one_kind_and_controls_go() -> None:
    assert without_controls("a\r\nb\rc\x0cd\x00\x1b\ud800e\tf") == "a\nb\nc\nde\tf"
