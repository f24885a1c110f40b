"""Sentences that are still much the same: those that kept their order, and runs that moved."""

from collections.abc import Iterator, Mapping
from itertools import pairwise, product

from .chaining import Pair, best_chain
from .matches import Matches

NEEDED = 0.30
"""Likeness from which a sentence may be another that stands in its place."""

NEIGHBOURS = 0.35
"""What the gain of the pairs before and after counts for a pair: look-alikes are told by their neighbours."""

HOME = 0.15
"""How much more a pair counts whose sections belong together."""

FEW = 36
"""Pairs between two neighbours that stayed up to which each is weighed."""

CHAINS = 24
"""How many chains are followed; where there are more the text was shuffled: each sentence goes by itself."""


def match_in_order(matches: Matches) -> None:
    """Match the sentences that kept their order: the chain with most in common."""
    steady = matches.doubles.steady()
    holes = list(_small_holes(steady))
    near = {pair for hole in holes for pair in product(*hole)}
    settled = {i for olds, _ in holes for i in olds}, {j for _, news in holes for j in news}
    olds = [i for i in matches.free_old() if i not in steady and i not in settled[0]]
    news = sorted(set(matches.free_new()).difference(steady.values(), settled[1]))
    pairs = {*matches.doubles.runs(), *steady.items(), *near, *matches.likeness.candidates(olds, news)}
    gains = {(i, j): matches.gain(i, j, NEEDED) for i, j in pairs}
    for i, j in best_chain(_with_neighbours(matches, gains), run=1.0):
        matches.match(i, range(j, j + 1))


def _small_holes(steady: Mapping[int, int]) -> Iterator[tuple[range, range]]:
    """Give what lies between neighbours that stayed, where that is little: no need to look farther."""
    for (before, left), (after, right) in pairwise(sorted(steady.items())):
        if left < right and (after - before - 1) * (right - left - 1) <= FEW:
            yield range(before + 1, after), range(left + 1, right)


def match_moved(matches: Matches, needed: float, rare_words: float) -> None:
    """Match runs that moved, chain after chain, among the sentences that are left.

    A pair must be more alike than `needed`, and have as much in common (with the pairs beside it) as
    `rare_words` rare words weigh, or say the same as nobody else does.
    """
    gains = {(i, j): gain for i, j in matches.candidates() if (gain := matches.gain(i, j, needed)) > 0}
    common = {pair: matches.likeness.shared(*pair) for pair in gains}
    enough = rare_words * matches.likeness.rare
    for turn in range(CHAINS):
        strong = {
            (i, j)
            for i, j in gains
            if matches.doubles.are(i, j)
            or sum(common.get((i + by, j + by), 0.0) for by in (-1, 0, 1) if (i + by, j + by) in gains)
            >= enough
        }
        pairs = [one for one in _with_neighbours(matches, gains) if one[:2] in strong]
        found = best_chain(pairs, run=1.0) if turn < CHAINS - 1 else _one_by_one(pairs)
        if not found:
            return
        for i, j in found:
            matches.match(i, range(j, j + 1), moved=True)
        gone = {i for i, _ in found}, {j for _, j in found}
        gains = {(i, j): gain for (i, j), gain in gains.items() if i not in gone[0] and j not in gone[1]}


def _with_neighbours(matches: Matches, gains: Mapping[tuple[int, int], float]) -> list[Pair]:
    pairs = []
    for (i, j), gain in gains.items():
        if gain > 0:
            beside = max(0.0, gains.get((i - 1, j - 1), 0.0)) + max(0.0, gains.get((i + 1, j + 1), 0.0))
            home = HOME if matches.is_home(i, j) else 0.0
            pairs.append((i, j, gain * (1 + home) + NEIGHBOURS * min(beside, 2 * gain)))
    return pairs


def _one_by_one(pairs: list[Pair]) -> list[tuple[int, int]]:
    """Take the pairs that gain most, whatever their order."""
    olds: dict[int, int] = {}
    news: set[int] = set()
    for i, j, _ in sorted(pairs, key=lambda pair: (-pair[2], pair)):
        if i not in olds and j not in news:
            olds[i] = j
            news.add(j)
    return sorted(olds.items())
