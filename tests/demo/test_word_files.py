"""The demo's Word files say what its Markdown says, and are imported alike."""

from reviewapp.demo.scenery import with_figures
from reviewapp.domain.blocks import Block, BlockKind
from reviewapp.importers.registry import read_manuscript
from reviewapp.services.composing import compose
from tests.demo.reading import TEXTS, source

Said = tuple[BlockKind, str, int, int | None]


def blocks_of(data: bytes, name: str) -> list[Block]:
    _, manuscript = read_manuscript(data, name)
    assert manuscript.warnings == [] and len(manuscript.images) == 1
    return compose(manuscript.blocks, image_base="/")


def said(blocks: list[Block]) -> list[Said]:
    """Everything but the figure: Word takes the caption into it, Markdown leaves it a paragraph."""
    return [
        (block.kind, block.text, block.level, block.ordinal)
        for block in blocks
        if block.kind is not BlockKind.FIGURE and not block.text.startswith(("Figure 4.1", "图4-1 "))
    ]


def test_the_chinese_word_file_is_imported_as_its_markdown_is() -> None:
    """The English one is made by the same hands."""
    name = "chapter4.v2.zh.md"
    word = blocks_of((TEXTS / name).with_suffix(".docx").read_bytes(), "chapter.docx")
    assert said(word) == said(blocks_of(with_figures(source(name)).encode(), name))
    assert [block.text for block in word if block.kind is BlockKind.FOOTNOTE]
    assert "https://example.org/trainer-role" in "".join(block.html for block in word)
