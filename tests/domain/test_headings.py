import pytest

from reviewapp.domain.headings import split_number


@pytest.mark.parametrize(
    ("heading", "number", "title"),
    [
        ("4 Title", "4", "Title"),
        ("4. Title", "4", "Title"),
        ("4.Title", "4", "Title"),
        ("4) Title", "4", "Title"),
        ("4: Title", "4", "Title"),
        ("4 – Title", "4", "Title"),
        ("4.3.2 Planning a session", "4.3.2", "Planning a session"),
        ("4.3 planning", "4.3", "planning"),
        ("4.3. Planning", "4.3", "Planning"),
        ("1.1概述", "1.1", "概述"),
        ("１．概述", "１", "概述"),
        ("4 企业导师", "4", "企业导师"),
        ("4 年度考核", "4", "年度考核"),
        ("5、安排", "5", "安排"),
        ("2）安排", "2", "安排"),
        ("（2）安排", "（2）", "安排"),
        ("（一）目标", "（一）", "目标"),
        ("(a) Aims", "(a)", "Aims"),
        ("a) Aims", "a", "Aims"),
        ("一、总则", "一", "总则"),
        ("二十一、附则", "二十一", "附则"),
        ("① 目的", "①", "目的"),
        ("第三章 实施", "第三章", "实施"),
        ("第3章：实施", "第3章", "实施"),
        ("第 3 章 实施", "第 3 章", "实施"),
        ("第三章企业导师的选拔", "第三章", "企业导师的选拔"),
        ("第二节 方法", "第二节", "方法"),
        ("附录A 术语", "附录A", "术语"),
        ("附件2：登记表", "附件2", "登记表"),
        ("Chapter 4: Assessment", "Chapter 4", "Assessment"),
        ("CHAPTER 4 Assessment", "CHAPTER 4", "Assessment"),
        ("Annex B Forms", "Annex B", "Forms"),
        ("Part II – Practice", "Part II", "Practice"),
        ("A.2 Forms", "A.2", "Forms"),
        ("A. Forms", "A", "Forms"),
        ("IV. Methods", "IV", "Methods"),
    ],
)
def test_a_typed_number_is_split_from_its_title(heading: str, number: str, title: str) -> None:
    assert split_number(heading) == (number, title)


@pytest.mark.parametrize(
    "heading",
    [
        "10 things to do",
        "2026 年计划",
        "2026年计划",
        "2026 Plan",
        "12 月的安排",
        "5 个步骤",
        "3 – 5 days in the workshop",
        "24/7 support",
        "10% rule",
        "1.5 hours of practice",
        "1.5 小时练习",
        "3D printing",
        "9:30 Opening",
        "第一次会议",
        "第一节课的安排",
        "一般规定",
        "A guide for trainers",
        "Part time work",
        "U.S. policy",
        "Planning a session",
        "企业导师",
        "",
    ],
)
def test_words_that_only_look_like_a_number_stay_in_the_title(heading: str) -> None:
    assert split_number(heading) == ("", heading)


@pytest.mark.parametrize("heading", ["第三章", "4", "4.", "1.1", "1.1.", "附录"])
def test_a_heading_that_is_only_a_number_keeps_it_as_its_title(heading: str) -> None:
    assert split_number(heading) == ("", heading)


def test_a_title_may_run_over_lines() -> None:
    assert split_number("4 Title\nand more") == ("4", "Title\nand more")


def test_an_endless_row_of_numbers_is_no_number() -> None:
    heading = "1." * 50_000 + " x"
    assert split_number(heading) == ("", heading)
