"""What single characters are: how they compose, join over a line end, and which of them nobody can see."""

import re
import unicodedata
from itertools import takewhile

_MAX_ACCENTS = 30  # more on one letter is no language, and ordering them takes quadratic time
_HEAP = re.compile(r"[^\w\s\x00-\x7f]{31,}")

_WIDE = re.compile(
    "[\u2e80-\u303e\u3041-\u312f\u31a0-\u31ff\u3220-\u325f\u3280-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\ufe30-\ufe4f\uff01-\uff9f\uffe0-\uffe6\U00020000-\U0003ffff]"
)
_NARROW_OR_WIDE = "“”‘’—…·"


def nfc(text: str) -> str:
    """Return `text` in NFC, heaps of more than 30 combining marks cut down to 30."""
    if text.isascii():
        return text
    return unicodedata.normalize("NFC", _HEAP.sub(_cut_heap, text))


def _cut_heap(found: re.Match[str]) -> str:
    kept, accents = [], 0
    for character in found[0]:
        accents = accents + 1 if unicodedata.combining(character) else 0
        if accents <= _MAX_ACCENTS:
            kept.append(character)
    return "".join(kept)


def joins_without_space(before: str, after: str) -> bool:
    """Tell whether a line end between two characters is no space: both are Han, Kana or their punctuation.

    Quotation marks and dashes that Chinese shares with Latin count beside a wide character.
    Hangul keeps its spaces.
    """
    is_wide = [bool(_WIDE.match(character)) for character in (before, after)]
    return all(is_wide) or (any(is_wide) and (before in _NARROW_OR_WIDE or after in _NARROW_OR_WIDE))


def leans_back(word: str) -> str:
    """Return the combining marks (and Hangul vowels and finals) at the start of `word`."""
    if word[0].isascii():
        return ""
    return "".join(takewhile(_leans, word[:_MAX_ACCENTS]))


def _leans(character: str) -> bool:
    return unicodedata.category(character).startswith("M") or "\u1160" <= character <= "\u11ff"


# Format characters that are seen (signs over numbers), so no reason to take them out of a name.
_SEEN_FORMATS = re.compile("[\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd]")
# Nothing is drawn for these either, though Unicode files them under letters, marks or symbols.
_BLANKS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u2800\u3164\uffa0")
_JOINERS = frozenset("\u200c\u200d")
_JOINED_SCRIPTS = re.compile("[\u0600-\u0dff\u0f00-\u109f\u1780-\u18af\ua840-\ua9df\uaa60-\uaa7f]")
_EMOJI = re.compile("[\u00a9\u00ae\u203c-\u3299\ufe0f\U0001f000-\U0001faff]")
_VARIANTS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
# Unassigned for ever or never drawn; other unassigned ones may be letters that Python does not know yet.
_NO_CHARACTERS = re.compile(
    "[\u2065\ufdd0-\ufdef\ufff0-\ufff8\U000e0000-\U000e0fff"
    + "".join(chr(plane * 0x10000 + last) for plane in range(17) for last in (0xFFFE, 0xFFFF))
    + "]"
)
_HIDDEN = frozenset({"Cc", "Cf", "Cs"})


def without_invisible(text: str) -> str:
    """Return `text` without characters that show nothing or turn the reading direction.

    Joiners stay between letters of scripts that need them and inside emoji, a variation selector behind
    its base.
    """
    shown = "".join(character for character in text if _is_shown(character))
    kept: list[str] = []
    for index, character in enumerate(shown):
        before = kept[-1] if kept else ""
        if _has_company(character, before, shown[index + 1 : index + 2]):
            kept.append(character)
    return "".join(kept)


def _is_shown(character: str) -> bool:
    if character.isascii():
        return character.isprintable()
    if character in _JOINERS or _VARIANTS.match(character) or _SEEN_FORMATS.match(character):
        return True
    if character in _BLANKS or _NO_CHARACTERS.match(character):
        return False
    return unicodedata.category(character) not in _HIDDEN


def _has_company(character: str, before: str, after: str) -> bool:
    """Tell whether a joiner or variation selector has the neighbours it needs; other characters need none."""
    if character in _JOINERS:
        return any(kin.match(before) and kin.match(after) for kin in (_JOINED_SCRIPTS, _EMOJI))
    if _VARIANTS.match(character):
        return bool(before.strip()) and not _VARIANTS.match(before) and before not in _JOINERS
    return True
