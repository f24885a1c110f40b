"""Words and sentences of any script, as a reader tells them: by ICU's rules and dictionaries (UAX #29).

Chinese, Japanese, Thai, Lao and Khmer put no space between words. A space in Thai and Lao is a pause, at the
end of a sentence or within it: there each longer phrase between spaces counts as a sentence.
"""

import re
from collections.abc import Iterator

from icu4py.breakers import SentenceBreaker, WordBreaker

ROOT = "root"
_PAUSE = re.compile(r"(?<=[\u0e00-\u0eff])\s+(?=[\u0e00-\u0eff])")
_SHORTEST_PHRASE = 12


def words(text: str) -> list[tuple[int, int]]:
    """Give the start and end (code points) of each word and sign of `text`; white space is none."""
    return [(start, end) for start, end, piece in _pieces(WordBreaker(text, ROOT)) if not piece.isspace()]


def sentences(text: str) -> list[tuple[int, int]]:
    """Give the start and end of each sentence of `text`; a line end ends one."""
    found: list[tuple[int, int]] = []
    for start, end, piece in _pieces(SentenceBreaker(text, ROOT)):
        if not piece.strip():
            continue
        last = start
        for pause in _PAUSE.finditer(text, start, end):
            if pause.start() - last >= _SHORTEST_PHRASE and end - pause.end() >= _SHORTEST_PHRASE:
                found.append((last, pause.start()))
                last = pause.end()
        found.append((last, end))
    return found


def _pieces(breaker: WordBreaker | SentenceBreaker) -> Iterator[tuple[int, int, str]]:
    """Count in code points: the breaker's own positions are UTF-16 units."""
    at = 0
    for piece in breaker:
        yield at, at + len(piece), piece
        at += len(piece)
