"""How much sentences have in common: rare words count more (inverse document frequency, Sparck Jones 1972).

A word counts by itself and by its parts, so that *learner* and *learners*, 编写 and 编辑, are half the same.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from heapq import nlargest
from itertools import chain
from math import log

from .edition import Edition, is_sign

_IDEOGRAPHS = "\u2e80"
_STEM = 5
_SIGN = 0.15
"""What a sign counts, beside a word as frequent."""
_CANDIDATES = 10
_COMMON_SHARE, _COMMON_LEAST, _COMMON_MOST = 12, 8, 100
"""A part in more than one of 12 sentences (never fewer than 8, nor more than 100) names no candidates."""

_LOOKED_AT = 200
"""How often a sentence's parts, rarest first, may stand in the others for these to be looked at."""

Bag = dict[str, float]


class Likeness:
    """What the sentences of two editions weigh, and have in common."""

    def __init__(self, old: Edition, new: Edition) -> None:
        self._count = len(old.units) + len(new.units)
        self.rare = log(1 + self._count / 2)
        """The weight of a word that stands once in each edition."""
        self._known: dict[tuple[int, int], float] = {}
        self._frequency: Counter[str] = Counter()
        times = Counter(chain(old.keys, new.keys))
        bags = {keys: _parts(keys) for keys in times}
        for keys, bag in bags.items():
            for part in bag:
                self._frequency[part] += times[keys]
        rarity = {part: self.weight_of_part(part) for part in self._frequency}
        for bag in bags.values():
            for part in bag:
                bag[part] *= rarity[part]
        weights = {keys: sum(bag.values()) for keys, bag in bags.items()}
        self.old_bags, self.new_bags = [bags[keys] for keys in old.keys], [bags[keys] for keys in new.keys]
        self.old_weights = [weights[keys] for keys in old.keys]
        self.new_weights = [weights[keys] for keys in new.keys]

    def weight_of_part(self, part: str) -> float:
        """Weigh a part by how few sentences of both editions hold it."""
        return log(1 + self._count / max(1, self._frequency[part]))

    @cache  # noqa: B019
    def weight(self, key: str) -> float:
        """Weigh a word."""
        return sum(share * self.weight_of_part(part) for part, share in parts_of(key))

    def shared(self, i: int, j: int) -> float:
        """Weigh what old sentence `i` and new sentence `j` have in common."""
        pair = (i, j)
        if pair not in self._known:
            self._known[pair] = _shared(self.old_bags[i], self.new_bags[j])
        return self._known[pair]

    def alike(self, olds: Sequence[int], news: Sequence[int]) -> float:
        """Tell how alike old and new sentences are, taken together, 0 to 1 (weighted Dice coefficient)."""
        size = sum(self.old_weights[i] for i in olds) + sum(self.new_weights[j] for j in news)
        if len(olds) == 1 and len(news) == 1:
            shared = self.shared(olds[0], news[0])
        else:
            shared = _shared(
                _together(self.old_bags[i] for i in olds), _together(self.new_bags[j] for j in news)
            )
        return 2 * shared / size if size else 0.0

    def candidates(self, olds: Iterable[int], news: Iterable[int]) -> Iterator[tuple[int, int]]:
        """Give for each old sentence the few new ones with which it shares most."""
        holders: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for j in news:
            for part, weight in self.new_bags[j].items():
                holders[part].append((j, weight))
        common = min(max(_COMMON_LEAST, self._count // _COMMON_SHARE), _COMMON_MOST)
        for i in olds:
            votes: dict[int, float] = defaultdict(float)
            known = [(len(holders[p]), p, w) for p, w in self.old_bags[i].items() if p in holders]
            looked_at = 0
            for count, part, weight in sorted(known):
                looked_at += count
                if count > common or looked_at > _LOOKED_AT:
                    break
                for j, other in holders[part]:
                    votes[j] += weight if weight < other else other
            size = self.old_weights[i]
            ranked = ((2 * vote / (size + self.new_weights[j]), -j) for j, vote in votes.items())
            for _, j in nlargest(_CANDIDATES, ranked):
                yield i, -j


@lru_cache(maxsize=1 << 16)
def parts_of(key: str) -> tuple[tuple[str, float], ...]:
    """Give what a word counts by, each with its share."""
    if is_sign(key):
        return ((key, _SIGN),)
    if key >= _IDEOGRAPHS and len(key) > 1:
        return ((key, 0.5), *((char, 0.5 / len(key)) for char in key))
    if len(key) > _STEM and not is_digits(key):
        return ((key, 0.6), (key[:_STEM] + "-", 0.4))
    return ((key, 1.0),) if len(key) < _STEM else ((key, 0.6), (key + "-", 0.4))


def is_digits(key: str) -> bool:
    """Tell whether a word is a number."""
    return key[0].isdigit()


def _parts(keys: Iterable[str]) -> Bag:
    bag: Bag = defaultdict(float)
    for key in keys:
        for part, share in parts_of(key):
            bag[part] += share
    return dict(bag)


def _shared(one: Bag, other: Bag) -> float:
    if len(one) > len(other):
        one, other = other, one
    return sum(min(weight, other[part]) for part, weight in one.items() if part in other)


def _together(bags: Iterable[Bag]) -> Bag:
    total: Bag = defaultdict(float)
    for bag in bags:
        for part, weight in bag.items():
            total[part] += weight
    return total
