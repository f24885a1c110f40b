"""OpenDocument files as a whole: how they are known, what is refused, what asks for too much."""

# ruff: noqa: E501 - a feature a line

import time
from collections.abc import Callable

import pytest

from reviewapp.domain.errors import BadInput
from reviewapp.importers.archive import MAX_XML_DEPTH
from reviewapp.importers.from_odt import MAX_PARAGRAPHS
from reviewapp.importers.kinds import OPEN_DOCUMENT
from reviewapp.importers.registry import read_manuscript
from tests.importers.containers import packed
from tests.importers.open_builders import (
    HEADINGS,
    cell,
    heading,
    html_of,
    items,
    open_file,
    open_parts,
    para,
    read,
    row,
    style,
    table,
)

PARTS = open_parts(heading("Aims") + para("Words"), "", HEADINGS)
DOCTYPE = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
BILLION = "1000000000"


def without(name: str) -> dict[str, str | bytes]:
    return {part: content for part, content in PARTS.items() if part != name}


def test_a_file_is_known_by_its_first_part_and_by_its_list_of_parts() -> None:
    for parts in (PARTS, without("mimetype"), without("mimetype") | {"mimetype": PARTS["mimetype"]}):
        kind, manuscript = read_manuscript(packed(parts, method=0), "chapter.docx")
        assert (kind, manuscript.title) == (OPEN_DOCUMENT, "Aims")


def test_a_file_without_styles_is_read() -> None:
    _, manuscript = read_manuscript(packed(without("styles.xml")), "chapter.odt")
    assert len(manuscript.blocks) == 2


def test_the_list_of_parts_may_name_a_type_as_older_programs_do() -> None:
    sign = '<!DOCTYPE manifest:manifest PUBLIC "-//OpenOffice.org//DTD Manifest 1.0//EN" "Manifest.dtd">'
    parts = PARTS | {"META-INF/manifest.xml": f"{sign}{PARTS['META-INF/manifest.xml']}"}
    assert read_manuscript(packed(parts), "chapter.odt")[1].title == "Aims"


def refusal(data: bytes) -> str:
    with pytest.raises(BadInput) as refused:
        read_manuscript(data, "chapter.odt")
    return refused.value.code


def changed(name: str, content: str | bytes) -> bytes:
    return packed(PARTS | {name: content}, method=0)


def nested(before: str, after: str, times: int) -> bytes:
    return packed(open_parts(before * times + after * times), method=0)


LOCKED = '<m:manifest xmlns:m="urn:m"><m:file-entry><m:encryption-data/></m:file-entry></m:manifest>'
SHEET = str(PARTS["content.xml"]).replace("office:text>", "office:spreadsheet>")
REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "locked": (lambda: changed("META-INF/manifest.xml", LOCKED), "file_encrypted"),
    "locked as one package": (
        lambda: packed({"mimetype": OPEN_DOCUMENT, "META-INF/manifest.xml": LOCKED, "encrypted-package": b"\x93"}),
        "file_encrypted",
    ),
    "without its text": (lambda: packed(without("content.xml")), "file_damaged"),
    "of XML that breaks off": (lambda: changed("content.xml", str(PARTS["content.xml"])[:-40]), "file_damaged"),
    "cut": (lambda: packed(PARTS)[:-200], "file_damaged"),
    "a table of figures in disguise": (lambda: changed("content.xml", SHEET), "file_kind_unknown"),
    "empty": (lambda: open_file(para()), "file_without_text"),
    "with a document type in its text": (
        lambda: changed("content.xml", DOCTYPE + str(PARTS["content.xml"]).partition("?>")[2]), "file_hostile",
    ),
    "with a document type in its styles": (lambda: changed("styles.xml", f"{DOCTYPE}<x>&e;</x>"), "file_hostile"),
    "with a document type in an object": (lambda: changed("Object 1/content.xml", f"{DOCTYPE}<x/>"), "file_hostile"),
    "of ten thousand lists in one another": (
        lambda: nested("<text:list><text:list-item>", "</text:list-item></text:list>", 10_000), "file_hostile",
    ),
    "of ten thousand tables in one another": (
        lambda: nested("<table:table><table:table-row><table:table-cell>", "</table:table-cell></table:table-row></table:table>", 10_000),
        "file_hostile",
    ),
    "of spans without a bottom": (
        lambda: nested("<text:span>", "</text:span>", MAX_XML_DEPTH + 1), "file_hostile",
    ),
    "of more paragraphs than a book has": (
        lambda: packed(open_parts("<text:p/>" * (MAX_PARAGRAPHS + 1)), method=0), "file_too_demanding",
    ),
    "that unpacks to much more": (lambda: open_file(para("a" * 90_000_000)), "file_hostile"),
}  # fmt: skip


@pytest.mark.parametrize(("make", "code"), REFUSED.values(), ids=REFUSED)
def test_refused_is_a_file(make: Callable[[], bytes], code: str) -> None:
    assert refusal(make()) == code


@pytest.mark.parametrize("times", [BILLION, "-5", "0", "many", "9" * 30])
@pytest.mark.parametrize("kind", ["rows-repeated", "columns-repeated", "rows-spanned", "columns-spanned"])
def test_what_a_table_repeats_and_spans_is_a_number_that_pages_can_bear(kind: str, times: str) -> None:
    wanted = f' table:number-{kind}="{times}"'
    one = row(cell("a"), more=wanted) if kind == "rows-repeated" else row(cell("a", more=wanted))
    (html,) = html_of(table(one * 3))
    assert 3 <= html.count("a</td>") <= 600


def test_all_that_a_file_repeats_is_bounded_together() -> None:
    grown = row(
        cell("a", more=f' table:number-columns-repeated="{BILLION}"'),
        more=f' table:number-rows-repeated="{BILLION}"',
    )
    began = time.process_time()
    found = read(table(grown) * 50)
    assert sum(block.html.count("<td") for block in found.blocks) < 25_000
    assert time.process_time() - began < 10


def test_long_cells_are_not_repeated_at_length() -> None:
    long = row(cell(*["a"] * 5_000), more=f' table:number-rows-repeated="{BILLION}"')
    (html,) = html_of(table(long))
    assert html.count("<tr>") < 5


def test_other_counts_are_bounded_too() -> None:
    body = para(f'a<text:s text:c="{BILLION}"/>b') + items("x", style="N")
    body += heading("Aims", 99) + f'<text:h text:outline-level="{BILLION}">Deep</text:h>'
    found = read(body).blocks
    assert len(found[0].html) < 300
    assert [block.level for block in found[2:]] == [6, 6]


def test_styles_based_on_each_other_in_a_circle_end() -> None:
    circle = style("A", "B") + style("B", "A") + style("T", "T", of="text")
    assert html_of(para('<text:span text:style-name="T">Words</text:span>', "A"), "", circle) == ["Words"]


def test_a_note_in_a_note_is_read_once() -> None:
    inner = "<text:note><text:note-body><text:p>Two</text:p></text:note-body></text:note>"
    body = f"<text:note><text:note-body><text:p>One{inner}</text:p></text:note-body></text:note>"
    assert [block.ordinal for block in read(para(f"Words{body}")).blocks] == [None, 1, 2]


def test_signs_of_places_cannot_be_forged() -> None:
    content = str(PARTS["content.xml"]).replace("Words", "&#1;comment 0 from&#2;")
    assert refusal(changed("content.xml", content)) == "file_damaged"


def test_a_flat_file_is_refused_with_a_plain_word() -> None:
    flat = '<?xml version="1.0"?><office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"/>'
    assert refusal(flat.encode()) == "file_kind_unknown"
