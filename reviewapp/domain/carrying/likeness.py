"""How much sentences have in common: rare words count more (inverse document frequency, Sparck Jones 1972).

A word counts by itself and by its parts, so that *learner* and *learners*, 编写 and 编辑, are half the same.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from math import log

from .edition import Edition, is_sign

_IDEOGRAPHS = "\u2e80"
_STEM = 5
_SIGN = 0.15
"""What a sign counts, beside a word as frequent."""
_CANDIDATES = 10
_COMMON_SHARE, _COMMON_LEAST, _COMMON_MOST = 12, 8, 100
"""A part in more than one of 12 sentences (never fewer than 8, nor more than 100) names no candidates."""

Bag = dict[str, float]


class Likeness:
    """What the sentences of two editions weigh, and have in common."""

    def __init__(self, old: Edition, new: Edition) -> None:
        self._count = len(old.units) + len(new.units)
        self.rare = log(1 + self._count / 2)
        """The weight of a word that stands once in each edition."""
        self._frequency: Counter[str] = Counter()
        self.old_bags = [self._parts(old, number) for number in range(len(old.units))]
        self.new_bags = [self._parts(new, number) for number in range(len(new.units))]
        for bag in (*self.old_bags, *self.new_bags):
            self._frequency.update(bag.keys())
        for bag in (*self.old_bags, *self.new_bags):
            for part in bag:
                bag[part] *= self.weight_of_part(part)
        self.old_weights = [sum(bag.values()) for bag in self.old_bags]
        self.new_weights = [sum(bag.values()) for bag in self.new_bags]

    @staticmethod
    def _parts(edition: Edition, number: int) -> Bag:
        unit = edition.units[number]
        bag: Bag = defaultdict(float)
        for word in edition.words[unit.first : unit.end]:
            for part, share in parts_of(word.key):
                bag[part] += share
        return dict(bag)

    def weight_of_part(self, part: str) -> float:
        """Weigh a part by how few sentences of both editions hold it."""
        return log(1 + self._count / max(1, self._frequency[part]))

    @cache  # noqa: B019
    def weight(self, key: str) -> float:
        """Weigh a word."""
        return sum(share * self.weight_of_part(part) for part, share in parts_of(key))

    def shared(self, i: int, j: int) -> float:
        """Weigh what old sentence `i` and new sentence `j` have in common."""
        return _shared(self.old_bags[i], self.new_bags[j])

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
            for part, weight in self.old_bags[i].items():
                found = holders.get(part, ())
                if len(found) <= common:
                    for j, other in found:
                        votes[j] += weight if weight < other else other
            ranked = sorted(
                votes, key=lambda j: (-2 * votes[j] / (self.old_weights[i] + self.new_weights[j]), j)
            )
            for j in ranked[:_CANDIDATES]:
                yield i, j


@cache
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
