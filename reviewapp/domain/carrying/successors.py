"""What became of sections, told by what became of their sentences: renamed, split, merged, and gone ones.

A section's number and its place alone say nothing: another may have taken them.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import takewhile

from ..blocks import Section
from .chaining import best_chain
from .edition import Edition
from .matches import Matches
from .sections import titles_of

OWN_SHARE = 0.4
"""Share of what a section said that must live on in one for this to be the same under another title."""

MANY = 200
"""Sections below or above that are looked at."""

TITLE = 0.5
"""Likeness from which a title is believed to be the old one, edited."""


def match_sections(matches: Matches) -> None:
    """Match the sections whose titles alone said nothing: by their text, else by an edited title."""
    taken, titles = set(matches.sections.values()), titles_of(matches.old)
    for told_by in (_by_text, _by_title, _by_parts):
        for section in range(len(matches.old.sections)):
            is_open = section not in matches.sections and (titles[section] or told_by is not _by_title)
            found = told_by(matches, section) if is_open else None
            if found is not None and found not in taken:
                matches.sections[section] = found
                taken.add(found)


def living_share(matches: Matches, section: int) -> float:
    """Tell which share of what an old section said lives on, 0 to 1."""
    return _living(matches, _text(matches.old, section) or _units(matches.old, section))


def heir(matches: Matches, section: int) -> tuple[int | None, float]:
    """Give the new section that holds most of the text of an old one, and which share of it."""
    votes: dict[int, float] = defaultdict(float)
    weights = matches.likeness.old_weights
    units = _text(matches.old, section)
    for i in units:
        news = matches.counterparts(i)
        for j in news:
            there = matches.new.section_of[matches.new.units[j].block]
            if there is not None:
                votes[there] += weights[i] * matches.alike(i) / len(news)
    found = min(votes, key=lambda there: (-votes[there], there), default=None)
    return found, votes[found] / sum(weights[i] for i in units) if found is not None else 0.0


def sections_moved(matches: Matches) -> set[int]:
    """Give the old sections that left the order of the bulk."""
    weights = matches.likeness.old_weights
    sizes = {s: sum(weights[i] for i in _units(matches.old, s)) for s in matches.sections}
    steady = best_chain([(s, there, 1 + sizes[s]) for s, there in matches.sections.items()])
    return matches.sections.keys() - {section for section, _ in steady}


def _by_text(matches: Matches, section: int) -> int | None:
    found, share = heir(matches, section)
    return found if share >= OWN_SHARE else None


def _by_title(matches: Matches, section: int) -> int | None:
    for i in _title(matches.old, section):
        for j in matches.counterparts(i):
            if matches.is_heading_new(j) and matches.likeness.alike([i], [j]) >= TITLE:
                return matches.new.section_of[matches.new.units[j].block]
    return None


def _by_parts(matches: Matches, section: int) -> int | None:
    """Give the section above most of what the sub-sections of one without text of its own became."""
    if _text(matches.old, section):
        return None
    sections = matches.old.sections
    below = [part for part in _below(sections, section) if part in matches.sections]
    parts = [part for part in below if _above(sections, part) == section]
    above = Counter(_above(matches.new.sections, matches.sections[part]) for part in parts)
    found, count = max(above.items(), key=lambda one: one[1], default=(None, 0))
    return found if count > len(parts) / 2 else None


def _below(sections: list[Section], at: int) -> Iterator[int]:
    """Give the first sub-sections of a section, of any depth."""
    below = range(at + 1, min(at + 1 + MANY, len(sections)))
    return takewhile(lambda part: sections[part].level > sections[at].level, below)


def _above(sections: list[Section], at: int) -> int | None:
    """Give the section that a sub-section is directly below."""
    before = range(at - 1, max(at - 1 - MANY, -1), -1)
    return next((one for one in before if sections[one].level < sections[at].level), None)


def _living(matches: Matches, units: list[int]) -> float:
    weights = matches.likeness.old_weights
    whole = sum(weights[i] for i in units)
    return sum(weights[i] * matches.alike(i) for i in units) / whole if whole else 0.0


def _title(edition: Edition, section: int) -> list[int]:
    return edition.units_of.get(edition.sections[section].first, [])


def _text(edition: Edition, section: int) -> list[int]:
    blocks = range(edition.sections[section].first + 1, edition.sections[section].end)
    return [i for block in blocks for i in edition.units_of.get(block, [])]


def _units(edition: Edition, section: int) -> list[int]:
    return [*_title(edition, section), *_text(edition, section)]
