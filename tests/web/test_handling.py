"""The panels of editors on a comment's page: handling, translation, internal notes."""

from datetime import date
from typing import Any

import pytest
from flask.testing import FlaskClient

from reviewapp.domain.people import Role
from reviewapp.domain.threads import CommentType, Importance
from reviewapp.services.members import remove_member
from reviewapp.services.threads import edit_comment, withdraw
from reviewapp.services.triage import assign, set_due, set_waiting, tag, translate
from tests import builders as b
from tests.web.desk import Desk, make_desk, page_of, words_of
from tests.web.pages import Page


@pytest.fixture
def desk() -> Desk:
    return make_desk()


@pytest.fixture
def editor(client: FlaskClient, desk: Desk) -> FlaskClient:
    b.sign_in(client, desk.review.editor)
    return client


def form_of(client: FlaskClient, desk: Desk, what: str, **fields: Any) -> dict[str, Any]:
    """Take a form from the page of the comment on hours, as a browser would send it; filled in."""
    form = Page(client.get(f"/threads/{desk.hours.public_id}")).form(what)
    for button in ("to_me", "waiting"):
        form.pop(button, None)
    return {**form, **fields}


def post(client: FlaskClient, desk: Desk, what: str, form: dict[str, Any]) -> Any:
    return client.post(f"/threads/{desk.hours.public_id}/{what.partition('#')[0]}", data=form)


def test_everything_staff_keep_is_set_with_one_button(editor: FlaskClient, desk: Desk) -> None:
    form = form_of(
        editor, desk, "handling#handling", assignee=desk.review.manager.public_id, due="2020-01-02",
        waiting="y", tags="Law，costs", type="question", importance="minor",
    )  # fmt: skip
    answer = post(editor, desk, "handling", form)
    assert answer.status_code == 302
    thread = desk.hours
    assert (thread.assignee, thread.due, thread.is_waiting) == (desk.review.manager, date(2020, 1, 2), True)
    assert (thread.type, thread.importance) == (CommentType.QUESTION, Importance.MINOR)
    words = words_of(editor.get(answer.location))
    assert desk.review.manager.account.name in words and "2 Jan 2020 Overdue" in words
    assert "Waiting for reviewer" in words and "law, costs" in words


def test_a_comment_is_taken_over_with_the_button_to_me(editor: FlaskClient, desk: Desk) -> None:
    form = form_of(editor, desk, "handling#handling", to_me="yes")
    assert post(editor, desk, "handling", form).status_code == 302
    assert desk.hours.assignee is desk.review.editor


def test_a_due_date_is_set_while_the_editor_in_charge_has_left(editor: FlaskClient, desk: Desk) -> None:
    second = b.make_member(desk.review.project, Role.EDITOR)
    assign(desk.hours, second, actor=b.actor_of(desk.review.manager))
    remove_member(second, actor=b.actor_of(desk.review.manager))
    form = form_of(editor, desk, "handling#handling", assignee=second.public_id, due="2026-12-03")
    assert post(editor, desk, "handling", form).status_code == 302
    assert (desk.hours.assignee, desk.hours.due) == (second, date(2026, 12, 3))


def test_an_old_page_is_told_what_came_between_and_keeps_what_was_typed(
    editor: FlaskClient, desk: Desk
) -> None:
    form = form_of(editor, desk, "handling#handling", due="2026-12-03", tags="law")
    assign(desk.hours, desk.review.manager, actor=b.actor_of(desk.review.manager))
    answer = post(editor, desk, "handling", form)
    assert answer.status_code == 412
    words = words_of(answer)
    assert f"Before you, {desk.review.manager.account.name} changed this comment" in words
    assert "Assigned." in words and desk.hours.due is None
    again = Page(answer).form("handling#handling")
    assert (again["due"], again["tags"]) == ("2026-12-03", "law")
    again.pop("to_me", None)
    assert post(editor, desk, "handling", again).status_code == 302
    assert (desk.hours.due, desk.hours.tags) == (date(2026, 12, 3), ["law"])


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"due": "soon"}, "Enter a day, for example 2026-11-30."),
        ({"assignee": "nobody-known"}, "Choose an editor or manager of this project."),
        ({"tags": ",".join("abcdefghijk")}, "At most 10 tags fit."),
    ],
)
def test_what_does_not_fit_is_said(
    editor: FlaskClient, desk: Desk, fields: dict[str, str], says: str
) -> None:
    form = form_of(editor, desk, "handling#handling") | fields
    answer = post(editor, desk, "handling", form)
    assert answer.status_code == 422
    assert says in words_of(answer)


