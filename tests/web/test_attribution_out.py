"""Who takes what out in a comments table, and under which names."""

import pytest
from flask.testing import FlaskClient

from reviewapp.domain.people import Attribution, Role
from reviewapp.domain.rounds import Visibility
from reviewapp.services.replies import reply
from reviewapp.services.rounds import move_round
from tests import builders as b
from tests.web.desk import Desk, make_desk, of_document, of_round, table


@pytest.fixture
def desk() -> Desk:
    desk = make_desk()
    b.make_decision(desk.hours, desk.review.editor, "not_accepted", reason="The law sets it.")
    b.make_decision(desk.coaching, desk.review.editor, "duplicate", duplicate_of=desk.hours.public_id)
    reply(desk.coaching, "For the editors only", is_internal=True, actor=b.actor_of(desk.review.editor))
    return desk


@pytest.mark.parametrize(
    ("attribution", "shown"),
    [
        (Attribution.NAMED, ("Expert", "Institution", "TVET institution", "China")),
        (Attribution.INSTITUTION, ("Institution", "Institution", "TVET institution", "China")),
        (Attribution.ROLE, ("Reviewer (expert), TVET", None, "TVET institution", "China")),
        (Attribution.NUMBER, ("Reviewer ", None, None, None)),
    ],
)
def test_names_go_out_as_the_round_allows(
    client: FlaskClient, attribution: Attribution, shown: tuple[str | None, ...]
) -> None:
    desk = make_desk(attribution_out=attribution)
    b.sign_in(client, desk.review.manager)
    [row] = table(client.get(of_document(desk, "?scope=section")))
    cells = [row[key] for key in ("reviewer", "institution", "institution_type", "country")]
    for cell, beginning in zip(cells, shown, strict=True):
        assert cell is None if beginning is None else cell.startswith(beginning)
    assert (desk.review.other.account.name in row["reviewer"]) is (attribution is Attribution.NAMED)


@pytest.mark.parametrize(
    ("attribution", "told"),
    [
        (Attribution.NAMED, {"author", "country", "institution_type"}),
        (Attribution.ROLE, {"country", "institution_type"}),
        (Attribution.NUMBER, set()),
    ],
)
def test_the_filter_of_a_file_names_nobody_whom_its_rows_do_not_name(
    client: FlaskClient, attribution: Attribution, told: set[str]
) -> None:
    desk = make_desk(attribution_out=attribution)
    author = desk.review.other
    b.sign_in(client, desk.review.manager)
    asked = f"?format=json&author={author.public_id}&country=CN&institution_type=tvet"
    answer = client.get(of_round(desk, asked))
    assert {name for name, value in answer.json["about"]["filter"].items() if value != "…"} == told
    page = client.get(of_round(desk, asked.replace("json", "html"))).text
    for words in (author.account.name, author.institution):
        assert (words in page) is (attribution is Attribution.NAMED)


def test_without_a_round_authors_stand_under_their_role(client: FlaskClient) -> None:
    project = b.make_project()
    editor, document = b.make_member(project, Role.EDITOR), b.make_document(project)
    b.make_thread(b.make_version(document), editor)
    b.sign_in(client, editor)
    [row] = table(client.get(f"/documents/{document.public_id}/export"))
    assert row["reviewer"] == "Editor, TVET institution"


def test_a_reviewer_takes_out_the_own_comments_only(client: FlaskClient, desk: Desk) -> None:
    b.sign_in(client, desk.review.expert)
    rows = table(client.get(of_round(desk)))
    assert [row["number"] for row in rows] == [2, 3]
    assert {row["status"] for row in rows} == {"Open", "In progress"}
    assert {(row["disposition"], row["decided_by"], row["duplicate_of"]) for row in rows} == {
        (None, None, None)
    }
    assert "For the editors only" not in str(rows)
    assert table(client.get(of_round(desk, f"?author={desk.review.other.public_id}"))) == []


def test_a_reviewer_takes_out_the_decision_once_the_round_is_answered(
    client: FlaskClient, desk: Desk
) -> None:
    for act in ("close", "answer"):
        move_round(desk.review.round, act, actor=b.actor_of(desk.review.manager))
    b.sign_in(client, desk.review.other)
    [row] = table(client.get(of_round(desk)))
    assert (row["disposition"], row["reason"]) == ("Not accepted", "The law sets it.")


def test_nobody_learns_more_outside_than_inside(client: FlaskClient) -> None:
    desk = make_desk(attribution=Attribution.NUMBER, attribution_out=Attribution.NAMED)
    reply(desk.general, "I agree.", actor=b.actor_of(desk.review.other))
    b.sign_in(client, desk.review.expert)
    row = next(row for row in table(client.get(of_round(desk))) if row["number"] == 2)
    assert row["discussion"] == f"Reviewer {desk.review.other.pseudonym}: I agree."


def test_a_blind_round_counts_for_a_reviewer_the_own_comments(client: FlaskClient) -> None:
    desk = make_desk(visibility=Visibility.BLIND)
    b.sign_in(client, desk.review.expert)
    assert sorted(row["number"] for row in table(client.get(of_round(desk)))) == [1, 2]
