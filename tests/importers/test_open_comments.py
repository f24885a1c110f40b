"""Comments and tracked changes in OpenDocument files, and the exact passage of each."""

import pytest

from tests.importers.open_builders import (
    HEADINGS,
    begins,
    cell,
    change,
    composed,
    ends,
    heading,
    items,
    note,
    para,
    read,
    row,
    span,
    table,
    tracked,
)
from tests.importers.test_word_comments import words_between

A, Z = begins("a"), ends("a")
CODE = "Preformatted_20_Text"
# what is tried, the body with comment "a", the words of its passage
PASSAGES = {
    "words": (para(f"Boil {A}the water{Z} first."), "the water"),
    "across looks": (para(f"Boil {A}the {span('water', 'T')}{Z}."), "the water"),
    "white space around": (para(f"Boil{A} the  water {Z}first."), "the water"),
    "two paragraphs": (para(f"One {A}two.") + para(f"Three{Z} four."), "two.\nThree"),
    "over items": (items(f"a {A}b", f"c{Z} d"), "b\nc"),
    "a cell": (table(row(cell("a"), cell(f"b {A}cell text{Z}"))), "cell text"),
    "over cells": (table(row(cell(f"{A}a"), cell(f"b{Z}"), cell("c"))), "a\tb"),
    "around a deletion": (tracked(("c", para("not"))) + para(f"{A}It is {change('c')}so{Z}."), "It is so"),
    "letters beyond the first plane": (para(f"𠮷野家{A}𝛼和β{Z}。"), "𝛼和β"),
    "an accent of its own": (para(f"e\u0301te\u0301 {A}ici{Z}"), "ici"),
    "entities": (para(f"a &lt; {A}b &amp; c{Z} &gt; d"), "b & c"),
    "a soft hyphen before": (para(f"chap\u00adter {A}two{Z}"), "two"),
    "no range": (para(f"Here{A} it is"), ""),
    "an empty paragraph before": (para(A) + para(f"One{Z} two"), "One"),
    "a heading": (heading(f"{A}Aims{Z} of all"), "Aims"),
    "lines of code": ("".join(para(one, CODE) for one in ("a", f"{A}b", f"c{Z} d")), "b\nc"),
    "a link": (para(f'<text:a xlink:href="https://example.org">{A}the site{Z}</text:a>'), "the site"),
    "a note": (para(f"Words{note(para(f'See {A}page 4{Z}'))}"), "page 4"),
    "inside a span": (para(span(f"a {A}b", "T") + f" c{Z}"), "b c"),
    "hidden words": (para(f"{A}<text:hidden-paragraph text:is-hidden='true'/>x{Z}") + para("y"), ""),
}  # fmt: skip


@pytest.mark.parametrize(("body", "quote"), PASSAGES.values(), ids=PASSAGES)
def test_a_comment_stands_at_the_passage(body: str, quote: str) -> None:
    found = read(body, "", HEADINGS)
    (comment,) = found.comments
    assert comment.quote == quote
    assert words_between(composed(found), comment) == quote


def test_a_comment_has_its_author_time_and_lines() -> None:
    one = begins("a", "First.\nSecond &lt;line&gt;.<text:line-break/>Third<text:s/>.", "专家 03")
    (comment,) = read(para(f"{one}Words{Z}")).comments
    assert (comment.author, comment.text) == ("专家 03", "First.\nSecond <line>.\nThird .")
    assert str(comment.at) == "2026-03-01 10:00:00+00:00"
    assert not comment.is_resolved


def test_replies_and_settled_comments_are_known() -> None:
    body = para(
        begins("a", more=' loext:resolved="true"')
        + f"claim{Z}"
        + begins("b", "Because.", "Expert 07", ' loext:parent-name="a"')
    )
    first, second = read(body).comments
    assert (first.answers, first.is_resolved, second.answers, second.text) == (None, True, 0, "Because.")


def test_comments_that_overlap_keep_their_own_passages() -> None:
    body = para(f"{begins('x')}one {begins('y')}two{ends('x')} three{ends('y')}")
    assert [one.quote for one in read(body).comments] == ["one two", "two three"]


def test_a_comment_without_a_name_is_kept() -> None:
    unnamed = A.replace(' office:name="a"', "")
    assert [one.quote for one in read(para(f"Words {unnamed}here")).comments] == [""]


def test_tracked_changes_are_kept_for_those_who_ask() -> None:
    body = (
        tracked(("gone", para("not ")), ("new", ""))
        + para("Mind.")
        + para(f"It is {change('gone')}{change('new', '-start')}so.{change('new', '-end')}")
    )
    found = read(body)
    assert [block.html for block in found.blocks] == ["Mind.", "It is so."]
    deletion, insertion = found.changes
    assert (deletion.text, deletion.is_insertion, deletion.author, str(deletion.at)) == (
        "not", False, "Expert 03", "2026-03-01 10:00:00+00:00",
    )  # fmt: skip
    assert (insertion.text, insertion.is_insertion) == ("so.", True)
    assert [(one.block, one.offset) for one in (insertion.start, insertion.end) if one] == [(1, 6), (1, 9)]


def test_an_insertion_may_reach_over_paragraphs_and_stand_between_them() -> None:
    body = tracked(("c", "")) + change("c", "-start") + para("One.") + para("Two.") + change("c", "-end")
    assert [one.text for one in read(body + para("Three.")).changes] == ["One.\nTwo."]


def test_a_comment_on_deleted_words_stands_where_they_were() -> None:
    found = read(tracked(("c", para(f"{A}old{Z}"))) + para(f"It {change('c')}is"))
    assert [(one.text, one.quote, one.start and one.start.offset) for one in found.comments] == [
        ("Why?", "", 3)
    ]
    assert found.changes[0].text == "old"
