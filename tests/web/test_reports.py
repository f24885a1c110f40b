"""The comments table as a file: the rows of the screen, names as the round allows, nothing that runs."""

import csv
import io
from urllib.parse import unquote

import pytest
from flask import Flask
from flask.testing import FlaskClient
from flask_babel import force_locale

from reviewapp.domain.people import Attribution
from reviewapp.domain.report import COLUMNS, TABLES
from reviewapp.queries.activity import last_change_of
from reviewapp.services.replies import reply
from reviewapp.services.threads import withdraw
from reviewapp.web.labels import label
from tests import builders as b
from tests.fixtures_counting import Counting
from tests.kept_worlds import kept
from tests.web.desk import Desk, make_desk, numbers_on, of_document, of_round, table, words_of, workbook


@pytest.fixture
def desk() -> Desk:
    return kept(decided_desk)


def decided_desk() -> Desk:
    desk = make_desk(attribution_out=Attribution.NAMED)
    b.make_decision(desk.hours, desk.review.editor, "not_accepted", reason="The law sets it.")
    b.make_decision(desk.coaching, desk.review.editor, "duplicate", duplicate_of=desk.hours.public_id)
    reply(desk.coaching, "=1+1 please", actor=b.actor_of(desk.review.other))
    reply(desk.coaching, "For the editors only", is_internal=True, actor=b.actor_of(desk.review.editor))
    return desk


@pytest.fixture
def editor(client: FlaskClient, desk: Desk) -> FlaskClient:
    b.sign_in(client, desk.review.editor)
    return client


@pytest.mark.parametrize(
    "query",
    [
        "",
        "?status=decided",
        "?status=open,in_progress",
        "?disposition=not_accepted",
        "?q=coaching",
        "?scope=section",
        "?late=yes",
        "?status=withdrawn",
        "?status=draft",
    ],
)
def test_the_rows_of_the_file_are_those_of_the_screen(editor: FlaskClient, desk: Desk, query: str) -> None:
    withdraw(b.make_thread(desk.review.version, desk.review.expert), actor=b.actor_of(desk.review.expert))
    b.make_thread(desk.review.version, desk.review.editor, is_draft=True)
    for noun, subject in (("documents", desk.review.document), ("rounds", desk.review.round)):
        screen = numbers_on(editor.get(f"/{noun}/{subject.public_id}/threads{query}"))
        exported = table(editor.get(f"/{noun}/{subject.public_id}/export{query}"))
        assert [row["number"] for row in exported] == screen


def test_a_row_tells_what_was_said_and_decided(editor: FlaskClient, desk: Desk) -> None:
    [row] = table(editor.get(of_document(desk, "?scope=passage")))
    expert = desk.review.expert
    judge = desk.review.editor
    assert row == {
        "number": 3,
        "document": "Chapter 4",
        "edition": "English",
        "version": 1,
        "section": "4.1 Tasks",
        "passage": "plans, shows and checks",
        "scope": "Passage",
        "comment": "Add **coaching**.",
        "language": "English",
        "translation": None,
        "translation_language": None,
        "proposed_wording": "plans, shows, checks and coaches",
        "type": "Substantive",
        "importance": None,
        "reviewer": f"{expert.account.name}, {expert.institution}",
        "institution": expert.institution,
        "institution_type": "TVET institution",
        "sector": None,
        "country": "China",
        "date": row["date"],
        "channel": "Online",
        "late": "No",
        "supported_by": None,
        "discussion": row["discussion"],
        "status": "Decided",
        "disposition": "Duplicate",
        "reason": None,
        "response": None,
        "decided_by": f"{judge.account.name}, {judge.institution}",
        "decided_at": row["decided_at"],
        "duplicate_of": 1,
        "place_state": "In place",
        "place_version": 1,
        "place_section": "4.1 Tasks",
        "place_passage": "plans, shows and checks",
        "implemented": None,
    }


def test_replies_are_readable_and_no_cell_is_a_formula(editor: FlaskClient, desk: Desk) -> None:
    b.make_thread(desk.review.version, desk.review.expert, '=HYPERLINK("http://example.org")')
    b.make_thread(desk.review.version, desk.review.expert, "- first\n- second")
    book = workbook(editor.get(of_document(desk)))
    assert {cell.data_type for sheet in book for row in sheet for cell in row} <= {"s", "n", "d"}
    rows = table(editor.get(of_document(desk)))
    texts = [row["comment"] for row in rows]
    assert '=HYPERLINK("http://example.org")' in texts
    assert "- first\n- second" in texts
    discussion = next(row["discussion"] for row in rows if row["number"] == 3)
    other = desk.review.other
    assert discussion.splitlines()[0] == f"{other.account.name}, {other.institution}: =1+1 please"
    assert "For the editors only" not in discussion


