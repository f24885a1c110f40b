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

from .edition import Edition
from .matches import Matches
from .ordering import match_in_order, match_moved
from .regrouping import absorb_neighbours, match_regrouped
from .rewriting import match_rewritten
from .sections import align_sections
from .successors import match_sections


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
        match_sections(self)
