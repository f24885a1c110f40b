"""The reading room while others write in it: layout, choice, news, permanent links, shortcuts."""

import re
from collections.abc import Callable

import pytest
from flask import Flask
from playwright.sync_api import BrowserContext, Page, expect

from bench.long_text import long_text
from reviewapp.domain.rounds import Visibility
from reviewapp.extensions import db
from reviewapp.queries.versions import block_rows_of
from reviewapp.services.decisions import share
from reviewapp.services.replies import reply
from tests import builders as b
from tests.browser.hands import DESK, select_words, sit_down, thread_with
from tests.browser.test_reading_room import WORDS, assert_level, read

NewContext = Callable[..., BrowserContext]
COLUMNS = """() => ["#outline", ".chapter-text", ".beside .thread"].map((name) => {
  const boxes = [...document.querySelectorAll(name)].map((each) => each.getBoundingClientRect());
  const one = boxes.find((box) => box.width);
  return one ? [one.left, one.right] : null;
})"""
OVERLAPS = """() => {
  const boxes = [...document.querySelectorAll(".beside li > *")].map((one) => one.getBoundingClientRect());
  boxes.sort((a, b) => a.top - b.top);
  return boxes.filter((box, i) => i && box.top < boxes[i - 1].bottom).length;
}"""
WIDTH = "document.documentElement.scrollWidth - innerWidth"


@pytest.fixture
def review(app: Flask) -> b.Review:
    return b.make_review()


def look_again(page: Page) -> None:
    """Let the page ask at once what is new, as when one comes back to it."""
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")


def test_outline_text_and_cards_stand_side_by_side_and_nothing_moves_by_itself(
    new_context: NewContext, review: b.Review
) -> None:
    for words in (WORDS, "firms of every size", "plans the week", "shows a task", "Write down the aim"):
        b.make_thread(review.version, review.other, f"About {words}. " * 9, exact=words)
    page = read(new_context(**DESK), review)
    page.emulate_media(reduced_motion="no-preference")
    for width in (1440, 1100):
        page.set_viewport_size({"width": width, "height": 900})
        page.reload()
        expect(page.locator(".beside .thread").last).to_be_visible()
        assert page.evaluate("document.getAnimations().length") == 0
        outline, text, cards = page.evaluate(COLUMNS)
        assert outline[1] <= text[0] and text[1] <= cards[0] and cards[1] <= width
        assert page.evaluate(OVERLAPS) == 0
        page.locator(".mark").nth(2).click()
        assert_level(page)
        assert page.evaluate(WIDTH) <= 0
    page.emulate_media(reduced_motion="reduce")
    for width, goes_below in ((900, False), (360, True)):
        page.set_viewport_size({"width": width, "height": 740})
        page.reload()
        expect(page.locator(".beside .thread:visible")).to_have_count(0)
        page.locator(".mark").first.click()
        sheet = page.locator("#sheet")
        expect(sheet.locator(".thread")).to_have_count(1)
        box = sheet.bounding_box()
        assert box and box["x"] >= 0 and box["x"] + box["width"] <= width
        assert (round(box["width"]) == width and round(box["y"] + box["height"]) == 740) is goes_below
        assert page.evaluate(WIDTH) <= 0


def test_what_is_under_the_pointer_stays_when_more_cards_arrive(
    new_context: NewContext, review: b.Review
) -> None:
    for words in ("Showing", "plans the week"):
        b.make_thread(review.version, review.other, f"About {words}. " * 9, exact=words)
    page = read(new_context(**DESK), review)
    card = thread_with(page, "About plans the week")
    card.hover()
    before = card.bounding_box()
    b.make_thread(review.version, review.other, "Above both. " * 30, exact="Who this chapter is for")
    db.session.commit()
    look_again(page)
    page.get_by_role("button", name="Show them").dispatch_event("click")
    expect(thread_with(page, "Above both.")).to_be_visible()
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    assert card.bounding_box() == before


