"""Zip containers that mean harm are refused before anything in them is parsed."""

import io
import struct
import warnings
import zipfile

import pytest

from reviewapp.domain.errors import BadInput
from reviewapp.importers.archive import MAX_ENTRIES, MAX_XML_DEPTH, open_archive
from reviewapp.importers.registry import read_manuscript
from tests.importers.containers import document_xml, packed, paragraph, parts_of

BODY = paragraph("Words")
DOCTYPE = '<!DOCTYPE w:document [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'


def refusal(data: bytes) -> str:
    with pytest.raises(BadInput) as refused:
        read_manuscript(data, "chapter.docx")
    return refused.value.code


def test_an_honest_container_is_opened() -> None:
    assert "word/document.xml" in open_archive(packed(parts_of(BODY))).namelist()


def test_a_part_that_unpacks_to_hundred_times_too_much_is_refused() -> None:
    assert refusal(packed(parts_of(BODY) | {"word/media/bomb.bin": bytes(40_000_000)})) == "file_hostile"


def test_many_parts_that_together_unpack_to_too_much_are_refused() -> None:
    parts = {f"word/media/{n}.bin": bytes(900_000) for n in range(40)}
    assert refusal(packed(parts_of(BODY) | parts)) == "file_hostile"


def test_a_part_whose_declared_size_is_a_lie_is_refused() -> None:
    data = packed(parts_of(BODY) | {"word/media/bomb.bin": bytes(5_000_000)})
    assert refusal(data.replace(struct.pack("<L", 5_000_000), struct.pack("<L", 100))) == "file_damaged"


def test_too_many_entries_are_refused() -> None:
    parts = {f"customXml/{n}.txt": b"" for n in range(MAX_ENTRIES)}
    assert refusal(packed(parts_of(BODY) | parts)) == "file_hostile"


def test_a_name_that_stands_twice_is_refused() -> None:
    buffer = io.BytesIO(packed(parts_of(BODY)))
    with warnings.catch_warnings(), zipfile.ZipFile(buffer, "a") as archive:
        warnings.simplefilter("ignore")
        archive.writestr("word/document.xml", document_xml(paragraph("Other words")))
    assert refusal(buffer.getvalue()) == "file_hostile"


def test_entries_that_overlap_are_refused() -> None:
    data = bytearray(packed({"a": b"same", "b": b"same"}))
    first = data.index(b"PK\x01\x02")
    second = data.index(b"PK\x01\x02", first + 4)
    data[second + 42 : second + 46] = data[first + 42 : first + 46]  # both begin where the first does
    assert refusal(bytes(data)) == "file_hostile"


def test_an_entry_with_a_password_is_refused_as_encrypted() -> None:
    data = bytearray(packed(parts_of(BODY)))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert refusal(bytes(data)) == "file_encrypted"


@pytest.mark.parametrize(
    "name",
    [
        "word/document.xml",
        "word/styles.xml",
        "[Content_Types].xml",
        "_rels/.rels",
        "customXml/item1.xml",
        "x.bin",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_document_type_in_any_part_and_encoding_is_refused(name: str, encoding: str) -> None:
    xml = document_xml(BODY, before=f'<?xml version="1.0" encoding="{encoding}"?>\n<!-- first --> {DOCTYPE}')
    assert refusal(packed(parts_of(BODY) | {name: xml.encode(encoding)})) == "file_hostile"


def test_the_word_doctype_in_the_text_does_no_harm() -> None:
    manuscript = read_manuscript(packed(parts_of(paragraph("&lt;!DOCTYPE html&gt;"))), "chapter.docx")[1]
    assert manuscript.blocks[0].html == "&lt;!DOCTYPE html&gt;"


def test_xml_that_nests_too_deep_is_refused() -> None:
    deep = "<w:sdt>" * MAX_XML_DEPTH + "</w:sdt>" * MAX_XML_DEPTH
    assert refusal(packed(parts_of(deep))) == "file_hostile"


@pytest.mark.parametrize("main", ["<a/>", '<x:workbook xmlns:x="urn:x"/>', ""])
def test_a_container_of_another_kind_is_unknown(main: str) -> None:
    assert refusal(packed(parts_of("") | {"word/document.xml": main})) == "file_kind_unknown"


def test_an_open_document_text_is_unknown() -> None:
    parts = {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<a/>"}
    assert refusal(packed(parts)) == "file_kind_unknown"


def test_a_main_part_that_is_not_well_formed_is_damaged() -> None:
    broken = document_xml(BODY).replace("</w:body>", "")
    assert refusal(packed(parts_of(BODY) | {"word/document.xml": broken})) == "file_damaged"
