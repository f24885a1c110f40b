import datetime as dt
import io
import zipfile

import pytest

from reviewapp.exporters.base import CUT_MARK, storable
from reviewapp.exporters.to_xlsx import MAX_CELL, cut, sheet_names

from .tables import FORMULAS, exported, make_table, opened, text_in


def test_the_first_sheet_is_the_header_and_a_row_for_each_comment():
    sheet = opened(make_table([[1, "first"], [2, "second"]])).worksheets[0]
    assert list(sheet.values) == [("Column 0", "Column 1"), (1, "first"), (2, "second")]


def test_a_table_without_rows_still_has_its_header():
    assert list(opened(make_table([])).worksheets[0].values) == [("Column 0",)]


def test_the_header_is_frozen_filtered_and_repeated_on_a4_landscape():
    sheet = opened(make_table([[1, "a"], [2, "b"]])).worksheets[0]
    assert sheet.freeze_panes == "B2"
    assert sheet.auto_filter.ref == "A1:B3"
    assert sheet.print_title_rows == "$1:$1"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert sheet["B2"].alignment.wrap_text


@pytest.mark.parametrize(("columns", "pages"), [(8, 1), (32, 4)])
def test_a_wide_table_takes_as_many_pages_as_it_needs_to_be_read(columns, pages):
    sheet = opened(make_table([["x"] * columns])).worksheets[0]
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    # One page is the default of the file format and is not written.
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (pages, 0)


def test_the_second_sheet_says_what_was_exported():
    book = opened(make_table([[1]], about=[("Round", "First"), ("Filter", "=1+1")], about_title="About"))
    assert book.sheetnames == ["Comments table", "About"]
    assert list(book.worksheets[1].values) == [("Round", "First"), ("Filter", "=1+1")]


def test_dates_are_dates_and_numbers_are_numbers():
    number, share, day, *missing = opened(make_table([[7, 2.5, dt.date(2026, 3, 1), None, ""]])).worksheets[
        0
    ][2]
    assert (number.value, share.value) == (7, 2.5)
    assert day.is_date and day.value.date() == dt.date(2026, 3, 1)
    assert [cell.value for cell in missing] == [None, None]


def test_no_formula_text_becomes_active_or_changes():
    values = [vector["value"] for vector in FORMULAS]
    book = opened(make_table([[1, value, "after"] for value in values], about=[(v, v) for v in values]))
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f" or cell.hyperlink]
    rows = list(book.worksheets[0].iter_rows(min_row=2))
    assert [[text_in(cell) for cell in row] for row in rows] == [
        [1, storable(value), "after"] for value in values
    ]


def test_no_part_of_the_file_holds_a_formula_a_link_or_an_author():
    rows = [[vector["value"]] for vector in FORMULAS]
    file = zipfile.ZipFile(io.BytesIO(exported("xlsx", make_table(rows))))
    parts = {name: file.read(name).decode() for name in file.namelist()}
    sheets = "".join(text for name, text in parts.items() if "worksheets/" in name)
    assert "<f>" not in sheets and "<hyperlink" not in sheets
    assert not [name for name in parts if "externalLink" in name]
    assert "<dc:creator></dc:creator>" in parts["docProps/core.xml"]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("a\x00b\x0bc\x1bd\ufffee\uffff", "abcde"),
        ("lone \ud800 and \udfff", "lone  and "),
        ("one\r\ntwo\rthree\nfour", "one\ntwo\nthree\nfour"),
        ("  blanks around  ", "  blanks around  "),
        ("\n\nlines around\n", "\n\nlines around\n"),
        ("_x000B_ as typed", "_x000B_ as typed"),
        ("<r>not markup</r>", "<r>not markup</r>"),
        ("学徒制 👍 <b>&amp;", "学徒制 👍 <b>&amp;"),
    ],
)
def test_text_stays_as_typed_but_for_control_characters(typed, kept):
    assert text_in(opened(make_table([[typed]])).worksheets[0]["A2"]) == kept


def test_a_draft_says_so_above_every_printed_page():
    book = opened(make_table([["x"]], draft_mark="Draft & more"))
    assert [sheet.oddHeader.center.text for sheet in book.worksheets] == ["&BDraft && more"] * 2


def test_text_longer_than_a_cell_is_cut_visibly_and_the_second_sheet_says_so():
    book = opened(make_table([["👍" * MAX_CELL]], cut_note="Some texts are cut."))
    text = book.worksheets[0]["A2"].value
    assert text.endswith("👍" + CUT_MARK)
    assert len(text.encode("utf-16-le")) // 2 <= MAX_CELL
    assert "Some texts are cut." in [row[1] for row in book.worksheets[1].values]


def test_text_that_just_fits_is_whole_and_nothing_is_said():
    book = opened(make_table([["x" * MAX_CELL]], cut_note="Some texts are cut."))
    assert book.worksheets[0]["A2"].value == "x" * MAX_CELL
    assert len(list(book.worksheets[1].values)) == 1


def test_cutting_never_leaves_half_a_character():
    assert cut("a👍👍", 4, "") == "a👍"


@pytest.mark.parametrize(
    ("titles", "names"),
    [
        (("意见汇总处理表", "说明"), ("意见汇总处理表", "说明")),
        (("a[b]:c*d?e/f\\g", "'quoted'"), ("a b c d e f g", "quoted")),
        (("x" * 40, "X" * 40), ("x" * 31, "X" * 29 + " 2")),
        (("History", " "), ("1", "2")),
        (("\x00\x1b", "[]"), ("1", "2")),
    ],
)
def test_sheet_names_are_such_as_excel_allows(titles, names):
    assert sheet_names(*titles) == names


@pytest.mark.parametrize("title", ["'", "👍" * 30, "a:b" * 20, "\ud800", "=1+1", ""])
def test_no_title_breaks_the_file(title):
    assert len(opened(make_table([["x"]], title=title, about_title=title)).sheetnames) == 2
