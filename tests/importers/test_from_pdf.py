"""PDF files are read as text: lines become paragraphs again, what only a page needs is left out."""

from textwrap import wrap

import pytest

from reviewapp.domain.errors import BadInput
from reviewapp.importers.base import Manuscript, Warning
from reviewapp.importers.from_pdf import PdfImporter
from reviewapp.services.reading import read_in_cage
from tests.importers.pdf_builders import PROTECTED, At, lines_of, pdf, set_text

FIRST = (
    "A first task is real, short and forgiving. If it goes wrong, some material is lost, but nobody is hurt "
    "and no customer waits. The next one may be longer, and so on, up to the end of the year."
)
SECOND = "The second paragraph begins in a line of its own, and is as long as that it fills more than one."
HANGING = "a point that is so long that it has to go on in the line below, where it hangs"


def read(*pages: list[At] | bytes, **how: str) -> Manuscript:
    return PdfImporter().read(pdf(*pages, **how))


def texts(*pages: list[At] | bytes, **how: str) -> list[str]:
    return [block.html for block in read(*pages, **how).blocks]


def test_lines_become_paragraphs_by_the_room_that_was_left() -> None:
    assert texts(set_text(FIRST, SECOND)) == [FIRST, SECOND]


def test_the_reader_is_told_that_only_text_was_read() -> None:
    assert read(set_text(FIRST)).warnings == [Warning("text_only"), Warning("no_headings")]


def test_a_larger_distance_ends_a_paragraph() -> None:
    full = "x" * 64
    assert texts([*lines_of(full, full), *lines_of(full, full, y=670)]) == [f"{full} {full}"] * 2


def test_an_indented_first_line_begins_a_paragraph() -> None:
    full, shorter = "x" * 64, "x" * 61
    page = [*lines_of(full, full), At(92, 692, shorter), At(72, 678, full)]
    assert texts(page) == [f"{full} {full}", f"{shorter} {full}"]


def test_points_begin_with_their_marks_and_hang() -> None:
    first, *others = set_text(HANGING, x=84, y=692)
    page = [
        *lines_of("x" * 64),
        At(72, 692, f"\u2022 {first.text}"),
        *others,
        *lines_of("1. one", "2. two", y=600),
    ]
    assert texts(page)[1:] == [f"\u2022 {HANGING}", "1. one", "2. two"]


def test_short_lines_that_are_larger_or_bold_are_strong() -> None:
    page = [At(72, 760, "Aims", 18), At(72, 735, "Why", 11, "F2"), *set_text(FIRST)]
    assert texts(page)[:2] == ["<strong>Aims</strong>", "<strong>Why</strong>"]
    assert texts(page)[2:] == [FIRST]


def test_words_divided_at_the_end_of_a_line_are_whole_again() -> None:
    page = lines_of(
        "Whoever reads on-the-job expects no other hyphen and did not in-",
        "tend to find more of on-the-",
        "job.",
    )
    assert texts(page) == [
        "Whoever reads on-the-job expects no other hyphen and did not intend to find more of on-the-job."
    ]


def test_heads_feet_and_numbers_of_pages_are_left_out() -> None:
    pages = [
        [
            At(72, 810, "A guide to training"),
            *set_text(f"Chapter {number * 3}", f"Begin: {FIRST}", y=720 - number),
            *lines_of(f"Guide 4.1, page {number} of 4", f"- {number} -", y=40),
        ]
        for number in range(1, 5)
    ]
    assert texts(*pages) == [
        text for number in range(1, 5) for text in (f"Chapter {number * 3}", f"Begin: {FIRST}")
    ]


def test_a_paragraph_goes_on_over_the_page() -> None:
    lines = set_text(FIRST)
    one, other = (
        [*lines[:1], At(290, 30, "1")],
        [*lines_of(*(line.text for line in lines[1:])), At(290, 30, "2")],
    )
    assert texts(one, other) == [FIRST]


def test_columns_are_read_one_after_the_other() -> None:
    left = [
        "This is the left one of",
        "two columns, and what it",
        "says is read before the",
        "other one, from its top.",
    ]
    right = [
        "The right column begins",
        "here and it goes on for",
        "as many lines as the left",
        "one, to the end.",
    ]
    page = [*lines_of(*left), *lines_of(*right, x=320)]
    assert texts(page) == [" ".join(left), " ".join(right)]


def test_chinese_lines_join_without_a_space() -> None:
    words = "适合入门的任务应当真实简短并且允许出错即使做坏了损失的只是材料不会伤人也不会耽误客户"
    page = lines_of(words[:21], words[21:40], "结束。", font="F3", y=700)
    assert texts([At(72, 740, "第一章 企业导师的职责", 18, "F3"), *page]) == [
        "<strong>第一章 企业导师的职责</strong>",
        f"{words[:21]}{words[21:40]}结束。",
    ]


def test_a_turned_page_is_read_as_it_is_seen() -> None:
    turned = b"\n".join(
        b"BT /F1 11 Tf 0 1 -1 0 %d 72 Tm (%s) Tj ET" % (100 + 14 * at, text.encode())
        for at, text in enumerate(wrap(FIRST, 64))
    )
    assert texts(turned, page="/Rotate 90") == [FIRST]


def test_signs_of_html_are_words() -> None:
    assert texts(lines_of("<script>alert(1)</script> & more")) == [
        "&lt;script&gt;alert(1)&lt;/script&gt; &amp; more"
    ]


REFUSED = {
    "a password": (pdf(set_text(FIRST), trailer=f"/Encrypt {PROTECTED} /ID [<00> <00>]"), "file_encrypted"),
    "pages without text": (pdf(b"0 0 100 100 re f", b""), "file_without_text"),
    "nothing behind the first line": (b"%PDF-1.7\n", "file_damaged"),
    "a cut": (pdf(set_text(FIRST))[:200], "file_damaged"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_pdf_that_cannot_be_read_is_refused(name: str) -> None:
    data, code = REFUSED[name]
    with pytest.raises(BadInput) as refused:
        PdfImporter().read(data)
    assert refused.value.code == code


def test_a_pdf_is_read_behind_all_walls() -> None:
    kind, manuscript, *_ = read_in_cage(pdf(set_text(FIRST)), "x.pdf", image_base="/images/")
    assert kind == "application/pdf"
    assert [block.html for block in manuscript.blocks] == [FIRST]
