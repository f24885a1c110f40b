"""White space, text and marks of clean HTML."""

import re
import unicodedata
from html import escape

import nh3
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewapp.domain.blocks import BlockKind
from reviewapp.domain.fragments import Mark, outer_html, paint, text_of, tidy


@pytest.mark.parametrize(("found", "shown"), [
    ("  a  b \n c ", "a b c"),
    ("a <b> b</b>", "a <b>b</b>"),
    ("<b>a </b> b", "<b>a </b>b"),
    ("<b> a</b> ", "<b>a</b>"),
    ("a <br> b<br>", "a<br>b"),
    ("<br>a<br><br>b<br> <br>", "a<br><br>b"),
    ("\u3000\u3000企业", "企业"),
    ("a\u00a0b\u00a0", "a\u00a0b"),
    ("a \u00a0 b", "a \u00a0 b"),
    ("企业\n导师", "企业导师"),
    ("企业 导师", "企业 导师"),
    ("企业<b>\n导师</b>", "企业<b>导师</b>"),
    ("说：\n“好”", "说：“好”"),
    ("カタ\nカナ", "カタカナ"),
    ("企业\nmentor", "企业 mentor"),
    ("기업\n현장", "기업 현장"),
    ("a <img src=\"x\"> b", "a<img src=\"x\"> b"),
    ("a <sup class=\"noteref\"> 1 </sup> b", "a<sup class=\"noteref\"> 1 </sup> b"),
    ("a &lt;b&gt; &amp;amp; &nbsp;c", "a &lt;b&gt; &amp;amp; \u00a0c"),
    ("", ""),
    (" \n ", ""),
])  # fmt: skip
def test_white_space_is_what_a_browser_shows(found: str, shown: str) -> None:
    assert tidy(found) == shown


def test_cells_are_trimmed_and_nothing_stands_between_them() -> None:
    found = "<table>\n <tbody>\n <tr> <th> A </th>\n<td> <b>x </b> <br> y <br></td> </tr>\n</tbody> </table>"
    assert tidy(found) == "<table><tbody><tr><th>A</th><td><b>x</b><br>y</td></tr></tbody></table>"


def test_code_keeps_its_lines() -> None:
    assert tidy("\n\n  if a:\r\n\tb  \n\n", keep_lines=True) == "  if a:\n\tb"


def test_letters_compose_also_across_a_tag() -> None:
    assert tidy("Jose\u0301") == "José"
    assert tidy("Jose<b>\u0301s</b>") == "José<b>s</b>"
    assert tidy("\u1112<i>\u1161</i><b>\u11ab</b>") == "한<i></i><b></b>"
    assert tidy("&lt;\u0338") == "≮"


def test_the_text_of_a_table_has_a_tab_between_cells_and_a_line_for_each_row() -> None:
    head = "<thead><tr><th>A</th><th><b>B</b> b</th></tr></thead>"
    body = "<tbody><tr><td></td><td>x<br>y</td></tr><tr><td>1</td><td>2</td></tr></tbody>"
    assert text_of(f"<table>{head}{body}</table>") == "A\tB b\n\tx\ny\n1\t2"


def test_a_cell_after_a_table_within_a_table_begins_a_line() -> None:
    inner = "<table><tbody><tr><td>1</td><td>2</td></tr></tbody></table>"
    assert text_of(f"<table><tbody><tr><td>a{inner}</td><td>b</td></tr></tbody></table>") == "a\n1\t2\nb"


def test_a_caption_is_a_line_of_its_own() -> None:
    found = "<table><caption> Tools </caption><tbody><tr><td>a</td></tr></tbody></table>"
    assert text_of(tidy(found)) == "Tools\na"
    assert tidy(tidy(found)) == tidy(found)
    assert text_of(tidy("<table><caption> </caption><tbody><tr><td>a</td></tr></tbody></table>")) == "a"


def test_references_to_footnotes_and_words_for_images_are_no_text() -> None:
    note = '<sup class="noteref"><a href="#fn-1">1<br></a></sup>'
    assert text_of(f'a{note} b<img src="x" alt="words"> &amp; c') == "a b & c"


def test_a_mark_is_cut_at_tags_and_where_another_begins() -> None:
    painted = paint("ab<b>cd</b>e", [Mark(1, 5, ("x",), "open"), Mark(3, 4, ("y", "z"))])
    assert painted == (
        'a<mark class="mark mark-open" data-threads="x" data-first="x">b</mark>'
        '<b><mark class="mark mark-open" data-threads="x">c</mark>'
        '<mark class="mark mark-open" data-threads="x y z" data-first="y z">d</mark></b>'
        '<mark class="mark mark-open" data-threads="x">e</mark>'
    )


def test_marks_of_several_states_say_each_of_them_once() -> None:
    states = {"x": "open", "y": "decided", "z": "open"}
    painted = paint("a", [Mark(0, 1, (thread,), state) for thread, state in states.items()])
    assert 'class="mark mark-open mark-decided"' in painted


def test_separators_line_breaks_and_footnote_references_stay_bare() -> None:
    html = '<table><tbody><tr><td>a<sup class="noteref">1</sup></td><td>b<br>c</td></tr></tbody></table>'
    painted = paint(html, [Mark(0, 5, ("x",))])
    assert re.findall(r"<mark[^>]*>(.*?)</mark>", painted) == ["a", "b", "c"]


def test_an_entity_is_one_character() -> None:
    assert ">&amp;</mark>b" in paint("a&amp;b", [Mark(1, 2, ("x",))])


