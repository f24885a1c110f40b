"""The best chain of pairs: the one dynamic programme behind every alignment here.

Given pairs (place in the old, place in the new, gain), find the chain that rises on both sides and gains
most. This is sparse dynamic programming over matches only (Hunt & Szymanski 1977; Eppstein, Galil, Giancarlo
& Italiano 1992): what Needleman & Wunsch 1970 compute in a full table costs P log n for P pairs. A pair that
continues the one before it on both sides gains `run` more, so that a chain prefers runs to scattered chance
matches (as the runs of patience and histogram diff do).
"""

from collections.abc import Iterable

Pair = tuple[int, int, float]


def best_chain(pairs: Iterable[Pair], run: float = 0.0) -> list[tuple[int, int]]:
    """Give the chain, as (old, new), that gains most; of equals the one found first from the start."""
    ordered = sorted(((i, j, gain) for i, j, gain in pairs if gain > 0), key=lambda pair: (pair[0], -pair[1]))
    if not ordered:
        return []
    tree = _Best(max(j for _, j, _ in ordered) + 1)
    total: list[float] = []
    before: list[int] = []
    at_pair: dict[tuple[int, int], int] = {}
    for index, (i, j, gain) in enumerate(ordered):
        sum_before, last = tree.upto(j)
        straight = at_pair.get((i - 1, j - 1))
        if straight is not None and total[straight] + run * min(gain, 1.0) >= sum_before:
            sum_before, last = total[straight] + run * min(gain, 1.0), straight
        total.append(sum_before + gain)
        before.append(last)
        at_pair[i, j] = index
        tree.put(j, total[index], index)
    chain = []
    index = max(range(len(total)), key=lambda k: (total[k], -k))
    while index >= 0:
        chain.append(ordered[index][:2])
        index = before[index]
    return chain[::-1]


class _Best:
    """The greatest sum among places below a given one (a binary indexed tree of prefix maxima)."""

    def __init__(self, size: int) -> None:
        self._sums = [0.0] * (size + 1)
        self._owners = [-1] * (size + 1)

    def upto(self, place: int) -> tuple[float, int]:
        """Give the greatest sum put at a place < `place`, and its owner (-1: none)."""
        best, owner = 0.0, -1
        while place > 0:
            if self._sums[place] > best:
                best, owner = self._sums[place], self._owners[place]
            place -= place & -place
        return best, owner

    def put(self, place: int, total: float, owner: int) -> None:
        place += 1
        while place < len(self._sums):
            if total > self._sums[place]:
                self._sums[place], self._owners[place] = total, owner
            place += place & -place
