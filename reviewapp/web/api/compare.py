"""Door: two versions compared."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from flask import Response

from ...domain.compare.arranging import arrange
from ...domain.compare.comparison import BlockChange
from ...domain.compare.words import kept
from ...domain.permissions import Actor
from ...queries.comparisons import places_of_blocks, texts_of, threads_touching
from ...queries.versions import sections_of_version
from ...services.comparisons import compared
from .doors import conditional
from .schemas import compare as schema


def show(*, version: Any, other: Any, actor: Actor) -> Response:
    """Compare two versions of a document in one language, in whichever order they were made."""
    comparison = compared(version, other)
    old, new = _Side(version, actor), _Side(other, actor)
    chapters = arrange(comparison, old.section_of, new.section_of)
    texts = texts_of(other)
    return conditional(
        schema.Comparison(
            from_=version.public_id,
            to=other.public_id,
            sections=[
                schema.SectionChange(
                    states=list(one.states),
                    from_=old.sections[one.old] if one.old is not None else None,
                    to=new.sections[one.new] if one.new is not None else None,
                    threads=_either(old.of_section, one.old, new.of_section, one.new),
                )
                for chapter in chapters
                for one in chapter.sections
            ],
            blocks=[_block(one, old, new, texts) for chapter in chapters for one in chapter.blocks],
        )
    )


class _Side:
    """A version as one side of a comparison: ids, and the threads of each block and section."""

    def __init__(self, version: Any, actor: Actor) -> None:
        rows = places_of_blocks(version)
        self.blocks = [row.public_id for row in rows]
        self.section_of = [row.position for row in rows]
        self.sections = [section.public_id for section in sections_of_version(version)]
        self.of_block: dict[int, list[str]] = defaultdict(list)
        self.of_section: dict[int, list[str]] = defaultdict(list)
        for row in threads_touching(version, actor):
            if row.first is None:
                self.of_section[row.section].append(row.public_id)
            else:
                for place in range(row.first, row.last + 1):
                    self.of_block[place].append(row.public_id)


def _block(one: BlockChange, old: _Side, new: _Side, texts: Sequence[str]) -> schema.BlockChange:
    words = one.words if one.words or one.new is None else kept(texts[one.new])
    rows = [
        schema.Row.model_construct(
            op=row.op,
            cells=[schema.Cell.model_construct(op=cell.op, words=cell.words) for cell in row.cells],
        )
        for row in one.rows
    ]
    return schema.BlockChange.model_construct(
        state=one.state,
        from_=old.blocks[one.old] if one.old is not None else None,
        to=new.blocks[one.new] if one.new is not None else None,
        differs=list(one.aspects),
        words=words,
        rows=rows or None,
        threads=_either(old.of_block, one.old, new.of_block, one.new),
    )


def _either(
    old: dict[int, list[str]], first: int | None, new: dict[int, list[str]], second: int | None
) -> list[str]:
    found: Iterable[str] = (
        *(old.get(first, ()) if first is not None else ()),
        *(new.get(second, ()) if second is not None else ()),
    )
    return list(dict.fromkeys(found))
