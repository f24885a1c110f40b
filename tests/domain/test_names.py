"""Names that look the same, and names of the house."""

import pytest

from reviewapp.domain.names import is_reserved, look_of
from reviewapp.domain.people import Role


@pytest.mark.parametrize(
    "other",
    [
        "expert 03",
        "EXPERT 03",
        "Ｅｘｐｅｒｔ ０３",
        "Ехреrt 03",
        "Expert\u200b 03",
        "Expert  03",
        "Expert-03",
        "Expert o3",
        "Εxpert 03",
        "\u202eExpert 03",
    ],
)
def test_a_name_that_looks_the_same_is_known_as_the_same(other: str) -> None:
    assert look_of(other) == look_of("Expert 03")


@pytest.mark.parametrize("other", ["Expert 04", "Expert 03 (College 7)", "专家03", "Exþert 03", "Expért 03"])
def test_a_name_that_a_reader_tells_apart_is_another(other: str) -> None:
    assert look_of(other) != look_of("Expert 03")


def test_chinese_names_are_kept_apart() -> None:
    assert look_of("专家01 教师") != look_of("专家02 教师")


def test_a_name_without_letters_looks_like_itself() -> None:
    assert look_of("***") != look_of("---")


@pytest.mark.parametrize(
    "name", ["Editor", "еditor", "[deleted]", "ADMINISTRATOR", "编辑", "Former participant 7"]
)
def test_reviewers_bear_no_name_of_the_house(name: str) -> None:
    assert is_reserved(name, Role.REVIEWER)


def test_staff_may_be_called_by_their_office() -> None:
    assert not is_reserved("Editor", Role.EDITOR)
    assert is_reserved("Former participant 12", Role.EDITOR)
