"""From the place of a thread in one version to its place in the next, or the honest answer that it is gone.

The ladder: the passage, else the sentence that holds it, else the section, else the document. What is found
but not certain becomes a proposal for an editor (`to_be_placed`); nothing is dropped and nothing guessed.
"""

from dataclasses import dataclass, replace

from ..anchors import Span, excerpt, fold
from ..threads import PlaceState, Scope
from .alignment import Alignment
from .edition import Edition
from .passages import find_passage
from .successors import heir as heir_of
from .successors import living_share, sections_moved
from .wordless import find_wordless

CERTAIN = 0.55
"""Scores run from 0 to 1; below CERTAIN a place is only proposed, and a passage not said to be removed."""


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
        self.alignment = Alignment(old, new)
        self._sections_moved = sections_moved(self.alignment)

    def carry(self, anchor: Anchor) -> Placement:
        """Find the place of one thread."""
        if anchor.scope is Scope.DOCUMENT:
            return Placement(PlaceState.IN_PLACE)
        if anchor.scope is Scope.SECTION or anchor.span is None:
            return self._carry_section(anchor.section)
        words = self.old.words_of(anchor.span)
        if not words:
            return self._carry_wordless(anchor.span)
        return self._carry_passage(anchor.span, words)

    def _carry_section(self, section: int | None) -> Placement:
        if section is None:
            return Placement(PlaceState.SECTION_ONLY)
        found = self.alignment.sections.get(section)
        if found is not None:
            is_moved = section in self._sections_moved
            return Placement(PlaceState.MOVED if is_moved else PlaceState.IN_PLACE, section=found)
        lives_on, (heir, share) = living_share(self.alignment, section), heir_of(self.alignment, section)
        if heir is not None and share >= CERTAIN:
            return Placement(PlaceState.IN_PLACE, section=heir, score=round(share, 3))
        if 1 - lives_on >= CERTAIN:
            return Placement(PlaceState.REMOVED, score=round(1 - lives_on, 3))
        return Placement(PlaceState.TO_BE_PLACED, section=heir, score=round(min(share, 1 - lives_on), 3))

    def _carry_passage(self, span: Span, words: range) -> Placement:
        found = find_passage(self.alignment, words)
        home = self._home(span)
        score = round(found.score, 3)
        if found.stretch is None:
            if score >= CERTAIN:
                return Placement(PlaceState.REMOVED, section=home, score=score)
            return Placement(PlaceState.TO_BE_PLACED, section=home, score=0.0)
        there = self._to_the_letter(span, words, found.stretch)
        section = self.new.section_of[self.new.index_of[there.start_block]]
        exact = excerpt(there, self.new.blocks)
        if score < CERTAIN:
            state = PlaceState.TO_BE_PLACED
        elif found.moved or self._is_elsewhere(home, section):
            state = PlaceState.MOVED
        elif fold(exact) == fold(excerpt(span, self.old.blocks)):
            state = PlaceState.IN_PLACE
        else:
            state = PlaceState.CHANGED
        return Placement(state, there, section, exact, score)

    def _to_the_letter(self, span: Span, words: range, stretch: range) -> Span:
        """Give the span of new words; it begins or ends within a word if the old one did, in the same."""
        there = self.new.span_of(stretch)
        first, last = self.old.words[words[0]], self.old.words[words[-1]]
        start, end = there.start, there.end
        if span.start > first.start and self.new.words[stretch[0]].key == first.key:
            start = min(start + span.start - first.start, self.new.words[stretch[0]].end - 1)
        if span.end < last.end and self.new.words[stretch[-1]].key == last.key:
            end = max(end - (last.end - span.end), self.new.words[stretch[-1]].start + 1)
        return replace(there, start=start, end=end)

    def _carry_wordless(self, span: Span) -> Placement:
        """Carry a place in a block without words, such as a picture."""
        block = find_wordless(self.alignment, self.old.index_of[span.start_block])
        if block is None:
            home = self._home(span)
            return (
                Placement(PlaceState.SECTION_ONLY, section=home)
                if home is not None
                else Placement(PlaceState.TO_BE_PLACED, score=0.0)
            )
        text = self.new.blocks[block]
        return Placement(
            PlaceState.IN_PLACE, Span(text.id, 0, text.id, len(text.text)), self.new.section_of[block]
        )

    def _home(self, span: Span) -> int | None:
        here = self.old.section_of[self.old.index_of[span.start_block]]
        return self.alignment.sections.get(here) if here is not None else None

    def _is_elsewhere(self, home: int | None, section: int | None) -> bool:
        """Tell whether a section is that of other words; one that is new was cut off an old one."""
        return section != home and (section is None or section in self.alignment.sections.values())
