"""Measure comparing two versions of a long text: 300 pages, 130,000 words.

    .venv/bin/python bench/compare.py [--words 130000] [--share 0.1] [--runs 5]

Makes a text of sections, lists and tables out of words that mean nothing but are as unequal in frequency as
those of a language; revises it as an editor would (words changed, sentences added, paragraphs written anew,
removed, added and moved, sections moved, one split); and prints the processor time of the first comparison
and of reading it from the store. `--json` prints the same for machines.
"""

import argparse
import json
import random
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from reviewapp.domain.blocks import Block, BlockKind
from reviewapp.domain.compare.comparing import compare
from reviewapp.domain.compare.comparison import Comparison, mirrored
from reviewapp.domain.compare.storing import packed, unpacked

SYLLABLES = [one + vowel for one in "bcdfglmnprstvwkz" for vowel in "aeiou"]
VOCABULARY = 12_000


class Author:
    """Writes sentences: the second word of the vocabulary half as often as the first, and so on (Zipf)."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        words = random.Random(1)
        self._words = ["".join(words.choices(SYLLABLES, k=words.randint(1, 5))) for _ in range(VOCABULARY)]
        self._sums = [0.0]
        for rank in range(1, VOCABULARY + 1):
            self._sums.append(self._sums[-1] + 1 / rank)

    def words(self, least: int, most: int) -> list[str]:
        """Give some words."""
        count = self.chance.randint(least, most)
        return self.chance.choices(self._words, cum_weights=self._sums[1:], k=count)

    def sentence(self) -> str:
        """Give a sentence."""
        return " ".join(self.words(8, 26)).capitalize() + "."

    def paragraph(self) -> str:
        """Give some sentences."""
        return " ".join(self.sentence() for _ in range(self.chance.randint(2, 6)))

    def rows(self) -> list[list[str]]:
        """Give a table of four columns."""
        return [[" ".join(self.words(1, 4)) for _ in range(4)] for _ in range(self.chance.randint(3, 8))]


Part = tuple[BlockKind, str]
Section = list[Part]


def write(author: Author, words: int) -> list[Section]:
    """Write sections of about so many words in all."""
    sections: list[Section] = []
    written = 0
    while written < words:
        section: Section = [(BlockKind.HEADING, " ".join(author.words(2, 5)).capitalize())]
        for _ in range(author.chance.randint(4, 12)):
            kind = author.chance.choices(
                (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.TABLE), (0.7, 0.25, 0.05)
            )[0]
            if kind is BlockKind.PARAGRAPH:
                section.append((kind, author.paragraph()))
            elif kind is BlockKind.LIST_ITEM:
                section += [(kind, author.sentence()) for _ in range(author.chance.randint(3, 6))]
            else:
                section.append((kind, "\n".join("\t".join(row) for row in author.rows())))
        written += sum(len(text.split()) for _, text in section)
        sections.append(section)
    return sections


def revise(author: Author, sections: list[Section], share: float) -> list[Section]:
    """Change about so many of the blocks, as editors do."""
    chance = author.chance
    revised = [_revised(author, section, share) for section in sections]
    for _ in range(len(revised) // 60):
        here, there = chance.randrange(len(revised)), chance.randrange(len(revised))
        revised.insert(there, revised.pop(here))
    for _ in range(len(revised) // 60):
        here, there = chance.choice(revised), chance.choice(revised)
        if len(here) > 3:
            there.append(here.pop(chance.randrange(1, len(here))))
    at = chance.randrange(len(revised))
    middle = len(revised[at]) // 2
    heading = (BlockKind.HEADING, " ".join(author.words(2, 5)).capitalize())
    return [*revised[:at], revised[at][:middle], [heading, *revised[at][middle:]], *revised[at + 1 :]]


def _revised(author: Author, section: Section, share: float) -> Section:
    told: Section = []
    for kind, text in section:
        deed = author.chance.random() / share
        if kind is BlockKind.TABLE and deed < 1:
            cells = text.split("\t")
            cells[len(cells) // 2] = " ".join(author.words(1, 4))
            told.append((kind, "\t".join(cells)))
        elif deed < 0.6:
            words = text.split(" ")
            for _ in range(author.chance.randint(1, 3)):
                words[author.chance.randrange(len(words))] = author.words(1, 1)[0]
            told.append((kind, " ".join(words)))
        elif deed < 0.75 and kind is BlockKind.PARAGRAPH:
            told.append((kind, f"{text} {author.sentence()}"))
        elif deed < 0.85 and kind is not BlockKind.HEADING:
            told.append((kind, author.paragraph() if kind is BlockKind.PARAGRAPH else author.sentence()))
        elif deed < 0.92 and kind is not BlockKind.HEADING:
            continue
        elif deed < 1 and kind is not BlockKind.HEADING:
            told += [(kind, text), (BlockKind.PARAGRAPH, author.paragraph())]
        else:
            told.append((kind, text))
    return told


def blocks_of(sections: list[Section]) -> list[Block]:
    """Make blocks of sections; headings bear typed numbers."""
    parts = [
        (kind, f"{number}. {text}" if kind is BlockKind.HEADING else text)
        for number, section in enumerate(sections, 1)
        for kind, text in section
    ]
    return [
        Block(f"b{place}", kind, text, _html(kind, text), level=int(kind is BlockKind.HEADING))
        for place, (kind, text) in enumerate(parts)
    ]


def _html(kind: BlockKind, text: str) -> str:
    if kind is not BlockKind.TABLE:
        return text
    rows = ("".join(f"<td>{cell}</td>" for cell in row.split("\t")) for row in text.split("\n"))
    return "<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>"


def measured(act: Callable[[], object], runs: int) -> float:
    """Give the processor seconds of the fastest run."""
    times = []
    for _ in range(runs):
        begin = time.process_time()
        act()
        times.append(time.process_time() - begin)
    return min(times)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Measure comparing two versions of a long text.")
    parser.add_argument("--words", type=int, default=130_000)
    parser.add_argument("--share", type=float, default=0.1, help="share of the blocks that changed")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    author = Author(7)
    sections = write(author, given.words)
    old, new = blocks_of(sections), blocks_of(revise(author, sections, given.share))
    found: Comparison = compare(old, new)
    stored = packed(found)
    figures = {
        "words": sum(len(block.text.split()) for block in old),
        "blocks": [len(old), len(new)],
        "block_states": dict(Counter(one.state.value for one in found.blocks)),
        "section_states": dict(Counter(state.value for one in found.sections for state in one.states)),
        "first_seconds": round(measured(lambda: compare(old, new), given.runs), 3),
        "read_seconds": round(measured(lambda: unpacked(stored), given.runs), 4),
        "mirror_seconds": round(measured(lambda: mirrored(found), given.runs), 4),
        "stored_bytes": len(stored),
    }
    if given.json:
        sys.stdout.write(json.dumps(figures) + "\n")
        return
    for name, figure in figures.items():
        sys.stdout.write(f"{name:>16}  {figure}\n")


if __name__ == "__main__":
    main()
