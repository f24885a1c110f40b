"""Which languages and directions of runs a reader's device must be told."""

import re
from collections import Counter

from .word_styles import languages_of
from .word_xml import Element, properties, w

_EAST_ASIAN = re.compile(
    "[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff]"
)
_COMPLEX = re.compile("[\u0590-\u08ff\u0900-\u0dff\u0e00-\u109f\u1780-\u17ff\ufb1d-\ufdfb\ufe70-\ufefc]")
_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}")
_NONE = {"x", "zxx", "und"}
_SAMPLE = 20_000
_RUNS = 5_000


class Languages:
    """The languages of a document, by slot: "val" (Latin …), "eastAsia", "bidi" (complex scripts)."""

    def __init__(self, document: Element, defaults: dict[str, str]) -> None:
        self._usual = {**defaults, **_usual(document)}
        self._main = _main_slot(document)

    @property
    def is_complex(self) -> bool:
        """Tell whether most of the text is in a script that runs from right to left or joins its letters."""
        return self._main == "bidi"

    def of_run(self, text: str, own: dict[str, str]) -> str:
        """Return the language to write on a run, "" where the language of the whole text will do."""
        slot = slot_of(text)
        usual = self._usual.get(slot, "")
        language = own.get(slot, usual)
        if not _TAG.fullmatch(language) or _primary(language) in _NONE:
            return ""
        if slot == self._main or slot == "val":
            return "" if _primary(language) == _primary(usual) or not own.get(slot) else language
        return language


def slot_of(text: str) -> str:
    """Return which of a run's languages is meant for `text`."""
    if text.isascii():
        return "val"
    if _EAST_ASIAN.search(text):
        return "eastAsia"
    return "bidi" if _COMPLEX.search(text) else "val"


def _primary(language: str) -> str:
    return language.partition("-")[0].lower()


def _usual(document: Element) -> dict[str, str]:
    """Return, by slot, the language that more than half of the first runs name."""
    counts: dict[str, Counter[str]] = {"val": Counter(), "eastAsia": Counter(), "bidi": Counter()}
    runs = 0
    for run in document.iter(w("rPr")):
        runs += 1
        for slot, language in languages_of(properties(run)).items():
            counts[slot][language] += 1
        if runs >= _RUNS:
            break
    tops = {slot: count.most_common(1)[0] for slot, count in counts.items() if count}
    return {slot: language for slot, (language, count) in tops.items() if 2 * count > runs}


def _main_slot(document: Element) -> str:
    pieces: list[str] = []
    size = 0
    for text in document.iter(w("t")):
        pieces.append(text.text or "")
        size += len(pieces[-1])
        if size > _SAMPLE:
            break
    sample = "".join(pieces)
    letters = max(sum(letter.isalpha() for letter in sample), 1)
    if len(_EAST_ASIAN.findall(sample)) > letters * 0.3:
        return "eastAsia"
    return "bidi" if len(_COMPLEX.findall(sample)) > letters * 0.3 else "val"
