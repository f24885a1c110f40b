"""Calling somebody by name: "@Name" in what is typed, in any script.

Which names may be called is said by whoever asks; all positions are code points.
"""

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from html import escape, unescape

from .tokens import tokens_of

SIGNS = "@＠"
MOST_CALLED = 10
"""Names that one text calls; what is typed beyond is words."""

# Scripts that put no space between words: a name ends where it ends. Hangul, because particles follow names.
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u0f00-\u109f\u1780-\u17ff\u2e80-\u31ff\u3400-\u9fff\ua960-\ua97f\uac00-\ud7ff"
    "\uf900-\ufaff\U00020000-\U0003ffff]"
)
_SILENT = frozenset({"a", "code", "pre"})
_JOINERS = "\u200c\u200d"
_MOST_ACCENTS = 30
_OF_AN_ADDRESS = "_+-%/"
"""Signs before which an "@" belongs to an e-mail address or a link, as it does behind a letter."""


@dataclass(frozen=True, slots=True)
class Call:
    """Where a name is called; text[start] is the sign."""

    start: int
    end: int
    name: str


def calls_in(text: str, names: Iterable[str]) -> list[Call]:
    """Give where `text` calls one of `names`, in order; of names that fit the longest counts.

    >>> calls_in("Thanks, @expert 01!", ["Expert", "Expert 01"])
    [Call(start=8, end=18, name='Expert 01')]
    """
    if not has_sign(text):
        return []
    known = {folded: name for name in names if (folded := fold(name.strip()))}
    begun = {folded[:end] for folded in known for end in range(1, len(folded) + 1)}
    found: list[Call] = []
    for at, sign in enumerate(text):
        if sign not in SIGNS or (found and at < found[-1].end) or _is_of_an_address(text, at):
            continue
        if call := _call_at(text, at, known, begun):
            found.append(call)
    return found


def called(text: str, names: Iterable[str]) -> list[str]:
    """Give the names that `text` calls, each once, at most MOST_CALLED."""
    return list(dict.fromkeys(call.name for call in calls_in(text, names)))[:MOST_CALLED]


def has_sign(text: str) -> bool:
    """Tell whether anybody can be called in `text` at all."""
    return any(sign in text for sign in SIGNS)


def show_calls(html: str, names: Collection[str]) -> str:
    """Wrap the names that clean HTML calls in a span of class "mention"; code and links stay as they are."""
    return "".join(_shown(html, names)) if names else html


def likely(typed: str, names: Iterable[str]) -> list[str]:
    """Give the names that may be meant: those that begin as typed, then by a later word, then by any part."""
    wanted = fold(typed.strip())
    ranked = [(rank, fold(name), name) for name in names if (rank := _rank(wanted, fold(name))) is not None]
    return [name for _rank_, _folded, name in sorted(ranked)]


def fold(text: str) -> str:
    """Give what stays the same however a name is typed: small letters, half-width signs, plain spaces."""
    return text.lower() if text.isascii() else "".join(folded for _end, folded in _folded_from(text, 0))


def _folded_from(text: str, at: int) -> Iterator[tuple[int, str]]:
    """Give letter by letter, from `at` on, where each ends and what stays of it; its accents belong to it."""
    while at < len(text):
        end = at + 1
        while end < len(text) and end - at < _MOST_ACCENTS and _is_mark(text[end]):
            end += 1
        yield end, _folded(text[at:end])
        at = end


@lru_cache(4096)
def _folded(letter: str) -> str:
    return unicodedata.normalize("NFKC", letter).casefold()


def _is_mark(sign: str) -> bool:
    return not sign.isascii() and unicodedata.category(sign).startswith("M")


def _shown(html: str, names: Collection[str]) -> Iterator[str]:
    held = 0
    for token in tokens_of(html):
        if token.name in _SILENT:
            held += -1 if token.is_end else 1
        if token.name or held:
            yield token.source
            continue
        text, at = unescape(token.source), 0
        for call in calls_in(text, names):
            yield escape(text[at : call.start], quote=False)
            yield f'<span class="mention">{escape(text[call.start : call.end], quote=False)}</span>'
            at = call.end
        yield escape(text[at:], quote=False) if at else token.source


def _rank(wanted: str, name: str) -> int | None:
    if name.startswith(wanted):
        return 0
    if f" {wanted}" in name:
        return 1
    return 2 if wanted in name else None


def _call_at(text: str, at: int, known: dict[str, str], begun: set[str]) -> Call | None:
    typed, longest = "", None
    for end, letter in _folded_from(text, at + 1):
        typed += letter
        if typed not in begun:
            break
        if typed in known and not _goes_on(typed[-1], text[end : end + 1]):
            longest = Call(at, end, known[typed])
    return longest


def _goes_on(last: str, following: str) -> bool:
    """Tell whether a word that ends in `last` is not at its end."""
    if not following:
        return False
    if following in _JOINERS or _is_mark(following):
        return True
    return _is_spaced(last) and _is_spaced(_folded(following)[:1])


def _is_of_an_address(text: str, at: int) -> bool:
    before = text[at - 1 : at] if at else ""
    return bool(before) and (before in _OF_AN_ADDRESS or _is_spaced(_folded(before)[-1:]))


def _is_spaced(sign: str) -> bool:
    """Tell whether this is a letter, digit or mark of a script that puts spaces between words."""
    return (sign.isalnum() or _is_mark(sign)) and not _UNSPACED.match(sign)
