import datetime as dt
from typing import Any

import pytest
from lxml import html

from reviewapp.exporters.base import storable

from .tables import FORMULAS, exported, make_table


def page(**changes: Any) -> Any:
    rows = changes.pop("rows", [[1, "first"], [2, "second"]])
    return html.document_fromstring(exported("html", make_table(rows, **changes)))


def cells(tree: Any) -> list[list[str]]:
    return [[cell.text_content() for cell in row] for row in tree.xpath("//tbody/tr")]


def test_it_is_a_table_with_a_header_that_every_sheet_repeats():
    tree = page()
    assert [head.text_content() for head in tree.xpath("//thead/tr/th[@scope='col']")] == [
        "Column 0",
        "Column 1",
    ]
    assert cells(tree) == [["1", "first"], ["2", "second"]]
    assert "thead { display: table-header-group; }" in tree.xpath("string(//style)")


@pytest.mark.parametrize(("language", "tag"), [("en", "en"), ("zh", "zh-Hans")])
def test_it_says_its_language(language, tag):
    assert page(language=language).get("lang") == tag


def test_it_begins_with_what_was_exported_and_the_draft_mark():
    tree = page(about=[("Round", "First"), ("Words", "<b>=1+1")], draft_mark="Draft <1>")
    assert [node.text_content() for node in tree.xpath("//dl/*")] == ["Round", "First", "Words", "<b>=1+1"]
    assert tree.xpath("string(//p[@class='mark'])") == "Draft <1>"
    assert "\\00003c" in tree.xpath("string(//style)")
    assert page().xpath("//p[@class='mark']") == []


def test_nothing_in_it_is_alive_or_fetched():
    rows = [[vector["value"]] for vector in FORMULAS]
    rows.append(["<script>alert(1)</script><img src=x onerror=alert(1)></td>"])
    tree = page(rows=rows, title="</title><script>x</script>")
    assert tree.xpath("//script | //img | //a | //link | //iframe | //form | //object") == []
    assert tree.xpath("//@src | //@href | //@*[starts-with(name(), 'on')]") == []
    assert "url(" not in tree.xpath("string(//style)")
    assert [row[0] for row in cells(tree)] == [storable(row[0]) for row in rows]


def test_a_spreadsheet_that_opens_it_is_told_that_all_is_text():
    tree = page()
    assert 'mso-number-format: "\\@"' in tree.xpath("string(//style)")
    assert set(tree.xpath("//td/@sdnum")) == {"0;0;@"} and len(tree.xpath("//td/@sdnum")) == 4


def test_texts_stay_as_typed_and_days_are_iso():
    assert cells(page(rows=[["a\n\n  b", dt.date(2026, 3, 1), None, 2.5, "a\x00\ud800b"]])) == [
        ["a\n\n  b", "2026-03-01", "", "2.5", "ab"]
    ]
