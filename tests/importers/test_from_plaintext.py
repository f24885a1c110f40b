"""Plain text: text in, manuscript out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewapp.domain.errors import BadInput
from reviewapp.importers.drafting import plain
from reviewapp.importers.from_plaintext import PlainTextImporter

WRAPPED = """\
    A training session of this kind begins with a plan that
says what the learners will be able to do when it is over,
and what the trainer needs for it.
    The plan names the tools. Nobody looks for a hammer while
the others wait for it.
"""
WRAPPED_CHINESE = """\
　　职业教育师资培训手册说明如何组织一次培训课程，包括准备、
实施与评估三个部分，供各国的培训师使用，也供企业中的导师参
考。
　　每一章都有练习，练习之后有答案，读者可以自己检查学到了什
么。
"""
WRAPPED_THAI = """\
คู่มือการฝึกอบรมครูอาชีวศึกษาเล่มนี้กล่าวถึงการวางแผนการ
สอนและการประเมินผลสำหรับครูฝึกในสถานประกอบการและใน
วิทยาลัยซึ่งทำงานร่วมกันตลอดทั้งปีการศึกษาของผู้เรียน
ทุกคน
"""

TEXTS = {
    "blank lines part paragraphs": ("One\n\n\nTwo\n \nThree", ["One", "Two", "Three"]),
    "a paragraph a line": (
        "第一章 目标\n本章讨论培训。\n第二章 方法\n",
        ["第一章 目标", "本章讨论培训。", "第二章 方法"],
    ),
    "wrapped lines join": (
        WRAPPED,
        [
            "A training session of this kind begins with a plan that says what the learners will be able "
            "to do when it is over, and what the trainer needs for it.",
            "The plan names the tools. Nobody looks for a hammer while the others wait for it.",
        ],
    ),
    "wrapped Chinese lines join without a space": (
        WRAPPED_CHINESE,
        [
            "职业教育师资培训手册说明如何组织一次培训课程，包括准备、实施与评估三个部分，供各国的培训师使用，也供企业中的导师参考。",
            "每一章都有练习，练习之后有答案，读者可以自己检查学到了什么。",
        ],
    ),
    "wrapped Thai lines join without a space": (WRAPPED_THAI, [WRAPPED_THAI.replace("\n", "")]),
    "bullets": (
        "Tools:\n- a hammer\n* 锤子\n• ค้อน\n  - of wood\n-5 degrees\n",
        ["Tools:", "1 a hammer", "1 锤子", "1 ค้อน", "2 of wood", "-5 degrees"],
    ),
    "numbers stay words": ("1. Aims\n2) Means\n一、目标", ["1. Aims", "2) Means", "一、目标"]),
    "rules stay words": ("Aims\n====\nWords", ["Aims", "====", "Words"]),
    "form feeds": ("One\fTwo", ["One", "Two"]),
    "columns": ("Part\tMinutes\nShow\t20", ["Part Minutes", "Show 20"]),
    "signs of markup": ("a < b & <b>c</b>", ["a &lt; b &amp; &lt;b&gt;c&lt;/b&gt;"]),
}


@pytest.mark.parametrize("name", TEXTS)
def test_a_text_becomes_the_paragraphs_of_its_writer(name: str) -> None:
    text, lines = TEXTS[name]
    blocks = PlainTextImporter().read_text(text).blocks
    assert [" ".join(f"{b.level or ''} {b.html}".split()) for b in blocks] == lines


def test_a_text_has_no_headings_and_says_so() -> None:
    manuscript = PlainTextImporter().read_text("第一章 目标\n\n词")
    assert [warning.code for warning in manuscript.warnings] == ["no_headings"]
    assert manuscript.title == "第一章 目标"


@given(st.text(max_size=200), st.lists(st.sampled_from(["- a", "  b c d", "词词词", "", "x" * 70, "1. e"])))
def test_no_sign_of_a_text_is_lost(text: str, lines: list[str]) -> None:
    whole = text.replace("\x01", "").replace("\x02", "") + "\n" + "\n".join(lines)
    try:
        blocks = PlainTextImporter().read_text(whole).blocks
    except BadInput as refused:
        assert refused.code == "file_without_text"
        return
    found = "".join("".join(plain(block.html).split()) for block in blocks)
    assert [one for one in whole if one.isalnum()] == [one for one in found if one.isalnum()]
