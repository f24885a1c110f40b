import datetime as dt

import pytest

from reviewapp.domain.errors import BadInput
from reviewapp.domain.report import COLUMNS, PRESETS, table_records, table_rows
from reviewapp.domain.report_rows import CommentRow, Numbers, Said


def say(kind: str, code: str) -> str:
    joints = {"colon": ": ", "semicolon": "; ", "duplicate_of": "Duplicate of No. %(number)s"}
    return joints.get(code) if kind in ("mark", "remark") else f"<{kind} {code}>"


def make_row(**changes) -> CommentRow:
    parts = {
        "number": 7,
        "document": "Chapter 3",
        "edition": "en",
        "version": 1,
        "scope": "passage",
        "body": "Who pays?",
        "date": dt.date(2026, 3, 1),
    }
    return CommentRow(**{**parts, **changes})


def cells_of(row: CommentRow, preset: str = "full") -> dict[str, object]:
    columns, rows = table_rows([row], preset, say)
    return dict(zip([column.key for column in columns], next(rows), strict=True))


def test_the_short_table_has_its_eight_columns_in_order():
    columns, _ = table_rows([], "short", say)
    assert [column.key for column in columns] == [
        "number", "section", "passage", "comment", "proposed_wording", "institution", "disposition", "reason",
    ]  # fmt: skip


def test_the_full_table_has_every_column_with_a_heading_in_words():
    columns, _ = table_rows([], "full", say)
    assert [(column.key, column.title) for column in columns] == [(key, f"<column {key}>") for key in COLUMNS]


@pytest.mark.parametrize("preset", PRESETS)
def test_every_row_has_a_cell_for_each_column(preset):
    columns, rows = table_rows([make_row(), make_row(number=8)], preset, say)
    assert [len(cells) for cells in rows] == [len(columns)] * 2


def test_codes_become_words_and_texts_stay_as_typed():
    cells = cells_of(make_row(type="editorial", disposition="accepted", country="LA", body="**Who** pays?"))
    assert cells["type"] == "<type editorial>"
    assert cells["disposition"] == "<disposition accepted>"
    assert cells["country"] == "<country LA>"
    assert cells["place_state"] == ""
    assert cells["comment"] == "**Who** pays?"


def test_a_code_that_is_not_there_yet_leaves_its_cell_empty():
    assert cells_of(make_row())["disposition"] == ""


def test_the_section_is_number_and_title():
    assert cells_of(make_row(section_number="3.1", section_title="Costs"))["section"] == "3.1 Costs"
    assert cells_of(make_row(section_title="第三章"))["section"] == "第三章"
    assert cells_of(make_row(scope="document"))["section"] == ""


def test_replies_are_lines_and_late_is_said_in_words():
    cells = cells_of(make_row(late=True, discussion=(Said("Expert 03", "yes"), Said("Editor", "noted"))))
    assert cells["discussion"] == "Expert 03: yes\nEditor: noted"
    assert cells["late"] == "<yes_no yes>"


def test_numbers_and_dates_keep_their_kind():
    cells = cells_of(make_row(decided_at=dt.date(2026, 3, 9), duplicate_of=2))
    assert (cells["number"], cells["date"], cells["decided_at"], cells["duplicate_of"]) == (
        7,
        dt.date(2026, 3, 1),
        dt.date(2026, 3, 9),
        2,
    )


def test_the_table_of_standards_bodies_joins_what_became_of_a_comment():
    row = make_row(
        section_number="3.1",
        section_title="Costs",
        reviewer="Reviewer, Government",
        disposition="not_accepted",
        reason="Set by law.",
        late=True,
        duplicate_of=4,
    )
    assert cells_of(row, "standards") == {
        "number": 7,
        "clause": "3.1",
        "comment": "Who pays?",
        "organization": "Reviewer, Government",
        "observation": "<disposition not_accepted>: Set by law.",
        "remarks": "<column late>; Duplicate of No. 4",
    }


def test_what_is_open_on_everything_and_in_time_needs_no_words_from_a_standards_body():
    cells = cells_of(make_row(scope="document"), "standards")
    assert (cells["clause"], cells["observation"], cells["remarks"]) == ("<scope document>", "", "")


@pytest.mark.parametrize("preset", ["short", "standards"])
def test_who_is_behind_a_comment_is_said_where_the_institution_is_not(preset):
    row = make_row(reviewer="Reviewer 12")
    key = "institution" if preset == "short" else "organization"
    assert cells_of(row, preset)[key] == "Reviewer 12"
    assert cells_of(row)["institution"] == ""


def test_records_hold_codes_and_say_what_is_not_there():
    row = make_row(
        type="editorial",
        late=True,
        decided_at=dt.date(2026, 3, 9),
        supported_by=("Expert 04",),
        discussion=(Said("Expert 03", "yes"),),
    )
    [record] = table_records([row], "full")
    assert list(record) == list(COLUMNS)
    assert (record["type"], record["late"], record["decided_at"]) == ("editorial", True, dt.date(2026, 3, 9))
    assert record["discussion"] == [{"by": "Expert 03", "text": "yes"}]
    assert record["supported_by"] == ["Expert 04"]
    assert (record["disposition"], record["duplicate_of"]) == (None, None)


def test_numbers_count_each_comment_once_on_every_axis():
    numbers = Numbers()
    numbers.add("open", None, late=True, without_translation=False)
    numbers.add("decided", "accepted", late=False, without_translation=True)
    assert (numbers.total, numbers.undecided, numbers.late, numbers.without_translation) == (2, 1, 1, 1)
    assert (numbers.by_status["open"], numbers.by_disposition["accepted"]) == (1, 1)


def test_rows_are_taken_one_at_a_time():
    def endless():
        while True:
            yield make_row()

    _, rows = table_rows(endless(), "short", say)
    assert next(rows)[0] == 7


def test_an_unknown_preset_is_refused():
    with pytest.raises(BadInput, match="export_preset_unknown"):
        table_rows([], "long", say)
