"""Words and sentences of every script."""

import pytest

from reviewapp.domain.segments import sentences, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The trainer's plan, 1.5 days.", ["The", "trainer's", "plan", ",", "1.5", "days", "."]),
        ("导师需要时间。", ["导师", "需要", "时间", "。"]),
        ("ภาษาไทยสวัสดีครับ", ["ภาษา", "ไทย", "สวัสดี", "ครับ"]),
        ("𠀀 word", ["𠀀", "word"]),
        (" \t\n", []),
        ("", []),
    ],
)
def test_words_are_those_of_a_reader(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in words(text)] == expected


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("One here. Two there! Three?", 3),
        ("先写目标。再选择步骤！好吗？", 3),
        ("先写目标．再选择步骤．", 2),
        ("first line\nsecond line", 2),
        ("จากนั้นผู้ฝึกงานทำซ้ำด้วยตนเอง ถุงมือจะแจกให้ทุกคน", 2),
        ("ไทย ลาว", 1),
        ("  ", 0),
    ],
)
def test_sentences_end_where_a_reader_pauses(text: str, count: int) -> None:
    assert len(sentences(text)) == count
