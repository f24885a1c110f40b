"""Blocks that did not stay where they were, or not as they were: what of them lives on, and where.

What moved unchanged is told by its text; what was edited too, split or merged goes through the alignment
of sentences that carries comments, so that both tell the same story. What is left between two neighbours was
written anew.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence

from ..blocks import BlockKind
from ..carrying.alignment import Alignment
from ..carrying.edition import Edition

Pair = tuple[int, int]

LEAST_MOVED = 12
"""Letters from which a block that stands once in each version, but elsewhere, is believed to have moved."""

LETTERS, IDEOGRAPHS = 20, 7
"""How long a stretch is that two texts hardly have in common by chance."""

IN_COMMON = 0.12
"""Share of its phrases that a block must have in common with what is left of the other version."""

OWN_SHARE = 0.34
"""Share of a block that must live on in another for the two to be a pair."""


def standing_once(old: Sequence[object], new: Sequence[object]) -> list[Pair]:
    """Pair what stands once in each of two rows."""
    count_old, count_new = Counter(old), Counter(new)
    where = {key: j for j, key in enumerate(new)}
    return [(i, where[key]) for i, key in enumerate(old) if count_old[key] == 1 and count_new[key] == 1]


def _left(old: Edition, new: Edition, pairs: dict[int, int]) -> tuple[set[int], set[int]]:
    """Give the blocks, old and new, without a pair; no headings."""
    taken = set(pairs.values())
    olds = {i for i, block in enumerate(old.blocks) if i not in pairs and block.kind is not BlockKind.HEADING}
    news = {j for j, block in enumerate(new.blocks) if j not in taken and block.kind is not BlockKind.HEADING}
    return olds, news


def carried_off(old: Edition, new: Edition, pairs: dict[int, int]) -> dict[int, int]:
    """Pair what is left over once in each version, unchanged: it moved."""
    olds, news = (sorted(one) for one in _left(old, new, pairs))
    said_old = [(old.blocks[i].kind, old.blocks[i].text) for i in olds]
    said_new = [(new.blocks[j].kind, new.blocks[j].text) for j in news]
    found = ((olds[a], news[b]) for a, b in standing_once(said_old, said_new))
    return {i: j for i, j in found if len(old.blocks[i].text) >= LEAST_MOVED}


def _alike_anywhere(olds: set[int], news: set[int], old: Edition, new: Edition) -> tuple[set[int], set[int]]:
    """Keep the blocks that say something a few words in a row as one left in the other version does."""
    said_old = {i: _phrases(old.blocks[i].text) for i in olds}
    said_new = {j: _phrases(new.blocks[j].text) for j in news}
    common = set().union(*said_old.values()) & set().union(*said_new.values())
    return (
        {i for i, phrases in said_old.items() if len(phrases & common) >= IN_COMMON * len(phrases)},
        {j for j, phrases in said_new.items() if len(phrases & common) >= IN_COMMON * len(phrases)},
    )


def _phrases(text: str) -> set[str]:
    """Give all stretches of as many letters as some words in a row have."""
    length = IDEOGRAPHS if text[len(text) // 2 : len(text) // 2 + 1] >= "\u0e00" else LETTERS
    return {text[at : at + length] for at in range(max(1, len(text) - length + 1))}


def elsewhere(old: Edition, new: Edition, pairs: dict[int, int]) -> dict[int, int]:
    """Pair what is left, by the sentences that live on."""
    back = {j: i for i, j in pairs.items()}
    free_old, free_new = _alike_anywhere(*_left(old, new, pairs), old, new)
    if not free_old or not free_new:
        return {}
    near = {i for one in free_old for i in (one - 1, one + 1) if i in pairs}
    near |= {back[j] for one in free_new for j in (one - 1, one + 1) if j in back}
    rest_old = _Rest(old, free_old, near)
    rest_new = _Rest(new, free_new, {pairs[i] for i in near})
    alignment = Alignment(rest_old.edition, rest_new.edition)
    shared: dict[Pair, float] = defaultdict(float)
    for unit, weight in enumerate(alignment.likeness.old_weights):
        i = rest_old.blocks[rest_old.edition.units[unit].block]
        news = alignment.counterparts(unit)
        for there in news:
            j = rest_new.blocks[rest_new.edition.units[there].block]
            if i in rest_old.free and j in rest_new.free:
                shared[i, j] += weight / len(news)
    whole_old = rest_old.sums(alignment.likeness.old_weights)
    whole_new = rest_new.sums(alignment.likeness.new_weights)
    found: dict[int, int] = {}
    owned: set[int] = set()
    for (i, j), weight in sorted(shared.items(), key=lambda one: (-one[1], one[0])):
        share = weight / max(1e-9, min(whole_old[i], whole_new[j]))
        if i not in found and j not in owned and share >= OWN_SHARE and _may_be(old, i, new, j):
            found[i] = j
            owned.add(j)
    return found


def _may_be(old: Edition, i: int, new: Edition, j: int) -> bool:
    """A heading becomes a heading: its section's; a table becomes a table."""
    kinds = {old.blocks[i].kind, new.blocks[j].kind}
    return len(kinds) == 1 or kinds.isdisjoint({BlockKind.HEADING, BlockKind.TABLE, BlockKind.FIGURE})


def rewritten(old: Edition, new: Edition, pairs: dict[int, int]) -> dict[int, int]:
    """Pair what is left between two neighbours, as many of a kind in both versions: it was written anew."""
    there = {**pairs, -1: -1, len(old.blocks): len(new.blocks)}
    olds, news = _left(old, new, pairs)
    found: dict[int, int] = {}
    for first in sorted(olds):
        if first - 1 in olds or first - 1 not in there:
            continue
        i, j = first, there[first - 1] + 1
        run: list[Pair] = []
        while i in olds and j in news and old.blocks[i].kind is new.blocks[j].kind:
            run.append((i, j))
            i, j = i + 1, j + 1
        after, behind = _next_text(old, i - 1), _next_text(new, j - 1)
        if i not in olds and j not in news and (there.get(after) == behind or (after > i and behind > j)):
            found.update(run)
    return found


def _next_text(edition: Edition, at: int) -> int:
    """Give the next block that is no heading."""
    at += 1
    while at < len(edition.blocks) and edition.blocks[at].kind is BlockKind.HEADING:
        at += 1
    return at


class _Rest:
    """The blocks of an edition that have no pair yet, with their surroundings: `beside` and headings."""

    def __init__(self, edition: Edition, free: set[int], beside: set[int]) -> None:
        self.free = {i for i in free if edition.blocks[i].kind is not BlockKind.HEADING}
        heads = {edition.section_of[i] for i in free | beside}
        above = {edition.sections[number].first for number in heads if number is not None}
        self.blocks = sorted(self.free | above | beside)
        self.edition = Edition([edition.blocks[i] for i in self.blocks])

    def sums(self, weights: Sequence[float]) -> dict[int, float]:
        """Add the weights of sentences up by block."""
        sums: dict[int, float] = defaultdict(float)
        for unit, weight in zip(self.edition.units, weights, strict=True):
            sums[self.blocks[unit.block]] += weight
        return sums
