"""Which block of one version became which of the other, and which section.

What is plain is settled without looking at words: sections whose titles say it, blocks that stand unchanged
between unchanged ones (Cohen's patience diff), and blocks edited a little where they stood. All that is left
over goes through the alignment of sentences that carries comments, so that both tell the same story.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Indel, LCSseq

from ..blocks import BlockKind
from ..carrying.alignment import Alignment
from ..carrying.chaining import best_chain
from ..carrying.edition import Edition
from ..carrying.sections import align_sections
from .relations import heirs, named_after, related

Pair = tuple[int, int]
Hole = tuple[range, range]

PLAIN = 0.75
"""How alike the letters of two blocks between the same neighbours are that are plainly one, edited."""

MANY = 2_500
"""Pairs of blocks between two neighbours up to which it is looked which are plainly one."""

LARGEST = 20_000_000
"""Pairs of blocks between two neighbours up to which repeated blocks are told apart by their order."""

LEAST_MOVED = 12
"""Letters from which a block that stands once in each version, but elsewhere, is believed to have moved."""

LETTERS, IDEOGRAPHS = 20, 7
"""How long a stretch is that two texts hardly have in common by chance."""

OWN_SHARE = 0.34
"""Share of a block that must live on in another for the two to be a pair."""


@dataclass(frozen=True, slots=True)
class Pairing:
    """The new block of each old one that has one, and the same for sections; one to one.

    `together` are all pairs of sections that belong together, those that were split or merged too.
    """

    blocks: dict[int, int]
    sections: dict[int, int]
    together: list[Pair]


def pair_up(old: Edition, new: Edition) -> Pairing:
    """Tell which block and which section became which."""
    sections = align_sections(old, new)
    pairs = _headings(sections, old, new)
    for olds, news in list(
        _holes(_unchanged(old, new, dict(pairs)), len(old.blocks), len(new.blocks), pairs)
    ):
        pairs.update(_edited(old, new, olds, news))
    pairs.update(_carried_off(old, new, pairs))
    pairs.update(_elsewhere(old, new, pairs))
    pairs.update(_rewritten(old, new, pairs))
    text = {i: j for i, j in pairs.items() if old.blocks[i].kind is not BlockKind.HEADING}
    sections.update(heirs(old, new, text, sections))
    together = related(old, new, text, sections)
    named_after(old, new, sections, together)
    return Pairing({**text, **_headings(sections, old, new)}, sections, together)


def _headings(sections: dict[int, int], old: Edition, new: Edition) -> dict[int, int]:
    return {old.sections[a].first: new.sections[b].first for a, b in sections.items()}


def _unchanged(old: Edition, new: Edition, headings: dict[int, int]) -> list[tuple[int, int, int]]:
    """Give runs (old, new, length) of blocks that stand in both, in order; headings as their sections go."""
    there = set(headings.values())
    old_keys: list[object] = [
        headings.get(i, (i,)) if block.kind is BlockKind.HEADING else (block.kind, block.text)
        for i, block in enumerate(old.blocks)
    ]
    new_keys: list[object] = [
        (j if j in there else (j, j)) if block.kind is BlockKind.HEADING else (block.kind, block.text)
        for j, block in enumerate(new.blocks)
    ]
    runs = _in_order(_runs(_standing_once(old_keys, new_keys)), old)
    told: list[tuple[int, int, int]] = []
    i = j = 0
    for run in (*runs, (len(old_keys), len(new_keys), 0)):
        if i < run[0] and j < run[1] and (run[0] - i) * (run[1] - j) <= LARGEST:
            for one in LCSseq.opcodes(old_keys[i : run[0]], new_keys[j : run[1]]):
                if one.tag == "equal":
                    told.append((i + one.src_start, j + one.dest_start, one.src_end - one.src_start))
        told.append(run)
        i, j = run[0] + run[2], run[1] + run[2]
    return told


def _standing_once(old: Sequence[object], new: Sequence[object]) -> list[Pair]:
    count_old, count_new = Counter(old), Counter(new)
    where = {key: j for j, key in enumerate(new)}
    return [(i, where[key]) for i, key in enumerate(old) if count_old[key] == 1 and count_new[key] == 1]


def _runs(pairs: Iterable[Pair]) -> list[tuple[int, int, int]]:
    runs: list[tuple[int, int, int]] = []
    for i, j in pairs:
        if runs and (i, j) == (runs[-1][0] + runs[-1][2], runs[-1][1] + runs[-1][2]):
            runs[-1] = (*runs[-1][:2], runs[-1][2] + 1)
        else:
            runs.append((i, j, 1))
    return runs


def _in_order(runs: Sequence[tuple[int, int, int]], old: Edition) -> list[tuple[int, int, int]]:
    """Keep the runs that rise on both sides and hold most text."""
    length = {(i, j): n for i, j, n in runs}
    sizes = ((i, j, sum(1.0 + len(block.text) for block in old.blocks[i : i + n])) for i, j, n in runs)
    return [(i, j, length[i, j]) for i, j in best_chain(sizes)]


def _holes(
    runs: Sequence[tuple[int, int, int]], olds: int, news: int, pairs: dict[int, int]
) -> Iterator[Hole]:
    """Give what lies between the runs; add to `pairs` what is in them."""
    i = j = 0
    for first, other, length in (*runs, (olds, news, 0)):
        if i < first and j < other:
            yield range(i, first), range(j, other)
        pairs.update(zip(range(first, first + length), range(other, other + length), strict=True))
        i, j = first + length, other + length


def _edited(old: Edition, new: Edition, olds: range, news: range) -> list[Pair]:
    """Pair the blocks of a hole that are plainly the same."""
    if len(olds) * len(news) > MANY:
        return []
    found = []
    for i in olds:
        one = old.blocks[i]
        for j in news:
            other = new.blocks[j]
            if one.kind is other.kind and one.kind is not BlockKind.HEADING:
                alike = Indel.normalized_similarity(one.text, other.text, score_cutoff=PLAIN)
                found.append((i, j, alike * (len(one.text) + len(other.text))))
    return best_chain(found)


def _left(old: Edition, new: Edition, pairs: dict[int, int]) -> tuple[set[int], set[int]]:
    """Give the blocks, old and new, without a pair; no headings."""
    taken = set(pairs.values())
    olds = {i for i, block in enumerate(old.blocks) if i not in pairs and block.kind is not BlockKind.HEADING}
    news = {j for j, block in enumerate(new.blocks) if j not in taken and block.kind is not BlockKind.HEADING}
    return olds, news


def _carried_off(old: Edition, new: Edition, pairs: dict[int, int]) -> dict[int, int]:
    """Pair what is left over once in each version, unchanged: it moved."""
    olds, news = (sorted(one) for one in _left(old, new, pairs))
    said_old = [(old.blocks[i].kind, old.blocks[i].text) for i in olds]
    said_new = [(new.blocks[j].kind, new.blocks[j].text) for j in news]
    found = ((olds[a], news[b]) for a, b in _standing_once(said_old, said_new))
    return {i: j for i, j in found if len(old.blocks[i].text) >= LEAST_MOVED}


def _alike_anywhere(olds: set[int], news: set[int], old: Edition, new: Edition) -> tuple[set[int], set[int]]:
    """Keep the blocks that have a few words in a row in common with one of the other version."""
    said_old = {i: _phrases(old.blocks[i].text) for i in olds}
    said_new = {j: _phrases(new.blocks[j].text) for j in news}
    common = set().union(*said_old.values()) & set().union(*said_new.values())
    return (
        {i for i, phrases in said_old.items() if not common.isdisjoint(phrases)},
        {j for j, phrases in said_new.items() if not common.isdisjoint(phrases)},
    )


def _phrases(text: str) -> set[str]:
    """Give all stretches of as many letters as some words in a row have."""
    length = IDEOGRAPHS if text[len(text) // 2 : len(text) // 2 + 1] >= "\u0e00" else LETTERS
    return {text[at : at + length] for at in range(max(1, len(text) - length + 1))}


def _elsewhere(old: Edition, new: Edition, pairs: dict[int, int]) -> dict[int, int]:
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


def _rewritten(old: Edition, new: Edition, pairs: dict[int, int]) -> dict[int, int]:
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
