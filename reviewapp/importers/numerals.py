"""Numbers of headings and list items in the formats that word processors offer, by the names of OOXML."""

import unicodedata
from collections.abc import Callable, Mapping
from functools import partial

MAX_COUNT = 32_767

Format = Callable[[int], str]

_ROMAN = (
    *((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL")),
    *((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
)
_ROMAN_VALUES = {letters: value for value, letters in _ROMAN}
_HAN = "〇一二三四五六七八九"
_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
_HEBREW_VALUES = (
    *((400, "ת"), (300, "ש"), (200, "ר"), (100, "ק"), (90, "צ"), (80, "פ"), (70, "ע"), (60, "ס"), (50, "נ")),
    *((40, "מ"), (30, "ל"), (20, "כ"), (16, "טז"), (15, "טו"), (10, "י"), (9, "ט"), (8, "ח"), (7, "ז")),
    *((6, "ו"), (5, "ה"), (4, "ד"), (3, "ג"), (2, "ב"), (1, "א")),
)
_ONES = [
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"),
    *("twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
]
_TENS = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_ORDINALS = {"one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth"} | {
    "nine": "ninth",
    "twelve": "twelfth",
}


def shown_number(number: int, name: str) -> str:
    """Return `number` in the format `name` (decimal, upperRoman, chineseCounting …), "" for none and bullet.

    A format that is not known, or that has no sign for so high a number, shows decimal digits.
    """
    number = min(max(number, 0), MAX_COUNT)
    return FORMATS.get(name, str)(number) if number or name in _WITH_ZERO else _zero(name)


def _zero(name: str) -> str:
    return "" if name in ("none", "bullet") else "0"


def _roman(number: int) -> str:
    shown = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        shown += letters * count
    return shown


def _repeated(alphabet: str, number: int) -> str:
    """A … Z, AA, BB: the letter is repeated, as word processors do."""
    times, place = divmod(number - 1, len(alphabet))
    return alphabet[place] * (times + 1) if times < 20 else str(number)


def roman_value(text: str) -> int:
    """Return the number that Roman numerals write: 14 for "xiv"."""
    values = [_ROMAN_VALUES.get(one, 0) for one in text.upper()]
    following = [*values[1:], 0]
    return sum(one if one >= more else -one for one, more in zip(values, following, strict=True))


def _half_width(kana: str) -> str:
    narrow = {unicodedata.normalize("NFKC", chr(code)): chr(code) for code in range(0xFF66, 0xFF9E)}
    return "".join(narrow.get(one, one) for one in kana)


def _once(signs: str, number: int) -> str:
    return signs[number - 1] if number <= len(signs) else str(number)


def _digits(digits: str, number: int) -> str:
    return "".join(digits[int(digit)] for digit in str(number))


def _range(first: int, last: int) -> str:
    return "".join(map(chr, range(first, last + 1)))


def _ordinal(number: int) -> str:
    if number % 100 in (11, 12, 13):
        return f"{number}th"
    return f"{number}{({1: 'st', 2: 'nd', 3: 'rd'}).get(number % 10, 'th')}"


def _words(number: int) -> str:
    if number < 20:
        return _ONES[number]
    if number < 100:
        tens, ones = divmod(number, 10)
        return _TENS[tens] + (f"-{_ONES[ones]}" if ones else "")
    size, name = (1000, "thousand") if number >= 1000 else (100, "hundred")
    head, rest = divmod(number, size)
    return f"{_words(head)} {name}" + (f" {_words(rest)}" if rest else "")


def _ordinal_words(number: int) -> str:
    head, dash, last = _words(number).rpartition("-")
    if not dash:
        head, dash, last = _words(number).rpartition(" ")
    last = _ORDINALS.get(last) or (f"{last[:-1]}ieth" if last.endswith("y") else f"{last}th")
    return head + dash + last


def _han_counting(number: int, digits: str, units: str, *, one_ten: bool, zero: str) -> str:
    """Count as spoken: 一百二十三. `units` are ten, hundred, thousand, ten thousand."""
    if number >= 10_000:
        head, rest = divmod(number, 10_000)
        parts = [_han_counting(head, digits, units, one_ten=one_ten, zero=zero), units[3]]
        if rest:
            parts.append(zero if rest < 1000 else "")
            parts.append(_han_counting(rest, digits, units, one_ten=True, zero=zero))
        return "".join(parts)
    shown, is_gap = "", False
    for power in (3, 2, 1, 0):
        digit = number // 10**power % 10
        if not digit:
            is_gap = bool(shown)
            continue
        shown += zero if is_gap else ""
        is_gap = False
        is_bare_ten = power == 1 and digit == 1 and not shown and not one_ten
        shown += ("" if is_bare_ten else digits[digit]) + (units[power - 1] if power else "")
    return shown


_spoken_han = partial(_han_counting, digits=_HAN, units="十百千万", one_ten=False, zero="〇")


def _han_short(number: int) -> str:
    """Up to ninety-nine as spoken, then digit by digit."""
    return _spoken_han(number) if number < 100 else _digits("○" + _HAN[1:], number)


def _japanese(number: int) -> str:
    """Count as spoken in Japanese: no one before ten, hundred and thousand, no sign for a gap."""
    shown = _han_counting(number, _HAN, "十百千万", one_ten=False, zero="")
    for unit in "十百千":
        shown = shown.replace("一" + unit, unit)
    return shown


def _hebrew(number: int) -> str:
    shown = ""
    for value, letters in _HEBREW_VALUES:
        while number >= value and (value not in (15, 16) or number == value):
            shown += letters
            number -= value
    return shown


def _circled(number: int) -> str:
    for first, start in ((1, 0x2460), (21, 0x3251), (36, 0x32B1)):
        last = {1: 20, 21: 35, 36: 50}[first]
        if first <= number <= last:
            return chr(start + number - first)
    return str(number)


_ARABIC = "أبتثجحخدذرزسشصضطظعغفقكلمنهوي"
_ABJAD = "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ"
_RUSSIAN = "абвгдежзиклмнопрстуфхцчшщыэюя"
_HEBREW = "אבגדהוזחטיכלמנסעפצקרשת"
_THAI = "กขคงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ"
_KANA = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン"
_IROHA = "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセスン"
_GANADA, _CHOSUNG = "가나다라마바사아자차카타파하", "ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ"
_KOREAN = "영일이삼사오육칠팔구"
_LATIN = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_HINDI_CONSONANTS = "कखगघङचछजझञटठडढणतथदधनपफबभमयरलवशषसह"
_HINDI_VOWELS = "अआइईउऊऋऌऍऎएऐऑऒओऔ"
_LEGAL = ("零壹贰叁肆伍陆柒捌玖", "拾佰仟万")
_LEGAL_TRADITIONAL = ("零壹貳參肆伍陸柒捌玖", "拾佰仟萬")

_legal = partial(_han_counting, digits=_LEGAL[0], units=_LEGAL[1], one_ten=True, zero="零")
_legal_traditional = partial(
    _han_counting, digits=_LEGAL_TRADITIONAL[0], units=_LEGAL_TRADITIONAL[1], one_ten=True, zero="零"
)

FORMATS: Mapping[str, Format] = {
    "decimal": str,
    "decimalHalfWidth": str,
    "decimalZero": "{:02}".format,
    "upperRoman": _roman,
    "lowerRoman": lambda number: _roman(number).lower(),
    "upperLetter": partial(_repeated, _LATIN),
    "lowerLetter": partial(_repeated, _LATIN.lower()),
    "ordinal": _ordinal,
    "cardinalText": lambda number: _words(number).capitalize(),
    "ordinalText": lambda number: _ordinal_words(number).capitalize(),
    "hex": "{:X}".format,
    "chicago": partial(_repeated, "*†‡§"),
    "numberInDash": "- {} -".format,
    "none": lambda number: "",
    "bullet": lambda number: "",
    "decimalFullWidth": partial(_digits, _range(0xFF10, 0xFF19)),
    "decimalFullWidth2": partial(_digits, _range(0xFF10, 0xFF19)),
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalEnclosedParen": partial(_once, _range(0x2474, 0x2487)),
    "decimalEnclosedFullstop": partial(_once, _range(0x2488, 0x249B)),
    "chineseCounting": _han_short,
    "taiwaneseCounting": _han_short,
    "chineseCountingThousand": _spoken_han,
    "taiwaneseCountingThousand": _spoken_han,
    "ideographDigital": partial(_digits, _HAN),
    "japaneseDigitalTenThousand": partial(_digits, _HAN),
    "taiwaneseDigital": partial(_digits, "○" + _HAN[1:]),
    "koreanDigital2": partial(_digits, _HAN),
    "japaneseCounting": _japanese,
    "chineseLegalSimplified": _legal,
    "ideographLegalTraditional": _legal_traditional,
    "japaneseLegal": partial(
        _han_counting, digits="零壱弐参四伍六七八九", units="拾百阡萬", one_ten=True, zero=""
    ),
    "ideographTraditional": partial(_once, _STEMS),
    "ideographZodiac": partial(_once, _BRANCHES),
    "ideographZodiacTraditional": lambda number: (
        _STEMS[(number - 1) % 10] + _BRANCHES[(number - 1) % 12] if number <= 60 else str(number)
    ),
    "ideographEnclosedCircle": partial(_once, _range(0x3220, 0x3229)),
    "aiueo": partial(_repeated, _half_width(_KANA)),
    "aiueoFullWidth": partial(_repeated, _KANA),
    "iroha": partial(_repeated, _half_width(_IROHA)),
    "irohaFullWidth": partial(_repeated, _IROHA),
    "koreanDigital": partial(_digits, _KOREAN),
    "koreanCounting": partial(_han_counting, digits=_KOREAN, units="십백천만", one_ten=False, zero=""),
    "ganada": partial(_repeated, _GANADA),
    "chosung": partial(_repeated, _CHOSUNG),
    "russianUpper": partial(_repeated, _RUSSIAN.upper()),
    "russianLower": partial(_repeated, _RUSSIAN),
    "hebrew1": _hebrew,
    "hebrew2": partial(_repeated, _HEBREW),
    "arabicAlpha": partial(_repeated, _ARABIC),
    "arabicAbjad": partial(_repeated, _ABJAD),
    "hindiNumbers": partial(_digits, _range(0x966, 0x96F)),
    "hindiConsonants": partial(_repeated, _HINDI_CONSONANTS),
    "hindiVowels": partial(_repeated, _HINDI_VOWELS),
    "thaiNumbers": partial(_digits, _range(0xE50, 0xE59)),
    "thaiLetters": partial(_repeated, _THAI),
}  # fmt: skip
_WITH_ZERO = {"decimalZero", "ideographDigital", "thaiNumbers", "hindiNumbers", "hex", "decimalFullWidth"}
