"""A proposed wording as an edit of its passage."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewapp.domain.compare.proposals import LONGEST, edit_of

TEXTS = st.text("ab 导师，.", max_size=30)


def test_a_changed_word_is_told_beside_what_stays() -> None:
    assert edit_of("a course of 40 hours", "a course of 80 hours") == (
        ("=", "a course of "),
        ("-", "40"),
        ("+", "80"),
        ("=", " hours"),
    )


def test_words_that_are_added_are_told_in_chinese_too() -> None:
    assert edit_of("导师每年会商", "导师和班主任每年会商") == (
        ("=", "导师"),
        ("+", "和班主任"),
        ("=", "每年会商"),
    )


@pytest.mark.parametrize(
    ("passage", "wording"),
    [
        ("", "New words."),
        ("Old words.", ""),
        ("The same.", "The same."),
        ("The course is long.", "Apprentices choose what they learn."),
        ("上夜班", "不满十八周岁的学徒不加班，不从事清单所列作业；清单张贴在工作场所"),
        ("word " * LONGEST, "words " + "word " * LONGEST),
    ],
    ids=range(6),
)
def test_what_reads_better_alone_is_told_as_no_edit(passage: str, wording: str) -> None:
    assert edit_of(passage, wording) == ()


@given(passage=TEXTS, wording=TEXTS)
def test_an_edit_holds_both_texts_whole(passage: str, wording: str) -> None:
    ops = edit_of(passage, wording)
    if ops:
        assert "".join(text for op, text in ops if op != "+") == passage
        assert "".join(text for op, text in ops if op != "-") == wording
