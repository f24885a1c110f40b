"""A proposed wording, told as an edit of the passage it is for."""

from functools import lru_cache

from .words import Op, compare_words

LONGEST = 2_000
"""Code points above which no edit is told: neither text fits beside a comment, and comparing takes time."""

MOST_CHANGED = 0.6
"""Share of both texts that may have gone or come; where more did, the new words alone read better."""


@lru_cache(1024)
def edit_of(passage: str, wording: str) -> tuple[Op, ...]:
    """Tell what goes from a passage and what comes; () where the wording is better shown alone."""
    if not passage or not wording or max(len(passage), len(wording)) > LONGEST:
        return ()
    ops = compare_words(passage, wording)
    changed = sum(len(text) for op, text in ops if op != "=")
    return tuple(ops) if 0 < changed <= MOST_CHANGED * (len(passage) + len(wording)) else ()
