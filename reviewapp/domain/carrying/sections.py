"""Which section of the old version became which of the new one."""

from collections import Counter

from ..anchors import fold
from ..blocks import BlockKind
from .edition import Edition


def align_sections(old: Edition, new: Edition) -> dict[int, int]:
    """Match sections of two versions: same path of titles, same title, else most blocks in common."""
    matched: dict[int, int] = {}
    for key in (_paths, _titles):
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
        if votes:
            matched[number] = votes.most_common(1)[0][0]
            taken.add(matched[number])
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
    taken = set(matched.values())
    right = {i: key for i, key in enumerate(new) if i not in taken}
    count_left, count_right = Counter(left.values()), Counter(right.values())
    where = {key: i for i, key in right.items()}
    for i, key in left.items():
        if count_left[key] == 1 and count_right[key] == 1:
            matched[i] = where[key]
