"""The reading room: words selected by touch, marks that overlap, every kind of block, many comments."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import BrowserContext, Page, expect

from reviewapp.extensions import db
from reviewapp.models import Thread, Version
from reviewapp.queries.versions import block_rows_of
from tests import builders as b
from tests.browser.hands import DESK, PHONE, composer, select_words, send_comment, sit_down

NewContext = Callable[..., BrowserContext]
FINGER = {**PHONE, "viewport": {"width": 360, "height": 740}, "locale": "en-GB"}
WORDS = "plans, shows and checks"
TANGLED = """# Room

The **bold words** and a [link](https://example.org/way) of 👩‍🏫 and 中文示范 end here.

- shows a task in four steps

| Task | Share |
| --- | --- |
| Planning | one fifth |
"""
ARABIC = """<html><body><h1>Guide</h1><div dir="rtl" lang="ar">
<p>يخطط المدرب العمل ويعرضه ويفحصه كل أسبوع.</p><ul><li>يكتب سجلا قصيرا</li></ul></div></body></html>"""
NOTES_SELECTION = """() => document.addEventListener("selectionchange", () => {
  document.body.dataset.selected = "yes";
}, { once: true })"""
MENU_COMES = """() => document.querySelector(".text p").dispatchEvent(
  new MouseEvent("contextmenu", { bubbles: true, cancelable: true }))"""
MARKED = (
    """id => [...document.querySelectorAll(`.mark[data-threads~="${id}"]`)].map((one) => one.textContent)"""
)


@pytest.fixture
def review(app: Flask) -> b.Review:
    return b.make_review()


def read(context: BrowserContext, review: b.Review, version: Version | None = None, more: str = "") -> Page:
    """Open a text for its expert."""
    page = sit_down(context, review.expert, f"/versions/{(version or review.version).public_id}{more}")
    page.wait_for_load_state()
    return page


def only_thread() -> Thread:
    """Give the one comment that the server has."""
    db.session.rollback()
    return db.session.query(Thread).one()


def lit(page: Page) -> str | None:
    """Give the id of the card that is lit."""
    return page.locator(".thread.is-lit").get_attribute("data-thread")


def test_words_selected_by_touch_are_commented_in_two_taps(new_context: NewContext, review: b.Review) -> None:
    context = new_context(**FINGER)
    context.clock.install()
    page = read(context, review)
    page.clock.pause_at("2100-01-01")
    page.evaluate(NOTES_SELECTION)
    select_words(page, WORDS)
    page.wait_for_selector("body[data-selected]")
    page.clock.run_for(500)
    bar = page.locator("#selection-bar")
    expect(bar).to_be_visible()
    box = bar.bounding_box()
    assert box and (box["x"], box["width"], box["y"] + box["height"]) == (0, 360, 740)
    page.clock.resume()
    assert page.evaluate(MENU_COMES)

    bar.get_by_role("button").tap()
    expect(composer(page).locator("[data-passage]")).to_have_text(WORDS)
    expect(composer(page).locator("[name=body]")).to_be_focused()
    page.keyboard.type("Coaching?")
    composer(page).get_by_role("button", name="Send comment").tap()
    expect(page.locator(".mark")).to_have_text(WORDS)
    expect(composer(page)).to_be_hidden()
    expect(page.locator("#sheet")).to_be_hidden()


def test_each_of_two_overlapping_comments_is_reached_by_mouse_and_by_keyboard(
    new_context: NewContext, review: b.Review
) -> None:
    one = b.make_thread(review.version, review.other, "One.", exact=WORDS)
    two = b.make_thread(review.version, review.other, "Two.", exact="shows and checks the work")
    page = read(new_context(**DESK), review)
    both = page.locator(f'.mark[data-threads="{one.public_id} {two.public_id}"]')
    expect(both).to_have_text("shows and checks")
    for thread in (one, two, one):
        both.click()
        expect(page.locator(f"#thread-{thread.public_id}")).to_have_class("thread thread-open is-lit")

    page.keyboard.press("Escape")
    page.reload()
    page.locator(".count").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator(f"#thread-{one.public_id}")).to_be_focused()
    page.keyboard.press("j")
    expect(page.locator(f"#thread-{two.public_id}")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".count").first).to_be_focused()

    page.set_viewport_size({"width": 360, "height": 740})
    both.click()
    expect(page.locator("#sheet .thread")).to_have_count(2)


def test_a_passage_over_every_kind_of_block_is_the_same_in_the_browser_and_on_the_server(
    new_context: NewContext, app: Flask
) -> None:
    review = b.make_review(TANGLED)
    page = read(new_context(**DESK), review)
    select_words(page, "words and a link of", "Planning")
    page.locator("#selection-bar button").click()
    send_comment(page, "All of this.")
    expect(page.locator(".mark").first).to_be_attached()
    thread = only_thread()
    rows = block_rows_of(review.version)
    texts = [row.text for row in rows]
    start, end = texts[1].index("words"), texts[-1].index("Planning") + len("Planning")
    assert thread.exact == "\n".join([texts[1][start:], *texts[2:-1], texts[-1][:end]])
    expected = ["words", " and a ", "link", " of 👩‍🏫 and 中文示范 end here.", "shows a task in four steps"]
    expected += ["Task", "Share", "Planning"]
    assert page.evaluate(MARKED, thread.public_id) == expected
    page.reload()
    assert page.evaluate(MARKED, thread.public_id) == expected
    expect(page.locator("a .mark")).to_have_text("link")


def test_a_text_that_runs_from_right_to_left_is_marked_and_commented_like_others(
    new_context: NewContext, review: b.Review
) -> None:
    version = b.make_version(b.make_document(review.project, "Chapter 5"), ARABIC, name="c.html")
    b.make_round(review.project, [version], [review.expert], name="Another round")
    page = read(new_context(**DESK), review, version)
    select_words(page, "العمل ويعرضه ويفحصه")
    page.locator("#selection-bar button").click()
    expect(composer(page).locator("[data-passage]")).to_have_text("العمل ويعرضه ويفحصه")
    send_comment(page, "أضف الوقت اللازم.")
    mark = page.locator(".mark")
    expect(mark).to_have_text("العمل ويعرضه ويفحصه")
    expect(mark).to_have_css("direction", "rtl")
    card = page.locator(".beside .thread")
    expect(card).to_be_visible()
    assert_level(page)
    assert only_thread().exact == "العمل ويعرضه ويفحصه"
    card.locator("[data-reply] summary").click()
    expect(card.locator("[data-reply] textarea")).to_be_focused()
    assert page.evaluate("document.documentElement.scrollWidth") <= 1440


def assert_level(page: Page) -> None:
    """The lit card stands level with its mark."""
    page.wait_for_function("""() => {
      const card = document.querySelector(".beside .is-lit");
      const mark = card && document.querySelector(`.mark[data-threads~="${card.dataset.thread}"]`);
      return mark && Math.abs(card.getBoundingClientRect().top - mark.getBoundingClientRect().top) <= 8;
    }""")


def test_sixty_comments_on_one_paragraph_stay_few_in_the_margin_and_are_all_reached(
    new_context: NewContext, review: b.Review
) -> None:
    made = [b.make_thread(review.version, review.other, f"No. {n}", exact=WORDS).public_id for n in range(60)]
    page = read(new_context(**DESK), review)
    expect(page.locator(".more a")).to_have_text("56 more comments here")
    expect(page.locator(".beside .thread")).to_have_count(4)
    assert page.evaluate("document.querySelectorAll('.beside *').length") < 2 * 60 + 500
    walked: list[Any] = []
    for number in range(60):
        page.keyboard.press("j")
        expect(page.locator("#said")).to_have_text(f"Comment {number + 1} of 60")
        walked.append(lit(page))
    assert walked == made
    expect(page.locator(".beside .thread")).to_have_count(5)
    page.keyboard.press("k")
    expect(page.locator("#said")).to_have_text("Comment 59 of 60")
    page.locator(".more a").click()
    expect(page.locator("#sheet .thread")).to_have_count(60)
    page.keyboard.press("Escape")
    expect(page.locator(".beside .thread")).to_have_count(4)
