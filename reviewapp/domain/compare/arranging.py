"""A comparison in reading order: the chapters of the new version, with what was removed where it stood."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from .comparison import BlockChange, BlockState, Comparison, SectionChange, SectionState


@dataclass(slots=True)
class Chapter:
    """A section of the new version, or one that was removed; what stands before the first has no sections.

    `sections` are more than one where sections were merged into this one.
    """

    sections: list[SectionChange] = field(default_factory=list)
    blocks: list[BlockChange] = field(default_factory=list)

    @property
    def is_same(self) -> bool:
        """Whether nothing happened to it."""
        sections = all(one.states == (SectionState.SAME,) for one in self.sections)
        return sections and all(one.state is BlockState.SAME for one in self.blocks)


def arrange(
    comparison: Comparison, old_sections: Sequence[int | None], new_sections: Sequence[int | None]
) -> list[Chapter]:
    """Put sections and blocks in order; the arguments are the section of each block, old and new."""
    chapters: dict[int | None, Chapter] = {None: Chapter()}
    chapters |= {number: Chapter() for number in sorted({one for one in new_sections if one is not None})}
    heirs: dict[int | None, int | None] = {None: None}
    gone: dict[int, Chapter] = {}
    for section in comparison.sections:
        if section.new is not None:
            chapters[section.new].sections.append(section)
            heirs.setdefault(section.old, section.new)
        elif section.old is not None:
            gone[section.old] = Chapter([section])
    first, behind = _removed(comparison, old_sections, new_sections, heirs, gone)
    by_new = {one.new: one for one in comparison.blocks if one.new is not None}
    for place, number in enumerate(new_sections):
        chapters[number].blocks += [by_new[place], *behind[place]]
    for number, removed in first.items():
        at = 0 if number is None else 1
        chapters[number].blocks[at:at] = removed
    follow: dict[int | None, list[Chapter]] = defaultdict(list)
    for number in sorted(gone):
        before = next((one for one in range(number - 1, -1, -1) if one not in gone), None)
        follow[heirs[before]].append(gone[number])
    told = [one for number, chapter in chapters.items() for one in (chapter, *follow[number])]
    return [one for one in told if one.sections or one.blocks]


def _removed(
    comparison: Comparison,
    old_sections: Sequence[int | None],
    new_sections: Sequence[int | None],
    heirs: Mapping[int | None, int | None],
    gone: Mapping[int, Chapter],
) -> tuple[dict[int | None, list[BlockChange]], dict[int, list[BlockChange]]]:
    """Say which removed blocks open a chapter, and which stand behind a new block; fill the chapters gone."""
    first: dict[int | None, list[BlockChange]] = defaultdict(list)
    behind: dict[int, list[BlockChange]] = defaultdict(list)
    last: dict[int | None, int] = {}
    by_old = {one.old: one for one in comparison.blocks if one.old is not None}
    for place, number in enumerate(old_sections):
        one = by_old[place]
        if one.new is not None:
            if one.state is not BlockState.MOVED and new_sections[one.new] == heirs.get(number):
                last[number] = one.new
        elif number is not None and number in gone:
            gone[number].blocks.append(one)
        elif number in last:
            behind[last[number]].append(one)
        else:
            first[heirs[number]].append(one)
    return first, behind
