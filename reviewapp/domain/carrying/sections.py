"""Which section of the old version became which of the new one."""

import re
from collections import Counter

from ..anchors import fold
from ..blocks import BlockKind
from .edition import Edition

OWN_SHARE = 0.34
"""Share of a section's text that must stand unchanged in another for the two to be one."""

_COUNT = re.compile(r"\d+|[〇零一二三四五六七八九十百]+|\b[IVXLC]+\b")


def align_sections(old: Edition, new: Edition) -> dict[int, int]:
    """Match sections of two versions: same path of titles, same title, else most blocks in common."""
    matched: dict[int, int] = {}
    for key in (_paths, titles_of):
        _match_unique(key(old), key(new), matched)
    owner: dict[str, int | None] = {}
    for index, block in enumerate(new.blocks):
        if block.kind is not BlockKind.HEADING and (text := fold(block.text)):
            owner.setdefault(text, new.section_of[index])
    taken = set(matched.values())
    for number, section in enumerate(old.sections):
        if number in matched:
            continue
        votes: Counter[int] = Counter()
        for block in old.blocks[section.first + 1 : section.end]:
            target = owner.get(fold(block.text))
            if target is not None and target not in taken:
                votes[target] += len(block.text)
        whole = sum(len(block.text) for block in old.blocks[section.first + 1 : section.end])
        [(found, common)] = votes.most_common(1) or [(0, 0)]
        if common > whole * OWN_SHARE:
            matched[number] = found
            taken.add(found)
    return matched


def titles_of(edition: Edition) -> list[str]:
    """Give what each title says: of those that only count (Chapter 1, Chapter 2) nothing."""
    titles = [fold(section.title) for section in edition.sections]
    kinds = Counter(_COUNT.sub("#", title) for title in set(titles))
    counts = {title for title in titles if (kind := _COUNT.sub("#", title)) == "#" or kinds[kind] > 1}
    return ["" if title in counts else title for title in titles]


def _paths(edition: Edition) -> list[str]:
    path: list[str] = []
    paths = []
    for section, title in zip(edition.sections, titles_of(edition), strict=True):
        path = [*path[: section.level - 1], title]
        paths.append("\n".join(path) if title else "")
    return paths


def _match_unique(old: list[str], new: list[str], matched: dict[int, int]) -> None:
    """Add the pairs whose key stands once among the still unmatched of each side."""
    left = {i: key for i, key in enumerate(old) if i not in matched}
    taken = set(matched.values())
    right = {i: key for i, key in enumerate(new) if i not in taken}
    count_left, count_right = Counter(left.values()), Counter(right.values())
    where = {key: i for i, key in right.items()}
    for i, key in left.items():
        if key and count_left[key] == 1 and count_right[key] == 1:
            matched[i] = where[key]
