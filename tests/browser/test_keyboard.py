"""The main job by keyboard alone: the focus is always seen, and comes back to where it was."""

from collections.abc import Callable

import pytest
from flask import Flask
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests import builders as b
from tests.browser.hands import DESK, composer, select_words, sit_down, thread_with

NEW_TEXT = b.CHAPTER.replace("A trainer plans, shows and checks the work.", "Trainers plan, show and judge.")
SEEN = """() => {
  const one = document.activeElement;
  const style = getComputedStyle(one);
  const box = one.getBoundingClientRect();
  const outlined = parseFloat(style.outlineWidth) > 0 && style.outlineStyle !== "none";
  const drawn = outlined || style.boxShadow !== "none";
  return one.matches(":focus-visible") && drawn && box.bottom > 0 && box.top < innerHeight;
}"""

NewContext = Callable[..., BrowserContext]


@pytest.fixture
def review(app: Flask) -> b.Review:
    return b.make_review()


def tab_to(page: Page, goal: Locator, limit: int = 80) -> None:
    """Press Tab until `goal` has the focus; whatever is passed on the way shows that it has it."""
    for _ in range(limit):
        page.keyboard.press("Tab")
        assert page.evaluate(SEEN), page.evaluate("document.activeElement.outerHTML.slice(0, 200)")
        if goal.evaluate("goal => goal === document.activeElement"):
            return
    raise AssertionError(f"Tab never came to {goal}")


def read(new_context: NewContext, review: b.Review, person: b.Membership) -> Page:
    """Open the chapter for somebody who has no mouse."""
    return sit_down(new_context(**DESK), person, f"/versions/{review.version.public_id}")


def test_the_first_tab_leads_past_the_head_to_the_content(new_context: NewContext, review: b.Review) -> None:
    page = read(new_context, review, review.expert)
    tab_to(page, page.locator(".skip"), 1)
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_a_section_is_commented_by_tab_and_ctrl_enter(new_context: NewContext, review: b.Review) -> None:
    page = read(new_context, review, review.expert)
    plus = page.locator("[data-compose=section]").nth(1)
    tab_to(page, plus)
    page.keyboard.press("Enter")
    expect(composer(page).locator("[name=body]")).to_be_focused()
    page.keyboard.press("Escape")
    expect(composer(page)).to_be_hidden()
    expect(plus).to_be_focused()

    page.keyboard.press("Enter")
    page.keyboard.type("Say how many hours.")
    page.keyboard.press("Control+Enter")
    expect(thread_with(page, "Say how many hours.")).to_be_visible()


def test_selected_words_are_commented_with_c(new_context: NewContext, review: b.Review) -> None:
    page = read(new_context, review, review.expert)
    select_words(page, "plans, shows and checks")
    expect(page.locator("#selection-bar")).to_be_visible()
    page.keyboard.press("c")
    expect(composer(page).locator("[data-passage]")).to_have_text("plans, shows and checks")
    page.keyboard.type("Coaching is missing.")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".mark")).to_have_text("plans, shows and checks")


def test_comments_are_walked_through_and_answered_with_letters(
    new_context: NewContext, review: b.Review
) -> None:
    for words in ("plans, shows", "plans the week"):
        b.make_thread(review.version, review.other, f"About {words}.", exact=words)
    page = read(new_context, review, review.expert)
    page.keyboard.press("j")
    expect(thread_with(page, "About plans, shows")).to_be_focused()
    page.keyboard.press("j")
    expect(thread_with(page, "About plans the week")).to_be_focused()
    page.keyboard.press("k")
    expect(thread_with(page, "About plans, shows")).to_be_focused()
    assert page.evaluate(SEEN)
    page.keyboard.press("r")
    page.keyboard.type("I agree.")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".thread-replies .thread-body", has_text="I agree.")).to_be_attached()


def test_the_help_opens_with_a_question_mark_and_letters_can_be_switched_off(
    new_context: NewContext, review: b.Review
) -> None:
    b.make_thread(review.version, review.other, "First.", exact="plans, shows")
    page = read(new_context, review, review.expert)
    page.keyboard.press("?")
    expect(page.locator("dialog#keys")).to_be_visible()
    tab_to(page, page.locator("#keys-on"), 4)
    page.keyboard.press("Space")
    page.keyboard.press("Escape")
    expect(page.locator("dialog#keys")).to_be_hidden()
    page.keyboard.press("j")
    expect(page.locator(".thread.is-lit")).to_have_count(0)


def test_an_editor_decides_by_keyboard(new_context: NewContext, review: b.Review) -> None:
    b.make_thread(review.version, review.expert, "Coaching is missing.", exact="plans, shows and checks")
    page = sit_down(
        new_context(**DESK), review.editor, f"/documents/{review.document.public_id}/threads?status=open"
    )
    tab_to(page, page.locator(".desk-words a"))
    page.keyboard.press("Enter")
    expect(page.locator(".decide-form")).to_be_visible()
    page.wait_for_load_state()
    tab_to(page, page.locator("[name=disposition]").first)
    page.keyboard.press("ArrowDown")
    expect(page.get_by_label("Accepted with modification")).to_be_checked()
    tab_to(page, page.locator("[name=reason]"), 4)
    page.keyboard.type("Coaching comes in chapter 5.")
    tab_to(page, page.get_by_role("button", name="Save the decision"), 4)
    page.keyboard.press("Enter")
    expect(page.locator(".decide-standing").first).to_contain_text("Accepted with modification")


def test_an_editor_places_by_keyboard(new_context: NewContext, review: b.Review) -> None:
    b.make_thread(review.version, review.expert, "Coaching is missing.", exact="plans, shows and checks")
    version = b.make_version(review.document, NEW_TEXT)
    b.doubt_places(version)
    page = sit_down(new_context(**DESK), review.editor, f"/versions/{version.public_id}/places")
    tab_to(page, page.get_by_role("link", name="Point at the place"))
    page.keyboard.press("Enter")
    expect(page.locator(".placing-text")).to_be_visible()
    page.wait_for_load_state()
    tab_to(page, page.locator(".placing-row", has_text="Trainers plan, show").locator("button"))
    page.keyboard.press("Enter")
    expect(page.locator(".doubt")).to_have_count(0)
    expect(page.locator("main")).to_contain_text("Every comment has its place")
