"""What every sentence, and from them every section, of the old version became in the new one.

The steps go from what is plain to what is not; each works on what the ones before left over:

1. sections by their titles (they only count as a hint for the sentences);
2. sentences that kept their order;
3. runs that moved, nearly unchanged;
4. sentences that were split or merged;
5. sentences that were rewritten between the same neighbours;
6. what moved and was edited too;
7. leftovers beside a pair that belong to it; then the sections whose titles said nothing.
"""

from collections import Counter

from .chaining import best_chain
from .edition import Edition
from .matches import Matches
from .ordering import match_in_order, match_moved
from .regrouping import absorb_neighbours, match_regrouped
from .rewriting import match_rewritten
from .sections import align_sections


class Alignment(Matches):
    """The sentences and sections of two editions, aligned."""

    def __init__(self, old: Edition, new: Edition) -> None:
        super().__init__(old, new, align_sections(old, new))
        match_in_order(self)
        match_moved(self, needed=0.60, rare_words=2.0)
        match_regrouped(self)
        match_rewritten(self)
        match_moved(self, needed=0.42, rare_words=4.5)
        absorb_neighbours(self)
        self._match_sections()

    def living_share(self, section: int) -> float:
        """Tell which share of what an old section said lives on, 0 to 1."""
        units = self._units_of(section)
        whole = sum(self.likeness.old_weights[i] for i in units)
        return sum(self.likeness.old_weights[i] * self.alike(i) for i in units) / whole if whole else 0.0

    def heir(self, section: int) -> int | None:
        """Give the new section that holds most of what an old one said."""
        votes: Counter[int] = Counter()
        for i in self._units_of(section):
            for j in self.counterparts(i):
                there = self.new.section_of[self.new.units[j].block]
                if there is not None:
                    votes[there] += round(self.likeness.old_weights[i] * self.alike(i))
        return min(votes, key=lambda there: (-votes[there], there), default=None)

    def sections_moved(self) -> set[int]:
        """Give the old sections that left the order of the bulk."""
        weights = {s: sum(self.likeness.old_weights[i] for i in self._units_of(s)) for s in self.sections}
        steady = best_chain([(s, there, 1 + weights[s]) for s, there in self.sections.items()])
        return self.sections.keys() - {section for section, _ in steady}

    def _match_sections(self) -> None:
        taken = set(self.sections.values())
        for section in range(len(self.old.sections)):
            heir = self.heir(section) if section not in self.sections else None
            if heir is not None and heir not in taken:
                self.sections[section] = heir
                taken.add(heir)

    def _units_of(self, section: int) -> list[int]:
        blocks = range(self.old.sections[section].first, self.old.sections[section].end)
        return [i for block in blocks for i in self.old.units_of.get(block, [])]
