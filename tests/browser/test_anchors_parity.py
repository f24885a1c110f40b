"""What the browser selects and what the server keeps are the same code points, in blocks of every kind."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import BrowserContext, Page

from reviewapp.domain.fragments import text_of
from reviewapp.models import Version
from reviewapp.queries.versions import blocks_of
from tests import builders as b
from tests.browser.hands import DESK, sit_down
from tests.importers.passages import CHAPTER_V1

TEXT = """# Training 👩‍🏫 at work

A **trainer *plans `and` shows*** the [work](https://example.org/a) 👩‍👩‍👧‍👦 daily,
café naïve, 𠮷野家 e\u0301nd.[^1]

培训应当**真实**、简短，并且允许出错😀。下一句。

First line\\
second **line\\
third** line

- one *item* 🇨🇳
  - two 👍🏽 items
1. three

> Show **me** how.

| Part | Min\\|utes | |
| --- | --- | --- |
| Explain **and** show | 20 | 😀 |
| | 第一次 | end |

```
code <b>stays</b> & plain
  indented 👩‍🏫
```

[^1]: A note with **bold** 👩‍🏫 words.
"""

MEASURE = """async () => {
  const source = [...document.querySelectorAll("link[rel=modulepreload]")]
    .find((link) => link.href.endsWith("anchors.js")).href;
  const { anchorOf, positionOf, rangeOf, textOf } = await import(source);
  const root = document.querySelector(".text");
  const blocks = [...root.querySelectorAll("[data-block]")];
  const boundaries = (block) => {
    const found = [[block, 0], [block, block.childNodes.length]];
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT, (node) =>
      node.parentElement.closest(".noteref") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
    while (walker.nextNode()) {
      const node = walker.currentNode;
      let at = 0;
      for (const point of Array.from(node.data)) { found.push([node, at]); at += point.length; }
      found.push([node, at]);
    }
    return found;
  };
  return blocks.map((block) => {
    const places = boundaries(block);
    const positions = places.map(([node, offset]) => positionOf(block, node, offset));
    const anchors = [];
    const steps = Math.max(1, Math.floor(places.length / 12));
    for (let i = 2; i < places.length; i += steps) {
      for (let j = i + 1; j < places.length; j += steps) {
        const range = document.createRange();
        range.setStart(...places[i]);
        range.setEnd(...places[j]);
        const anchor = anchorOf(range, root);
        if (!anchor) continue;
        const again = anchorOf(rangeOf(anchor, root), root);
        anchors.push({ ...anchor, again: JSON.stringify(again) === JSON.stringify(anchor) });
      }
    }
    return { id: block.dataset.block, text: textOf(block), positions, anchors };
  });
}"""


@pytest.fixture(scope="module")
def kinds() -> set[str]:
    """The kinds of block that a text of every kind holds."""
    return {"heading", "paragraph", "list_item", "table", "footnote", "quote", "code"}


def measured(page: Page, version: Version) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Give the stored blocks by id, and what the browser makes of each."""
    stored = {block.id: block for block in blocks_of(version)}
    return stored, page.evaluate(MEASURE)


@pytest.fixture
def reading(app: Flask, new_context: Callable[..., BrowserContext]) -> Callable[[str | bytes, str], Any]:
    """Open a text for its reviewer and measure it."""

    def measure(text: str | bytes, name: str) -> Any:
        review = b.make_review()
        document = b.make_document(review.project, "Another chapter")
        version = b.make_version(document, text, name=name)
        b.make_round(review.project, [version], [review.expert])
        page = sit_down(new_context(**DESK), review.expert, f"/versions/{version.public_id}")
        return measured(page, version)

    return measure


def check(stored: dict[str, Any], blocks: list[dict[str, Any]]) -> int:
    """Compare each block; give how many selections were cut out of the stored text."""
    selections = 0
    assert {block["id"] for block in blocks} == stored.keys()
    for block in blocks:
        text = stored[block["id"]].text
        assert block["text"] == text == text_of(stored[block["id"]].html)
        assert block["positions"][1] == len(text)
        assert set(range(len(text) + 1)) >= set(block["positions"])
        for anchor in block["anchors"]:
            assert anchor["start_block"] == anchor["end_block"] == block["id"]
            start, end = anchor["start_offset"], anchor["end_offset"]
            assert text[start:end] == anchor["exact"]
            assert text[:start].endswith(
                anchor["prefix"].rpartition("\n")[2] if start < 32 else anchor["prefix"]
            )
            assert anchor["again"], anchor
            selections += 1
    return selections


def test_each_selection_in_markdown_blocks_cuts_the_stored_words(reading: Any, kinds: set[str]) -> None:
    stored, blocks = reading(TEXT, "every-kind.md")
    assert {block.kind.value for block in stored.values()} >= kinds
    assert check(stored, blocks) > 300
    assert_no_character_is_cut([anchor["exact"] for block in blocks for anchor in block["anchors"]])


def assert_no_character_is_cut(selected: list[str]) -> None:
    """A family and a teacher are each one written character of several code points."""
    for words in selected:
        rest = words.replace("👩‍👩‍👧‍👦", "").replace("👩‍🏫", "")
        assert not set(rest) & set("👩👧👦🏫\u200d"), words


def test_each_selection_in_a_word_file_cuts_the_stored_words(reading: Any) -> None:
    data = (Path(__file__).parent.parent / "importers/files/chapter-en-v1.docx").read_bytes()
    stored, blocks = reading(data, "chapter.docx")
    assert len(stored) > len(CHAPTER_V1)
    assert check(stored, blocks) > 300
