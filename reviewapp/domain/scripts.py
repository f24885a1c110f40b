"""Which language a text is probably written in, told by its letters."""

import re
from dataclasses import dataclass

from .languages import DEFAULT


@dataclass(frozen=True, slots=True)
class Letters:
    """Letters by which one knows a language, as they stand in a character class, and how few of them tell.

    `weight` times the letters must be more than the words of the Latin script.
    """

    range: str
    weight: int = 1


LETTERS = {
    "ja": Letters("\u3041-\u30ff"),
    "ko": Letters("\uac00-\ud7a3"),
    "zh": Letters("\u3400-\u9fff\U00020000-\U000323af"),
    "th": Letters("\u0e01-\u0e5b"),
    "lo": Letters("\u0e81-\u0edf"),
    "km": Letters("\u1780-\u17f9"),
    "my": Letters("\u1000-\u109f"),
    "ar": Letters("\u0620-\u06ff"),
    "vi": Letters("\u0102\u0103\u0110\u0111\u01a0\u01a1\u01af\u01b0\u1ea0-\u1ef9", weight=4),
}
"""Languages that show in their letters; what comes first is looked for first."""

_WORD = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]+")


def language_of_letters(text: str, otherwise: str = DEFAULT) -> str:
    """Guess the language of a text by its letters; `otherwise` where they do not tell.

    Latin letters speak against a language that has letters of its own: then it is English.

    >>> [language_of_letters(text, "zh") for text in ("Please unify.", "请统一译法", "12")]
    ['en', 'zh', 'zh']
    """
    words = len(_WORD.findall(text))
    for language, letters in () if text.isascii() else LETTERS.items():
        if len(re.findall(f"[{letters.range}]", text)) * letters.weight > words:
            return _nearer(language, otherwise)
    return DEFAULT if words and _script_of(otherwise) not in (None, "vi") else otherwise


def _script_of(language: str) -> str | None:
    primary = language.partition("-")[0]
    return primary if primary in LETTERS else None


def _nearer(language: str, otherwise: str) -> str:
    """Keep a tag that says more about the same language, such as zh-Hant."""
    return otherwise if otherwise.partition("-")[0] == language else language
