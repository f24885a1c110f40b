"""A file that takes long: its sender may leave the page and come back."""

from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from reviewapp.domain.people import Role
from reviewapp.models import Document
from reviewapp.services.imports import read_next
from tests import builders as b

FILES = Path(__file__).parent.parent / "importers" / "files"


@pytest.fixture
def document(client: FlaskClient) -> Document:
    project = b.make_project()
    made = b.make_document(project)
    b.sign_in(client, b.make_member(project, Role.EDITOR))
    return made


def send_slow(
    client: FlaskClient,
    document: Document,
    monkeypatch: pytest.MonkeyPatch,
    data: bytes,
    name: str,
    **more: str,
) -> Any:
    """Upload a file that is not read while its sender waits."""

    fields = {"file": b.file_of(data, name), "language": "en", **more}
    with monkeypatch.context() as patch:
        patch.setitem(client.application.config, "IMPORT_AT_ONCE", 1e-9)
        return client.post(f"/documents/{document.public_id}/versions/new", data=fields)


def test_a_long_import_is_followed_to_the_structure_that_was_found(
    client: FlaskClient, document: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = send_slow(client, document, monkeypatch, b.CHAPTER.encode(), "long.md").location
    assert page.startswith("/imports/")
    assert "It waits for its turn" in client.get(page).text
    assert "A file is being read: long.md" in client.get(f"/documents/{document.public_id}").text
    assert read_next()
    structure = client.get(page).location
    assert "Training in-company trainers" in client.get(structure).text
    assert "long.md" not in client.get(f"/documents/{document.public_id}").text


def test_a_refusal_says_what_is_wrong_and_what_to_do(
    client: FlaskClient, document: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = send_slow(client, document, monkeypatch, (FILES / "old.doc").read_bytes(), "old.doc").location
    assert read_next()
    text = client.get(page).text
    for words in ("The file was not imported", "save it as .docx", "Choose another file"):
        assert words in text
    assert "A file was not imported: old.doc" in client.get(f"/documents/{document.public_id}").text


def test_sending_a_long_file_twice_keeps_it_once(
    client: FlaskClient, document: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages = [
        send_slow(client, document, monkeypatch, b"# Long", "long.md", form_key="k" * 20).location
        for _ in range(2)
    ]
    assert pages[0] == pages[1]
    assert read_next() and not read_next()


@pytest.mark.parametrize("role", [Role.REVIEWER, Role.OBSERVER])
def test_who_may_not_upload_learns_of_no_import(
    client: FlaskClient, document: Document, monkeypatch: pytest.MonkeyPatch, role: Role
) -> None:
    page = send_slow(client, document, monkeypatch, b"# Long", "long.md").location
    b.sign_in(client, b.make_member(document.guide.project, role))
    answer = client.get(page)
    assert answer.status_code == 404
    assert "long.md" not in answer.text