def test_a_character_beyond_the_first_plane_is_one_character() -> None:
    assert ">𠮷</mark>野" in paint("𠮷野", [Mark(0, 1, ("x",))])


def test_a_mark_without_width_paints_nothing() -> None:
    assert paint("ab", [Mark(1, 1, ("x",)), Mark(2, 1, ("y",)), Mark(0, 1, ())]) == "ab"


def test_a_mark_beyond_the_end_paints_what_there_is() -> None:
    assert re.sub(r"<mark[^>]*>", "[", paint("ab", [Mark(1, 99, ("x",))])) == "a[b</mark>"


@pytest.mark.parametrize(("kind", "level", "outer"), [
    (BlockKind.PARAGRAPH, 0, "<p>a</p>"),
    (BlockKind.HEADING, 2, "<h2>a</h2>"),
    (BlockKind.HEADING, 9, "<h6>a</h6>"),
    (BlockKind.LIST_ITEM, 3, "<li>a</li>"),
    (BlockKind.QUOTE, 0, "<blockquote>a</blockquote>"),
    (BlockKind.CODE, 0, "<pre><code>a</code></pre>"),
    (BlockKind.FOOTNOTE, 0, "<p>a</p>"),
    (BlockKind.FIGURE, 0, "<figure>a</figure>"),
    (BlockKind.TABLE, 0, "a"),
])  # fmt: skip
def test_a_block_has_the_element_of_its_kind(kind: BlockKind, level: int, outer: str) -> None:
    assert outer_html(kind, "a", level) == outer


words = st.text(alphabet="ab 企\n\t<&\u00a0\u3000\u0301e\u1112\u1161“𠮷é;", max_size=8).map(escape)
NOTE = '<sup class="noteref"><a href="#fn-1">1</a></sup>'
void = st.sampled_from(["<br>", '<img src="images/a.png" alt="x &gt; y">', NOTE])


def inside(children: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    element = st.sampled_from(["b", "em", "code", "span"])
    wrapped = st.tuples(element, children).map(lambda pair: f"<{pair[0]}>{pair[1]}</{pair[0]}>")
    return st.lists(st.one_of(words, void, wrapped), max_size=4).map("".join)


phrases = st.recursive(words, inside, max_leaves=8)
rows = st.lists(st.lists(phrases, min_size=1, max_size=3), min_size=1, max_size=3)
captions = st.one_of(st.just(""), phrases.map(lambda html: f"<caption>{html}</caption>"))


def table(caption: str, cells: list[list[str]]) -> str:
    lines = ["".join(f"<td>{cell}</td> " for cell in row) for row in cells]
    return f"<table>{caption} <tbody>{''.join(f'<tr>{line}</tr>' for line in lines)}</tbody></table>"


fragments = st.one_of(phrases, st.builds(table, captions, rows))
threads = st.lists(st.sampled_from("abcd"), max_size=2, unique=True).map(tuple)
states = st.sampled_from(["", "open", "late"])
marks = st.lists(st.builds(Mark, st.integers(0, 30), st.integers(0, 40), threads, states), max_size=8)


@given(fragments)
def test_tidy_html_stays_as_it_is_and_its_text_is_composed(html: str) -> None:
    clean = tidy(html)
    assert tidy(clean) == clean
    assert unicodedata.is_normalized("NFC", text_of(clean))
    assert text_of(tidy(html, keep_lines=True)) == text_of(tidy(tidy(html, keep_lines=True), keep_lines=True))


@given(phrases)
def test_tidying_takes_and_adds_nothing_but_white_space(html: str) -> None:
    before, after = ("".join(text_of(one).split()) for one in (html, tidy(html)))
    assert unicodedata.normalize("NFD", before) == unicodedata.normalize("NFD", after)


@given(fragments, marks)
def test_painting_changes_neither_text_nor_html_and_nests_well(html: str, chosen: list[Mark]) -> None:
    clean = tidy(html)
    painted = paint(clean, chosen)
    assert re.sub(r"</?mark[^>]*>", "", painted) == clean
    assert text_of(painted) == text_of(clean)
    assert well_nested(painted) == painted.replace("\u00a0", "&nbsp;")


@given(phrases.filter(lambda html: "noteref" not in html), marks)
def test_exactly_what_the_marks_cover_is_painted(html: str, chosen: list[Mark]) -> None:
    clean = tidy(html)
    covered = {place for mark in chosen if mark.ids for place in range(mark.start, mark.end)}
    expected = "".join(c for place, c in enumerate(text_of(clean)) if place in covered and c != "\n")
    stretches = re.findall(r"<mark[^>]*>([^<]*)</mark>", paint(clean, chosen))
    assert "".join(text_of(stretch) for stretch in stretches) == expected
    assert all(stretches)


@given(fragments, marks)
def test_each_thread_begins_once(html: str, chosen: list[Mark]) -> None:
    firsts = re.findall(r'data-first="([^"]*)"', paint(tidy(html), chosen))
    names = " ".join(firsts).split()
    assert len(names) == len(set(names))


TAGS = {"a", "b", "em", "code", "span", "sup", "br", "img", "table", "caption", "tbody", "tr", "td", "mark"}
ATTRIBUTES = {
    "a": {"href"},
    "img": {"src", "alt"},
    "mark": {"class", "data-threads", "data-first"},
    "sup": {"class"},
}


def well_nested(html: str) -> str:
    """HTML as another parser writes it after mending its nesting."""
    return nh3.clean(html, tags=TAGS, attributes=ATTRIBUTES, link_rel=None)
