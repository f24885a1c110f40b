"""What a file is, told by its content; and every refusal by its code."""

import io
import zipfile
from pathlib import Path

import pytest

from reviewapp.domain.blocks import BlockKind
from reviewapp.domain.errors import BadInput
from reviewapp.importers.base import Warning
from reviewapp.importers.kinds import HTML, MARKDOWN, PLAIN, WORD
from reviewapp.importers.registry import read_manuscript

FILES = Path(__file__).parent / "files"


def zipped(**entries: str) -> bytes:
    """Build an archive of stored entries."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return file.getvalue()


def refusal(data: bytes, file_name: str = "chapter.docx") -> str:
    with pytest.raises(BadInput) as refused:
        read_manuscript(data, file_name)
    return refused.value.code


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("empty.docx", "file_without_text"),
        ("truncated.docx", "file_damaged"),
        ("encrypted.docx", "file_encrypted"),
        ("old.doc", "file_is_doc"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_by_name(name: str, code: str) -> None:
    assert refusal((FILES / name).read_bytes(), name) == code


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "file_empty"),
        (b" \n\t\r\n ", "file_empty"),
        (b"\xef\xbb\xbf", "file_empty"),
        (b"\xef\xbb\xbf\xe3\x80\x80\n", "file_empty"),
        (rb"{\rtf1\ansi Words}", "file_is_doc"),
        (b"%PDF-1.7\n%words", "file_damaged"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "file_kind_unknown"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "file_kind_unknown"),
        (b"GIF89a\x01\x00\x01\x00", "file_kind_unknown"),
        (b"\n<?xml version='1.0'?><svg/>", "file_kind_unknown"),
        (b"<!DOCTYPE note [<!ENTITY a 'b'>]><note/>", "file_kind_unknown"),
        (b"<!DOCTYPE html [<!ENTITY a 'b'>]><p>&a;", "file_hostile"),
        (
            b"<?xml version='1.0'?><?mso-application progid=\"Word.Document\"?><w:wordDocument/>",
            "file_is_doc",
        ),
        (b"<?xml version='1.0'?><pkg:package xmlns:pkg='x'/>", "file_is_doc"),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related\n\nWords", "file_is_doc"),
        (b"From: <Saved>\nSubject: a\n b\nMIME-Version: 1.0\n\nWords", "file_is_doc"),
        (zipped(mimetype="application/epub+zip"), "file_kind_unknown"),
        (zipped(mimetype="application/vnd.oasis.opendocument.spreadsheet"), "file_kind_unknown"),
        (zipped(**{"xl/workbook.xml": "<workbook/>"}), "file_kind_unknown"),
        (zipped(**{"ppt/presentation.xml": "<presentation/>"}), "file_kind_unknown"),
        (zipped(**{"Index/Document.iwa": "words"}), "file_kind_unknown"),
        (b"words\x00words", "file_not_text"),
        (bytes(range(1, 256)), "file_not_text"),
        (b"\xff\xfe\x00", "file_not_text"),
        (b"<html><!-- nothing to see --></html>", "file_without_text"),
        (b"PK\x03\x04" + bytes(40), "file_damaged"),
        (b"PK\x03\x04 and nothing of an archive", "file_damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le"), "file_kind_unknown"),
    ],
)
def test_bytes_that_are_no_manuscript_are_refused_whatever_they_are_called(data: bytes, code: str) -> None:
    assert {refusal(data, name) for name in ("chapter.md", "chapter.txt", "chapter")} == {code}


def test_bytes_of_no_kind_that_are_called_a_word_file_are_a_damaged_one() -> None:
    assert refusal(bytes(range(1, 256)), "Chapter.DOCX") == "file_damaged"
    assert refusal(b"%PDF-1.7", "chapter.docx") == "file_damaged"


def test_a_word_file_is_one_under_any_name() -> None:
    data = (FILES / "no-headings.docx").read_bytes()
    assert [read_manuscript(data, name)[0] for name in ("notes.docx", "notes.md", "notes")] == [WORD] * 3


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("<!DOCTYPE html><p>Words", "chapter", HTML),
        ("<!-- saved --> <HTML xmlns:o='urn:office'><body>词", "chapter.docx", HTML),
        ("<?xml version='1.0'?>\n<!DOCTYPE html PUBLIC 'a' 'b'><html>คำ</html>", "chapter.txt", HTML),
        ("<h1>Aims</h1>\n<p>Words</p>\n", "chapter", HTML),
        ("Words without a tag", "chapter.html", HTML),
        ("<div align=center>Words</div>", "chapter.md", MARKDOWN),
        ("<p>Words</p>\n\n# Aims", "chapter", MARKDOWN),
        ("# Aims\n\nWords", "chapter.txt", PLAIN),
        ("第一章 目标", "chapter", PLAIN),
        ("a < b and <b>c", "chapter", PLAIN),
        ("PK is how the author signs this long enough text.", "chapter.md", MARKDOWN),
    ],
)
def test_the_kind_of_a_text_is_told_by_its_content_and_its_name_breaks_ties(
    text: str, name: str, kind: str
) -> None:
    assert {read_manuscript(text.encode(one), name)[0] for one in ("utf-8", "utf-8-sig", "utf-16")} == {kind}


@pytest.mark.parametrize("encoding", ["gb18030", "big5"])
def test_a_guessed_encoding_is_told_and_can_be_changed(encoding: str) -> None:
    data = "職業培訓教師手冊".encode(encoding)
    name = {"gb18030": "GB18030", "big5": "Big5"}[encoding]
    manuscript = read_manuscript(data, "a.txt", name)[1]
    assert (manuscript.title, manuscript.encoding) == ("職業培訓教師手冊", name)
    assert "encoding_guessed" not in {warning.code for warning in manuscript.warnings}
    guessed = read_manuscript("职业培训教师手册".encode("gb18030"), "a.txt")[1]
    assert (guessed.encoding, guessed.warnings[0]) == ("GB18030", Warning("encoding_guessed", "GB18030"))


def test_markdown_is_markdown_under_any_name() -> None:
    media_type, manuscript = read_manuscript(b"# Aims\n\nWords.", "chapter.docx")
    assert media_type == MARKDOWN
    assert [block.kind for block in manuscript.blocks] == [BlockKind.HEADING, BlockKind.PARAGRAPH]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_text_is_read_in_every_unicode_encoding_that_says_what_it_is(encoding: str) -> None:
    assert read_manuscript("# 职业培训\r\n\r\n正文".encode(encoding), "a.md")[1].title == "职业培训"


def test_half_of_every_file_is_refused_and_nothing_else_escapes() -> None:
    data = (FILES / "chapter-zh.docx").read_bytes()
    codes = {refusal(data[: len(data) * part // 23]) for part in range(1, 23)}
    assert codes == {"file_damaged"}


def test_a_flipped_byte_is_refused_or_read_and_nothing_else_escapes() -> None:
    data = (FILES / "no-headings.docx").read_bytes()
    for at in range(0, len(data), 997):
        broken = data[:at] + bytes([data[at] ^ 0xFF]) + data[at + 1 :]
        try:
            read_manuscript(broken, "notes.docx")
        except BadInput as refused:
            assert refused.code in {"file_damaged", "file_hostile", "file_encrypted", "file_kind_unknown"}
