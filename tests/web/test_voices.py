"""What others and the author add to a comment: support, objection, and the decision a duplicate inherits."""

from typing import Any

import pytest
from flask.testing import FlaskClient

from reviewapp.domain.people import Attribution
from reviewapp.domain.rounds import Visibility
from reviewapp.domain.threads import Status
from reviewapp.services.decisions import share
from reviewapp.services.rounds import move_round
from tests import builders as b
from tests.web.comments import address_of
from tests.web.desk import page_of, words_of


def press(client: FlaskClient, thread: Any, act: str, **fields: Any) -> Any:
    return client.post(f"/threads/{thread.public_id}/{act}", data=fields)


def buttons_on(client: FlaskClient, thread: Any, version: Any) -> set[str]:
    """Give which support buttons a reader has on the page of a comment; the text shows the same."""
    found = []
    for path in (f"/threads/{thread.public_id}", f"/versions/{version.public_id}"):
        actions = page_of(client.get(path)).xpath("//form/@action")
        found.append({one.rpartition("/")[2] for one in actions} & {"support", "unsupport"})
    assert found[0] == found[1]
    return found[0]


def test_a_reviewer_supports_somebody_else_s_comment_and_takes_it_back(client: FlaskClient) -> None:
    review = b.make_review()
    thread = b.make_thread(review.version, review.expert, exact="plans, shows and checks")
    b.sign_in(client, review.other)
    assert buttons_on(client, thread, review.version) == {"support"}
    came_from = {"Referer": f"http://localhost/versions/{review.version.public_id}"}
    answer = client.post(f"/threads/{thread.public_id}/support", headers=came_from)
    assert answer.location == address_of(thread, review.version)
    assert f"Supported by 1: {review.other.account.name}" in words_of(client.get(answer.location))
    assert buttons_on(client, thread, review.version) == {"unsupport"}
    press(client, thread, "unsupport")
    assert thread.supports == []
    for member in (review.expert, review.editor):
        b.sign_in(client, member)
        assert buttons_on(client, thread, review.version) == set()
        assert press(client, thread, "support").status_code == 403


@pytest.mark.parametrize(
    ("attribution", "shown", "hidden"),
    [
        (Attribution.INSTITUTION, "institution", "name"),
        (Attribution.NUMBER, "number", "institution"),
    ],
)
def test_supporters_are_named_as_the_round_says(
    client: FlaskClient, attribution: Attribution, shown: str, hidden: str
) -> None:
    review = b.make_review(attribution=attribution)
    thread = b.make_thread(review.version, review.expert)
    b.sign_in(client, review.other)
    press(client, thread, "support")
    b.sign_in(client, review.expert)
    words = words_of(client.get(f"/threads/{thread.public_id}"))
    says = {
        "name": review.other.account.name,
        "institution": review.other.institution,
        "number": f"Reviewer {review.other.pseudonym}",
    }
    assert f"Supported by 1: {says[shown]}" in words
    assert says[hidden] not in words


def test_nobody_supports_after_the_deadline_and_is_told_so(client: FlaskClient) -> None:
    review = b.make_review(late="refuse")
    thread = b.make_thread(review.version, review.expert)
    b.sign_in(client, review.other)
    move_round(review.round, "close", actor=b.actor_of(review.manager))
    assert buttons_on(client, thread, review.version) == set()
    answer = press(client, thread, "support")
    assert (answer.status_code, "The round is closed" in words_of(answer)) == (409, True)


def answered(thread: Any, review: b.Review, disposition: str = "not_accepted", **more: Any) -> None:
    b.make_decision(thread, review.editor, disposition, reason="Budget law", **more)
    for act in ("close", "answer"):
        move_round(review.round, act, actor=b.actor_of(review.manager))


def test_an_author_objects_once_with_a_note_while_the_round_is_answered(client: FlaskClient) -> None:
    review = b.make_review()
    thread = b.make_thread(review.version, review.expert)
    b.sign_in(client, review.expert)
    early = press(client, thread, "objection", note="Too early.")
    assert early.status_code == 409 and "Too early." in early.get_data(as_text=True)
    answered(thread, review)
    mine = f"/projects/{review.project.public_id}/my-comments"
    assert "Object to this decision" in words_of(client.get(mine))
    empty = press(client, thread, "objection", note=" ")
    assert empty.status_code == 422
    assert "Say why the decision should be looked at again." in words_of(empty)
    assert press(client, thread, "objection", note="The law was changed.").status_code == 302
    assert thread.status is Status.IN_PROGRESS
    for path in (mine, f"/threads/{thread.public_id}"):
        words = words_of(client.get(path))
        assert "The law was changed." in words and "Object to this decision" not in words
    b.sign_in(client, review.editor)
    assert "The law was changed." in words_of(client.get(f"/threads/{thread.public_id}"))
    b.make_decision(thread, review.editor)
    b.sign_in(client, review.other)
    assert "The law was changed." not in words_of(client.get(f"/threads/{thread.public_id}"))
    assert press(client, thread, "objection", note="I too.").status_code == 403
    b.sign_in(client, review.expert)
    assert press(client, thread, "objection", note="Again.").status_code == 409


@pytest.mark.parametrize("visibility", [Visibility.OPEN, Visibility.AFTER_SUBMIT])
def test_a_duplicate_shows_the_decision_it_inherits(client: FlaskClient, visibility: Visibility) -> None:
    review = b.make_review(visibility=visibility)
    main = b.make_thread(review.version, review.other)
    mine = b.make_thread(review.version, review.expert)
    editor = b.actor_of(review.editor)
    b.make_decision(mine, review.editor, "duplicate", duplicate_of=main.public_id)
    b.make_decision(main, review.editor, "not_accepted", reason="Budget law", response="See 4.1.")
    share(mine, True, actor=editor)
    b.sign_in(client, review.expert)
    assert "Not accepted" not in words_of(client.get(f"/threads/{mine.public_id}"))
    share(main, True, actor=editor)
    words = words_of(client.get(f"/threads/{mine.public_id}"))
    assert "Not accepted" in words
    knows = visibility is Visibility.OPEN
    assert ("Budget law" in words, "See 4.1." in words) == (knows, knows)
    assert (main.public_id in client.get(f"/threads/{mine.public_id}").get_data(as_text=True)) is knows
