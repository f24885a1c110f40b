"""A long document made of words that mean nothing: 300 pages with headings, lists, tables and footnotes."""

import random
from collections.abc import Iterator

_VOCABULARY = """
trainer apprentice company college workshop lesson task plan session week skill safety machine method
example question answer record review standard module practice theory hour group result report support
need show check explain repeat prepare choose measure compare describe observe correct agree decide
clear simple careful regular common later early first second other small large open whole local
the a of in for with and or by from to at on before after during between
"""
_WORDS = _VOCABULARY.split()


def long_text(words: int = 130_000, sections: int = 300, seed: int = 1) -> str:
    """Give Markdown of about so many words in so many sections."""
    chance = random.Random(seed)
    lines: list[str] = ["# Guide to training in companies", ""]
    notes = 0
    for section in range(1, sections + 1):
        chapter, own = divmod(section - 1, 12)
        if own == 0:
            lines += [f"# {chapter + 1} {_title(chance)}", ""]
        lines += [f"## {chapter + 1}.{own + 1} {_title(chance)}", ""]
        left = words // sections
        while left > 0:
            made, block = _block(chance)
            if chance.random() < 0.05:
                notes += 1
                block[0] += f"[^{notes}]"
            lines += [*block, ""]
            left -= made
    lines += [f"[^{number}]: {_sentence(chance)}\n" for number in range(1, notes + 1)]
    return "\n".join(lines)


def _block(chance: random.Random) -> tuple[int, list[str]]:
    """Give a block (or a short list) and how many words it has."""
    kind = chance.random()
    if kind < 0.70:
        sentences = [_sentence(chance) for _ in range(chance.randint(3, 8))]
        block = [" ".join(sentences)]
    elif kind < 0.92:
        sign = chance.choice(("-", "1."))
        block = [f"{sign} {_sentence(chance)}" for _ in range(chance.randint(3, 6))]
    else:
        rows = [" | ".join(_title(chance) for _ in range(4)) for _ in range(chance.randint(3, 8))]
        block = [f"| {rows[0]} |", "| --- | --- | --- | --- |", *(f"| {row} |" for row in rows[1:])]
        return sum(len(row.split()) for row in rows), ["", *block]
    return sum(len(line.split()) for line in block), block


def _title(chance: random.Random) -> str:
    return " ".join(_some(chance, 2, 5)).capitalize()


def _sentence(chance: random.Random) -> str:
    return " ".join(_some(chance, 7, 20)).capitalize() + "."


def _some(chance: random.Random, least: int, most: int) -> Iterator[str]:
    return (chance.choice(_WORDS) for _ in range(chance.randint(least, most)))
