"""Uploading a version, choosing its headings, publishing it; the file and its pictures."""

from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from reviewapp.domain.people import Role
from reviewapp.domain.versions import VersionState
from reviewapp.models import Document, Version
from reviewapp.queries.documents import lines_of
from reviewapp.queries.versions import block_rows_of, original_of
from tests import builders as b

FILES = Path(__file__).parent.parent / "importers" / "files"


@pytest.fixture
def document(client: FlaskClient) -> Document:
    project = b.make_project()
    made = b.make_document(project)
    b.sign_in(client, b.make_member(project, Role.EDITOR))
    return made


def upload(client: FlaskClient, document: Document, file: Any = None, **fields: Any) -> Any:
    data = {"file": file or b.file_of(b.CHAPTER), "language": "en", "note": "What is new", **fields}
    return client.post(f"/documents/{document.public_id}/versions/new", data=data)


def versions_of(document: Document) -> list[Version]:
    lines = lines_of([document], b.make_admin())[document.id]
    return [version for line in lines for version in line.versions]


def only_version(document: Document) -> Version:
    [version] = versions_of(document)
    return version


def test_an_upload_leads_to_the_structure_that_was_found(client: FlaskClient, document: Document) -> None:
    assert client.get(f"/documents/{document.public_id}/versions/new").status_code == 200
    answer = upload(client, document)
    version = only_version(document)
    assert answer.location == f"/versions/{version.public_id}/structure"
    assert (version.state, version.language, version.note) == (VersionState.DRAFT, "en", "What is new")
    page = client.get(answer.location).text
    for words in ("Training in-company trainers", "4.1", "Tasks", "3 sections", "Save and publish"):
        assert words in page


def test_a_word_file_is_taken_and_given_back_byte_for_byte(client: FlaskClient, document: Document) -> None:
    data = (FILES / "chapter-zh.docx").read_bytes()
    upload(client, document, b.file_of(data, "第四章 初稿.docx"), language="zh")
    version = only_version(document)
    answer = client.get(f"/versions/{version.public_id}/original")
    assert answer.data == data == original_of(version)
    disposition = answer.headers["Content-Disposition"]
    assert disposition.startswith("attachment;")
    assert "filename*=UTF-8''%E7%AC%AC%E5%9B%9B%E7%AB%A0%20%E5%88%9D%E7%A8%BF.docx" in disposition
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert answer.headers["Cache-Control"] == "private, no-cache"


