"""The reading page with each of its panels open, in each width, language and scheme: axe finds nothing."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import BrowserContext, Error, Locator, Page, expect

from reviewapp.extensions import db
from reviewapp.services.decisions import share
from reviewapp.services.replies import reply
from reviewapp.services.sessions import end_sessions
from reviewapp.services.supports import support
from tests import builders as b
from tests.browser.hands import block_with, composer, select_words, sit_down
from tests.soak.looking import faults_in_both_schemes
from tests.soak.test_accessibility_matrix import LOCALES, LOOKS

PASSAGE = "plans, shows and checks"
NewContext = Callable[..., BrowserContext]


def make_busy(language: str) -> b.Review:
    """A chapter with comments in every state, one a draft, one with replies of all kinds."""
    review = b.make_review()
    for member in (review.expert, review.other, review.editor):
        member.account.language = language
    db.session.commit()
    first = b.make_thread(review.version, review.other, "Coaching is **missing**.", exact=PASSAGE)
    reply(first, "In chapter 5.", actor=b.actor_of(review.editor))
    support(first, actor=b.actor_of(review.expert))
    b.make_thread(review.version, review.expert, "Checks what?", exact="shows and checks the work")
    for words in ("plans the week", "the apprentice"):
        settled = b.make_thread(review.version, review.expert, "Who?", exact=words)
        b.make_decision(settled, review.editor, "not_accepted", reason="No room.", response="Thank you.")
        share(settled, True, actor=b.actor_of(review.editor))
    b.make_thread(review.version, review.expert, "Four?", exact="four steps", proposed_wording="five steps")
    b.make_thread(review.version, review.expert, "Which share?", exact="one fifth", is_draft=True)
    b.make_thread(review.version, review.other, "A good chapter.")
    return review


def begin(page: Page, body: str = "Say **how many** hours.") -> Locator:
    """Write about a paragraph."""
    block_with(page, "A trainer plans").locator(".add").click()
    composer(page).locator("[name=body]").fill(body)
    return composer(page)


def card_opened(page: Page, review: b.Review) -> None:
    block_with(page, "A trainer plans").locator(".count").click()
    page.locator(".thread:visible [data-reply] > summary").first.click()


def settled_opened(page: Page, review: b.Review) -> None:
    page.locator(".count-settled").first.click()
    expect(page.locator("#sheet")).to_be_visible()


def general_opened(page: Page, review: b.Review) -> None:
    page.locator(".general summary").first.click()


def composer_opened(page: Page, review: b.Review) -> None:
    begin(page)


def preview_shown(page: Page, review: b.Review) -> None:
    begin(page).locator("[data-preview]").click()
    expect(page.locator("[data-shown] strong")).to_be_visible()


def wording_changed(page: Page, review: b.Review) -> None:
    panel = begin(page)
    panel.locator("summary").first.click()
    wording = panel.locator("[name=proposed_wording]")
    expect(wording).not_to_have_value("")
    wording.fill("A trainer plans and watches the work.")
    expect(panel.locator("[data-change] del").first).to_be_visible()


def person_called(page: Page, review: b.Review) -> None:
    body = begin(page, "Ask ").locator("[name=body]")
    body.press_sequentially(f"@{review.editor.account.name[:4]}")
    expect(page.locator("#people [aria-selected=true]")).to_be_visible()


def filter_opened(page: Page, review: b.Review) -> None:
    page.locator(".choice-menu summary").click()


def outline_opened(page: Page, review: b.Review) -> None:
    button = page.locator("[popovertarget=outline]").first
    if button.is_visible():
        button.click()
    expect(page.locator("#outline")).to_be_visible()


def words_selected(page: Page, review: b.Review) -> None:
    select_words(page, PASSAGE)
    expect(page.locator("#selection-bar")).to_be_visible()


def help_opened(page: Page, review: b.Review) -> None:
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_visible()


def news_told(page: Page, review: b.Review) -> None:
    b.make_thread(review.version, review.other, "One more.", exact="aim")
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(page.locator("#news")).to_be_visible()


def marks_hidden(page: Page, review: b.Review) -> None:
    page.locator(".choice-menu summary").click()
    page.locator("[data-hide-marks]").check()


def words_wait(page: Page, review: b.Review) -> None:
    panel = begin(page)
    page.context.set_offline(True)
    panel.locator("[type=submit]:not([name])").click()
    page.locator("[data-waiting] summary").click()
    expect(page.locator("[data-waiting] li")).to_be_visible()


def comment_refused(page: Page, review: b.Review) -> None:
    panel = begin(page)
    end_sessions(review.expert.account, actor=b.actor_of(review.expert))
    db.session.commit()
    panel.locator("[type=submit]:not([name])").click()
    expect(panel.locator(".refused")).to_be_visible()


STATES = (card_opened, settled_opened, general_opened, composer_opened, preview_shown, wording_changed)
STATES += (person_called, filter_opened, outline_opened, words_selected, help_opened, news_told, marks_hidden)
STATES += (words_wait, comment_refused)
"""The last two leave nobody signed in who could go on."""


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS.keys())
def test_no_panel_hinders_anybody(
    app: Flask, new_context: NewContext, look: dict[str, Any], language: str
) -> None:
    review = make_busy(language)
    context = new_context(**{**look, "locale": LOCALES[language]})
    address = f"/versions/{review.version.public_id}"
    page = sit_down(context, review.expert, address)
    faults = {}
    for state in STATES:
        page.goto("about:blank")
        page.goto(address)
        page.evaluate("localStorage.clear()")
        page.wait_for_load_state("networkidle")
        try:
            state(page, review)
            faults[state.__name__] = faults_in_both_schemes(page)
        except (AssertionError, Error) as error:
            faults[state.__name__] = [f"not brought about: {error}"]
        context.set_offline(False)
    assert {state: found for state, found in faults.items() if found} == {}
