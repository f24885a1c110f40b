"""Reading files from outside, in the cage of this process."""

import atexit
import os
from collections.abc import Mapping
from dataclasses import replace

from ..domain.pictures import sized
from ..importers.base import Manuscript
from ..importers.cage import PATIENCE_SECONDS, Cage
from ..importers.cage_walls import WALLS
from ..importers.caged_reading import READ, read_caged
from ..importers.images import size_of
from ..models.base import new_public_id
from .composing import COMPOSE, Composed, compose_caged

CAGE = Cage((READ, COMPOSE))
"""The one of this process."""
atexit.register(CAGE.close)
os.register_at_fork(after_in_child=CAGE.forget)


def walls() -> tuple[list[str], list[str]]:
    """Give the walls that stand around whoever reads a file on this machine, and those that do not."""
    with CAGE.turn():
        standing = set(read_caged(CAGE, b"words", "words.md")[2].walls)
    return [one for one in WALLS if one in standing], [one for one in WALLS if one not in standing]


def read_in_cage(
    data: bytes, file_name: str, *, image_base: str, encoding: str = "", patience: float | None = None
) -> tuple[str, Manuscript, list[Composed]]:
    """Return the media type of a file, what stands in it, and the blocks of a version made of it.

    One child reads it, another cleans what the first one found. Raises BadInput as `registry.read_manuscript`
    does, and file_too_demanding; TooMany("files_waiting") when too many files wait already, or when it took
    more than `patience` seconds.
    """
    with CAGE.turn(patience or PATIENCE_SECONDS) as end:
        until = end if patience else None
        media_type, manuscript, _ = read_caged(CAGE, data, file_name, encoding=encoding, until=until)
        composed, _ = compose_caged(CAGE, manuscript.blocks, image_base=image_base, until=until)
    sizes = {image.name: size for image in manuscript.images if (size := size_of(image.data))}
    return media_type, manuscript, [_named(one, sizes) for one in composed]


def _named(one: Composed, sizes: Mapping[str, tuple[int, int]]) -> Composed:
    block = one.block
    return replace(one, block=replace(block, id=new_public_id(), html=sized(block.html, sizes)))
