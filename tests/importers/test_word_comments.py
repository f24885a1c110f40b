"""Comments in Word files: their words, people and states, and the exact passage of each."""

# ruff: noqa: E501 - a feature a line

import pytest

from reviewapp.domain.blocks import Block
from reviewapp.importers.base import FoundComment, Manuscript
from reviewapp.services.composing import compose
from tests.importers.containers import relationship
from tests.importers.word_builders import (
    begins,
    cell,
    comments,
    ends,
    extended,
    field,
    para,
    read,
    row,
    run,
    styled,
    table,
)

# what is tried, the body with comment 0, the words of its passage
PASSAGES = {
    "words": (para("Boil ", begins(0), "the water", ends(0), " first."), "the water"),
    "across looks": (para("Boil ", begins(0), "the ", run("water", "<w:b/>"), ends(0), "."), "the water"),
    "white space around": (para("Boil", begins(0), " the  water ", ends(0), "first."), "the water"),
    "two paragraphs": (para("One ", begins(0), "two.") + para("Three", ends(0), " four."), "two.\nThree"),
    "marks between paragraphs": (begins(0) + para("One.") + para("Two.") + ends(0).partition("<w:r>")[0], "One.\nTwo."),
    "a cell": (table(row(cell("a"), f"<w:tc>{para('b ', begins(0), 'cell text', ends(0))}</w:tc>")), "cell text"),
    "over cells": (
        table(row(f"<w:tc>{para(begins(0), 'a')}</w:tc>", f"<w:tc>{para('b', ends(0))}</w:tc>", cell("c"))),
        "a\tb",
    ),
    "around a field": (para(begins(0), field("REF a", "4.2"), ends(0), " is"), "4.2"),
    "around a deletion": (
        para(begins(0), "It is ", f"<w:del>{run('not').replace('w:t', 'w:delText')}</w:del>", "so", ends(0), "."),
        "It is so",
    ),
    "in a deletion": (para("It is", f"<w:del>{begins(0)}{run('not').replace('w:t', 'w:delText')}{ends(0)}</w:del>"), ""),
    "letters beyond the first plane": (para("𠮷野家", begins(0), "𝛼和β", ends(0), "。"), "𝛼和β"),
    "an accent of its own": (para("e\u0301te\u0301 ", begins(0), "ici", ends(0)), "ici"),
    "entities": (para("a &lt; ", begins(0), "b &amp; c", ends(0), " &gt; d"), "b & c"),
    "no range": (para("Here", ends(0).partition(">")[2], " it is"), ""),
    "an empty paragraph before": (para(begins(0)) + para("One", ends(0), " two"), "One"),
    "a link": (para(begins(0), field('HYPERLINK "https://example.org"', "the site"), ends(0)), "the site"),
}  # fmt: skip


def words_between(blocks: list[Block], comment: FoundComment) -> str:
    assert comment.start is not None and comment.end is not None
    if comment.start.block == comment.end.block:
        return blocks[comment.start.block].text[comment.start.offset : comment.end.offset]
    first, last = (blocks[one.block].text for one in (comment.start, comment.end))
    return f"{first[comment.start.offset :]}\n{last[: comment.end.offset]}"


def composed(manuscript: Manuscript) -> list[Block]:
    return compose(manuscript.blocks, image_base="/images/")


@pytest.mark.parametrize(("body", "quote"), PASSAGES.values(), ids=PASSAGES)
def test_a_comment_stands_at_the_passage(body: str, quote: str) -> None:
    found = read(body, word__comments_xml=comments((0, "Expert 03", "Why?")))
    (comment,) = found.comments
    assert comment.quote == quote
    assert words_between(composed(found), comment) == quote


def test_a_comment_has_its_author_time_and_lines() -> None:
    part = comments((0, "专家 03", "First.\nSecond &lt;line&gt;."))
    (comment,) = read(para(begins(0), "Words", ends(0)), word__comments_xml=part).comments
    assert (comment.author, comment.text) == ("专家 03", "First.\nSecond <line>.")
    assert comment.at is not None
    assert comment.at.isoformat() == "2026-03-01T10:00:00+00:00"


def test_a_time_in_utc_goes_before_the_local_one() -> None:
    ids = '<x:commentsIds xmlns:x="urn:ids"><x:commentId x:paraId="000000" x:durableId="7A"/></x:commentsIds>'
    times = '<x:commentsExtensible xmlns:x="urn:t"><x:c x:durableId="7A" x:dateUtc="2026-03-01T02:00:00Z"/></x:commentsExtensible>'
    parts = {"word__commentsIds_xml": ids, "word__commentsExtensible_xml": times}
    found = read(para("Words", ends(0)), word__comments_xml=comments((0, "A", "B")), **parts)
    assert str(found.comments[0].at) == "2026-03-01 02:00:00+00:00"


def test_replies_and_settled_comments_are_known_by_their_last_paragraph() -> None:
    part = comments((0, "A", "Why?\nWhere?"), (1, "B", "Because."), (2, "A", "Other."))
    states = extended(("000001", "", True), ("000010", "000001", True), ("000020", "", False))
    body = para(begins(0), begins(1), "claim", ends(0), ends(1), begins(2), "more", ends(2))
    found = read(body, word__comments_xml=part, word__commentsExtended_xml=states).comments
    assert [(one.answers, one.is_resolved, one.quote) for one in found] == [
        (None, True, "claim"), (0, True, "claim"), (None, False, "more"),
    ]  # fmt: skip


def test_a_reply_without_a_place_stands_where_its_comment_does() -> None:
    part = comments((0, "A", "Why?"), (1, "B", "Because."))
    states = extended(("000000", "", False), ("000010", "000000", False))
    body = para(begins(0), "claim", ends(0))
    found = read(body, word__comments_xml=part, word__commentsExtended_xml=states).comments
    assert [one.quote for one in found] == ["claim", "claim"]


def test_a_comment_that_is_nowhere_in_the_text_is_kept_without_a_place() -> None:
    (comment,) = read(para("Words"), word__comments_xml=comments((0, "A", "Lost"))).comments
    assert (comment.text, comment.start, comment.quote) == ("Lost", None, "")


def test_comments_in_notes_and_headings_have_places_too() -> None:
    marker = '<w:r><w:footnoteReference w:id="1"/></w:r>'
    rels = relationship("n", "footnotes", "footnotes.xml")
    note = f'<w:footnote w:id="1">{para("See ", begins(1), "page 4", ends(1))}</w:footnote>'
    root = comments().partition(">")[0].replace("w:comments", "w:footnotes")
    parts = {
        "word__footnotes_xml": f"{root}>{note}</w:footnotes>",
        "word__comments_xml": comments((0, "A", "One"), (1, "A", "Two")),
    }
    body = styled("Heading1", begins(0), "Aims", ends(0), marker)
    found = read(body, rels, **parts)
    assert [one.quote for one in found.comments] == ["Aims", "page 4"]
    assert [one.start and one.start.block for one in found.comments] == [0, 1]


def test_deleted_words_stand_behind_the_space_before_them() -> None:
    deleted = f"<w:del>{run('one fifth').replace('w:t', 'w:delText')}</w:del>"
    found = read(para("about ", deleted, f"<w:ins>{run('a quarter')}</w:ins>", " of it"))
    spots = [(one.text, one.start and one.start.offset, one.end and one.end.offset) for one in found.changes]
    assert spots == [("one fifth", 6, 6), ("a quarter", 6, 15)]
