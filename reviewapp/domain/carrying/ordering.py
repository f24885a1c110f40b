"""Sentences that are still much the same: those that kept their order, and runs that moved."""

from collections.abc import Mapping

from .chaining import Pair, best_chain
from .matches import Matches

NEEDED = 0.30
"""Likeness from which a sentence may be another that stands in its place."""

NEIGHBOURS = 0.35
"""What the gain of the pairs before and after counts for a pair: look-alikes are told by their neighbours."""

HOME = 0.15
"""How much more a pair counts whose sections belong together."""

Gains = dict[tuple[int, int], float]


def match_in_order(matches: Matches) -> None:
    """Match the sentences that kept their order: the chain with most in common."""
    steady = matches.doubles.steady()
    olds = [i for i in matches.free_old() if i not in steady]
    news = sorted(set(matches.free_new()).difference(steady.values()))
    pairs = {*matches.doubles.runs(), *steady.items(), *matches.likeness.candidates(olds, news)}
    gains = {(i, j): matches.gain(i, j, NEEDED) for i, j in pairs}
    for i, j in best_chain(_with_neighbours(matches, gains), run=1.0):
        matches.match(i, range(j, j + 1))


def match_moved(matches: Matches, needed: float, rare_words: float) -> None:
    """Match runs that moved, chain after chain, among the sentences that are left.

    A pair must be more alike than `needed`, and have as much in common (with the pairs beside it) as
    `rare_words` rare words weigh, or say the same as nobody else does.
    """
    while True:
        olds, news = matches.free_old(), matches.free_new()
        gains = {(i, j): matches.gain(i, j, needed) for i, j in matches.likeness.candidates(olds, news)}
        gains = {pair: gain for pair, gain in gains.items() if gain > 0}
        enough = rare_words * matches.likeness.rare
        strong = {
            pair
            for pair in gains
            if matches.doubles.are(*pair) or _common_around(matches, pair, gains) >= enough
        }
        chain = best_chain([one for one in _with_neighbours(matches, gains) if one[:2] in strong], run=1.0)
        if not chain:
            return
        for i, j in chain:
            matches.match(i, range(j, j + 1), moved=True)


def _with_neighbours(matches: Matches, gains: Mapping[tuple[int, int], float]) -> list[Pair]:
    pairs = []
    for (i, j), gain in gains.items():
        if gain > 0:
            beside = max(0.0, gains.get((i - 1, j - 1), 0.0)) + max(0.0, gains.get((i + 1, j + 1), 0.0))
            home = HOME if matches.is_home(i, j) else 0.0
            pairs.append((i, j, gain * (1 + home) + NEIGHBOURS * min(beside, 2 * gain)))
    return pairs


def _common_around(matches: Matches, pair: tuple[int, int], gains: Gains) -> float:
    """Weigh what a pair and the pairs beside it have in common."""
    i, j = pair
    run = [(i - 1, j - 1), pair, (i + 1, j + 1)]
    return sum(matches.likeness.shared(*one) for one in run if one in gains)
