"""Which block of one version became which of the other, and which section.

What is plain is settled without looking at words: sections whose titles say it, blocks that stand unchanged
between unchanged ones (Cohen's patience diff), and blocks edited a little where they stood. All that is left
over goes through the alignment of sentences that carries comments, so that both tell the same story.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Indel, LCSseq

from ..blocks import BlockKind
from ..carrying.chaining import best_chain
from ..carrying.edition import Edition
from ..carrying.sections import align_sections
from .leftovers import carried_off, elsewhere, rewritten, standing_once
from .relations import heirs, named_after, related

Pair = tuple[int, int]
Hole = tuple[range, range]

PLAIN = 0.75
"""How alike the letters of two blocks between the same neighbours are that are plainly one, edited."""

MANY = 2_500
"""Pairs of blocks between two neighbours up to which it is looked which are plainly one."""

LARGEST = 20_000_000
"""Pairs of blocks between two neighbours up to which repeated blocks are told apart by their order."""


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
    pairs.update(carried_off(old, new, pairs))
    pairs.update(elsewhere(old, new, pairs))
    pairs.update(rewritten(old, new, pairs))
    there = {section.first: number for number, section in enumerate(new.sections)}
    for number, section in enumerate(old.sections):
        if section.first in pairs:
            sections[number] = there[pairs[section.first]]
    text = {i: j for i, j in pairs.items() if old.blocks[i].kind is not BlockKind.HEADING}
    sections.update(heirs(old, new, text, sections))
    together = related(old, new, text, sections)
    named_after(old, new, sections, together)
    return Pairing({**text, **_headings(sections, old, new)}, sections, together)


def _headings(sections: dict[int, int], old: Edition, new: Edition) -> dict[int, int]:
    return {old.sections[a].first: new.sections[b].first for a, b in sections.items()}


def _unchanged(old: Edition, new: Edition, headings: dict[int, int]) -> list[tuple[int, int, int]]:
    """Give runs (old, new, length) of blocks that stand in both, in order; headings as their sections go."""
    there = {j: j for j in headings.values()}
    old_keys, new_keys = _keys(old, headings), _keys(new, there)
    runs = _in_order(_runs(standing_once(old_keys, new_keys)), old)
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


def _keys(edition: Edition, known: dict[int, int]) -> list[object]:
    """Say by what each block is known again: a heading by its counterpart, else by its title."""
    keys: list[object] = [(block.kind, block.text) for block in edition.blocks]
    for section in edition.sections:
        keys[section.first] = known.get(section.first, (section.level, section.title))
    return keys


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
