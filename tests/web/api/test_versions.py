"""Uploading, reading and publishing versions over the API."""

from pathlib import Path
from typing import Any

import pytest

from reviewapp.queries.versions import versions_of_documents
from tests.builders import (
    CHAPTER,
    CHAPTER_ZH,
    Review,
    actor_of,
    file_of,
    make_document,
    make_thread,
    make_version,
)

from .conftest import Caller, Callers

FILES = Path(__file__).parents[2] / "importers" / "files"


def upload(caller: Caller, review: Review, text: str | bytes, name: str = "chapter.md", **fields: Any) -> Any:
    given = {"language": "en", **fields, "file": file_of(text, name)}
    return caller.post(
        f"/documents/{review.document.public_id}/versions", data=given, content_type="multipart/form-data"
    )


def test_an_upload_is_a_draft_until_it_is_published(speak: Callers, review: Review) -> None:
    officer = speak(review.officer)
    made = upload(officer, review, CHAPTER, note="Second try")
    assert made.status_code == 201
    assert (made.json["state"], made.json["number"], made.json["note"]) == ("draft", 2, "Second try")
    path = f"/versions/{made.json['id']}"
    assert speak(review.expert).get(path).status_code == 404
    published = officer.post(f"{path}/publish")
    assert (published.status_code, published.json["state"]) == (200, "published")
    assert officer.get(f"/versions/{review.version.public_id}").json["state"] == "superseded"
    assert officer.post(f"{path}/publish").status_code == 409


def test_an_upload_can_be_published_at_once(speak: Callers, review: Review) -> None:
    made = upload(speak(review.editor), review, CHAPTER_ZH, language="zh-CN", publish="true")
    assert (made.json["state"], made.json["number"], made.json["language"]) == ("published", 1, "zh")
    assert [s["title"] for s in made.json["sections"]] == ["企业导师培训", "主要任务", "设计一次培训"]
    assert [s["number"] for s in made.json["sections"]] == ["第四章", "4.1", "4.2"]
    assert [s["level"] for s in made.json["sections"]] == [1, 2, 2]


def test_publishing_tells_how_threads_were_carried(speak: Callers, review: Review) -> None:
    make_thread(review.version, review.expert, exact="shows and checks")
    make_thread(review.version, review.expert, exact="Write down the aim")
    made = upload(speak(review.editor), review, CHAPTER.replace("Write down", "Note"), publish="true")
    assert made.json["carried"] == {
        "in_place": 1, "changed": 1, "moved": 0, "section_only": 0, "removed": 0, "to_be_placed": 0,
    }  # fmt: skip
    assert speak(review.expert).get(f"/versions/{review.version.public_id}").json["carried"] is None


def test_a_word_file_becomes_sections_and_blocks(speak: Callers, review: Review) -> None:
    made = upload(speak(review.editor), review, (FILES / "chapter-en-v1.docx").read_bytes(), "c.docx")
    assert made.status_code == 201
    blocks = speak(review.editor).get(f"/versions/{made.json['id']}/blocks").json
    assert (len(blocks["items"]), blocks["next"]) == (made.json["blocks"], None)
    kinds = {block["kind"] for block in blocks["items"]}
    assert {"heading", "paragraph", "list_item", "table", "figure", "footnote"} <= kinds
    sections = {section["id"] for section in made.json["sections"]}
    assert {block["section"] for block in blocks["items"]} - {None} <= sections


def test_a_warning_has_a_code_and_a_sentence(speak: Callers, review: Review) -> None:
    made = upload(speak(review.editor), review, (FILES / "no-headings.docx").read_bytes(), "n.docx")
    assert [(w["code"], bool(w["message"])) for w in made.json["warnings"]] == [("no_headings", True)]


@pytest.mark.parametrize("name", ["encrypted.docx", "empty.docx", "truncated.docx", "old.doc"])
def test_a_file_that_cannot_be_read_leaves_nothing(speak: Callers, review: Review, name: str) -> None:
    path = FILES / name
    answer = upload(speak(review.editor), review, path.read_bytes(), name, publish="true")
    assert answer.status_code == 422 and answer.json["errors"].keys() == {"file"}
    assert len(versions_of_documents([review.document], actor_of(review.editor))) == 1


def test_what_is_missing_in_the_form_is_said(speak: Callers, review: Review) -> None:
    path = f"/documents/{review.document.public_id}/versions"
    form = {"data": {"language": "en"}, "content_type": "multipart/form-data"}
    assert speak(review.editor).post(path, **form).json["errors"].keys() == {"file"}
    answer = upload(speak(review.editor), review, CHAPTER, language="")
    assert answer.json["errors"].keys() == {"language"}
    answer = upload(speak(review.editor), review, CHAPTER, publish="perhaps")
    assert answer.json["errors"].keys() == {"publish"}


def test_a_version_follows_and_corresponds_within_its_document(speak: Callers, review: Review) -> None:
    other = make_version(make_document(review.project))
    editor, present = speak(review.editor), review.version.public_id
    for fields in (
        {"follows": other.public_id},
        {"follows": "23456789abcdefgh"},
        {"corresponds_to": present},
        {"language": "zh", "follows": present},
    ):
        answer = upload(editor, review, CHAPTER, **fields)
        assert answer.status_code == 422 and answer.json["errors"].keys() & fields.keys()
    made = upload(editor, review, CHAPTER_ZH, language="zh", corresponds_to=present)
    assert made.json["corresponds_to"] == present and made.json["follows"] is None