def test_csv_holds_the_same_rows_with_signs_made_harmless(editor: FlaskClient, desk: Desk) -> None:
    b.make_thread(desk.review.version, desk.review.expert, "=1+1")
    answer = editor.get(of_document(desk, "?format=csv&preset=short"))
    assert answer.data.startswith(b"\xef\xbb\xbf")
    head, *rows = csv.reader(io.StringIO(answer.data.decode("utf-8-sig"), newline=""))
    assert head == [label("column", key) for key in TABLES["short"]]
    assert [int(row[0]) for row in rows] == numbers_on(
        editor.get(f"/documents/{desk.review.document.public_id}/threads")
    )
    assert "'=1+1" in {row[head.index("Comment")] for row in rows}


@pytest.mark.parametrize("language", ["en", "zh"])
def test_headings_and_words_follow_the_language_asked_for(
    app: Flask, editor: FlaskClient, desk: Desk, language: str
) -> None:
    book = workbook(editor.get(of_document(desk, f"?lang={language}")))
    with app.test_request_context(), force_locale(language):
        titles = [label("column", key) for key in COLUMNS]
        sheet, disposition = label("report", "comments_table"), label("disposition", "not_accepted")
        countries = {label("country", "CN")}
    rows = list(book.worksheets[0].iter_rows(values_only=True))
    assert list(rows[0]) == titles
    assert book.sheetnames[0] == sheet
    column = list(COLUMNS).index("disposition")
    assert disposition in {row[column] for row in rows[1:]}
    assert {row[list(COLUMNS).index("country")] for row in rows[1:]} == countries


def test_countries_are_named_in_chinese(editor: FlaskClient, desk: Desk) -> None:
    rows = workbook(editor.get(of_document(desk, "?lang=zh-Hans"))).worksheets[0].iter_rows(values_only=True)
    assert {row[list(COLUMNS).index("country")] for row in list(rows)[1:]} == {"中国"}


def test_the_second_sheet_says_what_was_exported(editor: FlaskClient, desk: Desk) -> None:
    book = workbook(editor.get(of_round(desk, "?status=decided&q=coaching")))
    about = {row[0]: row[1] for row in book.worksheets[1].iter_rows(values_only=True)}
    assert about["Project"] == "Guide review"
    assert about["Review round"] == "First round"
    assert about["Status"] == "Decided"
    assert about["Words"] == "coaching"
    assert about["Comments"] == "1"


def test_the_name_of_the_file_keeps_its_script(client: FlaskClient) -> None:
    review = b.make_review(b.CHAPTER_ZH, "zh", name='第一轮: "初稿"/评审')
    b.sign_in(client, review.editor)
    answer = client.get(f"/rounds/{review.round.public_id}/export?lang=en")
    header = answer.headers["Content-Disposition"]
    assert header.startswith("attachment")
    assert unquote(header.rpartition("filename*=UTF-8''")[2]) == "第一轮 初稿 评审 - Comments table.xlsx"


def test_every_export_leaves_a_line_in_the_trail(editor: FlaskClient, desk: Desk) -> None:
    editor.get(of_round(desk, "?preset=short&lang=zh"))
    line = last_change_of("round", desk.review.round.public_id)
    assert line is not None
    assert (line.verb, line.account_id) == ("exported", desk.review.editor.account_id)
    assert line.details == {"format": "xlsx", "preset": "short", "language": "zh"}


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("?format=pdf", "This export format is not known."),
        ("?preset=long", "This preset is not known."),
        ("?lang=xx-nothing", "is no language code"),
        ("?status=rejected", "is no value of the filter"),
    ],
)
def test_a_wrong_wish_is_answered_with_a_sentence(
    editor: FlaskClient, desk: Desk, query: str, sentence: str
) -> None:
    answer = editor.get(of_round(desk, query))
    assert answer.status_code == 422
    assert sentence in words_of(answer)


def test_who_stands_outside_takes_nothing_out(client: FlaskClient, desk: Desk) -> None:
    b.sign_in(client, b.make_member(b.make_project()))
    assert client.get(of_round(desk)).status_code == 404
    assert client.get(of_document(desk)).status_code == 404


def test_an_export_asks_as_much_for_sixty_comments_as_for_three(
    editor: FlaskClient, desk: Desk, count_queries: Counting
) -> None:
    editor.get(of_round(desk))
    with count_queries() as few:
        editor.get(of_round(desk))
    for number in range(57):
        thread = b.make_thread(desk.review.version, desk.review.other, f"Point {number}")
        reply(thread, "Yes.", actor=b.actor_of(desk.review.expert))
        if number % 3 == 0:
            b.make_decision(thread, desk.review.editor, "duplicate", duplicate_of=desk.general.public_id)
    with count_queries() as many:
        editor.get(of_round(desk))
    assert len(many) <= len(few)
