"""Numbers in the formats of OpenDocument: a letter, a figure, or samples such as 一, 二, 三, ..."""

from .numerals import MAX_COUNT, shown_number

_BY_LETTER = {"1": "decimal", "i": "lowerRoman", "I": "upperRoman", "": "none"}
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
# The first two samples and the name of the format elsewhere.
_BY_SAMPLES = {
    ("1", "2"): "decimal",
    ("01", "02"): "decimalZero",
    ("1st", "2nd"): "ordinal",
    ("One", "Two"): "cardinalText",
    ("First", "Second"): "ordinalText",
    ("A", "B"): "upperLetter",
    ("a", "b"): "lowerLetter",
    ("I", "II"): "upperRoman",
    ("i", "ii"): "lowerRoman",
    ("*", "†"): "chicago",
    ("１", "２"): "decimalFullWidth",
    ("①", "②"): "decimalEnclosedCircle",
    ("⑴", "⑵"): "decimalEnclosedParen",
    ("㈠", "㈡"): "ideographEnclosedCircle",
    ("一", "二"): "chineseCountingThousand",
    ("〇", "一"): "ideographDigital",
    ("壹", "贰"): "chineseLegalSimplified",
    ("壹", "貳"): "ideographLegalTraditional",
    ("壱", "弐"): "japaneseLegal",
    ("甲", "乙"): "ideographTraditional",
    ("子", "丑"): "ideographZodiac",
    ("ア", "イ"): "aiueoFullWidth",
    ("ｱ", "ｲ"): "aiueo",
    ("イ", "ロ"): "irohaFullWidth",
    ("ｲ", "ﾛ"): "iroha",
    ("일", "이"): "koreanCounting",
    ("가", "나"): "ganada",
    ("ㄱ", "ㄴ"): "chosung",
    ("А", "Б"): "russianUpper",
    ("а", "б"): "russianLower",
    ("א", "י"): "hebrew1",
    ("א", "ב"): "hebrew1",
    ("أ", "ب"): "arabicAlpha",
    ("१", "२"): "hindiNumbers",
    ("๑", "๒"): "thaiNumbers",
    ("ก", "ข"): "thaiLetters",
}
_SPOKEN_HAN = "chineseCountingThousand"  # with another zero here
_DIGITS = {"١": 0x660, "۱": 0x6F0, "১": 0x9E6, "໑": 0xED0, "១": 0x17E0, "၁": 0x1040}


def shown_in(number: int, pattern: str, *, repeats: bool = False) -> str:
    """Return `number` in a format; `repeats`: after Z comes AA, BB instead of AA, AB."""
    number = min(max(number, 0), MAX_COUNT)
    if pattern in ("A", "a"):
        shown = shown_number(number, "upperLetter") if repeats or not number else _lettered(number)
        return shown if pattern == "A" else shown.lower()
    if pattern in _BY_LETTER:
        return shown_number(number, _BY_LETTER[pattern])
    samples = [one.strip() for one in pattern[:100].split(",")]
    if samples[0] in _DIGITS:
        return "".join(chr(_DIGITS[samples[0]] + int(digit)) for digit in str(number))
    name = _BY_SAMPLES.get((samples[0], samples[1])) if len(samples) > 1 else None
    shown = shown_number(number, name or "decimal")
    return shown.replace("〇", "零") if name == _SPOKEN_HAN else shown


def _lettered(number: int) -> str:
    shown = ""
    while number:
        number, place = divmod(number - 1, len(_LETTERS))
        shown = _LETTERS[place] + shown
    return shown
