"""Reading progress in a browser: what stood in view counts, what was flown past does not."""

from collections.abc import Callable

from flask import Flask
from playwright.sync_api import BrowserContext, Page, expect

from reviewapp.queries.versions import sections_of_version
from tests import builders as b
from tests.browser.hands import DESK, sit_down

PARAGRAPHS = "\n\n".join(["Words."] * 40)
TEXT = "\n\n".join(f"## {name}\n\n{PARAGRAPHS}" for name in ("One", "Two", "Three"))


def scroll_to(page: Page, section: str, *, end: bool = False) -> None:
    """Bring the beginning or the end of a section into view."""
    block = "end" if end else "start"
    chapter = f"document.querySelector('[data-chapter=\"{section}\"]')"
    page.evaluate(f"{chapter}.scrollIntoView({{ block: '{block}', behavior: 'instant' }})")


def test_what_stood_in_view_is_ticked_and_what_was_flown_past_is_not(
    new_context: Callable[..., BrowserContext], app: Flask
) -> None:
    review = b.make_review(TEXT)
    one, two, three = (section.public_id for section in sections_of_version(review.version))
    context = new_context(**DESK)
    context.clock.install()
    page = sit_down(context, review.expert, f"/versions/{review.version.public_id}")
    line = page.locator("[data-progress]")
    expect(line).to_contain_text("0 of 3 sections read")
    scroll_to(page, one)
    page.clock.run_for(8_000)
    expect(page.locator(".outline-read")).to_have_count(0)
    for _ in range(3):
        page.evaluate("scrollBy({ top: innerHeight * 0.7, behavior: 'instant' })")
        page.clock.run_for(1000)
    scroll_to(page, two)
    page.clock.run_for(2000)
    scroll_to(page, three, end=True)
    page.clock.run_for(2000)
    expect(line).to_contain_text("1 of 3 sections read")
    ticked = page.locator(".outline a:has(.outline-read)")
    expect(ticked).to_have_count(1)
    expect(ticked).to_contain_text("One")
    expect(ticked).to_contain_text("read")
    page.reload()
    expect(page.locator(".outline a:has(.outline-read)")).to_contain_text("One")
