"""What every format of the comments table tells and what none ever does."""

import io
import json
from typing import Any

import docx
import pytest
from flask.testing import FlaskClient

from reviewapp.domain.people import Attribution, Role
from reviewapp.domain.rounds import Visibility
from reviewapp.extensions import db
from reviewapp.models import Support, Thread
from reviewapp.services.replies import reply
from reviewapp.services.reports import FORMATS
from tests import builders as b
from tests.web.desk import Desk, make_desk, of_document, of_round, table, workbook


@pytest.fixture
def desk() -> Desk:
    return make_desk(attribution_out=Attribution.NAMED)


def changed(thing: Any, **values: Any) -> None:
    """Set what no verb of these tests sets."""
    for name, value in values.items():
        setattr(thing, name, value)
    db.session.commit()


def support(thread: Thread, member: Any) -> None:
    db.session.add(Support(thread_id=thread.id, member_id=member.id))
    db.session.commit()


def everything_in(answer: Any) -> str:
    """Give all that a file says, unpacked where it is a package."""
    data = answer.data
    if not data.startswith(b"PK"):
        return str(data.decode())
    if "wordprocessingml" in answer.content_type:
        document = docx.Document(io.BytesIO(data))
        parts = [document.element, document.sections[1].header._element]
        return "\n".join("".join(part.itertext()) for part in parts)
    sheets = workbook(answer).worksheets
    values = [cell for sheet in sheets for row in sheet.iter_rows(values_only=True) for cell in row]
    return "\n".join([*map(str, values), *(str(sheet.oddHeader.center.text) for sheet in sheets)])


def as_json(answer: Any) -> Any:
    assert answer.status_code == 200, answer.get_data(as_text=True)
    return json.loads(answer.data)


@pytest.mark.parametrize("role", [Role.MANAGER, Role.EDITOR, Role.OFFICER, Role.OBSERVER, Role.REVIEWER])
def test_internal_notes_and_drafts_leave_the_house_with_nobody(client: FlaskClient, role: Role) -> None:
    desk = make_desk(attribution_out=Attribution.NAMED)
    member = desk.review.expert if role is Role.REVIEWER else b.make_member(desk.review.project, role)
    reply(desk.coaching, "the inside word", is_internal=True, actor=b.actor_of(desk.review.editor))
    reply(desk.coaching, "the spoken word", actor=b.actor_of(desk.review.editor))
    if role is not Role.OBSERVER:
        b.make_thread(desk.review.version, member, "the kept word", is_draft=True)
    b.sign_in(client, member)
    for format in FORMATS:
        said = everything_in(client.get(of_round(desk, f"?format={format}&status=draft,open")))
        assert "the spoken word" in said, format
        assert "the inside word" not in said and "the kept word" not in said, format


@pytest.mark.parametrize("format", [name for name in FORMATS if name != "csv"])
@pytest.mark.parametrize(
    ("language", "mark"),
    [("en", "Confidential draft: do not cite or distribute"), ("zh", "内部评审稿，请勿引用或传播")],
)
def test_a_confidential_round_marks_its_files(
    client: FlaskClient, desk: Desk, format: str, language: str, mark: str
) -> None:
    b.sign_in(client, desk.review.editor)
    query = f"?format={format}&lang={language}"
    assert mark not in everything_in(client.get(of_round(desk, query)))
    changed(desk.review.round, is_confidential=True)
    assert mark in everything_in(client.get(of_round(desk, query)))
    assert mark in everything_in(client.get(of_document(desk, query)))


def test_the_first_page_counts_what_the_table_holds(client: FlaskClient, desk: Desk) -> None:
    b.make_decision(desk.hours, desk.review.editor, "accepted")
    changed(desk.general, language="zh", is_late=True)
    changed(desk.coaching, language="zh", translation="Add it.", translation_language="en")
    b.sign_in(client, desk.review.editor)
    sheet = workbook(client.get(of_round(desk, "?lang=en"))).worksheets[1]
    about = dict(sheet.iter_rows(values_only=True))
    assert {about[key] for key in ("Comments", "Status: Open", "Status: Decided")} == {"3", "2", "1"}
    assert (about["Filter"], about["Disposition: Accepted"], about["Not yet decided"]) == (
        "None: all comments", "1", "2",
    )  # fmt: skip
    assert about["Late comments"] == "1"
    assert about["Comments without a translation into the language of this table"] == "1"


def test_json_speaks_in_codes(client: FlaskClient, desk: Desk) -> None:
    b.make_decision(desk.hours, desk.review.editor, "not_accepted", reason="The law sets it.")
    b.sign_in(client, desk.review.editor)
    told = as_json(client.get(of_round(desk, "?format=json&lang=zh&status=decided,closed")))
    about, [comment] = told["about"], told["comments"]
    assert about["round"] == {"id": desk.review.round.public_id, "name": "First round"}
    assert about["filter"] == {"status": ["decided", "closed"]}
    assert about["numbers"]["by_disposition"] == {"not_accepted": 1}
    assert (about["draft_mark"], about["is_confidential"]) == (None, False)
    assert (comment["status"], comment["disposition"], comment["country"]) == (
        "decided",
        "not_accepted",
        "CN",
    )
    assert comment["section"]["title"] == "Planning a session"
    assert len(comment["date"]) == 10 and about["exported_at"].endswith("+00:00")


def test_a_row_tells_the_way_it_came_its_translation_and_who_supports_it(
    client: FlaskClient, desk: Desk
) -> None:
    changed(desk.hours, channel="letter", translation="说明时长。", translation_language="zh")
    support(desk.hours, desk.review.expert)
    b.sign_in(client, desk.review.editor)
    row = next(row for row in table(client.get(of_round(desk))) if row["number"] == 1)
    assert (row["channel"], row["translation"], row["translation_language"]) == (
        "Letter or e-mail", "说明时长。", "Chinese",
    )  # fmt: skip
    expert = desk.review.expert
    assert row["supported_by"] == f"{expert.account.name}, {expert.institution}"


def test_supporters_are_named_as_the_round_allows_outside(client: FlaskClient) -> None:
    desk = make_desk(attribution_out=Attribution.NUMBER)
    support(desk.hours, desk.review.expert)
    b.sign_in(client, desk.review.editor)
    row = next(row for row in table(client.get(of_round(desk))) if row["number"] == 1)
    assert row["supported_by"] == f"Reviewer {desk.review.expert.pseudonym}"


def test_a_reviewer_who_has_not_submitted_takes_out_no_supporters(client: FlaskClient) -> None:
    desk = make_desk(visibility=Visibility.AFTER_SUBMIT)
    support(desk.hours, desk.review.expert)
    b.sign_in(client, desk.review.other)
    [row] = table(client.get(of_round(desk)))
    assert row["supported_by"] is None


@pytest.mark.parametrize(("language", "joint"), [("en", ": "), ("zh", "：")])
def test_replies_are_joined_as_the_language_does(
    client: FlaskClient, desk: Desk, language: str, joint: str
) -> None:
    reply(desk.hours, "Yes.", actor=b.actor_of(desk.review.other))
    b.sign_in(client, desk.review.editor)
    said = everything_in(client.get(of_round(desk, f"?format=html&lang={language}")))
    assert f"{joint}Yes.<" in said


def test_a_long_export_reads_page_by_page(
    client: FlaskClient, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    b.sign_in(client, desk.review.editor)
    whole = client.get(of_round(desk, "?format=csv")).data
    monkeypatch.setattr("reviewapp.services.reports.PAGE", 2)
    assert client.get(of_round(desk, "?format=csv")).data == whole