def test_a_translation_stands_beside_the_words(editor: FlaskClient, desk: Desk) -> None:
    form = form_of(editor, desk, "translation", text="请说明多长。")
    assert (form["language"], post(editor, desk, "translation", form).status_code) == ("zh", 302)
    edit_comment(desk.hours, "Say how long exactly.", actor=b.actor_of(desk.review.other))
    words = words_of(editor.get(f"/threads/{desk.hours.public_id}"))
    assert "请说明多长。" in words and "translation out of date" in words
    old = form_of(editor, desk, "translation", text="请准确说明多长。")
    translate(desk.hours, "多长？", "zh", actor=b.actor_of(desk.review.manager))
    answer = post(editor, desk, "translation", old)
    assert answer.status_code == 412
    assert "多长？" in words_of(answer)
    assert Page(answer).form("translation")["text"].strip() == "请准确说明多长。"


def test_internal_notes_say_who_reads_them(editor: FlaskClient, desk: Desk, client: FlaskClient) -> None:
    form = {"body": "Ask the ministry.", "internal": "yes", "form_key": "n1"}
    assert post(editor, desk, "replies", form).status_code == 302
    shown = words_of(editor.get(f"/threads/{desk.hours.public_id}"))
    assert "Only editors and managers read this. Ask the ministry." in shown
    for member in (desk.review.officer, desk.review.other):
        b.sign_in(client, member)
        assert "Ask the ministry." not in words_of(client.get(f"/threads/{desk.hours.public_id}"))
        answer = post(client, desk, "replies", {**form, "form_key": "n2", "body": "I too note."})
        assert answer.status_code == 403


def test_nobody_else_learns_what_staff_keep(client: FlaskClient, desk: Desk) -> None:
    thread, staff = desk.hours, b.actor_of(desk.review.editor)
    assign(thread, desk.review.manager, actor=staff)
    set_due(thread, date(2020, 1, 2), actor=staff)
    tag(thread, ["delicate"], actor=staff)
    set_waiting(thread, True, actor=staff)
    readers = (desk.review.other, desk.review.expert, b.make_member(desk.review.project, Role.OBSERVER))
    for reader in readers:
        b.sign_in(client, reader)
        for path in (f"/threads/{thread.public_id}", f"/versions/{desk.review.version.public_id}"):
            words = words_of(client.get(path))
            for secret in (desk.review.manager.account.name, "delicate", "2 Jan 2020", "Overdue", "Assigned"):
                assert secret not in words, (reader.role, secret)
            assert ("The editors are waiting for your answer." in words) is (reader is desk.review.other)
    for member in (desk.review.officer, desk.review.other):
        b.sign_in(client, member)
        for what in ("handling", "translation"):
            assert post(client, desk, what, {"text": "x"}).status_code == 403


def test_a_withdrawn_comment_is_handled_no_more(editor: FlaskClient, desk: Desk) -> None:
    form = form_of(editor, desk, "handling#handling", due="2026-12-03")
    withdraw(desk.hours, actor=b.actor_of(desk.review.other))
    assert post(editor, desk, "handling", {**form, "seen": desk.hours.revision}).status_code == 409
    assert "handling#handling" not in editor.get(f"/threads/{desk.hours.public_id}").get_data(as_text=True)


def test_the_index_shows_who_deals_with_how_much(editor: FlaskClient, desk: Desk) -> None:
    assign(desk.hours, desk.review.editor, actor=b.actor_of(desk.review.editor))
    set_due(desk.hours, date(2020, 1, 2), actor=b.actor_of(desk.review.editor))
    page = page_of(editor.get(f"/projects/{desk.review.project.public_id}/comments"))
    rows = [[cell.text_content() for cell in row] for row in page.xpath("//tbody/tr[not(th/a)]")]
    assert [desk.review.editor.account.name, "1", "1"] in rows
    assert rows[-1] == ["Nobody", "2", "0"]
