"""Small versions for tests of carrying."""

from reviewapp.domain.anchors import Quote, locate
from reviewapp.domain.blocks import Block, BlockKind
from reviewapp.domain.carrying.carrier import Anchor, Carrier, Placement
from reviewapp.domain.carrying.edition import Edition
from reviewapp.domain.threads import Scope


def edition(prefix: str, *lines: str) -> Edition:
    """Make a version of lines; those that begin with # are headings."""
    blocks = []
    for i, line in enumerate(lines):
        level = len(line) - len(line.lstrip("#"))
        text = line.lstrip("# ") if level else line
        kind = BlockKind.HEADING if level else BlockKind.PARAGRAPH
        blocks.append(Block(f"{prefix}{i}", kind, text, text, level))
    return Edition(blocks)


def carried(old: Edition, new: Edition, exact: str, **context: str) -> Placement:
    """Carry the passage that a quote describes."""
    span = locate(Quote(exact, **context), old.blocks)
    return Carrier(old, new).carry(Anchor(Scope.PASSAGE, span))
