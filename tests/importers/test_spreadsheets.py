"""Spreadsheets as lines of cells."""

import io
import zipfile
from datetime import date
from typing import Any

import openpyxl
import pytest

from reviewapp.domain.errors import BadInput
from reviewapp.importers.spreadsheets import MAX_BYTES, spreadsheet_text


def xlsx(*rows: list[Any], empty_first: bool = False) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.create_sheet("People") if empty_first else book.active
    for row in rows:
        sheet.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def refusal(data: bytes) -> str:
    with pytest.raises(BadInput) as refused:
        spreadsheet_text(data)
    return refused.value.code


def test_a_sheet_is_read_row_by_row() -> None:
    data = xlsx(
        ["姓名", "邮箱"], ["专家 03", "e3@example.org"], [None, None], ["x\ty\nz", 7.0, date(2026, 11, 1)]
    )
    assert spreadsheet_text(data) == "姓名\t邮箱\n专家 03\te3@example.org\n\nx y z\t7\t2026-11-01T00:00:00"


def test_the_first_sheet_that_holds_something_is_read() -> None:
    assert spreadsheet_text(xlsx(["a@example.org"], empty_first=True)) == "a@example.org"


def test_a_formula_is_never_worked_out() -> None:
    assert spreadsheet_text(xlsx(["=1+1", "a@example.org", '=HYPERLINK("http://h")'])) == "\ta@example.org"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_csv_file_is_read_as_spreadsheets_write_it(encoding: str, delimiter: str) -> None:
    text = f'姓名{delimiter}邮箱\r\n"专家{delimiter}03"{delimiter}e3@example.org\r\n'
    expected = (
        "姓名\t邮箱\n专家 03\te3@example.org"
        if delimiter == "\t"
        else f"姓名\t邮箱\n专家{delimiter}03\te3@example.org"
    )
    assert spreadsheet_text(text.encode(encoding)) == expected


def test_a_document_type_in_any_part_is_refused() -> None:
    original = zipfile.ZipFile(io.BytesIO(xlsx(["a@example.org"])))
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as changed:
        for name in original.namelist():
            part = original.read(name)
            if name.endswith("sheet1.xml"):
                part = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>' + part
            changed.writestr(name, part)
    assert refusal(file.getvalue()) == "file_hostile"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "file_empty"),
        (b" \n", "file_empty"),
        (b"\xd0\xcf\x11\xe0old", "sheet_is_old"),
        (b"PK\x03\x04broken", "file_damaged"),
        (b"a,b\n\x00\x01\x02\x03", "file_not_text"),
        (b"\xff\xff\xff\xff", "file_not_text"),
        (b"x" * (MAX_BYTES + 1), "list_file_too_large"),
    ],
)
def test_a_file_that_is_no_spreadsheet_says_so(data: bytes, code: str) -> None:
    assert refusal(data) == code


def test_another_kind_of_archive_is_no_spreadsheet() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("word/document.xml", "<a/>")
    assert refusal(file.getvalue()) == "sheet_unknown"


def test_a_damaged_sheet_is_refused() -> None:
    original = zipfile.ZipFile(io.BytesIO(xlsx(["a@example.org"])))
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as changed:
        for name in original.namelist():
            changed.writestr(name, b"<broken" if name.endswith("workbook.xml") else original.read(name))
    assert refusal(file.getvalue()) == "file_damaged"


def test_an_empty_book_is_refused() -> None:
    assert refusal(xlsx()) == "file_empty"
