"""The audit trail: who may read it, what stands in it, and that administrators leave lines in it."""

import pytest
from flask.testing import FlaskClient

from reviewapp.extensions import db
from reviewapp.models import Activity
from reviewapp.services.threads import send_draft
from tests.builders import actor_of, make_review, make_thread, sign_in, token_of


def _lines(client: FlaskClient, project_id: str, token: str, query: str = "") -> dict[str, object]:
    answer = client.get(
        f"/api/v1/projects/{project_id}/activity{query}", headers={"Authorization": f"Bearer {token}"}
    )
    assert answer.status_code == 200
    return dict(answer.json)


@pytest.mark.parametrize(
    ("who", "status"), [("manager", 200), ("editor", 200), ("officer", 403), ("expert", 403)]
)
def test_editors_and_managers_read_the_trail(client: FlaskClient, who: str, status: int) -> None:
    review = make_review()
    sign_in(client, getattr(review, who))
    assert client.get(f"/projects/{review.project.public_id}/activity").status_code == status


def test_the_trail_says_who_did_what_to_which_thing(client: FlaskClient) -> None:
    review = make_review()
    make_thread(review.version, review.expert)
    sign_in(client, review.manager)
    page = client.get(f"/projects/{review.project.public_id}/activity").get_data(as_text=True)
    assert "Comment made" in page and "Comment No. 1" in page and review.expert.account.name in page


def test_the_trail_says_for_whom_a_link_is_and_calls_a_closed_round_what_it_is(client: FlaskClient) -> None:
    review = make_review()
    sign_in(client, review.manager)
    client.post(f"/people/{review.expert.public_id}/link")
    client.post(f"/rounds/{review.round.public_id}/close")
    client.post("/language", data={"language": "zh"})
    page = client.get(f"/projects/{review.project.public_id}/activity").get_data(as_text=True)
    assert f"登录链接：{review.expert.account.name}" in page
    assert "已截止" in page and "已办结" not in page


def test_a_draft_shows_in_the_trail_once_it_was_sent(client: FlaskClient) -> None:
    review = make_review()
    draft = make_thread(review.version, review.expert, is_draft=True)
    project, token = review.project.public_id, token_of(review.editor)
    assert draft.public_id not in str(_lines(client, project, token))
    send_draft(draft, actor=actor_of(review.expert))
    assert draft.public_id in str(_lines(client, project, token))


def test_the_trail_comes_in_pages_that_new_lines_do_not_shift(client: FlaskClient) -> None:
    review = make_review()
    project, token = review.project.public_id, token_of(review.editor)
    first = _lines(client, project, token, "?limit=2")
    make_thread(review.version, review.expert)
    second = _lines(client, project, token, f"?limit=2&cursor={first['next']}")
    whole = _lines(client, project, token, "?limit=200")
    assert [*first["items"], *second["items"]] == whole["items"][1:5]  # type: ignore[misc,index]


@pytest.mark.parametrize("page", ["/threads/{thread}", "/api/v1/threads/{thread}", "/versions/{version}"])
def test_an_administrator_who_looks_leaves_a_line(client: FlaskClient, page: str) -> None:
    review = make_review()
    thread = make_thread(review.version, review.expert)
    review.manager.account.is_admin = True
    db.session.commit()
    address = page.format(thread=thread.public_id, version=review.version.public_id)
    if page.startswith("/api"):
        client.get(address, headers={"Authorization": f"Bearer {token_of(review.manager)}"})
    else:
        sign_in(client, review.manager)
        client.get(address)
    line = db.session.query(Activity).filter_by(verb="looked at").one()
    assert line.account_id == review.manager.account_id
    assert line.subject in (thread.public_id, review.version.public_id)


def test_a_member_who_looks_leaves_none(client: FlaskClient) -> None:
    review = make_review()
    thread = make_thread(review.version, review.expert)
    sign_in(client, review.editor)
    client.get(f"/threads/{thread.public_id}")
    assert db.session.query(Activity).filter_by(verb="looked at").count() == 0
