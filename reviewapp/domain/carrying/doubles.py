"""Sentences that stand once in each version, word for word: nothing speaks more plainly (Heckel 1978)."""

from collections import Counter
from collections.abc import Iterator

from .edition import Edition, is_sign


class Doubles:
    """Which sentences of two editions are the same and the only ones."""

    def __init__(self, old: Edition, new: Edition) -> None:
        self._whole_old, self._whole_new = old.keys, new.keys
        ids: dict[tuple[str, ...], int] = {}
        said = {keys: _said(keys) for keys in {*old.keys, *new.keys}}
        number = {keys: ids.setdefault(words, len(ids)) for keys, words in said.items()}
        self._old = [number[keys] for keys in old.keys]
        self._new = [number[keys] for keys in new.keys]
        self._count_old, self._count_new = Counter(self._old), Counter(self._new)
        self._pairs = {
            number
            for words, number in ids.items()
            if len(words) > 1 and self._count_old[number] == self._count_new[number] == 1
        }

    def are(self, i: int, j: int) -> bool:
        """Tell whether old `i` and new `j` say the same and no other says it."""
        return self._old[i] == self._new[j] and self._has_double(self._old[i])

    def are_apart(self, i: int, j: int) -> bool:
        """Tell whether each has its double, but not the other."""
        return (
            self._old[i] != self._new[j] and self._has_double(self._old[i]) and self._has_double(self._new[j])
        )

    def say_the_same(self, i: int, j: int) -> bool:
        """Tell whether two sentences are equal, word for word and sign for sign."""
        return self._whole_old[i] == self._whole_new[j]

    def have_rivals(self, i: int) -> bool:
        """Tell whether others in either version say the same as old `i`: only its place tells it."""
        said = self._old[i]
        return self._count_old[said] > 1 or self._count_new[said] > 1

    def steady(self) -> dict[int, int]:
        """Give the doubles whose neighbours on both sides are equal too: there is nothing to choose."""
        where = {said: j for j, said in enumerate(self._new)}
        pairs = ((i, where[said]) for i, said in enumerate(self._old) if self._has_double(said))
        return {i: j for i, j in pairs if self._equal(i - 1, j - 1) and self._equal(i + 1, j + 1)}

    def _equal(self, i: int, j: int) -> bool:
        """Tell whether two sentences are equal; so are the ends of both texts."""
        is_inside = (0 <= i < len(self._old), 0 <= j < len(self._new))
        return self._old[i] == self._new[j] if all(is_inside) else not any(is_inside)

    def runs(self) -> Iterator[tuple[int, int]]:
        """Give the pairs of equal sentences that lie in one run with doubles or with the ends of both texts.

        So those that stand many times are told apart by what they stand beside.
        """
        where = {said: j for j, said in enumerate(self._new)}
        seeds = [(i, where[said]) for i, said in enumerate(self._old) if self._has_double(said)]
        for i, j in [(-1, -1), *seeds, (len(self._old), len(self._new))]:
            yield from self._run(i, j, 1)
            yield from self._run(i, j, -1)

    def _run(self, i: int, j: int, step: int) -> Iterator[tuple[int, int]]:
        i, j = i + step, j + step
        while 0 <= i < len(self._old) and 0 <= j < len(self._new) and self._old[i] == self._new[j]:
            yield i, j
            if self._has_double(self._old[i]):
                return  # a run of its own begins here
            i, j = i + step, j + step

    def _has_double(self, said: int) -> bool:
        return said in self._pairs


def _said(keys: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(key for key in keys if not is_sign(key)) or keys
