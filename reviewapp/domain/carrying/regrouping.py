"""Sentences that were split into several or merged into one."""

from collections.abc import Callable

from .matches import Matches

NEEDED = 0.45
"""How alike a sentence and the run it was split into (or merged from) must be, taken together."""

RARE_WORDS = 2.0
"""How much the sentence and the first of the run must have in common."""

LONGEST = 8


def match_regrouped(matches: Matches) -> None:
    """Match each free sentence to the run of free ones that together is most like it, best groups first."""
    likeness = matches.likeness
    olds, news = matches.free_old(), matches.free_new()
    free_old, free_new = set(olds), set(news)
    groups: list[tuple[float, list[int], list[int]]] = []
    for i, j in matches.candidates():
        if likeness.shared(i, j) >= RARE_WORDS * likeness.rare:
            split = _grown([j], free_new, lambda run, i=i: likeness.alike([i], run))  # type: ignore[misc]
            merged = _grown([i], free_old, lambda run, j=j: likeness.alike(run, [j]))  # type: ignore[misc]
            groups += [(-likeness.alike([i], split), [i], split), (-likeness.alike(merged, [j]), merged, [j])]
    for unlike, group_old, group_new in sorted(groups):
        is_free = free_old.issuperset(group_old) and free_new.issuperset(group_new)
        if is_free and -unlike >= NEEDED and len(group_old) + len(group_new) > 2:
            free_old -= set(group_old)
            free_new -= set(group_new)
            for i in group_old:
                moved = group_new[0] not in matches.hole(i)
                matches.match(i, range(group_new[0], group_new[-1] + 1), moved=moved)


def absorb_neighbours(matches: Matches) -> None:
    """Let a pair take in free sentences beside it, where it becomes more alike by them."""
    likeness = matches.likeness
    for i in matches.free_old():
        for beside in (i - 1, i + 1):
            news = matches.counterparts(beside)
            if len(news) != 1:
                continue
            olds = matches.here[news[0]]
            if likeness.alike([*olds, i], news) > likeness.alike(olds, news):
                matches.match(i, news, moved=beside in matches.moved)
                break
    free = set(matches.free_new())
    for i, news in sorted(matches.there.items()):
        grown = _grown(list(news), free, lambda run, i=i: likeness.alike([i], run))  # type: ignore[misc]
        if len(grown) > len(news):
            free -= set(grown)
            matches.match(i, range(grown[0], grown[-1] + 1))


def _grown(run: list[int], free: set[int], alike: Callable[[list[int]], float]) -> list[int]:
    """Let a run take in free neighbours as long as it becomes more alike."""
    if free.isdisjoint((run[0] - 1, run[-1] + 1)):
        return run
    best = alike(run)
    while len(run) < LONGEST:
        wider = [[run[0] - 1, *run]] if run[0] - 1 in free else []
        wider += [[*run, run[-1] + 1]] if run[-1] + 1 in free else []
        likeness, group = max(((alike(group), group) for group in wider), default=(0.0, run))
        if likeness <= best:
            break
        best, run = likeness, group
    return run
