"""Storing what a version is made of: its blocks, and the sections that their headings make."""

from collections.abc import Sequence

from sqlalchemy import insert

from ..domain.blocks import NUMBER_LENGTH, Block, sections_of
from ..extensions import db
from ..models import BlockRow, Section, Version


def store_blocks(version: Version, blocks: Sequence[Block]) -> None:
    """Store the blocks of a version in reading order, and the sections they make."""
    sections = store_sections(version, blocks)
    rows = [
        {
            "public_id": block.id,
            "version_id": version.id,
            "section_id": section,
            "position": position,
            "kind": block.kind,
            "level": block.level,
            "number": block.number,
            "ordinal": block.ordinal,
            "language": block.language,
            "direction": block.direction,
            "text": block.text,
            "html": block.html,
        }
        for position, (block, section) in enumerate(zip(blocks, sections, strict=True))
    ]
    db.session.execute(insert(BlockRow), rows)


def store_sections(version: Version, blocks: Sequence[Block]) -> list[int | None]:
    """Store the sections that headings make; give the section's key for each block."""
    keys: list[int | None] = [None] * len(blocks)
    found = sections_of(blocks)
    rows = [
        Section(
            version_id=version.id, position=i, level=s.level, number=s.number[:NUMBER_LENGTH], title=s.title
        )
        for i, s in enumerate(found)
    ]
    db.session.add_all(rows)
    db.session.flush()
    for row, section in zip(rows, found, strict=True):
        keys[section.first : section.end] = [row.id] * (section.end - section.first)
    return keys
