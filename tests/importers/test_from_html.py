"""HTML: text in, manuscript out."""

import base64
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reviewapp.domain.blocks import BlockKind
from reviewapp.domain.errors import BadInput
from reviewapp.importers.base import Manuscript
from reviewapp.importers.drafting import plain
from reviewapp.importers.from_html import HtmlImporter
from tests.importers.html_pages import FEATURES
from tests.importers.make_files import bar_chart

PNG = bar_chart((1, 2))
DATA = "data:image/png;base64," + base64.b64encode(PNG).decode()


def manuscript_of(text: str) -> Manuscript:
    return HtmlImporter().read_text(text)


def lines_of(text: str) -> list[str]:
    """Give each block as "kind level number|ordinal html", what is not there left out."""
    return [
        " ".join(
            [
                block.kind.value + (str(block.level) if block.level else ""),
                *([block.number] if block.number else []),
                *([f"#{block.ordinal}"] if block.ordinal is not None else []),
                " ".join(block.html.split()),
            ]
        )
        for block in manuscript_of(text).blocks
    ]


@pytest.mark.parametrize("feature", FEATURES)
def test_a_feature_of_pages_becomes_blocks(feature: str) -> None:
    text, lines = FEATURES[feature]
    assert lines_of(text) == lines


def test_the_title_of_the_page_serves_where_no_heading_does() -> None:
    assert manuscript_of("<title>书 名</title><p>词").title == "书 名"
    assert manuscript_of("<title>Page</title><h1>书名</h1>").title == "书名"


def test_only_pictures_that_stand_in_the_page_are_kept() -> None:
    figure = f"<figure><figcaption>图 1</figcaption><img src='{DATA}' alt=A></figure>"
    page = f"{figure}<p>See <img src=b.png alt=B> here"
    manuscript = manuscript_of(page)
    (image,) = manuscript.images
    assert image.data == PNG
    assert [block.html for block in manuscript.blocks] == [
        f'<img src="images/{image.name}" alt="A"><figcaption>图 1</figcaption>',
        "See B here",
    ]
    assert [(one.code, one.where) for one in manuscript.warnings][:1] == [("image_not_kept", "B")]
    assert manuscript.pictures == 2


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("<!DOCTYPE html [<!ENTITY a 'b'>]><p>&a;", "file_hostile"),
        ("<div>" * 10_000 + "a", "file_hostile"),
        ("<table><tr><td>" * 10_000 + "a", "file_hostile"),
        ("<p " + " ".join(f"a{i}=1" for i in range(5_000)) + ">a", "file_hostile"),
        ("<b>" * 1_000_001, "file_too_demanding"),
        ("<html></html>", "file_without_text"),
        ("<!-- a -->", "file_without_text"),
    ],
)
def test_a_page_without_end_or_words_is_refused(text: str, code: str) -> None:
    with pytest.raises(BadInput) as refused:
        manuscript_of(text)
    assert refused.value.code == code


_TAGS = [
    "p",
    "div",
    "b",
    "li",
    "ul",
    "ol",
    "table",
    "tr",
    "td",
    "th",
    "h1",
    "h2",
    "blockquote",
    "pre",
    "span",
    "a",
    "section",
    "figure",
    "figcaption",
    "caption",
    "dl",
    "dd",
    "sup",
    "i",
    "br",
    "center",
    "font",
]
_PIECES = st.lists(
    st.one_of(
        st.sampled_from([f"<{end}{tag}>" for tag in _TAGS for end in ("", "/")]),
        st.from_regex(r"\Aword[a-z]{1,4}\Z"),
    ),
    max_size=40,
)


@settings(max_examples=150, deadline=None)
@given(_PIECES)
def test_no_word_is_lost_whatever_stands_around_it(pieces: list[str]) -> None:
    words = [piece for piece in pieces if piece.startswith("word")]
    try:
        manuscript = manuscript_of(" ".join(pieces))
    except BadInput as refused:
        assert not words and refused.code == "file_without_text"
        return
    found = re.findall(r"word[a-z]+", " ".join(plain(block.html) for block in manuscript.blocks))
    assert sorted(found) == sorted(words)
    if not {"<table>", "<figcaption>", "<caption>", "<tr>", "<td>", "<th>"} & set(pieces):
        assert found == words


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=80))
def test_any_text_ends_in_a_manuscript_or_a_refusal(text: str) -> None:
    try:
        assert all(block.kind in BlockKind for block in manuscript_of(text).blocks)
    except BadInput as refused:
        assert refused.code == "file_without_text"
