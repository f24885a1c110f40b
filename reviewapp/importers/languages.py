"""Which languages of words a reader's device must be told, given those that a file names by script."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping

_EAST_ASIAN = re.compile(
    "[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff]"
)
_COMPLEX = re.compile("[\u0590-\u08ff\u0900-\u0dff\u0e00-\u109f\u1780-\u17ff\ufb1d-\ufdfb\ufe70-\ufefc]")
_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}")
_NONE = {"x", "zxx", "und"}
_SAMPLE = 20_000


class Languages:
    """The languages of a document, by slot: "val" (Latin …), "eastAsia", "bidi" (complex scripts)."""

    def __init__(self, usual: Mapping[str, str], pieces: Iterable[str]) -> None:
        """Take the languages that most of the text is in, and its pieces in reading order."""
        self._usual = usual
        self._main = _main_slot(pieces)

    def of_run(self, text: str, own: Mapping[str, str]) -> str:
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


def most_named(named: Iterable[Mapping[str, str]]) -> dict[str, str]:
    """Return, by slot, the language that more than half of some runs name."""
    counts: dict[str, Counter[str]] = {"val": Counter(), "eastAsia": Counter(), "bidi": Counter()}
    runs = 0
    for run in named:
        runs += 1
        for slot, language in run.items():
            counts[slot][language] += 1
    tops = {slot: count.most_common(1)[0] for slot, count in counts.items() if count}
    return {slot: language for slot, (language, count) in tops.items() if 2 * count > runs}


def _main_slot(pieces: Iterable[str]) -> str:
    kept: list[str] = []
    size = 0
    for piece in pieces:
        kept.append(piece)
        size += len(piece)
        if size > _SAMPLE:
            break
    sample = "".join(kept)
    letters = max(sum(letter.isalpha() for letter in sample), 1)
    if len(_EAST_ASIAN.findall(sample)) > letters * 0.3:
        return "eastAsia"
    return "bidi" if len(_COMPLEX.findall(sample)) > letters * 0.3 else "val"
