"""What a file brings along, as the domain sees it."""

import pytest

from reviewapp.domain.found import Change, language_of, roots_of, stretches

# what comments answer, the one that each one's thread begins with
ANSWERS: dict[str, tuple[list[int | None], list[int | None]]] = {
    "one level": ([None, 0, 0], [None, 0, 0]),
    "a reply to a reply": ([None, 0, 1], [None, 0, 0]),
    "a reply before what it answers": ([2, 0, None], [2, 2, None]),
    "answers nothing that exists": ([7, -1], [None, None]),
    "answers itself": ([0], [None]),
    "answer each other": ([1, 0], [None, 0]),
    "runs into a ring": ([1, 2, 1], [1, None, 1]),
}
# text, changes, what is shown of them: = kept, + inserted, - deleted
CHANGES: dict[str, tuple[str, list[Change], str]] = {
    "nothing": ("abc", [], "=abc"),
    "inserted": ("abcde", [Change(True, "cd", 2, 4)], "=ab +cd =e"),
    "deleted at both ends": ("abc", [Change(False, "X", 0, 0), Change(False, "Y", 3, 3)], "-X =abc -Y"),
    "both at once": ("abcd", [Change(True, "bc", 1, 3), Change(False, "X", 2, 2)], "=a +b -X +c =d"),
    "replaced": ("abc", [Change(False, "X", 1, 1), Change(True, "b", 1, 2)], "=a -X +b =c"),
    "runs on into the next block": ("abc", [Change(True, "c/de", 2, 4)], "=ab +c/de"),
    "all deleted": ("", [Change(False, "X", 0, 0)], "-X"),
    "beyond the text": ("ab", [Change(True, "", 1, 1), Change(False, "X", 2, 2)], "=a =b -X"),
}  # fmt: skip
SIGNS = {"kept": "=", "inserted": "+", "deleted": "-"}


@pytest.mark.parametrize(("answers", "roots"), ANSWERS.values(), ids=ANSWERS)
def test_a_reply_belongs_to_the_comment_its_thread_begins_with(
    answers: list[int | None], roots: list[int | None]
) -> None:
    assert roots_of(answers) == roots


def test_a_very_long_chain_of_replies_is_one_thread() -> None:
    assert roots_of([None, *range(99_999)]) == [None, *[0] * 99_999]


@pytest.mark.parametrize(("text", "changes", "shown"), CHANGES.values(), ids=CHANGES)
def test_changes_are_laid_into_the_text(text: str, changes: list[Change], shown: str) -> None:
    assert " ".join(SIGNS[one.piece] + one.text for one in stretches(text, changes)) == shown


@pytest.mark.parametrize(
    ("text", "language"),
    [("请核实 ILO 的数字", "zh"), ("Check 数字 in the annex", "en"), ("12 %?", "fr"), ("Разве?", "fr")],
)
def test_a_language_is_guessed_by_the_script(text: str, language: str) -> None:
    assert language_of(text, ["fr" if language == "fr" else "zh", "en", "zh"]) == language
