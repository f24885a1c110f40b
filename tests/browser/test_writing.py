"""Writing where the network goes, in two tabs, by input methods; what is shown before it is sent."""

from collections.abc import Callable

import pytest
from flask import Flask
from playwright.sync_api import BrowserContext, Page, Route, expect

from reviewapp.domain.rounds import LateRule
from reviewapp.extensions import db
from reviewapp.models import Thread
from reviewapp.services.rounds import move_round
from tests import builders as b
from tests.browser.conftest import Complaints
from tests.browser.hands import DESK, composer, select_words, sit_down, thread_with

BODY = "Say how many hours a trainer needs."
NewContext = Callable[..., BrowserContext]


@pytest.fixture
def review(app: Flask) -> b.Review:
    return b.make_review(late=LateRule.REFUSE)


def read(context: BrowserContext, review: b.Review) -> Page:
    """Open the chapter for its expert."""
    return sit_down(context, review.expert, f"/versions/{review.version.public_id}")


def begin_comment(page: Page, body: str = BODY) -> None:
    """Write about some words and do not send."""
    select_words(page, "plans, shows and checks")
    page.locator("#selection-bar button").click()
    composer(page).locator("[name=body]").fill(body)


def send(page: Page) -> None:
    """Press the button that sends."""
    composer(page).locator("[type=submit]:not([name])").click()


def said() -> list[str]:
    """Give the words of all comments in the database."""
    db.session.rollback()
    return [thread.body for thread in db.session.query(Thread).order_by(Thread.id)]


def test_what_is_sent_without_a_network_is_sent_once_when_it_is_back(
    new_context: NewContext, review: b.Review
) -> None:
    context = new_context(**DESK)
    page = read(context, review)
    begin_comment(page)
    context.set_offline(True)
    send(page)
    waiting = page.locator("[data-waiting]")
    expect(waiting).to_contain_text("Waiting for the network: 1.")
    expect(composer(page)).to_be_hidden()
    waiting.locator("summary").click()
    expect(waiting.locator("li")).to_contain_text(BODY)
    assert said() == []
    context.set_offline(False)
    expect(thread_with(page, BODY)).to_be_attached()
    expect(waiting).to_be_hidden()
    page.reload()
    expect(page.locator("[data-unsent]")).to_be_hidden()
    assert said() == [BODY]


def test_an_answer_that_was_lost_makes_no_second_comment(
    new_context: NewContext, review: b.Review, complaints: Complaints
) -> None:
    context = new_context(**DESK)
    page = read(context, review)

    def lose(route: Route) -> None:
        route.fetch()
        route.abort()

    page.route("**/threads", lose, times=1)
    begin_comment(page)
    send(page)
    expect(page.locator("[data-waiting]")).to_be_visible()
    assert said() == [BODY]
    read_again = context.new_page()
    read_again.goto(page.url)
    expect(read_again.locator(".mark")).to_have_count(1)
    expect(page.locator("[data-waiting]")).to_be_hidden()
    assert said() == [BODY]
    complaints.forgive("net::ERR_FAILED")


def test_what_waited_too_long_is_refused_and_kept(new_context: NewContext, review: b.Review) -> None:
    context = new_context(**DESK)
    page = read(context, review)
    begin_comment(page)
    context.set_offline(True)
    send(page)
    expect(page.locator("[data-waiting]")).to_be_visible()
    move_round(review.round, "close", actor=b.actor_of(review.manager))
    db.session.commit()
    context.set_offline(False)
    page.locator("[data-waiting] summary").click()
    expect(page.locator("[data-waiting] li")).to_contain_text("closed")
    page.reload()
    page.locator("[data-waiting] summary").click()
    expect(page.locator("[data-waiting] li")).to_contain_text(BODY)
    page.locator("[data-waiting] li button").click()
    expect(page.locator("[data-waiting]")).to_be_hidden()
    assert said() == []


def test_two_tabs_share_a_draft_and_overwrite_none(new_context: NewContext, review: b.Review) -> None:
    context = new_context(**DESK)
    one = read(context, review)
    begin_comment(one)
    two = context.new_page()
    two.goto(one.url)
    two.locator("[data-continue]").click()
    body = composer(two).locator("[name=body]")
    expect(body).to_have_value(BODY)
    composer(one).locator("[name=body]").fill("From the first tab.")
    expect(body).to_have_value("From the first tab.")

    body.fill("From the second tab.")
    expect(composer(one).locator("[role=alert]")).to_contain_text("also being written in another tab")
    send(two)
    expect(thread_with(two, "From the second tab.")).to_be_attached()
    expect(composer(one).locator("[name=body]")).to_have_value("From the first tab.")
    two.locator("[data-continue]").click()
    expect(body).to_have_value("From the first tab.")
    assert said() == ["From the second tab."]


def test_a_comment_is_looked_at_before_it_is_sent(new_context: NewContext, review: b.Review) -> None:
    page = read(new_context(**DESK), review)
    begin_comment(page, "Say **how many** hours.")
    button = composer(page).get_by_role("button", name="Preview")
    button.click()
    expect(composer(page).locator("[data-shown] strong")).to_have_text("how many")
    expect(composer(page).locator("[name=body]")).to_be_hidden()
    expect(button).to_have_attribute("aria-pressed", "true")
    button.click()
    expect(composer(page).locator("[name=body]")).to_have_value("Say **how many** hours.")
    assert said() == []


def test_a_wording_is_an_edit_of_its_passage_and_shown_as_a_difference(
    new_context: NewContext, review: b.Review
) -> None:
    page = read(new_context(**DESK), review)
    begin_comment(page)
    composer(page).locator("summary").first.click()
    wording = composer(page).locator("[name=proposed_wording]")
    change = composer(page).locator("[data-change]")
    expect(wording).to_have_value("plans, shows and checks")
    expect(change).to_be_hidden()
    wording.fill("plans, shows and watches")
    expect(change.locator("del")).to_contain_text("checks")
    expect(change.locator("ins")).to_contain_text("watches")
    composer(page).get_by_role("button", name="Use the passage again").click()
    expect(change).to_be_hidden()
    send(page)
    expect(thread_with(page, BODY)).to_be_attached()
    assert [thread.proposed_wording for thread in db.session.query(Thread)] == [""]


def test_somebody_is_called_by_keyboard_and_composing_chinese_neither_calls_nor_sends(
    new_context: NewContext, review: b.Review
) -> None:
    context = new_context(**DESK)
    page = read(context, review)
    begin_comment(page, "Ask ")
    body, people = composer(page).locator("[name=body]"), page.locator("#people")
    input_method = context.new_cdp_session(page)
    body.press("End")
    input_method.send("Input.imeSetComposition", {"text": "@bian", "selectionStart": 5, "selectionEnd": 5})
    body.dispatch_event("keydown", {"key": "Enter", "keyCode": 229, "ctrlKey": True, "bubbles": True})
    expect(people).to_be_hidden()
    input_method.send("Input.insertText", {"text": "编"})
    expect(body).to_have_value("Ask 编")

    name = review.editor.account.name
    body.fill("Ask ")
    body.press_sequentially(f"@{name[:4]}")
    expect(people.locator("[aria-selected=true]")).to_have_count(1)
    expect(people).to_contain_text(name)
    while page.locator("#people [aria-selected=true]").inner_text() != name:
        body.press("ArrowDown")
    body.press("Enter")
    expect(body).to_have_value(f"Ask @{name} ")
    expect(people).to_be_hidden()
    assert said() == []
