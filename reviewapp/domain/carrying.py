"""From a place in one version to its place in the next, or the honest answer that it was not found.

A passage is carried when its words stand unchanged in the new version. Look-alikes are told apart by what
stands around them, judged from both sides: a place is ours only if no other occurrence in the old version
explains it as well. Whatever stays in doubt is left for an editor to place.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from .anchors import FoldedText, Span, agreement, excerpt, fold, pieces
from .blocks import Block, BlockKind, Section, sections_of
from .threads import PlaceState, Scope

REACH = 64
"""Folded characters of context that vote on each side."""

TELLING = 12
"""Folded characters (a Han character counts double) from which words that stand once speak for themselves."""


HOME = 24
"""What it counts, beside agreeing characters of context, that a place lies in the section it comes from."""

CERTAIN, DOUBTFUL, HOME_SCORE, TELLING_SCORE = 0.5, 0.25, 0.6, 0.9
"""Scores run from 0 to 1; below CERTAIN a place is only proposed."""


class Edition:
    """One version as carrying sees it: its blocks, sections and (once it is asked for) folded text."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self.blocks = blocks
        self.sections: list[Section] = sections_of(blocks)
        self.section_of: list[int | None] = [None] * len(blocks)
        for number, section in enumerate(self.sections):
            for index in range(section.first, section.end):
                self.section_of[index] = number

    @cached_property
    def text(self) -> FoldedText:
        """The blocks as one folded string."""
        return FoldedText(self.blocks)


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a thread stands in the old version: a span for a passage, a section's index for a section."""

    scope: Scope
    span: Span | None = None
    section: int | None = None


@dataclass(frozen=True, slots=True)
class Placement:
    """Where it stands in the new one. For `to_be_placed`, span and section are a proposal or None."""

    state: PlaceState
    span: Span | None = None
    section: int | None = None
    exact: str = ""
    score: float = 1.0


class Carrier:
    """Carry the threads of one version to the next; what both versions need is made once for all."""

    def __init__(self, old: Edition, new: Edition) -> None:
        self.old, self.new = old, new
        self.sections = align_sections(old, new)

    def carry(self, anchor: Anchor) -> Placement:
        """Find the place of one thread."""
        if anchor.scope is Scope.DOCUMENT:
            return Placement(PlaceState.IN_PLACE)
        if anchor.scope is Scope.SECTION or anchor.span is None:
            return self._carry_section(anchor.section)
        return self._carry_passage(anchor.span)

    def _carry_section(self, section: int | None) -> Placement:
        found = self.sections.get(section) if section is not None else None
        if found is None:
            return Placement(PlaceState.TO_BE_PLACED, score=0.0)
        return Placement(PlaceState.IN_PLACE, section=found)

    def _carry_passage(self, span: Span) -> Placement:
        words = fold(excerpt(span, self.old.blocks))
        here = self._index(span)
        home = self.old.section_of[next(pieces(span, self.old.blocks))[0]]
        expected = self.sections.get(home) if home is not None else None
        at, score = self._counterpart(words, here, expected)
        if at is None:
            return Placement(PlaceState.TO_BE_PLACED, section=expected, score=0.0)
        found = self.new.text.span(at, len(words))
        section = self.new.section_of[self.new.text.block_at(at)]
        if score < CERTAIN:
            state = PlaceState.TO_BE_PLACED
        elif section == expected:
            state = PlaceState.IN_PLACE
        else:
            state = PlaceState.MOVED
        return Placement(state, found, section, excerpt(found, self.new.blocks), round(score, 3))

    def _index(self, span: Span) -> int:
        """Give the place of `span` in the old folded text."""
        block, start, _ = next(pieces(span, self.old.blocks))
        return self.old.text.begins_at[block] + len(fold(self.old.blocks[block].text[:start]))

    def _counterpart(self, words: str, here: int, expected: int | None) -> tuple[int | None, float]:
        """Give the place of `words` in the new text and how sure it is (0-1); (None, 0) if they are gone."""
        length = len(words)
        context = self.old.text.around(here, length, REACH)
        there = self.new.text.likely(words, context)
        if not there:
            return None, 0.0
        ranked = sorted(((self._merit(here, at, length), at) for at in there), reverse=True)
        best, at = ranked[0]
        around = self.new.text.around(at, length, REACH)
        rivals = [place for place in self.old.text.likely(words, around) if place != here]
        theirs = max((self._merit(rival, at, length) for rival in rivals), default=-1)
        tied = len(ranked) > 1 and ranked[1][0] == best
        if tied or theirs >= best:
            return at, DOUBTFUL
        possible = HOME + 2 * sum(len(part) for part in context)
        if len(there) == 1 and not rivals and _weight(words) >= TELLING:
            return at, max(best / possible, TELLING_SCORE)
        is_home = self.new.section_of[self.new.text.block_at(at)] == expected
        return at, max(best / possible, HOME_SCORE if is_home else 0.0)

    def _merit(self, here: int, at: int, length: int) -> int:
        """Count what speaks for a place in the new text being that of a place in the old one."""
        context = self.old.text.around(here, length, REACH)
        near = agreement(context, self.new.text.around(at, length, REACH))
        home = self.old.section_of[self.old.text.block_at(here)]
        is_home = self.new.section_of[self.new.text.block_at(at)] == (
            self.sections.get(home) if home is not None else None
        )
        return near + (HOME if is_home else 0)


def _weight(words: str) -> int:
    return sum(2 if ord(char) >= 0x2E80 else 1 for char in words)


def align_sections(old: Edition, new: Edition) -> dict[int, int]:
    """Match sections of two versions: same path of titles, same title, else most blocks in common."""
    matched: dict[int, int] = {}
    for key in (_paths, _titles):
        _match_unique(key(old), key(new), matched)
    owner: dict[str, int | None] = {}
    for index, block in enumerate(new.blocks):
        if block.kind is not BlockKind.HEADING and (text := fold(block.text)):
            owner.setdefault(text, new.section_of[index])
    for number, section in enumerate(old.sections):
        if number in matched:
            continue
        votes: Counter[int] = Counter()
        for block in old.blocks[section.first + 1 : section.end]:
            target = owner.get(fold(block.text))
            if target is not None and target not in matched.values():
                votes[target] += len(block.text)
        if votes:
            matched[number] = votes.most_common(1)[0][0]
    return matched


def _titles(edition: Edition) -> list[str]:
    return [fold(section.title) for section in edition.sections]


def _paths(edition: Edition) -> list[str]:
    path: list[str] = []
    paths = []
    for section, title in zip(edition.sections, _titles(edition), strict=True):
        path = [*path[: section.level - 1], title]
        paths.append("\n".join(path))
    return paths


def _match_unique(old: list[str], new: list[str], matched: dict[int, int]) -> None:
    """Add the pairs whose key stands once among the still unmatched of each side."""
    left = {i: key for i, key in enumerate(old) if i not in matched}
    right = {i: key for i, key in enumerate(new) if i not in matched.values()}
    count_left, count_right = Counter(left.values()), Counter(right.values())
    where = {key: i for i, key in right.items()}
    for i, key in left.items():
        if count_left[key] == 1 and count_right[key] == 1:
            matched[i] = where[key]
