"""Sentences that stand once in each version, word for word: nothing speaks more plainly (Heckel 1978)."""

from collections import Counter

from .edition import Edition, is_sign


class Doubles:
    """Which sentences of two editions are the same and the only ones."""

    def __init__(self, old: Edition, new: Edition) -> None:
        self._old = [_said(old, number) for number in range(len(old.units))]
        self._new = [_said(new, number) for number in range(len(new.units))]
        self._count_old, self._count_new = Counter(self._old), Counter(self._new)

    def are(self, i: int, j: int) -> bool:
        """Tell whether old `i` and new `j` say the same and no other says it."""
        return self._old[i] == self._new[j] and self._has_double(self._old[i])

    def are_apart(self, i: int, j: int) -> bool:
        """Tell whether each has its double, but not the other."""
        return (
            self._old[i] != self._new[j] and self._has_double(self._old[i]) and self._has_double(self._new[j])
        )

    def _has_double(self, said: tuple[str, ...]) -> bool:
        return len(said) > 1 and self._count_old[said] == self._count_new[said] == 1


def _said(edition: Edition, number: int) -> tuple[str, ...]:
    unit = edition.units[number]
    keys = (word.key for word in edition.words[unit.first : unit.end])
    return tuple(key for key in keys if not is_sign(key))
