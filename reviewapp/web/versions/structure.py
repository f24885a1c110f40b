"""The structure of a version as a form: which blocks are headings, and at what level."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ...domain.blocks import MAX_LEVEL, Block, BlockKind
from ...domain.heading_guesses import Guess

CAN_BE_HEADING = frozenset({BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.QUOTE})
FEW = 60
"""A version of so many blocks is shown whole."""

SAMPLES = 3
SHORT = 80
EXCERPT = 160
_ENDS = tuple(".。;；,，:：!！?？…")
_FIELD = "level-"
_LEVELS = frozenset(map(str, range(MAX_LEVEL + 1)))


@dataclass(frozen=True, slots=True)
class Row:
    """A block of the form.

    `level` is what its select shows, None where there is nothing to choose; `guess` what it looks like.
    """

    id: str
    kind: str
    excerpt: str
    level: int | None
    number: str
    guess: Guess | None


def rows_of(
    blocks: Sequence[Block], *, whole: bool, typed: Mapping[str, int], guesses: Mapping[str, Guess]
) -> list[Row]:
    """Give the blocks to show: all of them, or headings and the short lines that may be meant as some."""
    return [
        _row(block, typed, guesses.get(block.id))
        for block in blocks
        if whole or block.kind is BlockKind.HEADING or block.id in guesses or looks_like_heading(block)
    ]


def looks_like_heading(block: Block) -> bool:
    """Tell whether a block that is none could be meant as a heading: short, and not the end of a sentence."""
    return (
        block.kind in CAN_BE_HEADING
        and 0 < len(block.text) <= SHORT
        and not block.text.rstrip().endswith(_ENDS)
    )


def levels_in(fields: Mapping[str, str]) -> dict[str, int]:
    """Read the levels out of a form that was sent; what is no level is left out."""
    return {
        name.removeprefix(_FIELD): int(value)
        for name, value in fields.items()
        if name.startswith(_FIELD) and value in _LEVELS
    }


def with_guesses(levels: Mapping[str, int], guesses: Mapping[str, Guess]) -> dict[str, int]:
    """Give the levels that were chosen, and that of each guess whose line was left as text."""
    return {**levels, **{name: guess.level for name, guess in guesses.items() if not levels.get(name)}}


def sample_of(blocks: Sequence[Block]) -> list[str]:
    """Give a few pieces of text by which a reader sees whether its characters were read well."""
    foreign = [block.text for block in blocks if not block.text.isascii()]
    texts = foreign or [block.text for block in blocks if block.text]
    return [_around_foreign(text) for text in texts[:SAMPLES]]


def _around_foreign(text: str) -> str:
    first = next((at for at, sign in enumerate(text) if not sign.isascii()), 0)
    start = max(first - SHORT // 2, 0)
    end = start + EXCERPT
    return ("…" if start else "") + text[start:end].strip() + ("…" if end < len(text) else "")


def _row(block: Block, typed: Mapping[str, int], guess: Guess | None) -> Row:
    text = block.text.replace("\t", " · ").replace("\n", " / ")
    excerpt = text if len(text) <= EXCERPT else text[:EXCERPT].rstrip() + "…"
    own = block.level if block.kind is BlockKind.HEADING else 0
    level = typed.get(block.id, own) if block.kind in CAN_BE_HEADING else None
    return Row(block.id, block.kind.value, excerpt, level, block.number, guess)
