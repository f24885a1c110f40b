"""Which sections belong together: each with its counterpart, and with those it was split into or merged."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping

from rapidfuzz.distance import Indel

from ..blocks import BlockKind, Section
from ..carrying.chaining import best_chain
from ..carrying.edition import Edition
from .comparison import SectionChange, SectionState

Pairs = Mapping[int, int]

MOST = 0.5
"""Share of a section's text that must come from, or go to, another for the two to belong together."""

ENOUGH = 0.25
"""Share of the longer of two sections that must be in common for them to be one, whatever their titles."""

ALIKE_TITLES = 0.6


def heirs(old: Edition, new: Edition, pairs: Pairs, sections: Pairs) -> dict[int, int]:
    """Pair sections whose titles told nothing: by what became of their blocks, else by where they stand."""
    common = Counter(
        {
            (a, b): shared
            for (a, b), shared in _common(old, new, pairs).items()
            if a not in sections
            and b not in sections.values()
            and shared >= MOST * min(_size(old, a), _size(new, b))
            and shared >= ENOUGH * max(_size(old, a), _size(new, b))
        }
    )
    found: dict[int, int] = {}
    for (a, b), _ in sorted(common.items(), key=lambda one: (-one[1], one[0])):
        if a not in found and b not in found.values():
            found[a] = b
    for a, b in _in_place(old, new, {**sections, **found}):
        found[a] = b
    return found


def _in_place(old: Edition, new: Edition, known: dict[int, int]) -> Iterator[tuple[int, int]]:
    """Give sections without a counterpart that stand beside that of a neighbour and are alike by title."""
    taken = set(known.values())
    for a, section in enumerate(old.sections):
        if a in known:
            continue
        for b in (known.get(a - 1, -2) + 1, known.get(a + 1, 0) - 1):
            if 0 <= b < len(new.sections) and b not in taken and _alike(section, new.sections[b]):
                known[a] = b
                taken.add(b)
                yield a, b
                break


def _alike(one: Section, other: Section) -> bool:
    return one.level == other.level and Indel.normalized_similarity(one.title, other.title) >= ALIKE_TITLES


def related(old: Edition, new: Edition, pairs: Pairs, sections: Pairs) -> list[tuple[int, int]]:
    """Give all pairs of sections that belong together, the counterparts first."""
    told = list(sections.items())
    there = set(sections.values())
    for (a, b), shared in _common(old, new, pairs).items():
        is_split = a in sections and b not in there and shared >= MOST * _size(new, b)
        is_merged = a not in sections and b in there and shared >= MOST * _size(old, a)
        if is_split or is_merged:
            told.append((a, b))
    return told


def named_after(
    old: Edition, new: Edition, sections: dict[int, int], together: list[tuple[int, int]]
) -> None:
    """Of the parts of a section that was split, let the one whose title is most like be its counterpart."""
    parts: dict[int, list[int]] = defaultdict(list)
    for a, b in together:
        parts[a].append(b)
    for a, found in parts.items():
        if a in sections and len(found) > 1:
            title = old.sections[a].title
            alike = {b: Indel.normalized_similarity(title, new.sections[b].title) for b in found}
            owned = set(sections.values()) - {sections[a]}
            sections[a] = max((b for b in found if b not in owned), key=lambda b: (alike[b], -b))


def section_changes(
    old: Edition,
    new: Edition,
    sections: Pairs,
    together: list[tuple[int, int]],
    touched: tuple[set[int], set[int]],
) -> Iterator[SectionChange]:
    """Say what became of each section; `touched` are those, old and new, in which blocks changed."""
    parts_of_old, parts_of_new = Counter(a for a, _ in together), Counter(b for _, b in together)
    steady = _steady(old, sections)
    for a, b in together:
        one, other = old.sections[a], new.sections[b]
        is_own = sections.get(a) == b
        holds = {
            SectionState.CHANGED: a in touched[0] or b in touched[1],
            SectionState.RENAMED: is_own and one.title != other.title,
            SectionState.RENUMBERED: is_own and one.number != other.number,
            SectionState.MOVED: is_own and a not in steady,
            SectionState.SPLIT: parts_of_old[a] > 1,
            SectionState.MERGED: parts_of_new[b] > 1,
        }
        states = tuple(state for state, holds_true in holds.items() if holds_true)
        yield SectionChange(states or (SectionState.SAME,), a, b)
    for a in range(len(old.sections)):
        if a not in parts_of_old:
            yield SectionChange((SectionState.REMOVED,), a, None)
    for b in range(len(new.sections)):
        if b not in parts_of_new:
            yield SectionChange((SectionState.ADDED,), None, b)


def _steady(old: Edition, sections: Pairs) -> set[int]:
    """Give the old sections that kept their order: those that hold most text."""
    chain = best_chain((a, b, 1.0 + _size(old, a)) for a, b in sections.items())
    return {a for a, _ in chain}


def _common(old: Edition, new: Edition, pairs: Pairs) -> dict[tuple[int, int], int]:
    """Measure for each old and new section how much of the one lives on in the other, in letters."""
    common: dict[tuple[int, int], int] = defaultdict(int)
    for i, j in pairs.items():
        a, b = old.section_of[i], new.section_of[j]
        if a is not None and b is not None and old.blocks[i].kind is not BlockKind.HEADING:
            common[a, b] += 1 + min(len(old.blocks[i].text), len(new.blocks[j].text))
    return common


def _size(edition: Edition, number: int) -> int:
    section = edition.sections[number]
    return sum(1 + len(block.text) for block in edition.blocks[section.first + 1 : section.end])