def test_reviewers_upload_and_publish_nothing(speak: Callers, review: Review) -> None:
    assert upload(speak(review.expert), review, CHAPTER).status_code == 403
    path = f"/versions/{review.version.public_id}/publish"
    assert speak(review.expert).post(path).status_code == 403


def test_positions_count_code_points(speak: Callers, review: Review) -> None:
    made = upload(speak(review.editor), review, "# 一\n\n🧑‍🏫 导师 é.", language="zh").json
    texts = [b["text"] for b in speak(review.editor).get(f"/versions/{made['id']}/blocks").json["items"]]
    assert texts[1] == "🧑‍🏫 导师 é."
    assert len(texts[1]) == 9


def test_the_original_comes_back_byte_for_byte(speak: Callers, review: Review) -> None:
    data = CHAPTER.replace("\n", "\r\n").encode() + b"\n"
    made = upload(speak(review.editor), review, data, "第四章.md").json
    answer = speak(review.editor).get(f"/versions/{made['id']}/original")
    assert answer.data == data
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert "sandbox" in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize("what", ["", "/blocks", "/original"])
def test_what_did_not_change_is_not_sent_again(speak: Callers, review: Review, what: str) -> None:
    path = f"/versions/{review.version.public_id}{what}"
    first = speak(review.expert).get(path)
    tag = first.headers["ETag"]
    assert not tag.startswith("W/")
    again = speak(review.expert).get(path, headers={"If-None-Match": tag})
    assert (again.status_code, again.data) == (304, b"")


def test_a_compressed_answer_is_not_sent_again_either(speak: Callers, review: Review) -> None:
    path, zipped = f"/versions/{review.version.public_id}/blocks", {"Accept-Encoding": "gzip"}
    tag = speak(review.expert).get(path, headers=zipped).headers["ETag"]
    again = speak(review.expert).get(path, headers={**zipped, "If-None-Match": tag})
    assert again.status_code == 304


def test_blocks_come_in_pages_where_a_limit_is_given(speak: Callers, review: Review) -> None:
    path = f"/versions/{review.version.public_id}/blocks"
    whole = speak(review.expert).get(path).json["items"]
    found: list[Any] = []
    cursor = ""
    while cursor is not None:
        page = speak(review.expert).get(f"{path}?limit=3&cursor={cursor}").json
        found, cursor = found + page["items"], page["next"]
    assert found == whole


def test_a_version_becomes_final_and_is_archived(speak: Callers, review: Review) -> None:
    officer, path = speak(review.officer), f"/versions/{review.version.public_id}"
    comment = {"scope": "document", "body": "Say how many hours."}
    thread = officer.post(f"{path}/threads", comment).json["id"]
    assert officer.post(f"{path}/archive").status_code == 409, (
        "a published version is first superseded or final"
    )
    assert officer.post(f"{path}/final").json["state"] == "final"
    assert officer.post(f"{path}/threads", comment).status_code == 201
    assert officer.post(f"{path}/archive").json["state"] == "archived"
    for who in (review.officer, review.expert):
        refused = speak(who).post(f"{path}/threads", comment)
        assert (refused.status_code, "archived" in refused.json["detail"]) == (409, True)
    assert officer.post(f"/threads/{thread}/replies", {"body": "More?"}).status_code == 409
    assert officer.post(f"{path}/final").status_code == 409
    assert speak(review.expert).post(f"{path}/archive").status_code == 403


def test_a_comment_that_lives_on_in_a_newer_version_is_still_answered(speak: Callers, review: Review) -> None:
    thread = make_thread(review.version, review.expert, exact="plans, shows and checks")
    make_version(review.document)
    officer = speak(review.officer)
    assert officer.post(f"/versions/{review.version.public_id}/archive").json["state"] == "archived"
    assert officer.post(f"/threads/{thread.public_id}/replies", {"body": "More?"}).status_code == 201


def test_the_encoding_of_a_text_can_be_said(speak: Callers, review: Review) -> None:
    officer = speak(review.officer)
    data = CHAPTER_ZH.encode("gb18030")
    made = upload(officer, review, data, language="zh", encoding="GB18030")
    assert (made.status_code, made.json["encoding"], made.json["warnings"]) == (201, "GB18030", [])
    assert made.json["title"] == "第四章 企业导师培训"
    guessed = upload(officer, review, data, language="zh")
    assert [w["code"] for w in guessed.json["warnings"]] == ["encoding_guessed"]


@pytest.mark.parametrize(("encoding", "field"), [("rot13", "encoding"), ("UTF-8", "file")])
def test_an_encoding_that_is_none_or_does_not_fit_is_refused(
    speak: Callers, review: Review, encoding: str, field: str
) -> None:
    data = CHAPTER_ZH.encode("gb18030")
    answer = upload(speak(review.officer), review, data, language="zh", encoding=encoding)
    assert answer.status_code == 422
    assert list(answer.json["errors"]) == [field]