def test_a_reader_chooses_comments_without_leaving_the_page_and_without_scripts(
    new_context: NewContext, review: b.Review
) -> None:
    b.make_thread(review.version, review.expert, "Mine.", exact=WORDS)
    b.make_thread(review.version, review.other, "Theirs.", exact="plans the week", type="editorial")
    settled = b.make_thread(review.version, review.other, "Done.", exact="shows a task")
    b.make_decision(settled, review.editor)
    share(settled, True, actor=b.actor_of(review.editor))
    context = new_context(**DESK)
    page = read(context, review)
    cards = page.locator(".beside .thread")
    expect(cards).to_have_count(2)
    page.evaluate("window.stayed = true")
    menu = page.locator(".choice-menu")
    for choice, words, body in (
        ("Not settled", ["plans, shows and checks", "plans the week"], "Mine."),
        ("My comments", ["plans, shows and checks"], "Mine."),
        ("Settled", ["shows a task"], "Done."),
    ):
        menu.locator("summary").click()
        menu.get_by_text(choice, exact=True).last.click()
        expect(page.locator(".mark")).to_have_text(words)
        expect(cards.first).to_contain_text(body)
        expect(cards).to_have_count(len(words))
        page.locator("h1").first.click(force=True)
    menu.locator("summary").click()
    menu.get_by_label("All comments", exact=True).check()
    menu.get_by_label("Editorial").check()
    expect(page.locator(".mark")).to_have_text(["plans the week"])
    menu.get_by_label("Editorial").uncheck()
    expect(page.locator(".mark")).to_have_count(3)
    menu.get_by_label("Hide all marks").check()
    expect(page.locator(".mark").first).to_have_css("text-decoration-line", "none")
    expect(page.locator(".count:visible, .beside:visible")).to_have_count(0)
    menu.get_by_label("Hide all marks").uncheck()
    expect(cards).to_have_count(2)
    assert page.evaluate("window.stayed")

    page.keyboard.press("Escape")
    page.locator(".count-settled").click()
    expect(thread_with(page, "Done.")).to_contain_text("Disposition")
    expect(thread_with(page, "Done.").locator(".thread-body")).to_be_visible()

    plain = new_context(**DESK, java_script_enabled=False)
    page = sit_down(plain, review.expert, f"/versions/{review.version.public_id}")
    menu = page.locator(".choice-menu")
    menu.locator("summary").click()
    menu.get_by_label("My comments").check()
    menu.get_by_role("button", name="Show").click()
    expect(page.locator(".mark")).to_have_text([WORDS])
    assert "show=mine" in page.url


def test_what_others_write_is_announced_and_moves_nothing(new_context: NewContext, review: b.Review) -> None:
    mine = b.make_thread(review.version, review.expert, "Mine.", exact="firms of every size")
    page = read(new_context(**DESK), review)
    page.mouse.wheel(0, 120)
    expect(page.locator(".beside .thread")).to_have_count(1)
    scrolled = page.evaluate("scrollY")
    b.make_thread(review.version, review.other, "Theirs.", exact=WORDS)
    reply(mine, "I agree.", actor=b.actor_of(review.other))
    db.session.commit()
    look_again(page)
    news = page.locator("#news")
    expect(news).to_contain_text("1 new comment, 1 new reply")
    expect(page.locator(".mark")).to_have_count(1)
    assert page.evaluate("scrollY") == scrolled
    news.get_by_role("button", name="Show them").click()
    expect(page.locator(".mark")).to_have_count(2)
    expect(thread_with(page, "Theirs.")).to_be_visible()
    expect(thread_with(page, "Mine.")).to_contain_text("1 reply")
    expect(news).to_be_hidden()
    assert page.evaluate("scrollY") == scrolled


