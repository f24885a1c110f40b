"""Calling people by name in what is typed."""

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewapp.domain.mentions import MOST_CALLED, SIGNS, called, calls_in, fold, likely, show_calls

NAMES = ("Expert 01", "Expert", "李编辑", "李", "Nguyễn Văn", "สมชาย", "김편집", "Анна П.", "Д-р Ли")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Thanks, @Expert 01!", "Expert 01"),
        ("@Expert 02", "Expert"),
        ("(@expert 01)", "Expert 01"),
        ("＠ＥＸＰＥＲＴ　０１", "Expert 01"),
        ("@Expert\u00a001", "Expert 01"),
        ("@Expert 01请看", "Expert 01"),
        ("请@李编辑看一下", "李编辑"),
        ("请＠李看一下", "李"),
        ("@@Expert", "Expert"),
        (unicodedata.normalize("NFD", "xin @Nguyễn Văn xem"), "Nguyễn Văn"),
        ("ขอให้@สมชายช่วยดู", "สมชาย"),
        ("@김편집님께", "김편집"),
        ("спросим @анна п. завтра", "Анна П."),
        ("@Expert 01's table", "Expert 01"),
    ],
)
def test_a_name_is_called_in_any_script(text: str, name: str) -> None:
    assert called(text, NAMES) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "write to someone@expert.org",
        "a.b+c@Expert 01",
        "https://example.org/@Expert",
        "@Experts",
        "@ Expert",
        "Expert 01",
        "@Expérience",
        "@Expert\u0301",
        "@Nguyễn",
        "почта@Анна П.",
        "@สมชาย\u0e4c",
    ],
)
def test_no_name_is_called(text: str) -> None:
    assert called(text, NAMES) == []


def test_a_number_that_goes_on_is_another_number() -> None:
    assert called("@Expert 012", ["Expert 01"]) == []
    assert called("@Expert 01 2", ["Expert 01"]) == ["Expert 01"]


def test_everybody_is_called_once_and_at_most_ten_are() -> None:
    names = [f"Expert {number:02}" for number in range(20)]
    assert called("@Expert 01 @expert 01", names) == ["Expert 01"]
    assert called(" ".join(f"@{name}" for name in names), names) == names[:MOST_CALLED]


LETTERS = st.text(st.characters(exclude_categories=["Cs", "Cc", "M"], exclude_characters=SIGNS), max_size=12)
A_NAME = st.text("aB é01李編ß", min_size=1, max_size=8).map(str.strip).filter(bool)


@given(before=LETTERS, name=A_NAME, after=LETTERS, sign=st.sampled_from(SIGNS))
def test_a_name_between_spaces_is_always_called(before: str, name: str, after: str, sign: str) -> None:
    text = f"{before} {sign}{name} {after}"
    at = len(before) + 1
    assert [(call.start, call.end, call.name) for call in calls_in(text, [name])] == [
        (at, at + 1 + len(name), name)
    ]


@given(text=st.text("aB 01李編@＠é.ß\u0301", max_size=40), names=st.lists(A_NAME, max_size=5))
def test_what_is_called_stands_there_and_nothing_longer_does(text: str, names: list[str]) -> None:
    calls = calls_in(text, names)
    assert all(one.end <= other.start for one, other in pairwise(calls))
    for call in calls:
        assert text[call.start] in SIGNS
        assert fold(text[call.start + 1 : call.end]) == fold(call.name)
        longer = [name for name in names if len(fold(name)) > len(fold(call.name))]
        assert not [one for one in calls_in(text, longer) if one.start == call.start and one.end > call.end]


@given(local=st.text("abcXYZ019", min_size=1, max_size=8), name=A_NAME)
def test_an_address_calls_nobody(local: str, name: str) -> None:
    assert calls_in(f"{local}@{name}", [name]) == []


@given(text=st.text("aB 01李@é\u0301", max_size=40), names=st.lists(A_NAME, max_size=5))
def test_marking_names_changes_no_word(text: str, names: list[str]) -> None:
    html = f"<p>{text}</p>"
    shown = show_calls(html, names)
    assert shown.replace('<span class="mention">', "").replace("</span>", "") == html
    assert shown.count("<span") == len(calls_in(text, names))


def test_names_are_not_marked_in_code_and_links() -> None:
    html = '<p><code>@Expert</code> <a href="https://example.org">@Expert</a> @Expert &amp; &lt;b&gt;</p>'
    assert show_calls(html, ["Expert"]) == html.replace(
        "</a> @Expert", '</a> <span class="mention">@Expert</span>'
    )


@pytest.mark.parametrize("text", ["@" * 20_000, "@E" * 10_000, "@Expert 00" * 2_000, "@" + "\u0301" * 19_999])
def test_many_signs_that_call_nobody_are_soon_read(text: str) -> None:
    assert calls_in(text, [f"Expert {number:03}" for number in range(300)]) == []


def test_what_is_typed_finds_names_by_their_beginning_first() -> None:
    names = ["Zoe Expert", "Expert 02", "Expert 01", "Inexpert", "李编辑", "编辑李"]
    assert likely("ex", names) == ["Expert 01", "Expert 02", "Zoe Expert", "Inexpert"]
    assert likely("编", names) == ["编辑李", "李编辑"]
    assert likely("ＥＸＰＥＲＴ　０２", names) == ["Expert 02"]
    assert likely("nobody", names) == []
    assert sorted(likely("", names)) == sorted(names)
