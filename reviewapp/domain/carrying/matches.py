"""Who became whom: old sentences and their counterparts, while they are being found."""

from collections import defaultdict
from itertools import takewhile
from math import inf

from ..blocks import BlockKind
from .doubles import Doubles
from .edition import Edition
from .likeness import Likeness


class Matches:
    """The counterparts found so far: one sentence for most, a run for one that was split.

    `there[i]` are the new sentences of old `i`, `here[j]` the old ones of new `j`. `moved` are the old ones
    that left the order of the bulk.
    """

    def __init__(self, old: Edition, new: Edition, sections: dict[int, int]) -> None:
        new.learn_from(old)
        self.old, self.new, self.sections = old, new, sections
        self.likeness, self.doubles = Likeness(old, new), Doubles(old, new)
        self._headings_old, self._headings_new = _headings(old), _headings(new)
        self._candidates: list[tuple[int, int]] | None = None
        self.there: dict[int, range] = {}
        self.here: dict[int, list[int]] = defaultdict(list)
        self.moved: set[int] = set()

    def match(self, i: int, news: range, *, moved: bool = False) -> None:
        """Say that old `i` became `news`, which are neighbours."""
        for j in self.there.get(i, range(0)):
            self.here[j].remove(i)
        self.there[i] = news
        for j in news:
            self.here[j].append(i)
        if moved:
            self.moved.add(i)

    def free_old(self) -> list[int]:
        """Give the old sentences without a counterpart."""
        return [i for i in range(len(self.old.units)) if i not in self.there]

    def free_new(self) -> list[int]:
        """Give the new sentences that nobody became."""
        return [j for j in range(len(self.new.units)) if not self.here.get(j)]

    def candidates(self) -> list[tuple[int, int]]:
        """Give the likely pairs of what is free; looked for once, for what is free only shrinks."""
        if self._candidates is None:
            self._candidates = list(self.likeness.candidates(self.free_old(), self.free_new()))
        return [(i, j) for i, j in self._candidates if i not in self.there and not self.here.get(j)]

    def counterparts(self, i: int) -> range:
        """Give the new sentences that old `i` became (empty: none)."""
        return self.there.get(i, range(0))

    def gain(self, i: int, j: int, needed: float) -> float:
        """Weigh what speaks for a pair: positive if the two are more alike than `needed`."""
        if self.doubles.say_the_same(i, j):
            return 2 * (1 - needed - self._odd(i, j)) * self.likeness.old_weights[i]
        if self.doubles.are_apart(i, j):
            return -inf
        size = self.likeness.old_weights[i] + self.likeness.new_weights[j]
        return 2 * self.likeness.shared(i, j) - (needed + self._odd(i, j)) * size

    def _odd(self, i: int, j: int) -> float:
        return OTHER_KIND if self.is_heading_old(i) != self.is_heading_new(j) else 0.0

    def alike(self, i: int) -> float:
        """Tell how alike old `i` and what it became are, 0 to 1; merged ones are taken together."""
        news = self.counterparts(i)
        if not news:
            return 0.0
        together = self.likeness.alike(self.here[news[0]], news) if len(news) == 1 else 0.0
        return max(self.likeness.alike([i], news), together)

    def is_doubtful(self, i: int) -> bool:
        """Tell whether old `i` could as well be another that says the same: no neighbour speaks for it."""
        if not self.doubles.have_rivals(i):
            return False
        news = self.counterparts(i)
        if not news:
            return not (self.counterparts(i - 1) and self.counterparts(i + 1))
        before, after = self.counterparts(i - 1), self.counterparts(i + 1)
        return not (before and before[-1] == news[0] - 1) and not (after and after[0] == news[-1] + 1)

    def newcomers(self, i: int) -> list[int]:
        """Give the new sentences that nobody became where old `i`, which became none, would stand.

        They lie beside what its nearest neighbours became, in what its section became, in the same kind of
        block.
        """
        before = next((k for k in range(i - 1, -1, -1) if k in self.there), None)
        after = next((k for k in range(i + 1, len(self.old.units)) if k in self.there), None)
        left = self.there[before][-1] + 1 if before is not None else 0
        right = self.there[after][0] - 1 if after is not None else len(self.new.units) - 1
        following = range(left, min(left + FAR, len(self.new.units)))
        leading = range(right, max(right - FAR, -1), -1)
        beside = {*takewhile(self._is_new, following), *takewhile(self._is_new, leading)}
        return sorted(
            j for j in beside if self.is_home(i, j) and self.is_heading_new(j) == self.is_heading_old(i)
        )

    def _is_new(self, j: int) -> bool:
        return not self.here.get(j)

    def is_heading_old(self, i: int) -> bool:
        """Tell whether old `i` stands in a heading."""
        return self._headings_old[i]

    def is_heading_new(self, j: int) -> bool:
        """Tell whether new `j` stands in a heading."""
        return self._headings_new[j]

    def is_home(self, i: int, j: int) -> bool:
        """Tell whether a pair stands in sections that belong together."""
        here = self.old.section_of[self.old.units[i].block]
        there = self.new.section_of[self.new.units[j].block]
        return (self.sections.get(here) if here is not None else None) == there

    def hole(self, i: int) -> range:
        """Give the new sentences between what the nearest neighbours of old `i` that did not move became."""
        before = next((self.there[k][-1] for k in range(i - 1, -1, -1) if self._is_steady(k)), -1)
        after = next(
            (self.there[k][0] for k in range(i + 1, len(self.old.units)) if self._is_steady(k)),
            len(self.new.units),
        )
        return range(before + 1, max(before + 1, after))

    def _is_steady(self, i: int) -> bool:
        return i in self.there and i not in self.moved


FAR = 12
"""How many sentences beside a neighbour are looked at for what may have taken another's place."""

OTHER_KIND = 0.10
"""How much more alike a heading and a sentence of the text must be."""


def _headings(edition: Edition) -> list[bool]:
    return [edition.blocks[unit.block].kind is BlockKind.HEADING for unit in edition.units]
