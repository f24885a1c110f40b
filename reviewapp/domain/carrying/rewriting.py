"""Sentences that were rewritten: what stands between the counterparts of the same neighbours.

Few words may be left in common; the place speaks for them. A heading belongs to what follows it.
"""

from itertools import pairwise, takewhile

from .chaining import Pair, best_chain
from .matches import Matches

NEEDED = 0.20
"""Likeness from which a sentence in the same hole may be a rewritten one."""

BESIDE = 0.10
"""How much less is needed for each neighbour whose counterpart stands right beside."""


MANY, AROUND = 2_500, 12
"""Pairs of a hole up to which each is weighed; of more, those about as far from its ends."""


def match_rewritten(matches: Matches) -> None:
    """Fill each hole between sentences that have counterparts."""
    free = set(matches.free_new())
    known = sorted(matches.there)
    for before, after in pairwise([-1, *known, len(matches.old.units)]):
        if after - before < 2:
            continue
        left = matches.counterparts(before)[-1] if before >= 0 else -1
        right = matches.counterparts(after)[0] if after in matches.there else len(matches.new.units)
        pairs = _pairs(
            matches, range(before + 1, after), _room(matches, left, right, after - before, free), left, right
        )
        for i, j in best_chain(pairs):
            moved = before in matches.moved or after in matches.moved
            matches.match(i, range(j, j + 1), moved=moved and j not in matches.hole(i))
            free.discard(j)


def _pairs(matches: Matches, olds: range, news: list[int], left: int, right: int) -> list[Pair]:
    pairs = []
    for i in olds:
        for j in _near(i - olds[0], len(olds), news):
            follows, leads = i == olds[0] and j - 1 == left, i == olds[-1] and j + 1 == right
            beside = 2 * leads if matches.is_heading_old(i) else follows + leads
            pairs.append((i, j, matches.gain(i, j, NEEDED - BESIDE * beside)))
    return pairs


def _near(place: int, count: int, news: list[int]) -> list[int]:
    """Give the new sentences that stand about as far from either end of a hole as an old one of `count`."""
    if count * len(news) <= MANY:
        return news
    from_end = len(news) - (count - place)
    near = {*range(place - AROUND, place + AROUND + 1), *range(from_end - AROUND, from_end + AROUND + 1)}
    return [news[at] for at in sorted(near) if 0 <= at < len(news)]


def _room(matches: Matches, left: int, right: int, count: int, free: set[int]) -> list[int]:
    """Give the free new sentences that follow `left` or lead to `right`; not the far ones."""
    reach = 3 * count + 6
    following = range(left + 1, min(left + 1 + reach, len(matches.new.units)))
    leading = range(right - 1, max(right - 1 - reach, -1), -1)
    return sorted({*takewhile(free.__contains__, following), *takewhile(free.__contains__, leading)})
