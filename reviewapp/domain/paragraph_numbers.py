"""Paragraph numbers: how somebody with the text on paper names a place in it.

A place is named by its section and by its number within that section, "3.2 ¶4". What is printed, and every
form that is filled in by hand, names places by this rule alone.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from .blocks import Block, BlockKind, Section, sections_of

_NOTE_MARK = re.compile(r'href="#fn-([0-9]+)"')
_AFTER_NUMBER = ".．、:： "
_BRACKETS = ("(", "（", "[")


@dataclass(frozen=True, slots=True)
class Line:
    """blocks[position] as it stands on paper; `number` counts in its section from 1, 0 for its heading."""

    position: int
    number: int


@dataclass(frozen=True, slots=True)
class NumberedSection:
    """A section as it stands on paper; its footnotes come last.

    `label` names it like no other section of the version. What stands before the first heading has no
    `section` and is "[0]"; a text without headings is one such stretch and needs no label.
    """

    label: str
    section: Section | None
    lines: tuple[Line, ...]


def number_paragraphs(blocks: Sequence[Block]) -> list[NumberedSection]:
    """Number what stands in each section of a version, whose `blocks` are whole and in reading order.

    Every block but the headings has a number. A footnote is one of the section that first refers to it.
    """
    sections = sections_of(blocks)
    begins = [0, *(section.first for section in sections)]
    ends = [*begins[1:], len(blocks)]
    notes = _notes_by_section(blocks, begins, ends)
    labels = ["[0]" if sections else "", *labels_of(sections)]
    numbered = []
    for at, (label, section) in enumerate(zip(labels, [None, *sections], strict=True)):
        own = [i for i in range(begins[at], ends[at]) if blocks[i].kind is not BlockKind.FOOTNOTE]
        order = [*own, *notes[at]]
        if order:
            first = 1 if section is None else 0
            lines = tuple(Line(position, number) for number, position in enumerate(order, first))
            numbered.append(NumberedSection(label, section, lines))
    return numbered


def labels_of(sections: Sequence[Section]) -> list[str]:
    """Name each section like no other: by its number; where that occurs twice, with those of the ones above.

    A section without a number gets a running one in brackets.
    """
    plain = [section.number.rstrip(_AFTER_NUMBER) for section in sections]
    often = Counter(plain)
    labels: list[str] = []
    taken: set[str] = set()
    above: list[int] = []
    unnumbered = 0
    for at, section in enumerate(sections):
        while above and sections[above[-1]].level >= section.level:
            above.pop()
        label = plain[at]
        if not label:
            unnumbered += 1
            label = f"[{unnumbered}]"
        elif often[label] > 1 and above:
            label = _below(labels[above[-1]], label)
        labels.append(_unlike(label, taken))
        taken.add(labels[-1])
        above.append(at)
    return labels


def _below(label: str, number: str) -> str:
    return f"{label}{number}" if number.startswith(_BRACKETS) else f"{label}/{number}"


def _unlike(label: str, taken: set[str]) -> str:
    """Tell a section from others of the same name by a letter: 3b, 3c."""
    times, one = 1, label
    while one in taken:
        times += 1
        one = f"{label}{chr(96 + times)}" if times <= 26 else f"{label}-{times}"
    return one


def _notes_by_section(
    blocks: Sequence[Block], begins: Sequence[int], ends: Sequence[int]
) -> dict[int, list[int]]:
    """Give the positions of the footnotes that belong to each stretch; one nobody refers to stays put."""
    home: dict[int, int] = {}
    for at, (begin, end) in enumerate(zip(begins, ends, strict=True)):
        for block in blocks[begin:end]:
            if block.kind is not BlockKind.FOOTNOTE:
                for found in _NOTE_MARK.findall(block.html):
                    home.setdefault(int(found), at)
    notes: dict[int, list[int]] = defaultdict(list)
    for at, (begin, end) in enumerate(zip(begins, ends, strict=True)):
        for position in range(begin, end):
            block = blocks[position]
            if block.kind is BlockKind.FOOTNOTE:
                notes[at if block.ordinal is None else home.get(block.ordinal, at)].append(position)
    return notes
