"""A text file in an old encoding: the guess is shown, and the file read again in another one."""

from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select

from reviewapp.domain.errors import Stale
from reviewapp.domain.people import Role
from reviewapp.extensions import db
from reviewapp.models import Activity, BlockRow, Document, Section, Version
from reviewapp.queries.versions import block_rows_of, sections_of_version
from reviewapp.services.rereading import reread_version
from reviewapp.services.versions import publish_version
from tests import builders as b

TEXT = "# 第一章 培训\n\n导师负责计划、示范和检查。\n\n学徒每周在企业工作四天，在学校学习一天。\n"


@pytest.fixture
def document(client: FlaskClient) -> Document:
    project = b.make_project()
    made = b.make_document(project)
    b.sign_in(client, b.make_member(project, Role.EDITOR))
    return made


@pytest.fixture
def draft(document: Document) -> Version:
    """A Chinese text that its sender would never have saved as Greek, read as Greek."""
    version = b.make_version(document, TEXT.encode("gb18030"), "zh", publish=False)
    reread_version(version, "KOI8-R", actor=b.make_admin("second@example.org"))
    return version


def address_of(version: Version) -> str:
    return f"/versions/{version.public_id}/read-again"


def texts_of(version: Version) -> list[str]:
    return [row.text for row in block_rows_of(version)]


def test_a_guessed_encoding_is_shown_with_a_few_of_its_words(client: FlaskClient, document: Document) -> None:
    version = b.make_version(document, TEXT.encode("gb18030"), "zh", publish=False)
    page = client.get(f"/versions/{version.public_id}/structure").text
    assert "The characters were read as Simplified Chinese (GB18030), which is a guess." in page
    sample = page.partition('class="sample"')[2].partition("</div>")[0]
    assert "导师负责计划、示范和检查。" in sample
    assert '<option value="GB18030" selected>' in page


def test_a_file_of_unicode_says_so_and_no_word_of_guessing(client: FlaskClient, document: Document) -> None:
    version = b.make_version(document, TEXT, "zh", publish=False)
    page = client.get(f"/versions/{version.public_id}/structure").text
    assert "The characters were read as Unicode." in page
    assert "which is a guess" not in page


def test_the_file_is_read_again_and_all_that_was_found_is_replaced(
    client: FlaskClient, draft: Version
) -> None:
    assert "第一章" not in draft.title
    answer = client.post(address_of(draft), data={"encoding": "GB18030"})
    assert answer.location == f"/versions/{draft.public_id}/structure"
    assert texts_of(draft) == [
        "第一章 培训",
        "导师负责计划、示范和检查。",
        "学徒每周在企业工作四天，在学校学习一天。",
    ]
    assert [s.title for s in sections_of_version(draft)] == ["培训"]
    assert (draft.title, draft.encoding, draft.warnings) == ("第一章 培训", "GB18030", [])
    assert db.session.scalar(select(func.count()).select_from(BlockRow)) == 3
    assert db.session.scalar(select(func.count()).select_from(Section)) == 1
    page = client.get(answer.location).text
    assert "The file was read again." in page and "which is a guess" not in page


def test_reading_again_is_on_record(draft: Version) -> None:
    verbs = db.session.scalars(select(Activity.verb).where(Activity.subject == draft.public_id)).all()
    assert verbs == ["uploaded", "reread"]


def test_an_encoding_the_file_cannot_be_in_is_refused_beside_its_field(
    client: FlaskClient, draft: Version
) -> None:
    before = texts_of(draft)
    answer = client.post(address_of(draft), data={"encoding": "UTF-8"})
    assert answer.status_code == 422
    assert "The file cannot be read in this encoding." in answer.text
    assert '<option value="UTF-8" selected>' in answer.text
    assert texts_of(draft) == before


@pytest.mark.parametrize("encoding", ["", "rot13", "utf-7"])
def test_an_encoding_that_is_none_is_refused(client: FlaskClient, draft: Version, encoding: str) -> None:
    before = texts_of(draft)
    assert client.post(address_of(draft), data={"encoding": encoding}).status_code == 422
    assert texts_of(draft) == before


def test_a_published_version_is_not_read_again(client: FlaskClient, draft: Version) -> None:
    publish_version(draft, actor=b.make_admin("third@example.org"))
    before = texts_of(draft)
    assert client.post(address_of(draft), data={"encoding": "GB18030"}).status_code == 409
    assert texts_of(draft) == before
    assert "Read the file again" not in client.get(f"/versions/{draft.public_id}/structure").text


def test_a_structure_somebody_chose_meanwhile_is_not_lost(client: FlaskClient, draft: Version) -> None:
    actor = b.make_admin("third@example.org")
    with pytest.raises(Stale):
        reread_version(draft, "GB18030", actor=actor, seen="another shape")
    answer = client.post(address_of(draft), data={"encoding": "GB18030", "seen": "another shape"})
    assert answer.status_code == 412
    assert "Somebody changed this in the meantime." in answer.text


def test_a_word_file_has_no_encoding_to_choose(client: FlaskClient, document: Document) -> None:
    from_word = (Path(__file__).parent.parent / "importers" / "files" / "chapter-zh.docx").read_bytes()
    version = b.make_version(document, from_word, "zh", publish=False, name="c.docx")
    assert "Read the file again" not in client.get(f"/versions/{version.public_id}/structure").text
    answer = client.post(address_of(version), data={"encoding": "GB18030"})
    assert answer.status_code == 409
    assert "Only text files have an encoding to choose" in answer.text
