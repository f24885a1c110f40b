"""Where a passage went, and how sure that is.

The sentence votes before the phrase: a phrase is looked for in what its sentence became. Where the sentence
is gone, most of the phrase must live on to be believed.
"""

from dataclasses import dataclass
from enum import StrEnum

from .alignment import Alignment
from .edition import Edition, is_sign
from .stretches import core_of, gap_of, widened
from .wording import Wording

WHOLE = 0.8
"""Share of its sentences from which a passage counts as the sentences themselves."""

LIVES_ON = 0.45
"""Likeness from which a sentence is believed to live on, so that a phrase of it must be there or cut out."""

REPLACED = 0.25
"""How long, beside the phrase, what stands in its place must be; what is shorter replaced nothing."""

COMPARABLE = 0.5
"""How long, beside a sentence that is gone, what is new in its place must be to leave it open which it is."""

ALONE = 0.6
"""Share of a phrase's own words that must live on where its sentence is gone."""


class Fate(StrEnum):
    """What became of a passage."""

    LIVES = "lives"
    CUT_OUT = "cut out"  # of a sentence that lives on
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Finding:
    """The new words a passage became (None unless it lives), and what speaks for it.

    `kept` is the share of its own words (by weight) that live on, `alike` how alike its sentences and their
    counterparts are; both 0 to 1.
    """

    fate: Fate
    stretch: range | None
    kept: float
    alike: float
    moved: bool = False
    doubtful: bool = False
    replaced: bool = False

    @property
    def score(self) -> float:
        """Say how sure this is, 0 to 1."""
        return self._score / 2 if self.doubtful or self.replaced else self._score

    @property
    def _score(self) -> float:
        match self.fate:
            case Fate.LIVES:
                return (self.kept + self.alike) / 2
            case Fate.CUT_OUT:
                return 1 - self.kept
            case Fate.GONE:
                return 1 - max(self.kept, self.alike)


def find_passage(alignment: Alignment, passage: range) -> Finding:
    """Find what became of the old words `passage` (not empty)."""
    old, weights = alignment.old, alignment.likeness.old_weights
    units = range(old.unit_of[passage[0]], old.unit_of[passage[-1]] + 1)
    wording = Wording(alignment, passage)
    kept = wording.kept_share()
    alike = sum(weights[i] * alignment.alike(i) for i in units) / (sum(weights[i] for i in units) or 1)
    moved = any(i in alignment.moved for i in units)
    doubtful = all(alignment.is_doubtful(i) for i in units)
    is_whole = len(passage) > WHOLE * sum(old.units[i].end - old.units[i].first for i in units)
    if is_whole and alike > 0:
        stretch = _sentences(alignment, wording, passage, units)
        return Finding(Fate.LIVES, stretch, kept, alike, moved, doubtful)
    core = core_of(wording)
    if not is_whole and alike >= LIVES_ON:
        place = widened(wording, core) if core else gap_of(wording)
        if place and _spoken(alignment.new, place) >= REPLACED * _spoken(old, passage):
            return Finding(Fate.LIVES, place, kept, alike, moved, doubtful)
        return Finding(Fate.CUT_OUT, None, kept, alike)
    if core and kept >= ALONE:
        return Finding(Fate.LIVES, widened(wording, core), kept, alike, moved, doubtful)
    replaced = any(_is_replaced(alignment, i) for i in units)
    return Finding(Fate.GONE, None, kept, alike, doubtful=doubtful, replaced=replaced)


def _is_replaced(alignment: Alignment, i: int) -> bool:
    """Tell whether something new of comparable length stands where old sentence `i` would."""
    if alignment.counterparts(i):
        return False
    old, new = alignment.old, alignment.new
    said = sum(_spoken(new, range(new.units[j].first, new.units[j].end)) for j in alignment.newcomers(i))
    return said > 0 and said >= COMPARABLE * _spoken(old, range(old.units[i].first, old.units[i].end))


def _sentences(alignment: Alignment, wording: Wording, passage: range, units: range) -> range:
    """Give what sentences became: where their words are, up to the edges of their counterparts."""
    old, new = alignment.old, alignment.new
    counterparts = [j for i in units for j in alignment.counterparts(i)]
    core = core_of(wording)
    if core is None:
        return range(new.units[min(counterparts)].first, new.units[max(counterparts)].end)
    stretch = widened(wording, core)
    start, end = stretch.start, stretch.stop
    first, last = alignment.counterparts(units[0]), alignment.counterparts(units[-1])
    if passage.start == old.units[units[0]].first and new.unit_of[start] in first:
        while start > new.units[first[0]].first and start - 1 not in wording.claimed:
            start -= 1
    if passage.stop == old.units[units[-1]].end and new.unit_of[end - 1] in last:
        while end < new.units[last[-1]].end and end not in wording.claimed:
            end += 1
    return range(start, end)


def _spoken(edition: Edition, stretch: range) -> int:
    return sum(not is_sign(edition.words[at].key) for at in stretch)