def test_what_a_blind_colleague_writes_is_not_announced(new_context: NewContext, app: Flask) -> None:
    review = b.make_review(visibility=Visibility.BLIND)
    page = read(new_context(**DESK), review)
    b.make_thread(review.version, review.other, "Theirs.", exact=WORDS)
    db.session.commit()
    with page.expect_response(re.compile("/pulse")):
        look_again(page)
    expect(page.locator("#news")).to_be_empty()
    expect(page.locator(".mark")).to_have_count(0)


def test_a_link_copied_from_a_card_opens_the_place_for_others_who_may_see_it(
    new_context: NewContext, app: Flask
) -> None:
    review = b.make_review(visibility=Visibility.BLIND)
    thread = b.make_thread(review.version, review.expert, "Mine.", exact=WORDS)
    context = new_context(**DESK, permissions=["clipboard-read", "clipboard-write"])
    page = read(context, review)
    page.locator("[data-copies-link]").click()
    expect(page.locator("[data-copies-link]")).to_have_text("Copied")
    link = page.evaluate("navigator.clipboard.readText()")
    assert link.endswith(f"/threads/{thread.public_id}/in-text")

    page = sit_down(new_context(**DESK), review.editor, link)
    expect(page.locator(f"#thread-{thread.public_id}.is-lit")).to_be_in_viewport()
    expect(page.locator(".mark.is-lit")).to_have_text(WORDS)
    page = sit_down(new_context(**DESK), review.other)
    answer = page.goto(link)
    assert answer and answer.status == 404


def test_shortcuts_are_listed_stay_off_and_never_act_while_one_writes(
    new_context: NewContext, review: b.Review
) -> None:
    b.make_thread(review.version, review.other, "First.", exact="firms of every size")
    page = read(new_context(**DESK), review)
    select_words(page, WORDS)
    page.locator("#selection-bar button").click()
    page.keyboard.type("jkrc?")
    expect(page.locator("#composer [name=body]")).to_have_value("jkrc?")
    expect(page.locator("dialog#keys")).to_be_hidden()
    assert page.locator(".is-lit").count() == 0
    page.keyboard.press("Escape")
    page.wait_for_function("document.activeElement === document.body")

    page.keyboard.press("?")
    for key in ("j", "k", "c", "r", "Esc", "?"):
        expect(page.locator("#keys kbd", has_text=key).first).to_be_visible()
    page.locator("#keys-on").uncheck()
    page.keyboard.press("Escape")
    page.reload()
    page.keyboard.press("j")
    page.keyboard.press("?")
    expect(page.locator("dialog#keys")).to_be_hidden()
    page.get_by_role("button", name="Keyboard shortcuts").click()
    expect(page.locator("#keys-on")).not_to_be_checked()
    page.locator("#keys-on").check()
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    expect(page.locator(".thread.is-lit")).to_contain_text("First.")


def test_a_text_of_300_pages_opens_at_a_comment_in_its_last_part_and_walks_on(
    new_context: NewContext, app: Flask
) -> None:
    review = b.make_review(long_text())
    texts = [row.text for row in block_rows_of(review.version) if len(row.text) > 200]
    made = [
        b.make_thread(review.version, review.other, f"At {at}.", exact=text[:60])
        for at, text in ((0, texts[2]), (1, texts[len(texts) // 2]), (2, texts[-3]))
    ]
    page = sit_down(new_context(**DESK), review.expert, f"/threads/{made[2].public_id}/in-text")
    expect(page.locator(f"#thread-{made[2].public_id}.is-lit")).to_be_in_viewport()
    expect(page.locator(".mark.is-lit")).to_be_in_viewport()
    page.keyboard.press("k")
    expect(page.locator(f"#thread-{made[1].public_id}.is-lit")).to_be_attached(timeout=60_000)
    expect(page.locator("[data-read-back]")).to_be_hidden(timeout=60_000)
    page.keyboard.press("k")
    expect(page.locator(f"#thread-{made[0].public_id}.is-lit")).to_be_in_viewport()
    expect(page.locator(".mark.is-lit")).to_be_in_viewport()
    expect(page.locator("#said")).to_have_text("Comment 1 of 3")
