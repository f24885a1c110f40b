"""Word files that ask for too much: each is refused with a plain code, or read within its bounds."""

import pytest

from reviewapp.domain.errors import BadInput
from reviewapp.importers.archive import MAX_XML_DEPTH
from reviewapp.importers.bookmarks import MAX_QUOTE
from reviewapp.importers.drafting import MAX_BLOCKS
from reviewapp.importers.from_docx import MAX_PARAGRAPHS
from reviewapp.importers.registry import read_manuscript
from tests.importers.containers import packed, paragraph, parts_of, relationship
from tests.importers.word_builders import (
    abstract,
    begins,
    cell,
    comments,
    ends,
    html_of,
    level,
    num,
    numbered,
    numbering,
    para,
    read,
    row,
    run,
    style,
    styled,
    styles,
    table,
)

ROWS = "<w:tbl><w:tr><w:tc>"
END_OF_ROWS = "</w:tc></w:tr></w:tbl>"
DOCTYPE = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'


def refusal(body: str, **parts: str | bytes) -> str:
    """Return the code of a refusal; parts are stored, so that no ratio gives them away before."""
    data = packed(parts_of(body) | {name.replace("__", "/"): part for name, part in parts.items()}, method=0)
    with pytest.raises(BadInput) as refused:
        read_manuscript(data, "chapter.docx")
    return refused.value.code


REFUSED = {
    "more paragraphs than a book has": (lambda: "<w:p/>" * (MAX_PARAGRAPHS + 1), "file_too_demanding"),
    "ten thousand tables inside one another": (lambda: ROWS * 10_000 + END_OF_ROWS * 10_000, "file_hostile"),
    "controls inside one another": (
        lambda: "<w:sdt>" * (MAX_XML_DEPTH + 1) + "</w:sdt>" * (MAX_XML_DEPTH + 1),
        "file_hostile",
    ),
    "more elements than a text has": (lambda: '<a b="c"/>' * 800_000, "file_hostile"),
    "text that only deletes itself": (lambda: para(f"<w:del>{run('x')}</w:del>"), "file_without_text"),
}


@pytest.mark.parametrize(("body", "code"), REFUSED.values(), ids=REFUSED)
def test_refused_is(body: object, code: str) -> None:
    assert callable(body)
    assert refusal(body()) == code


@pytest.mark.parametrize(
    "part", ["word/document.xml", "word/numbering.xml", "word/comments.xml", "docProps/app.xml"]
)
def test_a_document_type_is_refused_in_any_part(part: str) -> None:
    assert (
        refusal(paragraph("Words"), **{part: f"<?xml version='1.0'?>{DOCTYPE}<x>&e;</x>"}) == "file_hostile"
    )


def test_more_blocks_than_a_book_has_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reviewapp.importers.drafting.MAX_BLOCKS", 20)
    assert MAX_BLOCKS > 20
    assert refusal(para("Words") * 21) == "file_too_long"


def test_styles_based_on_each_other_in_a_circle_end() -> None:
    sheet = styles(style("a", "A", '<w:basedOn w:val="b"/>'), style("b", "B", '<w:basedOn w:val="a"/>'))
    assert html_of(styled("a", "Words"), word__styles_xml=sheet) == ["Words"]


def test_lists_that_lead_to_each_other_in_a_circle_end() -> None:
    circle = '<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="L"/></w:abstractNum>'
    properties = '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
    sheet = styles(style("L", "List", properties, "numbering"))
    part = numbering(circle, num(1, 0))
    assert html_of(numbered("Words"), word__styles_xml=sheet, word__numbering_xml=part) == ["Words"]


def test_a_number_of_endless_length_is_cut() -> None:
    part = numbering(abstract(0, level(0, "upperLetter", "%1" * 100_000, start=32_000)), num(1, 0))
    (block,) = read(numbered("Words"), word__numbering_xml=part).blocks
    assert len(block.number) < 1_000


@pytest.mark.parametrize("span", ["1000000000", "-5", "0", "many", "99999999999999999999999"])
def test_a_span_is_a_number_that_pages_can_bear(span: str) -> None:
    (html,) = html_of(table(row(cell("a", properties=f'<w:gridSpan w:val="{span}"/>'))))
    assert html.count("colspan") == html.count('colspan="100"')


def test_fields_that_never_end_hide_what_follows_in_their_story_only() -> None:
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    box = f"<w:r><w:pict><w:txbxContent>{para(begin * 200, 'code')}</w:txbxContent></w:pict></w:r>"
    assert html_of(para("Seen", box) + para("Seen too")) == ["Seen", "Seen too"]


def test_a_comment_on_everything_quotes_its_beginning() -> None:
    body = para(begins(0), "long words " * MAX_QUOTE, ends(0))
    (comment,) = read(body, word__comments_xml=comments((0, "A", "All of it"))).comments
    assert len(comment.quote) == MAX_QUOTE
    assert comment.end is not None
    assert comment.end.offset > MAX_QUOTE


def test_signs_of_places_cannot_be_forged() -> None:
    found = read(
        para("&lt;x01&gt;comment 0 from", begins(0), " x", ends(0)),
        word__comments_xml=comments((0, "A", "B")),
    )
    assert found.comments[0].quote == "x"
    assert refusal("<w:p><w:r><w:t>&#1;comment 0 from&#2;</w:t></w:r></w:p>") == "file_damaged"


def test_nothing_outside_the_file_is_asked_for() -> None:
    rels = (
        relationship("s", "styles", "http://127.0.0.1:9/styles.xml", is_external=True)
        + relationship("n", "numbering", "../../../../etc/passwd")
        + relationship("h", "hyperlink", "file:///etc/passwd", is_external=True)
    )
    body = f'<w:p><w:hyperlink r:id="h">{run("Words")}</w:hyperlink></w:p>'
    assert html_of(body, rels) == ["Words"]
