"""From a manuscript to blocks: each is cleaned, tidied, and its text stands beside it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from .. import markup
from ..domain import fragments
from ..domain.blocks import NUMBER_LENGTH, Block, BlockKind
from ..domain.errors import BadInput
from ..importers.base import RawBlock
from ..importers.cage import Cage, Usage
from ..importers.cage_wire import Frame, batches, unpack
from .finishing import Finishing

COMPOSE = f"{__name__}:compose_frames"
ROOM = 100_000_000


@dataclass(frozen=True, slots=True)
class Composed:
    """A block, and the index of the raw one it was made of."""

    origin: int
    block: Block


def compose(raw_blocks: Iterable[RawBlock], *, image_base: str) -> list[Block]:
    """Clean raw blocks into blocks without id. Raises BadInput("file_without_text")."""
    return [one.block for one in compose_each(raw_blocks, image_base=image_base)]


def compose_each(raw_blocks: Iterable[RawBlock], *, image_base: str) -> list[Composed]:
    """Do `compose` and tell which raw block each one was: of some nothing is left to show."""
    made = []
    finishing = Finishing()
    for origin, raw in enumerate(raw_blocks):
        clean = markup.clean_document(raw.html, image_base=image_base)
        html = fragments.tidy(clean, keep_lines=raw.kind is BlockKind.CODE)
        text = fragments.text_of(html)
        if text.strip() or "<img" in html or raw.kind is BlockKind.FIGURE:
            whole = finishing.finish(raw.kind, html, raw.ordinal)
            number = raw.number[:NUMBER_LENGTH]
            block = Block("", raw.kind, text, whole[0], raw.level, number, raw.ordinal, *whole[1:])
            made.append(Composed(origin, block))
    if not made:
        raise BadInput("file_without_text", field="file")
    return made


def compose_frames(order: list[Frame]) -> Iterator[Frame]:
    """Do `compose_each` in the cage, as the child."""
    (image_base, _), *raw_blocks = order
    order.clear()
    raws = (unpack(RawBlock, value) for values, _ in raw_blocks for value in values)
    for batch in batches(compose_each(raws, image_base=image_base)):
        yield batch, b""


def compose_caged(
    cage: Cage, raw_blocks: list[RawBlock], *, image_base: str, until: float | None = None
) -> tuple[list[Composed], Usage]:
    """Do `compose_each` in a child of its own: it cleans what another one read and never sees the file.

    Take a turn first. Raises BadInput: file_without_text, file_too_demanding; TooMany("files_waiting") if it
    is not done at the moment `until`.
    """
    made: list[Composed] = []

    def order() -> Iterator[Frame]:
        yield image_base, b""
        for batch in batches(raw_blocks):
            yield batch, b""

    def hear(frame: Any, _: bytes) -> None:
        made.extend(unpack(list[Composed], frame))

    usage = cage.run(COMPOSE, order, hear, room=ROOM, until=until)
    return made, usage
