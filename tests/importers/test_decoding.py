"""Bytes of every kind of text become that text, and nothing else becomes one."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewapp.domain.errors import BadInput
from reviewapp.importers.decoding import Decoded, decode
from reviewapp.importers.encodings import ENCODINGS, name_of

CHINESE = "职业教育师资培训手册。本章讨论如何组织一次培训课程，包括准备、实施与评估。"
THAI = "คู่มือการฝึกอบรมครูอาชีวศึกษา บทนี้กล่าวถึงการวางแผน การสอน และการประเมินผล"
VIETNAMESE = "Sổ tay đào tạo giáo viên dạy nghề: lập kế hoạch, giảng dạy và đánh giá"
_TONES = "\u0300\u0301\u0303\u0309\u0323"

GUESSED = [
    ("GB18030", CHINESE),
    ("GB18030", "职业培训"),
    ("GB18030", "姓名,单位\n张伟,教育部\n李娜,南宁职业技术学院"),
    ("GB18030", "Module 1: 导论\nAims and 目标"),
    ("Big5", "職業教育師資培訓手冊。本章討論如何組織一次培訓課程，包括準備、實施與評估。"),
    ("Windows-874", THAI),
    ("Windows-874", "บทที่ 1 บทนำ"),
    ("Windows-874", "Chapter 1: การศึกษา (VET)"),
    ("Windows-1258", VIETNAMESE),
    ("Windows-1258", "Việt Nam"),
    ("Windows-1252", "The trainer’s guide – “a plan”"),
    ("Windows-1252", "Pelatihan guru “kejuruan” – ½ jam"),
    ("Windows-1252", "Ang mga guro’y nagtuturo sa Parañaque – “Piñas”"),
    ("Windows-1252", "Le cours prévoit une évaluation à la fin"),
    ("Windows-1252", "Guía para la formación de profesores: ¿qué es?"),
    ("Windows-1252", "Wörter"),
    ("Windows-1250", "Podręcznik nauczyciela kształcenia zawodowego – ćwiczenia"),
    ("Windows-1251", "Руководство для преподавателей"),
    ("KOI8-R", "Руководство для преподавателей"),
    ("Windows-1253", "Οδηγός για εκπαιδευτές"),
    ("Windows-1254", "Öğretmenler için eğitim kılavuzu ve değerlendirme şekli"),
    ("Windows-1255", "מדריך למורים"),
    ("Windows-1256", "دليل المعلمين في التعليم المهني"),
    ("Windows-1257", "Mokytojų vadovas: žinios ir įgūdžiai, kūryba"),
    ("Shift_JIS", "職業訓練の教師のための手引き。この章では、研修の計画について説明します。"),
    ("EUC-JP", "職業訓練の教師のための手引き。この章では、研修の計画について説明します。"),
    ("EUC-KR", "직업 교육 교사를 위한 안내서. 이 장에서는 교육 계획에 대해 설명합니다."),
    ("UTF-16LE", "Chapter 1: 目标 and aims"),
    ("UTF-16BE", "Chapter 1: 目标 and aims"),
]


def encoded(text: str, name: str) -> bytes:
    """Encode a text; Windows-1258 writes the tones of Vietnamese apart."""
    if name != "Windows-1258":
        return text.encode(ENCODINGS[name])
    letters = []
    for letter in text:
        parts = unicodedata.normalize("NFD", letter)
        tones = "".join(part for part in parts if part in _TONES)
        letters.append(unicodedata.normalize("NFC", "".join(p for p in parts if p not in _TONES)) + tones)
    return "".join(letters).encode("cp1258")


@pytest.mark.parametrize(("name", "text"), GUESSED)
def test_the_encoding_of_an_old_text_is_guessed_from_what_it_says(name: str, text: str) -> None:
    decoded = decode(encoded(text, name))
    assert (decoded.encoding, decoded.is_guessed) == (name, True)
    assert unicodedata.normalize("NFC", decoded.text) == text


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_unicode_says_what_it_is(codec: str) -> None:
    assert decode(f"{CHINESE}\r\n{THAI}\r".encode(codec)) == Decoded(f"{CHINESE}\n{THAI}\n")


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("gb2312", "GB18030"),
        ("GBK", "GB18030"),
        ("big5", "Big5"),
        ("tis-620", "Windows-874"),
        ("windows-874", "Windows-874"),
        ("iso-8859-1", "Windows-1252"),
        ("x-unheard-of", ""),
    ],
)
def test_a_label_is_known_by_the_name_of_the_widest_encoding(label: str, name: str) -> None:
    assert name_of(label) == name


def test_a_page_is_read_as_it_declares_if_that_holds() -> None:
    page = "<meta http-equiv=Content-Type content='text/html; charset={}'>é"
    assert decode(page.format("windows-1252").encode("cp1252")).encoding == "Windows-1252"
    assert decode(page.format("iso-8859-7").encode("cp1252")).is_guessed
    assert decode(page.format("gb2312").encode()) == Decoded(page.format("gb2312"))


def test_the_encoding_that_a_sender_chose_is_not_doubted() -> None:
    data = THAI.encode("cp874")
    assert decode(data, "Windows-874") == Decoded(THAI, "Windows-874")
    assert decode(data, "Windows-1252").text.startswith("¤")


@pytest.mark.parametrize("encoding", ["UTF-8", "Shift_JIS", "x-unheard-of", "cp874"])
def test_a_choice_that_does_not_hold_is_refused(encoding: str) -> None:
    with pytest.raises(BadInput) as refused:
        decode(CHINESE.encode("gb18030")[:-1], encoding)
    assert refused.value.code == "file_not_text"


def test_a_text_in_unicode_that_was_cut_is_read_up_to_there() -> None:
    assert decode((CHINESE * 3).encode()[:-1]) == Decoded((CHINESE * 3)[:-1] + "\ufffd", "UTF-8", True)
    assert decode((CHINESE * 3).encode("utf-16")[:-1]).text.startswith(CHINESE)


@pytest.mark.parametrize(
    "data", [bytes(range(1, 256)), b"words\x00words", b"\xff\xfe\x00", b"\xff\xff\xff\xff", b"\x00" * 100]
)
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(BadInput) as refused:
        decode(data)
    assert refused.value.code == "file_not_text"


def test_control_characters_are_dropped_but_form_feeds() -> None:
    assert decode(b"One\x0b\x1b[31m\f two\x7f").text == "One[31m\f two"


@given(st.binary(max_size=200), st.sampled_from(["", *ENCODINGS, "unheard of"]))
def test_any_bytes_end_in_a_text_or_a_refusal(data: bytes, encoding: str) -> None:
    try:
        assert "\x00" not in decode(data, encoding).text
    except BadInput as refused:
        assert refused.code == "file_not_text"
