"""The table of statuses written out, and the rules of a ruling."""

import pytest

from reviewapp.domain.errors import BadInput, Forbidden, StateConflict
from reviewapp.domain.threads import (
    TRANSITIONS,
    Disposition,
    Ruling,
    Status,
    check_act,
    check_judge,
    check_ruling,
    check_words,
)

TABLE = """
act       draft      open        in_progress  decided      closed       withdrawn
send      open       -           -            -            -            -
begin     -          in_progress -            -            -            -
decide    -          decided     decided      -            -            -
revise    -          -           -            decided      decided      -
close     -          -           -            closed       -            -
reopen    -          -           -            in_progress  in_progress  -
object    -          -           -            in_progress  in_progress  -
withdraw  withdrawn  withdrawn   withdrawn    -            -            -
edit      draft      open        in_progress  -            -            -
reply     -          open        in_progress  decided      closed       -
"""
HEAD, *LINES = (line.split() for line in TABLE.strip().splitlines())
CELLS = [
    (line[0], present, after) for line in LINES for present, after in zip(HEAD[1:], line[1:], strict=True)
]


def test_the_table_knows_every_act_and_status() -> None:
    assert {line[0] for line in LINES} == set(TRANSITIONS)
    assert HEAD[1:] == [status.value for status in Status]


@pytest.mark.parametrize(("act", "present", "after"), CELLS)
def test_an_act_leads_where_the_table_says(act: str, present: str, after: str) -> None:
    if after == "-":
        with pytest.raises(StateConflict, match=f"thread_{present}"):
            check_act(act, Status(present))
    else:
        assert check_act(act, Status(present)) is Status(after)


@pytest.mark.parametrize(
    ("disposition", "needs_reason", "needs_main"),
    [
        (Disposition.ACCEPTED, False, False),
        (Disposition.ACCEPTED_WITH_MODIFICATION, True, False),
        (Disposition.NOTED, False, False),
        (Disposition.NOT_ACCEPTED, True, False),
        (Disposition.DUPLICATE, False, True),
        (Disposition.OUT_OF_SCOPE, True, False),
    ],
)
def test_a_ruling_says_what_its_disposition_needs(
    disposition: Disposition, needs_reason: bool, needs_main: bool
) -> None:
    missing = {"reason_missing": needs_reason, "duplicate_of_missing": needs_main}
    expected = [code for code, is_needed in missing.items() if is_needed]
    if expected:
        with pytest.raises(BadInput, match=expected[0]):
            check_ruling(Ruling(disposition, reason=" \n"))
    else:
        check_ruling(Ruling(disposition))
    check_ruling(Ruling(disposition, reason="The law.", duplicate_of="thread"))


def test_nobody_judges_the_own_comment() -> None:
    check_judge(author_id=1, judge_id=2)
    with pytest.raises(Forbidden, match="own_comment"):
        check_judge(author_id=1, judge_id=1)


def test_words_are_trimmed_and_neither_empty_nor_too_long() -> None:
    assert check_words("  说明学时。\n", 10, "body") == "说明学时。"
    with pytest.raises(BadInput, match="body_missing"):
        check_words(" \n\t", 10, "body")
    with pytest.raises(BadInput, match="text_too_long") as met:
        check_words("字" * 11, 10, "body")
    assert (met.value.field, met.value.params) == ("body", {"limit": 10, "length": 11})
