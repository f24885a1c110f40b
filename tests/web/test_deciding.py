"""The panel on a thread's page: decisions, small acts, and two editors at once."""

import pytest
from flask.testing import FlaskClient

from reviewapp.domain.threads import Disposition, Status
from reviewapp.services.decisions import reopen
from reviewapp.services.replies import reply
from reviewapp.services.threads import withdraw
from tests import builders as b
from tests.web.desk import Desk, decide, make_desk, press, typed_in, words_of


@pytest.fixture
def desk() -> Desk:
    return make_desk()


@pytest.fixture
def editor(client: FlaskClient, desk: Desk) -> FlaskClient:
    b.sign_in(client, desk.review.editor)
    return client


def test_a_decision_is_saved_with_reason_and_response(editor: FlaskClient, desk: Desk) -> None:
    answer = decide(
        editor, desk.hours, disposition="not_accepted", reason="Law sets it.", response="Thank you. See 4.1."
    )
    assert answer.status_code == 302
    words = words_of(editor.get(answer.location))
    assert desk.hours.disposition is Disposition.NOT_ACCEPTED
    assert "Your decision was saved." in words
    assert "Law sets it." in words and "Thank you. See 4.1." in words and "Revise" in words


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"disposition": ""}, "Choose a disposition."),
        ({"disposition": "rejected"}, "Choose a disposition."),
        ({"disposition": "not_accepted"}, "Give the reason: the reviewer will read it."),
        ({"disposition": "duplicate"}, "Say with which comment this one is handled."),
        ({"disposition": "duplicate", "duplicate_of": "77"}, "There is no such comment"),
        ({"disposition": "duplicate", "duplicate_of": "9" * 40}, "There is no such comment"),
        ({"disposition": "duplicate", "duplicate_of": "1"}, "A comment cannot be a duplicate of itself."),
        ({"reason": "x" * 5001}, "at most 5000"),
    ],
)
def test_a_refused_decision_says_why_and_keeps_what_was_typed(
    editor: FlaskClient, desk: Desk, fields: dict[str, str], sentence: str
) -> None:
    answer = decide(editor, desk.hours, **{"response": "Thank you for this.", **fields})
    assert answer.status_code == 422
    assert sentence in words_of(answer)
    assert typed_in(answer, "response") == "Thank you for this."
    assert desk.hours.status is Status.OPEN


@pytest.mark.parametrize("typed", ["2", "No. 2", "第2号", " ２ "])
def test_a_duplicate_is_named_by_its_number(editor: FlaskClient, desk: Desk, typed: str) -> None:
    answer = decide(editor, desk.hours, disposition="duplicate", duplicate_of=typed)
    assert answer.status_code == 302
    assert desk.hours.duplicate_of_id == desk.general.id
    assert "Handled with No. 2" in words_of(editor.get(answer.location))


def test_a_form_sent_twice_decides_once(editor: FlaskClient, desk: Desk) -> None:
    seen = desk.hours.revision
    answers = [decide(editor, desk.hours, form_key="one", seen=seen) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert len(desk.hours.decisions) == 1


def test_the_second_of_two_editors_sees_what_the_first_did_beside_the_own_words(
    editor: FlaskClient, desk: Desk
) -> None:
    seen = desk.hours.revision
    b.make_decision(desk.hours, desk.review.manager, "noted", reason="Said in chapter 2.")
    answer = decide(editor, desk.hours, seen=seen, response="We added the hours.")
    words = words_of(answer)
    assert answer.status_code == 412
    assert f"Before you, {desk.review.manager.account.name} changed this comment" in words
    assert "Said in chapter 2." in words
    assert typed_in(answer, "response") == "We added the hours."
    assert desk.hours.disposition is Disposition.NOTED
    again = decide(editor, desk.hours, seen=typed_in(answer, "seen"), response="We added the hours.")
    assert again.status_code == 302
    assert desk.hours.response == "We added the hours."
    assert [one.disposition.value for one in desk.hours.decisions] == ["noted", "accepted"]


def test_a_reply_that_came_first_is_shown_before_deciding(editor: FlaskClient, desk: Desk) -> None:
    seen = desk.hours.revision
    reply(desk.hours, "Two days, I mean.", actor=b.actor_of(desk.review.other))
    answer = decide(editor, desk.hours, seen=seen, response="Thank you.")
    assert answer.status_code == 412
    assert "Reply" in words_of(answer) and "Two days, I mean." in words_of(answer)


def test_old_words_under_an_old_key_lose_nothing(editor: FlaskClient, desk: Desk) -> None:
    seen = desk.hours.revision
    decide(editor, desk.hours, form_key="same", seen=seen)
    answer = decide(editor, desk.hours, form_key="same", seen=seen, response="Another thought.")
    assert answer.status_code == 422
    assert f"Before you, {desk.review.editor.account.name} changed this comment" in words_of(answer)
    assert typed_in(answer, "response") == "Another thought."
    again = decide(
        editor,
        desk.hours,
        form_key=typed_in(answer, "form_key"),
        seen=typed_in(answer, "seen"),
        response="Another",
    )
    assert again.status_code == 302


def test_a_withdrawn_comment_is_not_decided_and_the_words_come_back(editor: FlaskClient, desk: Desk) -> None:
    withdraw(desk.hours, actor=b.actor_of(desk.review.other))
    answer = decide(editor, desk.hours, response="Thank you all the same.")
    assert answer.status_code == 409
    assert "This comment was withdrawn." in words_of(answer)
    assert typed_in(answer, "response") == "Thank you all the same."


def test_an_editor_does_not_decide_the_own_comment(editor: FlaskClient, desk: Desk) -> None:
    own = b.make_thread(desk.review.version, desk.review.editor)
    assert "somebody else decides it" in words_of(editor.get(f"/threads/{own.public_id}"))
    assert decide(editor, own).status_code == 403


def test_the_small_buttons_move_a_thread_along(editor: FlaskClient, desk: Desk) -> None:
    assert press(editor, desk.hours, "begin").status_code == 302
    assert desk.hours.status is Status.IN_PROGRESS
    decide(editor, desk.hours)
    press(editor, desk.hours, "share", shared="yes")
    assert desk.hours.is_shared
    press(editor, desk.hours, "share", shared="no")
    assert not desk.hours.is_shared
    press(editor, desk.hours, "close")
    assert desk.hours.status is Status.CLOSED
    press(editor, desk.hours, "reopen", note="New law")
    assert desk.hours.status is Status.IN_PROGRESS
    assert "New law" in words_of(editor.get(f"/threads/{desk.hours.public_id}"))


def test_a_button_of_an_old_page_tells_what_came_between(editor: FlaskClient, desk: Desk) -> None:
    b.make_decision(desk.hours, desk.review.editor)
    seen = desk.hours.revision
    reopen(desk.hours, actor=b.actor_of(desk.review.manager))
    answer = press(editor, desk.hours, "close", seen=seen)
    assert answer.status_code == 412
    assert f"Before you, {desk.review.manager.account.name} changed this comment" in words_of(answer)