def test_pictures_of_a_version_are_kept_by_the_browser_alone(client: FlaskClient, document: Document) -> None:
    upload(client, document, b.file_of((FILES / "chapter-en-v1.docx").read_bytes(), "c.docx"))
    version = only_version(document)
    html = next(row.html for row in block_rows_of(version) if "<img" in row.html)
    address = html.partition('src="')[2].partition('"')[0]
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer.mimetype.startswith("image/")
    assert answer.headers["Cache-Control"] == "private, max-age=31536000, immutable"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    again = client.get(address, headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304
    assert client.get(f"/versions/{version.public_id}/images/nothing.png").status_code == 404


def test_an_upload_sent_twice_makes_one_version(client: FlaskClient, document: Document) -> None:
    first, second = (upload(client, document, form_key="k") for _ in range(2))
    assert first.location == second.location
    assert only_version(document).number == 1


BAD_FILES = [
    (b"", "empty.docx", "This file is empty."),
    (b"   \n", "empty.md", "This file is empty."),
    ((FILES / "empty.docx").read_bytes(), "empty.docx", "No text was found"),
    ((FILES / "encrypted.docx").read_bytes(), "encrypted.docx", "protected by a password"),
    ((FILES / "truncated.docx").read_bytes(), "truncated.docx", "damaged"),
    ((FILES / "old.doc").read_bytes(), "chapter.docx", "older file format"),
    (b"%PDF-1.7 \x00\x01", "chapter.docx", "damaged"),
    (b"RIFF\x00\x00", "chapter.docx", "Save the text as .docx, .odt, .md, .html, .txt or .pdf"),
    (b"\x89PNG\r\n\x1a\n\x00", "chapter.md", "Files of this kind cannot be read"),
    (b"PK\x03\x04" + bytes(60), "chapter.docx", "damaged"),
]


@pytest.mark.parametrize(("data", "name", "sentence"), BAD_FILES)
def test_a_file_that_cannot_be_read_is_refused_beside_its_field(
    client: FlaskClient, document: Document, data: bytes, name: str, sentence: str
) -> None:
    answer = upload(client, document, b.file_of(data, name), language="zh", note="Kept as typed")
    assert answer.status_code == 422
    at_the_field = answer.text[answer.text.index('id="file-error"') :]
    assert sentence in at_the_field[:400]
    assert "Kept as typed" in answer.text
    assert '<option value="zh" selected>' in answer.text
    assert versions_of(document) == []


def test_a_file_is_asked_for(client: FlaskClient, document: Document) -> None:
    data = {"language": "en", "note": "Kept as typed"}
    answer = client.post(f"/documents/{document.public_id}/versions/new", data=data)
    assert answer.status_code == 422
    assert "Choose a file to upload." in answer.text
    assert "Kept as typed" in answer.text


@pytest.fixture
def one_megabyte(app: Flask) -> Any:
    before = {name: app.config[name] for name in ("MAX_UPLOAD_MB", "MAX_CONTENT_LENGTH")}
    app.config.update(MAX_UPLOAD_MB=1, MAX_CONTENT_LENGTH=2 * 1024 * 1024)
    yield
    app.config.update(before)


@pytest.mark.usefixtures("one_megabyte")
def test_a_file_that_is_too_large_is_refused_beside_its_field(
    client: FlaskClient, document: Document
) -> None:
    answer = upload(client, document, b.file_of("a b " * 750_000), note="Kept as typed")
    assert answer.status_code == 422
    assert "larger than 1 MB" in answer.text[answer.text.index('id="file-error"') :][:400]
    assert "Kept as typed" in answer.text
    assert versions_of(document) == []


@pytest.mark.usefixtures("one_megabyte")
def test_a_file_far_too_large_is_refused_with_a_sentence_and_a_way_back(
    client: FlaskClient, document: Document
) -> None:
    address = f"/documents/{document.public_id}/versions/new"
    answer = client.post(
        address,
        data={"file": b.file_of("a b " * 2_000_000), "language": "en"},
        headers={"Referer": f"http://localhost{address}"},
    )
    assert answer.status_code == 413
    assert "larger than 1 MB" in answer.text
    assert f'href="{address}"' in answer.text
    assert versions_of(document) == []


def test_a_version_names_its_counterpart(client: FlaskClient, document: Document) -> None:
    english = b.make_version(document)
    upload(client, document, b.file_of(b.CHAPTER_ZH), language="zh", corresponds_to=english.public_id)
    chinese = next(version for version in versions_of(document) if version.language == "zh")
    assert chinese.corresponds_to_id == english.id


def test_a_counterpart_in_the_same_language_is_refused(client: FlaskClient, document: Document) -> None:
    english = b.make_version(document)
    answer = upload(client, document, corresponds_to=english.public_id)
    assert answer.status_code == 422
    assert "in another language" in answer.text
    assert only_version(document).id == english.id


def test_a_language_the_project_does_not_have_is_refused(client: FlaskClient, document: Document) -> None:
    answer = upload(client, document, language="th")
    assert answer.status_code == 422
    assert versions_of(document) == []


def test_a_version_is_published_and_taken_back(client: FlaskClient, document: Document) -> None:
    version = b.make_version(document, publish=False)
    answer = client.post(f"/versions/{version.public_id}/publish")
    assert answer.location == f"/documents/{document.public_id}"
    assert version.state is VersionState.PUBLISHED
    assert client.post(f"/versions/{version.public_id}/publish").status_code == 409
    client.post(f"/versions/{version.public_id}/withdraw")
    assert version.state is VersionState.WITHDRAWN
    assert client.post(f"/versions/{version.public_id}/withdraw").status_code == 409


def test_reviewers_get_the_file_of_what_they_read_and_no_more(client: FlaskClient) -> None:
    review = b.make_review()
    draft = b.make_version(review.document, publish=False)
    b.sign_in(client, review.expert)
    assert client.get(f"/versions/{review.version.public_id}/original").status_code == 200
    assert client.get(f"/versions/{draft.public_id}/original").status_code == 404
    assert client.get(f"/versions/{review.version.public_id}/structure").status_code == 403
    assert client.post(f"/versions/{review.version.public_id}/withdraw").status_code == 403
    assert review.version.state is VersionState.PUBLISHED


@pytest.mark.parametrize("name", ['"><img src=x onerror=ran()>.md', "../../etc/passwd", "a\r\nX-Evil: 1.md"])
def test_a_hostile_file_name_does_no_harm(client: FlaskClient, document: Document, name: str) -> None:
    version = b.make_version(document, "Text without any heading.", name=name)
    answer = client.get(f"/versions/{version.public_id}/original")
    assert answer.status_code == 200
    assert "X-Evil" not in answer.headers
    assert "/" not in version.file_name
    assert "<img src=x" not in client.get(f"/documents/{document.public_id}").text


def test_a_version_is_made_final_and_archived_from_its_document(client: FlaskClient) -> None:
    review = b.make_review()
    b.sign_in(client, review.officer)
    document, version = (
        f"/documents/{review.document.public_id}",
        f"/versions/{review.version.public_id}",
    )
    assert f"{version}/archive" not in client.get(document).text
    assert client.post(f"{version}/final").location == document
    page = client.get(document).text
    assert "Final" in page and f"{version}/final" not in page
    assert client.post(f"{version}/archive").location == document
    assert "Archived" in client.get(document).text
    assert "archived" in client.get(version).text, "whoever reads it is told why there is nothing to write in"
    b.sign_in(client, review.expert)
    assert client.post(f"{version}/final").status_code == 403
