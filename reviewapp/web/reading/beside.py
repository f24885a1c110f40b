"""The cards beside a text: the first come with the page, the others when their blocks come near."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from werkzeug.datastructures import MultiDict

from ...domain.filters import Show
from ...domain.permissions import Actor
from ...domain.threads import CommentType
from ...queries.marginal import Choice, Standing, beside_blocks, entries_of, keys_of
from ..cards import Card, cards

FIRST = 8
"""So many cards come with the page."""

MOST = 4
"""So many stand beside one block; the others are a click away."""

_AT_ONCE = 60


@dataclass(frozen=True, slots=True)
class Beside:
    """A card in the margin, level with `block`; without a card: that so many `more` begin there."""

    block: str
    card: Card | None
    more: int = 0


def choice_in(query: MultiDict[str, str]) -> Choice:
    """Read which comments a reader wants to see; what nobody knows asks nothing."""
    show = query.get("show", "")
    types = tuple(CommentType(one) for one in query.getlist("type") if one in list(CommentType))
    return Choice(Show(show) if show in list(Show) else Show.ALL, types)


def cards_beside(
    version: Any, blocks: Sequence[str], actor: Actor, choice: Choice, *, is_all: bool
) -> list[Beside]:
    """Give what stands beside some blocks; `is_all`: also what is settled, and more than fits the margin."""
    by_block: dict[str, list[int]] = defaultdict(list)
    for key, block, is_settled in beside_blocks(version, blocks[:_AT_ONCE], actor, choice):
        if is_all or choice.show is Show.SETTLED or not is_settled:
            by_block[block].append(key)
    return _shown(version, by_block, actor, None if is_all else MOST)


def cards_named(version: Any, ids: Sequence[str], actor: Actor) -> list[Card]:
    """Give the cards of threads that stand in a version, by their ids."""
    return cards_of(version, keys_of(version, ids[:_AT_ONCE], actor) if ids else (), actor)


def cards_of(version: Any, keys: Collection[int], actor: Actor) -> list[Card]:
    """Give the cards of some threads, in the order of the text."""
    return cards(entries_of(version, keys, actor), actor)


def first_beside(
    version: Any,
    standing: Sequence[Standing],
    headings: Mapping[int | None, str],
    actor: Actor,
    choice: Choice,
    asked: str,
) -> list[Beside]:
    """Give the first cards of a part, and that of the thread `asked` for by its id."""
    by_block: dict[str, list[int]] = defaultdict(list)
    room = FIRST
    for one in standing:
        block = one.block or headings.get(one.section)
        if block is None:
            continue
        is_wanted = choice.show is Show.SETTLED or not one.is_settled
        if one.id == asked or (is_wanted and room > 0 and len(by_block[block]) < MOST):
            by_block[block].append(one.key)
            room -= 1
    return _shown(version, by_block, actor, None)


def _shown(version: Any, by_block: Mapping[str, list[int]], actor: Actor, most: int | None) -> list[Beside]:
    found = entries_of(version, [key for held in by_block.values() for key in held[:most]], actor)
    by_key = {entry.thread.id: card for entry, card in zip(found, cards(found, actor), strict=True)}
    shown: list[Beside] = []
    for block, held in by_block.items():
        shown.extend(Beside(block, by_key[key]) for key in held[:most] if key in by_key)
        if most is not None and len(held) > most:
            shown.append(Beside(block, None, len(held) - most))
    return shown
