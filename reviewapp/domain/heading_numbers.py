"""The number of a line: of which kind it is, and its value."""

import re
from dataclasses import dataclass
from enum import IntEnum
from typing import NamedTuple

from .blocks import Block
from .headings import split_number


class Family(IntEnum):
    """Kinds of numbers, the outer ones first as far as that is custom."""

    PART = 0
    CHAPTER = 1
    APPENDIX = 2
    SECTION = 3
    ARTICLE = 4
    HAN = 5
    HAN_PAREN = 6
    ROMAN = 7
    UPPER = 8
    DECIMAL = 9
    DIGIT_PAREN = 10
    CIRCLED = 11
    LOWER = 12


@dataclass(frozen=True, slots=True)
class Number:
    """A number: `path` is (4, 3, 2) for 4.3.2, `sign` what follows it where that tells formats apart."""

    family: Family
    path: tuple[int, ...]
    sign: str = ""


class Format(NamedTuple):
    """Numbers of one kind: 4.3 and 4.4, not 4.3.1."""

    family: Family
    depth: int


_COUNT = "[〇零一二三四五六七八九十百\\d]"
_WORDS: tuple[tuple[Family, re.Pattern[str]], ...] = tuple(
    (family, re.compile(pattern, re.IGNORECASE))
    for family, pattern in (
        (
            Family.PART,
            rf"第\s?{_COUNT}+\s?(?:编|篇|部分)|(?:Part|Phần|Teil|Partie|Parte|Bagian|Часть|ภาค)\b|ส่วน",
        ),
        (
            Family.CHAPTER,
            rf"第\s?{_COUNT}+\s?(?:章|单元|模块)|제\s?\d+\s?장|บท|หน่วย|ជំពូក|ບົດ|အခန်း|अध्याय|الفصل"
            r"|(?:Chapter|Module|Unit|Chương|Kapitel|Chapitre|Capítulo|Глава|Bab)\b",
        ),
        (
            Family.APPENDIX,
            r"附录|附件|附表|ภาคผนวก|(?:Annex|Appendix|Phụ lục|Anhang|Annexe|Anexo|Приложение|Lampiran)\b",
        ),
        (
            Family.SECTION,
            rf"第\s?{_COUNT}+\s?(?:节|讲|课)|제\s?\d+\s?절|ตอน|หมวด|(?:Section|Mục|Bài|Раздел)\b",
        ),
        (Family.ARTICLE, rf"第\s?{_COUNT}+\s?(?:条|款)|(?:Điều)\b"),
    )
)
_IN_WORD = re.compile(rf"\d+|{_COUNT}+|[IVXLC]+$|[A-Zก-ฮ]$")
_SHAPES = (
    (Family.CIRCLED, re.compile("[\u2460-\u2473]")),
    (Family.HAN_PAREN, re.compile("[（(][〇零一二三四五六七八九十百]+[)）]")),
    (Family.DIGIT_PAREN, re.compile(r"[（(]\d{1,2}[)）]")),
    (Family.LOWER, re.compile(r"[（(]?[a-z]{1,4}[)）]?$|[（(][A-Z][)）]")),
    (Family.HAN, re.compile("[〇零一二三四五六七八九十百]+$")),
    (Family.DECIMAL, re.compile(r"(?:\d+|[A-Z](?=[.．]))(?:[.．]\d+)*$")),
    (Family.ROMAN, re.compile("[IVXLC]{2,6}$")),
    (Family.UPPER, re.compile("[A-Z]$")),
)
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_HAN = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | {"〇": 0}
_MONTHS = re.compile(
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|tháng)\b"
    r"|มกราคม|กุมภาพันธ์|มีนาคม|เมษายน|พฤษภาคม|มิถุนายน|กรกฎาคม|สิงหาคม|กันยายน|ตุลาคม|พฤศจิกายน|ธันวาคม",
    re.IGNORECASE,
)


def number_of(block: Block) -> tuple[Number | None, str]:
    """Give the number of a line, shown by the word processor or typed, and its title."""
    text = f"{block.number} {block.text}" if block.number else block.text
    number, title = split_number(text)
    if not number:  # "Chapter 4" alone, its title on the next line
        number, title = split_number(f"{text} x")
        found = _number(number, "") if number and title == "x" else None
        return (found, "") if found and found.family <= Family.SECTION else (None, text)
    if _MONTHS.match(title):
        return None, text
    after = text.lstrip()[len(number) :].lstrip()[:1]
    return _number(number, after if after in ".．、:：)）–—-" else ""), title


def _number(number: str, after: str) -> Number | None:
    for family, pattern in _WORDS:
        if pattern.match(number):
            found = _IN_WORD.findall(number.removeprefix("第"))
            return Number(family, (_value(found[-1]) if found else 1,))
    families = [family for family, shape in _SHAPES if shape.match(number)]
    if not families:
        return None
    family = families[0]
    parts = re.split("[.．]", number.strip("（()）"))
    if len(parts) > 1 and parts[-1].isdecimal() and int(parts[-1]) == 0:
        parts.pop()
    path = tuple(_value(part) for part in parts)
    if family is Family.DECIMAL and len(path) == 1:
        family = Family.DIGIT_PAREN if after in (")", "）") and after else Family.DECIMAL
        return Number(family, path, "." if after == "．" else after)
    return Number(family, path)


def _value(part: str) -> int:
    """Give the value of the signs of a number."""
    if part.isdecimal():
        return int(part)
    if "\u2460" <= part <= "\u2473":
        return ord(part) - 0x245F
    if all(sign in _ROMAN for sign in part) and len(part) > 1:
        return _roman(part)
    if part.isascii():
        return ord(part[0].upper()) - 64
    return _han(part) if part[0] in "〇零一二三四五六七八九十百" else ord(part[0])


def _roman(part: str) -> int:
    values = [_ROMAN[sign] for sign in part]
    return sum(
        -one if one < following else one for one, following in zip(values, [*values[1:], 0], strict=True)
    )


def _han(part: str) -> int:
    total = digit = 0
    for sign in part:
        unit = {"十": 10, "百": 100}.get(sign)
        total += (digit or 1) * unit if unit else 0
        digit = 0 if unit else digit * 10 + (int(sign) if sign.isdecimal() else _HAN[sign])
    return total + digit


def as_roman(number: Number | None) -> Number | None:
    """Where II and III are numbers, I and V are too."""
    value = _ROMAN.get(chr(number.path[0] + 64)) if number and number.family is Family.UPPER else None
    return Number(Family.ROMAN, (value,)) if value else number


def format_of(number: Number) -> Format:
    """Give the format of a number."""
    return Format(number.family, len(number.path))
