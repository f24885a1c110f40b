"""What was rewritten so that no word is left is not said to be removed."""

import pytest

from reviewapp.domain.threads import PlaceState
from tests.domain.editions import carried, edition

REWRITTEN = {
    "en": (
        "Tools hang by the door. Candidates need five years of practice. Lists are signed in June.",
        "Tools hang by the door. Samples, trial lessons and safety records decide. Lists are signed in June.",
        "Candidates need five years of practice.",
    ),
    "zh": (
        "工具挂在门边。候选人应当工作满五年。名单六月签字。",
        "工具挂在门边。作品、试讲和安全记录更能说明问题。名单六月签字。",
        "候选人应当工作满五年。",
    ),
    "vi": (
        "Dụng cụ treo cạnh cửa. Ứng viên cần năm năm kinh nghiệm. Danh sách ký vào tháng sáu.",
        "Dụng cụ treo cạnh cửa. Bài dạy thử và hồ sơ an toàn quyết định. Danh sách ký vào tháng sáu.",
        "Ứng viên cần năm năm kinh nghiệm.",
    ),
}


every_language = pytest.mark.parametrize(("old", "new", "sentence"), REWRITTEN.values(), ids=REWRITTEN)


@every_language
def test_where_something_new_took_its_place_it_is_left_open(old: str, new: str, sentence: str) -> None:
    placed = carried(edition("o", "# Start", old), edition("n", "# Start", new), sentence)
    assert (placed.state, placed.section) == (PlaceState.TO_BE_PLACED, 0)


@every_language
def test_where_its_neighbours_closed_up_it_was_removed(old: str, new: str, sentence: str) -> None:
    assert carried(edition("o", old), edition("n", old.replace(sentence, "")), sentence).state is (
        PlaceState.REMOVED
    )


@every_language
def test_where_what_is_new_stands_in_another_section_it_was_removed(
    old: str, new: str, sentence: str
) -> None:
    left = old.replace(sentence, "")
    lines = ("# Start", left, "# Added", new.replace(left[:6], ""))
    assert carried(edition("o", "# Start", old), edition("n", *lines), sentence).state is PlaceState.REMOVED


def test_a_whole_paragraph_written_anew_beside_its_neighbours_is_left_open_without_a_guess() -> None:
    before, after = "Tools hang by the door of the workshop.", "Lists of names are signed in June."
    gone = [
        "Young people need particular care.",
        "Firms observe all limits on hours.",
        "Accidents get reported.",
    ]
    anew = ["Whoever is under eighteen never works nights.", "A test of ten minutes comes before machines."]
    old, new = edition("o", before, " ".join(gone), after), edition("n", before, " ".join(anew), after)
    placed = [carried(old, new, sentence) for sentence in gone]
    assert {place.state for place in placed} == {PlaceState.TO_BE_PLACED}
