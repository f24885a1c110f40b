"""From the link of the invitation to the handed-in review by keys alone: Tab, Enter, Space, arrows, Escape.

At every step something has the focus, it shows it, and no bar lies over it.
"""

from collections.abc import Callable

import pytest
from flask import Flask
from playwright.sync_api import BrowserContext, Locator, Page, expect

from reviewapp.extensions import db
from reviewapp.models import Thread
from tests import builders as b
from tests.browser.hands import DESK, composer, link_for, thread_with

LOOKS = {
    "900": {"viewport": {"width": 900, "height": 800}, "locale": "en-GB"},
    "1440": DESK,
    "low": {"viewport": {"width": 320, "height": 256}, "locale": "en-GB"},
}
SEEN = """() => {
  const one = document.activeElement;
  if (one === document.body) return "nothing has the focus";
  const style = getComputedStyle(one);
  const told = one.outerHTML.slice(0, 160);
  const outlined = parseFloat(style.outlineWidth) > 0 && style.outlineStyle !== "none";
  const drawn = outlined || style.boxShadow !== "none";
  if (!one.matches(":focus-visible") || !drawn) return `does not show its focus: ${told}`;
  for (const box of one.getClientRects()) {
    for (const [x, y] of [[0.5, 0.5], [0.1, 0.2], [0.9, 0.8]]) {
      const top = document.elementFromPoint(box.left + box.width * x, box.top + box.height * y);
      if (top && (one.contains(top) || top.contains(one) || one.labels?.[0]?.contains(top))) return "";
    }
  }
  return `is covered or out of sight: ${told}`;
}"""
NewContext = Callable[..., BrowserContext]


def go_to(page: Page, goal: Locator, key: str = "Tab", limit: int = 90) -> None:
    """Press Tab until `goal` has the focus; whatever is passed on the way shows that it has it."""
    goal.first.wait_for(state="attached")
    for _ in range(limit):
        page.keyboard.press(key)
        if (fault := page.evaluate(SEEN)) and fault != "nothing has the focus":
            page.wait_for_timeout(300)  # it scrolls into view
            assert page.evaluate(SEEN) == ""
        if goal.evaluate_all("all => all.includes(document.activeElement)"):
            return
    raise AssertionError(f"{key} never came to {goal}")


def holds_focus(page: Page) -> None:
    """Something still has the focus, and shows it."""
    page.wait_for_timeout(200)
    assert page.evaluate(SEEN) == ""


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS.keys())
def test_an_expert_does_the_whole_review_by_keys_alone(
    app: Flask, new_context: NewContext, look: dict[str, object]
) -> None:
    review = b.make_review()
    b.make_thread(review.version, review.other, "Coaching is missing.", exact="plans, shows and checks")
    db.session.commit()
    page = new_context(**look).new_page()
    page.goto(link_for(review.expert))
    go_to(page, page.locator("form[action$='/sign-in'] button"))
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "/sign-in" not in url)

    expect(page.locator("#text")).to_be_visible()
    page.wait_for_load_state("networkidle")
    look_through_the_outline(page)
    comment_on_a_paragraph(page)
    answer_a_comment(page)
    choose_what_is_shown(page)
    hand_in(page, review)
    db.session.rollback()
    assert {thread.body for thread in db.session.query(Thread)} == {"Coaching is missing.", "Say who."}


def look_through_the_outline(page: Page) -> None:
    button = page.locator("[popovertarget=outline]").first
    if button.is_visible():
        go_to(page, button)
        page.keyboard.press("Enter")
        expect(page.locator("#outline")).to_be_visible()
        go_to(page, page.locator("#outline li a"), limit=4)
        page.keyboard.press("Escape")
        expect(button).to_be_focused()
        page.keyboard.press("Enter")
    go_to(page, page.locator("#outline li:nth-child(2) a"), limit=30)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="4.1 Tasks")).to_be_in_viewport()


def comment_on_a_paragraph(page: Page) -> None:
    plus = page.locator(".block", has_text="A trainer plans").last.locator(".add")
    go_to(page, plus)
    page.keyboard.press("Enter")
    expect(composer(page).locator("[name=body]")).to_be_focused()
    holds_focus(page)
    page.keyboard.press("Escape")
    expect(plus).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.type("Say who.")
    go_to(page, composer(page).locator("[type=submit]:not([name])"), limit=12)
    page.keyboard.press("Enter")
    expect(composer(page)).to_be_hidden()
    expect(page.locator(".block .count", has_text="2")).to_be_attached()
    holds_focus(page)


def answer_a_comment(page: Page) -> None:
    count = page.locator(".block", has_text="A trainer plans").last.locator(".count")
    go_to(page, count, key="Shift+Tab", limit=40)
    page.keyboard.press("Enter")
    card = thread_with(page, "Coaching is missing.")
    expect(page.locator(".thread:focus, #sheet :focus").first).to_be_visible()
    holds_focus(page)
    go_to(page, card.locator("[data-reply] > summary"), limit=40)
    page.keyboard.press("Enter")
    expect(card.locator("[data-reply] textarea")).to_be_focused()
    page.keyboard.type("I agree.")
    go_to(page, card.locator("[data-reply] [type=submit]"), limit=5)
    page.keyboard.press("Enter")
    expect(page.locator(".thread-replies .thread-body", has_text="I agree.").first).to_be_attached()
    holds_focus(page)
    page.keyboard.press("Escape")
    holds_focus(page)


def choose_what_is_shown(page: Page) -> None:
    summary = page.locator(".choice-menu summary")
    go_to(page, summary, key="Shift+Tab")
    page.keyboard.press("Enter")
    go_to(page, page.locator("[name=show]"), limit=3)
    page.keyboard.press("ArrowDown")
    expect(page.locator("[name=show][value=mine]")).to_be_checked()
    expect(page.locator("[data-choice]")).to_have_text("My comments")
    holds_focus(page)
    page.keyboard.press("Escape")
    expect(summary).to_be_focused()


def hand_in(page: Page, review: b.Review) -> None:
    page.goto("/")
    go_to(page, page.get_by_role("link", name="My comments"))
    page.keyboard.press("Enter")
    expect(page.locator(".mine-comment")).to_have_count(1)
    page.goto(f"/rounds/{review.round.public_id}/review")
    go_to(page, page.get_by_role("button", name="Submit my review"))
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text("You submitted your review")
    db.session.rollback()
    assert review.round.row_of(review.expert.id).submitted_at
