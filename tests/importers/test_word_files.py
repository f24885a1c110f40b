"""Word files as a whole: dialects, parts, notes, pictures, tracked changes, styles by name."""

import pytest

from reviewapp.domain.blocks import BlockKind
from tests.importers.containers import relationship
from tests.importers.make_files import bar_chart
from tests.importers.word_builders import HEADINGS, html_of, para, read, run, style, styled, styles

BOLD = "<w:b/>"


def test_a_file_in_the_strict_dialect_is_read_like_any_other() -> None:
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    sheet = HEADINGS.replace("http://schemas.openxmlformats.org/wordprocessingml/2006/main", strict)
    document = (
        f'<w:document xmlns:w="{strict}"><w:body>{styled("H1", "Aims")}{para("Words")}</w:body></w:document>'
    )
    found = read("", word__document_xml=document, word__styles_xml=sheet).blocks
    assert [(block.kind, block.html) for block in found] == [
        (BlockKind.HEADING, "Aims"),
        (BlockKind.PARAGRAPH, "Words"),
    ]


def test_parts_are_found_wherever_their_relationships_lead() -> None:
    rels = relationship("s1", "styles", "/elsewhere/My%20styles.xml") + relationship(
        "s2", "footnotes", "notes/a.xml"
    )
    notes = HEADINGS.replace("w:styles", "w:footnotes").partition("><")[0] + (
        f'><w:footnote w:id="5">{para(" A note.")}{para("More.")}</w:footnote></w:footnotes>'
    )
    body = styled("H1", "Aims", '<w:r><w:footnoteReference w:id="5"/></w:r>')
    parts = {"elsewhere/My styles.xml": HEADINGS, "word/notes/a.xml": notes}
    found = read(body, rels, **{name.replace("/", "__"): part for name, part in parts.items()}).blocks
    assert [(block.kind, block.html) for block in found] == [
        (BlockKind.HEADING, 'Aims<sup class="noteref"><a href="#fn-1">1</a></sup>'),
        (BlockKind.FOOTNOTE, "A note.<br>More."),
    ]


def test_footnotes_and_endnotes_count_together_in_the_order_of_their_marks() -> None:
    def part(kind: str) -> str:
        notes = "".join(f'<w:{kind} w:id="{n}">{para(f"{kind} {n}")}</w:{kind}>' for n in (1, 2))
        return HEADINGS.partition("><")[0].replace("w:styles", f"w:{kind}s") + f">{notes}</w:{kind}s>"

    marks = (("endnote", 2), ("footnote", 1), ("endnote", 2))
    body = para("Words", *(f'<w:r><w:{kind}Reference w:id="{n}"/></w:r>' for kind, n in marks))
    found = read(body, word__footnotes_xml=part("footnote"), word__endnotes_xml=part("endnote")).blocks
    assert [(block.ordinal, block.html) for block in found[1:]] == [(1, "endnote 2"), (2, "footnote 1")]
    assert found[0].html.count('href="#fn-1"') == 2


def test_a_picture_of_the_older_kind_is_kept_with_its_words() -> None:
    shape = (
        '<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml" alt="A bench">'
        '<v:imagedata r:id="p1"/></v:shape></w:pict></w:r>'
    )
    found = read(
        para(shape), relationship("p1", "image", "media/1.png"), **{"word__media__1.png": bar_chart((1, 2))}
    )
    assert found.blocks[0].html.endswith('alt="A bench"><figcaption>A bench</figcaption>')


def test_tracked_changes_are_kept_for_those_who_ask() -> None:
    who = 'w:author="Expert 03" w:date="2026-03-01T10:00:00Z"'
    gone = run("not ").replace("w:t", "w:delText")
    body = para("Mind.") + para(
        "It is ", f"<w:del {who}>{gone}</w:del>", f"<w:ins {who}>{run('so.')}</w:ins>"
    )
    deletion, insertion = read(body).changes
    assert (deletion.text, deletion.is_insertion, deletion.author, str(deletion.at)) == (
        "not ", False, "Expert 03", "2026-03-01 10:00:00+00:00",
    )  # fmt: skip
    assert (insertion.text, insertion.is_insertion) == ("so.", True)
    assert [(one.block, one.offset) for one in (insertion.start, insertion.end) if one] == [(1, 6), (1, 9)]


@pytest.mark.parametrize(
    "name",
    ["标题 1", "Überschrift 1", "หัวเรื่อง 1", "Titre 1", "Título 1", "Заголовок 1", "見出し 1", "제목 1"],
)
def test_headings_are_known_in_many_languages(name: str) -> None:
    assert (
        read(styled("x", "Aims"), word__styles_xml=styles(style("x", name))).blocks[0].kind
        is BlockKind.HEADING
    )


def test_a_heading_style_that_the_file_does_not_define_is_told_by_its_id() -> None:
    assert read(styled("Heading2", "Aims"), word__styles_xml=styles()).blocks[0].level == 2


def test_a_heading_is_strong_enough_without_being_told() -> None:
    body = styled("Heading1", run("Aims", BOLD)) + styled("Heading1", run("Aims", BOLD), " and means")
    assert html_of(body) == ["Aims", "<strong>Aims</strong> and means"]


def test_what_is_based_on_the_title_style_is_no_title() -> None:
    sheet = styles(style("T", "Title"), style("A", "Author", '<w:basedOn w:val="T"/>'))
    found = read(styled("T", "Name") + styled("A", "Who"), word__styles_xml=sheet).blocks
    assert [block.kind for block in found] == [BlockKind.HEADING, BlockKind.PARAGRAPH]


def test_a_file_of_pictures_only_is_read() -> None:
    blip = '<a:blip xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" r:embed="p1"/>'
    body = f"<w:p><w:r><w:drawing>{blip}</w:drawing></w:r></w:p>"
    rels = relationship("p1", "image", "media/1.png")
    found = read(body, rels, **{"word__media__1.png": bar_chart((1, 2))})
    assert [(block.kind, found.title) for block in found.blocks] == [(BlockKind.FIGURE, "")]
