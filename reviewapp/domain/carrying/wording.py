"""Which word of a passage became which word of the new version.

The sentences of the passage and their neighbours are looked at together with the sentences they became, so
that a passage may spread over a sentence that was split, or shrink into one that was merged.
"""

from collections import defaultdict
from functools import cached_property

from .alignment import Alignment
from .chaining import Pair, best_chain
from .edition import is_sign
from .likeness import parts_of

BESIDE = 2
"""Sentences beside the counterparts of a passage that are looked at too."""

WIDEST = 8
"""Sentences of a hole, or of a passage's counterparts beyond its own number, that are looked at."""

MANY = 400
"""Pairs of sentences up to which the words of each are compared."""

FREE = 0.6
"""What a word counts that stands in a sentence nobody became, beside one in the sentence's counterpart."""

STRANGERS = 0.25
"""What a word counts that stands in a sentence which others became."""

CONTEXT = 0.5
"""What the words of neighbouring sentences count, beside those of the passage's own."""

RUN = 0.6
"""What a word gains (times its weight, at most 1) that follows the word before it on both sides."""


class Wording:
    """The words of a passage and its neighbours, and what became of each: `there[old word]` is a new word."""

    def __init__(self, alignment: Alignment, passage: range) -> None:
        self.new, self.passage = alignment.new, passage
        self._alignment = alignment
        first, last = alignment.old.unit_of[passage[0]], alignment.old.unit_of[passage[-1]]
        self._own_units = range(first, last + 1)
        pairs = self._pairs(self._company(first, last), self._window(first, last))
        gains = {(i, j): gain for i, j, gain in pairs}
        self.there = dict(best_chain(pairs, run=RUN))
        self._gains = {i: gains[i, j] for i, j in self.there.items()}

    @cached_property
    def claimed(self) -> set[int]:
        """The new words that others became: words around the passage, and sentences merged with its own."""
        alignment, old = self._alignment, self._alignment.old
        units = range(old.unit_of[self.passage[0]], old.unit_of[self.passage[-1]] + 1)
        found = {j for i, j in self.there.items() if i not in self.passage and not is_sign(old.words[i].key)}
        for j in {j for i in units for j in alignment.counterparts(i)}:
            for other in alignment.here[j]:
                if other not in units:
                    found.update(
                        there for _, there in best_chain(pairs_between(alignment, other, j), run=RUN)
                    )
        return found - self.own().keys()

    def kept_share(self) -> float:
        """Tell which share of the passage's words lives on, by weight."""
        likeness, words = self._alignment.likeness, self._alignment.old.words
        weights = {i: likeness.weight(words[i].key) for i in self.passage}
        kept = sum(min(self._gains[i], weights[i]) for i in self.passage if i in self.there)
        return kept / (sum(weights.values()) or 1)

    def own(self) -> dict[int, float]:
        """Give the new words that the passage's own became, with what each counts."""
        return {self.there[i]: self._gains[i] for i in self.passage if i in self.there}

    def weight_of_new(self, word: int) -> float:
        """Weigh a new word."""
        return self._alignment.likeness.weight(self.new.words[word].key)

    def _company(self, first: int, last: int) -> range:
        """Give the passage's sentences and the one on each side, unless it went to the other side of them."""
        alignment = self._alignment
        found = [j for i in range(first, last + 1) for j in alignment.counterparts(i)]
        before, after = alignment.counterparts(first - 1), alignment.counterparts(last + 1)
        crossed_before = bool(found and before and before[-1] > max(found))
        crossed_after = bool(found and after and after[0] < min(found))
        low = first if first == 0 or crossed_before else first - 1
        high = last if last + 1 == len(alignment.old.units) or crossed_after else last + 1
        return range(low, high + 1)

    def _window(self, first: int, last: int) -> range:
        """Give the new sentences to look at."""
        alignment = self._alignment
        found = sorted(j for i in range(first, last + 1) for j in alignment.counterparts(i))
        if found:
            middle = found[len(found) // 2]
            near = [j for j in found if abs(j - middle) <= last - first + WIDEST]
            low, high = near[0], near[-1] + 1
        else:
            hole = alignment.hole(first)
            low, high = hole.start, min(hole.stop, hole.start + WIDEST)
        return range(max(0, low - BESIDE), min(len(alignment.new.units), high + BESIDE))

    def _pairs(self, olds: range, news: range) -> list[Pair]:
        pairs: list[Pair] = []
        for u in olds:
            for v in self._beside(u, olds, news):
                trust = self._trust(u, v)
                weight = trust * (1 if u in self._own_units else CONTEXT)
                for i, j, gain in pairs_between(self._alignment, u, v):
                    pairs.append((i, j, gain * weight))
        return pairs

    def _beside(self, u: int, olds: range, news: range) -> range:
        """Give the new sentences whose words are compared to those of old `u`: of very many the near ones."""
        if len(olds) * len(news) <= MANY:
            return news
        there = self._alignment.counterparts(u) or self._alignment.hole(u)
        near = range(there.start - BESIDE, min(there.stop, there.start + WIDEST) + BESIDE)
        return range(max(near.start, news.start), min(near.stop, news.stop))

    def _trust(self, u: int, v: int) -> float:
        there = self._alignment.counterparts(u)
        if v in there:
            return 1.0
        return STRANGERS if there and self._alignment.here.get(v) else FREE


def pairs_between(alignment: Alignment, u: int, v: int) -> list[Pair]:
    """Pair the words of old sentence `u` and new sentence `v` that have a part in common; weigh it."""
    old, new, likeness = alignment.old, alignment.new, alignment.likeness
    holders: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for j in range(new.units[v].first, new.units[v].end):
        for part, share in parts_of(new.words[j].key):
            holders[part].append((j, share))
    gains: dict[tuple[int, int], float] = defaultdict(float)
    for i in range(old.units[u].first, old.units[u].end):
        for part, share in parts_of(old.words[i].key):
            for j, other in holders.get(part, ()):
                gains[i, j] += min(share, other) * likeness.weight_of_part(part)
    return [(i, j, gain) for (i, j), gain in gains.items()]
