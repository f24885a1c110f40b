"""One thing done with several comments of a list."""

from typing import Any

import pytest
from flask.testing import FlaskClient

from reviewapp.domain.people import Role
from reviewapp.domain.threads import CommentType
from reviewapp.models import Thread
from reviewapp.services.threads import withdraw
from reviewapp.services.triage import tag
from tests import builders as b
from tests.web.desk import Desk, make_desk, page_of, words_of


@pytest.fixture
def desk() -> Desk:
    return make_desk()


def change(client: FlaskClient, desk: Desk, threads: list[Thread], act: str, **fields: Any) -> Any:
    """Tick comments in the list and press a button, as its page holds them."""
    path = f"/documents/{desk.review.document.public_id}/threads?status=open"
    page = page_of(client.get(path))
    [form] = [one for one in page.forms if one.get("id") == "bulk"]
    ticks = {
        one.get("value").partition(":")[0]: one.get("value") for one in page.xpath("//input[@name='thread']")
    }
    sent = dict(form.form_values()) | {"act": act} | fields
    sent["thread"] = fields.get("thread", [ticks[one.public_id] for one in threads])
    return client.post(form.action, data=sent)


def test_several_are_assigned_dated_typed_and_tagged(client: FlaskClient, desk: Desk) -> None:
    b.sign_in(client, desk.review.editor)
    both = [desk.hours, desk.general]
    tag(desk.hours, ["law"], actor=b.actor_of(desk.review.editor))
    answers = [
        change(client, desk, both, "due", due="2026-12-03"),
        change(client, desk, both, "type", type="question"),
        change(client, desk, both, "tag", tags="Costs，law"),
        change(client, desk, both, "assign", assignee=desk.review.editor.public_id),
    ]
    assert [answer.status_code for answer in answers] == [302] * 4
    assert "2 comments were changed." in words_of(client.get(answers[-1].location))
    assert answers[0].location.endswith("/threads?status=open")
    for one in both:
        assert (one.assignee, one.type, str(one.due)) == (
            desk.review.editor,
            CommentType.QUESTION,
            "2026-12-03",
        )
    assert (desk.hours.tags, desk.general.tags) == (["law", "costs"], ["costs", "law"])
    assert desk.coaching.assignee is None


def test_a_changed_or_withdrawn_one_stops_all_and_is_named(client: FlaskClient, desk: Desk) -> None:
    b.sign_in(client, desk.review.editor)
    stale = [f"{one.public_id}:{one.revision}" for one in (desk.hours, desk.general)]
    tag(desk.hours, ["law"], actor=b.actor_of(desk.review.manager))
    answer = change(client, desk, [], "due", due="2026-12-03", thread=stale)
    assert answer.status_code == 412
    assert "Nothing was changed: comment no. 1 was changed in the meantime." in words_of(answer)
    assert len(page_of(answer).xpath("//input[@name='thread'][@checked]")) == 2
    assert page_of(answer).xpath("//input[@name='due']/@value") == ["2026-12-03"]
    withdraw(desk.general, actor=b.actor_of(desk.review.expert))
    fresh = [f"{one.public_id}:{one.revision}" for one in (desk.hours, desk.general)]
    answer = change(client, desk, [], "due", due="2026-12-03", thread=fresh)
    assert (answer.status_code, desk.hours.due) == (409, None)
    assert "comment no. 2 was withdrawn" in words_of(answer)


@pytest.mark.parametrize(
    ("act", "fields", "says"),
    [
        ("assign", {"thread": []}, "Choose at least one comment of the list."),
        ("assign", {"thread": ["23456789abcdefgh:1"]}, "Choose at least one comment of the list."),
        ("", {}, "Say what is to be done with the chosen comments."),
        ("due", {"due": "tomorrow"}, "Enter a day, for example 2026-11-30."),
        ("assign", {"assignee": "nobody-known"}, "Choose an editor or manager of this project."),
        ("tag", {"tags": "x" * 41}, "at most 40 fit"),
    ],
)
def test_what_cannot_be_done_is_said(
    client: FlaskClient, desk: Desk, act: str, fields: dict[str, Any], says: str
) -> None:
    b.sign_in(client, desk.review.editor)
    answer = change(client, desk, [desk.hours], act, **fields)
    assert answer.status_code == 422
    assert says in words_of(answer)


def test_only_editors_and_managers_change_several(client: FlaskClient, desk: Desk) -> None:
    observer = b.make_member(desk.review.project, Role.OBSERVER)
    for member in (desk.review.officer, desk.review.expert, observer):
        b.sign_in(client, member)
        path = f"/documents/{desk.review.document.public_id}/threads"
        assert client.post(path, data={"act": "due"}).status_code == 403
        if member is not desk.review.expert:
            assert page_of(client.get(path)).xpath("//input[@name='thread']") == []


def test_the_comments_of_a_round_are_changed_there(client: FlaskClient, desk: Desk) -> None:
    b.sign_in(client, desk.review.manager)
    path = f"/rounds/{desk.review.round.public_id}/threads"
    sent = {
        "act": "tag",
        "tags": "law",
        "type": "question",
        "thread": f"{desk.hours.public_id}:{desk.hours.revision}",
    }
    assert client.post(path, data=sent).status_code == 302
    assert desk.hours.tags == ["law"]
