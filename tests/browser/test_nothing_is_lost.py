"""What somebody typed is never lost, and nothing is sent twice."""

from collections.abc import Callable

import pytest
from flask import Flask
from playwright.sync_api import BrowserContext, Page, expect

from reviewapp.clock import now
from reviewapp.domain.rounds import LateRule
from reviewapp.extensions import db
from reviewapp.models import Thread
from reviewapp.services.rounds import move_round
from reviewapp.services.sessions import end_sessions
from tests import builders as b
from tests.browser.conftest import Complaints
from tests.browser.hands import DESK, PHONE, come_in, composer, link_for, select_words, sit_down, thread_with

BODY = "Say how many hours a trainer needs."
NewContext = Callable[..., BrowserContext]


@pytest.fixture
def review(app: Flask) -> b.Review:
    return b.make_review()


def read(new_context: NewContext, review: b.Review, **look: object) -> Page:
    """Open the chapter for its expert."""
    return sit_down(new_context(**(look or DESK)), review.expert, f"/versions/{review.version.public_id}")


def begin_comment(page: Page, words: str = "plans, shows and checks") -> None:
    """Write about some words and do not send."""
    select_words(page, words)
    page.locator("#selection-bar button").click()
    page.locator("#composer [name=body]").fill(BODY)


def comments() -> int:
    """Count the comments in the database."""
    db.session.rollback()
    return db.session.query(Thread).count()


def test_a_text_survives_escape_and_reload(new_context: NewContext, review: b.Review) -> None:
    page = read(new_context, review)
    begin_comment(page)
    page.keyboard.press("Escape")
    expect(composer(page)).to_be_hidden()
    page.reload()
    expect(page.locator("[data-unsent]")).to_be_visible()
    page.locator("[data-continue]").click()
    expect(page.locator("#composer [name=body]")).to_have_value(BODY)
    expect(page.locator("#composer [data-passage]")).to_have_text("plans, shows and checks")
    page.locator("#composer [type=submit]:not([name])").click()
    expect(page.locator(".mark")).to_have_text("plans, shows and checks")
    page.reload()
    expect(page.locator("[data-unsent]")).to_be_hidden()


def test_a_reply_survives_a_reload(new_context: NewContext, review: b.Review) -> None:
    b.make_thread(review.version, review.other, "Name the firms.", exact="firms of every size")
    page = read(new_context, review)
    card = thread_with(page, "Name the firms.")
    page.wait_for_load_state()
    card.locator(".thread-body").click()
    card.locator("[data-reply] summary").click()
    card.locator("textarea").press_sequentially("Small ones.")
    page.reload()
    card.locator(".thread-body").click()
    expect(card.locator("textarea")).to_be_visible()
    expect(card.locator("textarea")).to_have_value("Small ones.")


def test_a_session_lost_while_writing_loses_no_word(new_context: NewContext, review: b.Review) -> None:
    page = read(new_context, review, **PHONE)
    begin_comment(page)
    end_sessions(review.expert.account, actor=b.actor_of(review.expert))
    db.session.commit()
    page.locator("#composer [type=submit]:not([name])").click()
    said = page.locator("#composer [role=alert]")
    expect(said).to_be_focused()
    expect(page.locator("#composer [name=body]")).to_have_value(BODY)
    with page.context.expect_page() as tab:
        said.get_by_role("link").click()
    expect(tab.value.locator("main form").first).to_be_visible()
    assert comments() == 0

    come_in(tab.value, link_for(review.other))
    page.locator("#composer [type=submit]:not([name])").click()
    expect(said).to_contain_text("Somebody else is signed in here now.")
    assert comments() == 0

    tab.value.context.clear_cookies()
    come_in(tab.value, link_for(review.expert))
    page.locator("#composer [type=submit]:not([name])").click()
    expect(page.locator("#composer")).to_be_hidden()
    expect(page.locator(".text .mark")).to_be_attached()
    assert comments() == 1


def test_the_second_editor_sees_who_decided_and_keeps_the_words(
    new_context: NewContext, review: b.Review
) -> None:
    thread = b.make_thread(review.version, review.expert)
    slow = sit_down(new_context(**DESK), review.editor, f"/threads/{thread.public_id}")
    slow.get_by_label("Not accepted").check()
    slow.locator("[name=reason]").fill("It stands in chapter 2.")
    b.make_decision(thread, review.manager, "accepted")
    db.session.commit()

    slow.get_by_role("button", name="Save the decision").click()
    warning = slow.locator(".decide [role=alert]").first
    expect(warning).to_contain_text(review.manager.account.name)
    expect(warning).to_contain_text("Accepted")
    expect(slow.locator("[name=reason]")).to_have_value("It stands in chapter 2.")
    expect(slow.get_by_label("Not accepted")).to_be_checked()


def test_a_round_that_closed_meanwhile_gives_the_words_back(app: Flask, new_context: NewContext) -> None:
    review = b.make_review(late=LateRule.REFUSE)
    page = read(new_context, review)
    begin_comment(page)
    move_round(review.round, "close", actor=b.actor_of(review.manager))
    assert review.round.closes_at <= now()
    db.session.commit()
    page.locator("#composer [type=submit]:not([name])").click()
    expect(page.locator("#composer [role=alert]")).to_contain_text("closed")
    expect(page.locator("#composer [name=body]")).to_have_value(BODY)
    assert comments() == 0


def test_a_double_click_sends_once(new_context: NewContext, review: b.Review) -> None:
    page = read(new_context, review)
    begin_comment(page)
    page.locator("#composer [type=submit]:not([name])").dblclick()
    expect(thread_with(page, BODY)).to_be_attached()
    assert comments() == 1


def test_a_double_click_on_an_ordinary_form_makes_one_thing(
    new_context: NewContext, review: b.Review
) -> None:
    page = sit_down(new_context(**DESK), review.manager, f"/projects/{review.project.public_id}/guides/new")
    page.locator("[name=title]").fill("A second guide")
    page.locator("main [type=submit]").dblclick()
    expect(page.get_by_role("heading", name="A second guide")).to_have_count(1)


def test_ctrl_enter_sends_but_enter_while_composing_does_not(
    new_context: NewContext, review: b.Review
) -> None:
    page = read(new_context, review)
    begin_comment(page)
    body = page.locator("#composer [name=body]")
    for keys in ({"key": "Enter", "ctrlKey": True}, {"key": "Escape"}):
        body.dispatch_event("keydown", {**keys, "isComposing": True, "bubbles": True})
    expect(composer(page)).to_be_visible()
    assert comments() == 0
    body.press("Enter")
    body.press("Control+Enter")
    expect(page.locator(".mark")).to_have_count(1)
    assert comments() == 1


def test_a_page_that_cannot_store_drafts_still_sends(
    new_context: NewContext, review: b.Review, complaints: Complaints
) -> None:
    context = new_context(**DESK)
    context.add_init_script(
        "Storage.prototype.setItem = Storage.prototype.getItem = () => { throw new Error('full'); }"
    )
    page = sit_down(context, review.expert, f"/versions/{review.version.public_id}")
    begin_comment(page)
    page.locator("#composer [type=submit]:not([name])").click()
    expect(page.locator(".mark")).to_have_text("plans, shows and checks")
    assert complaints == []
