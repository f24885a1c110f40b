import datetime as dt
import io
import zipfile
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from lxml import etree

from reviewapp.domain.report import Column

from .tables import FORMULAS, exported, make_table

MARK = "内部评审稿，请勿引用或传播"


def opened(**changes: Any) -> Any:
    rows = changes.pop("rows", [[1, "first"], [2, "second"]])
    return docx.Document(io.BytesIO(exported("docx", make_table(rows, **changes))))


def parts(data: bytes) -> dict[str, str]:
    package = zipfile.ZipFile(io.BytesIO(data))
    return {name: package.read(name).decode() for name in package.namelist()}


def test_the_table_is_a_real_one_with_a_header_that_every_page_repeats():
    table = opened().tables[1]
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Column 0", "Column 1"], ["1", "first"], ["2", "second"],
    ]  # fmt: skip
    head, *rows = table._tbl.tr_lst
    assert head.find(".//" + qn("w:tblHeader")) is not None
    assert [row.find(".//" + qn("w:tblHeader")) for row in rows] == [None, None]


def test_the_first_page_says_what_was_exported():
    document = opened(about=[("Round", "First"), ("Filter", "=1+1")])
    assert document.paragraphs[0].text == "Comments table"
    assert [[cell.text for cell in row.cells] for row in document.tables[0].rows] == [
        ["Round", "First"], ["Filter", "=1+1"],
    ]  # fmt: skip


@pytest.mark.parametrize(("columns", "width"), [(8, 297), (15, 420), (36, 558)])
def test_a_wide_table_gets_a_larger_sheet_on_its_side(columns, width):
    first, second = opened(rows=[["x"] * columns]).sections
    assert (round(first.page_width.mm), round(first.page_height.mm)) == (297, 210)
    assert round(second.page_width.mm) == width > second.page_height.mm
    assert {first.orientation, second.orientation} == {1}


def test_a_draft_says_so_on_its_first_page_and_above_every_page():
    document = opened(draft_mark=MARK)
    assert document.paragraphs[1].text == MARK
    assert [section.header.paragraphs[0].text for section in document.sections] == [MARK, MARK]
    assert MARK not in str(parts(exported("docx", make_table([["x"]]))))


def test_pages_are_numbered():
    fields = opened().sections[1].footer._element.findall(".//" + qn("w:fldSimple"))
    assert [field.get(qn("w:instr")) for field in fields] == ["PAGE", "NUMPAGES"]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_both_scripts_have_a_font_and_a_language(language):
    styles = opened(language=language).styles.element
    fonts, speech = styles.find(".//" + qn("w:rFonts")), styles.find(".//" + qn("w:lang"))
    assert fonts.get(qn("w:eastAsia")) == "SimSun"
    assert (speech.get(qn("w:val")), speech.get(qn("w:eastAsia"))) == ("en-GB", "zh-CN")


def test_nobody_is_named_in_its_properties():
    properties = opened().core_properties
    assert (properties.title, properties.author, properties.last_modified_by) == ("Comments table", "", "")


def test_days_and_what_is_missing():
    row = opened(rows=[[dt.date(2026, 3, 1), None, 2.5, ""]]).tables[1].rows[1]
    assert [cell.text for cell in row.cells] == ["2026-03-01", "", "2.5", ""]


def test_no_text_becomes_a_field_or_a_link():
    rows = [[vector["value"]] for vector in FORMULAS]
    data = exported("docx", make_table(rows, about=[(v["value"], v["value"]) for v in FORMULAS]))
    for name, xml in parts(data).items():
        tags = {etree.QName(node).localname for node in etree.fromstring(xml.encode()).iter()}
        assert not tags & {"hyperlink", "instrText", "fldChar", "object", "altChunk"}, name
        assert "fldSimple" not in tags or name == "word/footer1.xml"
        assert 'TargetMode="External"' not in xml
    assert len(docx.Document(io.BytesIO(data)).tables[1].rows) == len(FORMULAS) + 1


@pytest.mark.parametrize("text", ["a\n\nb\tc", "  blanks  ", "<w:p>&amp;\"'", "学徒制 👍"])
def test_texts_stay_as_typed(text):
    assert opened(rows=[[text]]).tables[1].rows[1].cells[0].text == text


def test_hostile_characters_are_left_out():
    assert opened(rows=[["a\x00b\x0bc\x1bd\ufffee\ud800f"]]).tables[1].rows[1].cells[0].text == "abcdef"


def test_a_row_stays_on_one_page_unless_it_is_too_long_for_one():
    short, long = opened(rows=[["word"], ["word " * 1000]]).tables[1]._tbl.tr_lst[1:]
    assert short.find(".//" + qn("w:cantSplit")) is not None
    assert long.find(".//" + qn("w:cantSplit")) is None


def test_the_widths_of_the_columns_fill_the_sheet():
    columns = [Column("a", "A", 6), Column("b", "B", 60)]
    document = docx.Document(io.BytesIO(exported("docx", make_table([[1, "x"]], columns=columns))))
    narrow, wide = (cell.width.mm for cell in document.tables[1].rows[0].cells)
    assert narrow < wide and 270 < narrow + wide < 274
