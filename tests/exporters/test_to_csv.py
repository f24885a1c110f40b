import datetime as dt
import re
import unicodedata

import pytest

from reviewapp.exporters.base import storable
from reviewapp.exporters.formula_guard import guarded
from reviewapp.exporters.registry import get_exporter

from .tables import FORMULAS, exported, make_table, read_csv

NEUTRAL = [vector for vector in FORMULAS if vector["expect"] == "neutral"]
READABLE = [vector for vector in FORMULAS if vector["expect"] == "readable"]


def is_active(cell: str) -> bool:
    """Judge a cell as a careless spreadsheet would: drop what is not seen, look at the first sign."""
    if cell[:1] in ("\t", "\r", "\n"):
        return True
    unseen = [
        c for c in cell if c.isspace() or unicodedata.category(c) in ("Cf", "Cc", "Mn") or c in '⠀"“”`’'
    ]
    first = unicodedata.normalize("NFKC", cell.lstrip("".join(unseen)))[:1]
    return first in ("=", "+", "-", "@") and not re.fullmatch(r"-\d+(\.\d+)?", cell)


def test_the_file_opens_in_any_script_with_every_cell_quoted():
    data = exported("csv", make_table([[1, "学徒制"], [2, 'say "yes"']]))
    assert data == b'\xef\xbb\xbf"Column 0","Column 1"\r\n' + '"1","学徒制"\r\n"2","say ""yes"""\r\n'.encode()


def test_dates_are_iso_and_what_is_missing_is_empty():
    assert read_csv(exported("csv", make_table([[dt.date(2026, 3, 1), None, 2.5]])))[1] == [
        "2026-03-01",
        "",
        "2.5",
    ]


def test_lines_within_a_cell_stay_one_row():
    rows = read_csv(exported("csv", make_table([["one\r\ntwo\n\nthree", "x"]])))
    assert rows[1:] == [["one\ntwo\n\nthree", "x"]]


def with_active_cells(vectors: list[dict[str, str]], delimiter: str = ",") -> list[str]:
    """Name the vectors of which a spreadsheet that cuts at `delimiter` would wake a cell."""
    files = ((v["id"], exported("csv", make_table([[1, v["value"], "after"]]))) for v in vectors)
    return [
        name
        for name, data in files
        if any(is_active(cell) for row in read_csv(data, delimiter) for cell in row if cell)
    ]


def test_no_cell_is_active():
    assert with_active_cells(FORMULAS) == []
    rows = read_csv(exported("csv", make_table([[1, vector["value"], "after"] for vector in FORMULAS])))
    assert {len(row) for row in rows} == {3} and len(rows) == len(FORMULAS) + 1


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_no_cell_is_active_when_the_spreadsheet_cuts_at_another_separator(delimiter):
    assert with_active_cells(NEUTRAL, delimiter) == []


def test_the_guard_only_adds_apostrophes():
    texts = [storable(vector["value"]) for vector in FORMULAS]
    assert [guarded(text).replace("'", "") for text in texts] == [text.replace("'", "") for text in texts]


def test_harmless_text_stays_as_typed_behind_at_most_one_apostrophe():
    texts = [vector["value"] for vector in READABLE]
    assert [text for text in texts if guarded(text) not in (text, "'" + text)] == []


@pytest.mark.parametrize(
    "text",
    [
        "-12.5",
        "-3",
        "a = b",
        "3 - 2",
        "x@example.org",
        "'quoted'",
        "one\n- item\n- item (see 3.2)\n@jo agreed",
    ],
)
def test_text_that_cannot_wake_up_stays_bare(text):
    assert guarded(text) == text


def test_a_cell_after_a_separator_is_no_name_of_somebody():
    assert guarded("x;@A1") == "x;'@A1"
    assert guarded("x;@Anna1") == "x;@Anna1"


@pytest.mark.parametrize("text", ["-0012", "-1234567.5", "+5", "-12.50", "- a list item", "@jo see above"])
def test_text_that_a_spreadsheet_would_show_otherwise_is_marked(text):
    assert guarded(text) == "'" + text


def test_hostile_characters_are_left_out_and_the_rest_is_written():
    assert read_csv(exported("csv", make_table([["a\x00b\x0bc\x1bd\ufffe\ud800e"]])))[1] == ["abcde"]


def test_a_long_table_comes_in_pieces_read_as_it_goes():
    read = []

    def rows():
        for number in range(3000):
            read.append(number)
            yield [number, "some words of a comment"]

    pieces = get_exporter("csv").chunks(make_table(rows(), width=2))
    first = next(pieces)
    assert 0 < len(read) < 3000
    assert len(read_csv(first + b"".join(pieces))) == 3001


def test_long_runs_of_blanks_and_separators_are_walked_once():
    assert guarded("a" + "\n" * 200_000 + "b").count("'") == 0
