"""From single words that were found to the stretch of text that a passage became."""

from .wording import Wording

FOREIGN = 0.15
"""What a new word between a passage's own costs: far chance matches are cut off."""


def core_of(wording: Wording) -> range | None:
    """Give the stretch of new words that holds most of the passage's, little else (Kadane's algorithm)."""
    own = wording.own()
    best, best_sum, begin, total = None, 0.0, 0, 0.0
    for j in range(min(own), max(own) + 1) if own else ():
        if total <= 0:
            begin, total = j, 0.0
        total += own[j] if j in own else -FOREIGN * wording.weight_of_new(j)
        if total > best_sum:
            best, best_sum = range(begin, j + 1), total
    return best


def widened(wording: Wording, core: range) -> range:
    """Take in what replaced the passage's words at its edges: its share of what stands before the neighbours.

    Nothing is taken in from another sentence, nor what others became.
    """
    there, passage, new = wording.there, wording.passage, wording.new
    inside = [i for i in passage if there.get(i) in core]
    start, end = core.start, core.stop
    before = max((i for i in there if i < passage.start and there[i] < start), default=None)
    if inside[0] > passage.start and before is not None:
        gap, own = start - there[before] - 1, inside[0] - passage.start
        start -= round(gap * own / (inside[0] - before - 1))
    after = min((i for i in there if i >= passage.stop and there[i] >= end), default=None)
    if inside[-1] + 1 < passage.stop and after is not None:
        gap, own = there[after] - end, passage.stop - inside[-1] - 1
        end += round(gap * own / (after - inside[-1] - 1))
    first, last = new.units[new.unit_of[core.start]], new.units[new.unit_of[core.stop - 1]]
    low = max((j + 1 for j in wording.claimed if j < core.start), default=0)
    high = min((j for j in wording.claimed if j >= core.stop), default=end)
    return range(max(start, first.first, low), min(end, last.end, high))


def gap_of(wording: Wording) -> range | None:
    """Give what replaced a passage without a trace: its share of what stands between its neighbours."""
    there, passage, new = wording.there, wording.passage, wording.new
    before = max((i for i in there if i < passage.start), default=None)
    after = min((i for i in there if i >= passage.stop), default=None)
    if before is None or after is None:
        return None
    low, high = there[before] + 1, there[after]
    if low >= high or new.unit_of[low] != new.unit_of[high - 1]:
        return None
    share = (high - low) / (after - before - 1)
    start = low + round(share * (passage.start - before - 1))
    return range(start, max(start + 1, min(high, start + round(share * len(passage)))))
