"""Two versions compared."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import pairwise

from ..blocks import Block, BlockKind
from ..carrying.chaining import best_chain
from ..carrying.edition import Edition
from .comparison import Aspect, BlockChange, BlockState, Comparison
from .pairing import pair_up
from .relations import section_changes
from .tables import compare_tables, rows_of, words_of
from .words import compare_words, replaced

RULESET = 1
"""Grows when comparisons made before would be made otherwise now."""

_PICTURE = re.compile(r"<img\b[^>]*?src=\"[^\"]*?([^/\"]+)\"")


def compare(old_blocks: Sequence[Block], new_blocks: Sequence[Block]) -> Comparison:
    """Compare two versions of a text."""
    old, new = Edition(old_blocks), Edition(new_blocks)
    paired = pair_up(old, new)
    pairs, together = paired.blocks, paired.together
    moved = _moved(old, new, pairs, together)
    strangers = {i for i in moved if not _share_words(old.blocks[i].text, new.blocks[pairs[i]].text)}
    pairs = {i: j for i, j in pairs.items() if i not in strangers}
    blocks = [*_in_both(old, new, pairs, moved), *_in_one(old, new, pairs)]
    changes = section_changes(old, new, paired.sections, together, _touched(old, new, blocks))
    return Comparison(list(changes), blocks)


def _share_words(one: str, other: str) -> bool:
    return one == other or any(op == "=" for op, _ in compare_words(one, other))


def _moved(
    old: Edition, new: Edition, pairs: Mapping[int, int], together: Collection[tuple[int, int]]
) -> set[int]:
    """Give the old blocks that left their section, or their order in it."""
    groups: dict[tuple[int | None, int | None], list[tuple[int, int]]] = defaultdict(list)
    for i, j in sorted(pairs.items()):
        if old.blocks[i].kind is not BlockKind.HEADING:
            groups[old.section_of[i], new.section_of[j]].append((i, j))
    moved: set[int] = set()
    belong = {*together, (None, None)}
    for group, held in groups.items():
        if group not in belong:
            moved.update(i for i, _ in held)
        elif any(one[1] > other[1] for one, other in pairwise(held)):
            chain = best_chain((i, j, 1.0 + len(old.blocks[i].text)) for i, j in held)
            moved.update({i for i, _ in held} - {i for i, _ in chain})
    return moved


def _in_both(
    old: Edition, new: Edition, pairs: Mapping[int, int], moved: Collection[int]
) -> Iterator[BlockChange]:
    for i, j in pairs.items():
        one, other = old.blocks[i], new.blocks[j]
        aspects = _aspects(one, other)
        telling = aspects != () and aspects != (Aspect.NUMBER,)
        state = BlockState.MOVED if i in moved else BlockState.CHANGED if telling else BlockState.SAME
        if one.text == other.text:
            yield BlockChange(state, i, j, aspects)
        elif one.kind is other.kind is BlockKind.TABLE:
            rows = compare_tables(rows_of(one.html, one.text), rows_of(other.html, other.text))
            yield BlockChange(state, i, j, aspects, words_of(rows), rows)
        else:
            yield BlockChange(state, i, j, aspects, compare_words(one.text, other.text))


def _in_one(old: Edition, new: Edition, pairs: Mapping[int, int]) -> Iterator[BlockChange]:
    there = set(pairs.values())
    for i, block in enumerate(old.blocks):
        if i not in pairs:
            yield BlockChange(BlockState.REMOVED, i, None, words=replaced(block.text, ""))
    for j, block in enumerate(new.blocks):
        if j not in there:
            yield BlockChange(BlockState.ADDED, None, j, words=replaced("", block.text))


def _aspects(one: Block, other: Block) -> tuple[Aspect, ...]:
    """Tell what differs."""
    differs = {
        Aspect.WORDS: one.text != other.text,
        Aspect.NUMBER: one.number != other.number,
        Aspect.KIND: one.kind is not other.kind,
        Aspect.LEVEL: one.kind is other.kind and one.level != other.level,
        Aspect.PICTURE: _pictures(one.html) != _pictures(other.html),
    }
    return tuple(aspect for aspect, holds in differs.items() if holds)


def _pictures(html: str) -> list[str]:
    return _PICTURE.findall(html) if "<img" in html else []


def _touched(old: Edition, new: Edition, blocks: Sequence[BlockChange]) -> tuple[set[int], set[int]]:
    """Give the sections, old and new, in which a block that is no heading changed."""
    sections: tuple[set[int], set[int]] = set(), set()
    for one in blocks:
        if one.state is BlockState.SAME:
            continue
        for at, edition, touched in ((one.old, old, sections[0]), (one.new, new, sections[1])):
            if at is not None and edition.blocks[at].kind is not BlockKind.HEADING:
                number = edition.section_of[at]
                if number is not None:
                    touched.add(number)
    return sections
