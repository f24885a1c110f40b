"""What belongs to a whole block: language, direction, headers of tables, sizes of pictures, ways to notes."""

import pytest

from reviewapp.domain.blocks import BlockKind
from reviewapp.domain.fragments import lift, outer_html, text_of
from reviewapp.domain.grids import scoped
from reviewapp.domain.notes import Notes
from reviewapp.domain.pictures import sized

MARK = '<sup class="noteref"><a href="#fn-{0}">{0}</a></sup>'


@pytest.mark.parametrize(("html", "lifted"), [
    ("plain", ("plain", "", "")),
    ('<span lang="fa" dir="rtl">متن</span>', ("متن", "fa", "rtl")),
    ('<span dir="rtl"><span lang="fa">متن</span> و <em lang="x">متن</em></span>',
     ('<span lang="fa">متن</span> و <em lang="x">متن</em>', "", "rtl")),
    ('<span lang="zh">导师</span> (12) <strong><span lang="zh">导师</span></strong>',
     ("导师 (12) <strong>导师</strong>", "zh", "")),
    ('<span lang="zh">导师</span> trainer', ('<span lang="zh">导师</span> trainer', "", "")),
    ('<span dir="rtl">متن</span>' + MARK.format(1), ("متن" + MARK.format(1), "", "rtl")),
    ('<table dir="rtl"><tr></tr>x</table>', ('<table dir="rtl"><tr></tr>x</table>', "", "rtl")),
])  # fmt: skip
def test_what_all_words_share_is_told_of_the_block(html: str, lifted: tuple[str, str, str]) -> None:
    assert lift(html) == lifted
    assert text_of(lift(html)[0]) == text_of(html)


@pytest.mark.parametrize(("kind", "html", "outer"), [
    (BlockKind.PARAGRAPH, "متن", '<p lang="fa" dir="rtl">متن</p>'),
    (BlockKind.CODE, "x", '<pre lang="fa" dir="rtl"><code>x</code></pre>'),
    (BlockKind.TABLE, "<table><tr></tr></table>", '<table lang="fa" dir="rtl"><tr></tr></table>'),
    (BlockKind.TABLE, '<table dir="rtl"></table>', '<table lang="fa" dir="rtl"></table>'),
])  # fmt: skip
def test_the_element_of_a_block_tells_language_and_direction(kind: BlockKind, html: str, outer: str) -> None:
    assert outer_html(kind, html, 0, "fa", "rtl") == outer


def test_header_cells_head_columns_in_the_head_and_rows_elsewhere() -> None:
    head = '<thead><tr><th colspan="2">a</th></tr></thead>'
    table = f"<table>{head}<tbody><tr><th>b</th><td>c</td></tr></tbody></table>"
    assert '<th colspan="2" scope="col">a' in scoped(table)
    assert '<th scope="row">b' in scoped(table)
    assert scoped(scoped(table)) == scoped(table)


def test_a_note_leads_back_to_each_of_its_marks() -> None:
    notes = Notes()
    text = notes.name_marks(MARK.format(1) + MARK.format(2) + MARK.format(1))
    assert [text.count(f'id="{name}"') for name in ("fnref-1", "fnref-2", "fnref-1-2")] == [1, 1, 1]
    note = notes.lead_back("The law says so.", 1)
    assert note.count("<a ") == 2
    assert 'href="#fnref-1"' in note
    assert 'href="#fnref-1-2"' in note
    assert text_of(note) == "The law says so."
    assert notes.lead_back("Nobody points here.", 7) == "Nobody points here."


def test_pictures_tell_their_size() -> None:
    html = '<img src="/v/a.png" alt="x"><img src="/v/b.png" alt="" width="50"><img src="/v/c.png" alt="">'
    told = sized(html, {"a.png": (10, 20), "b.png": (100, 40)})
    assert 'alt="x" width="10" height="20">' in told
    assert 'alt="" width="50" height="20">' in told
    assert told.endswith('<img src="/v/c.png" alt="">')
