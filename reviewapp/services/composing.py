"""From a manuscript to blocks: each is cleaned, tidied, and its text stands beside it."""

from collections.abc import Iterable, Iterator
from typing import Any

from .. import markup
from ..domain import fragments
from ..domain.blocks import Block, BlockKind
from ..domain.errors import BadInput
from ..importers.base import RawBlock
from ..importers.cage import Cage, Usage
from ..importers.cage_wire import Frame, batches, unpack

COMPOSE = f"{__name__}:compose_frames"
ROOM = 100_000_000


def compose(raw_blocks: Iterable[RawBlock], *, image_base: str) -> list[Block]:
    """Clean raw blocks into blocks without id. Raises BadInput("file_without_text")."""
    blocks = []
    for raw in raw_blocks:
        clean = markup.clean_document(raw.html, image_base=image_base)
        html = fragments.tidy(clean, keep_lines=raw.kind is BlockKind.CODE)
        text = fragments.text_of(html)
        if text.strip() or "<img" in html or raw.kind is BlockKind.FIGURE:
            blocks.append(Block("", raw.kind, text, html, raw.level, raw.number, raw.ordinal))
    if not blocks:
        raise BadInput("file_without_text", field="file")
    return blocks


def compose_frames(order: list[Frame]) -> Iterator[Frame]:
    """Do `compose` in the cage, as the child."""
    (image_base, _), *raw_blocks = order
    order.clear()
    raws = (unpack(RawBlock, value) for values, _ in raw_blocks for value in values)
    for batch in batches(compose(raws, image_base=image_base)):
        yield batch, b""


def compose_caged(
    cage: Cage, raw_blocks: list[RawBlock], *, image_base: str, until: float | None = None
) -> tuple[list[Block], Usage]:
    """Do `compose` in a child of its own: it cleans what another one read and never sees the file.

    Take a turn first. Raises BadInput: file_without_text, file_too_demanding; TooMany("files_waiting") if it
    is not done at the moment `until`.
    """
    blocks: list[Block] = []

    def order() -> Iterator[Frame]:
        yield image_base, b""
        for batch in batches(raw_blocks):
            yield batch, b""

    def hear(frame: Any, _: bytes) -> None:
        blocks.extend(unpack(list[Block], frame))

    usage = cage.run(COMPOSE, order, hear, room=ROOM, until=until)
    return blocks, usage
