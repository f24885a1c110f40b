"""A long text in a browser: it comes in parts, and every part can be reached, commented and answered."""

from collections.abc import Callable

import pytest
from flask import Flask
from playwright.sync_api import BrowserContext, Page, expect

from reviewapp.queries.versions import sections_of_version
from tests import builders as b
from tests.browser.hands import PHONE, block_with, sit_down, thread_with
from tests.web.test_reading_parts import LONG


@pytest.fixture
def review(app: Flask) -> b.Review:
    return b.make_review(LONG)


@pytest.fixture
def open_for(new_context: Callable[..., BrowserContext]) -> Callable[..., Page]:
    def sit(person: b.Membership, path: str, **options: object) -> Page:
        return sit_down(new_context(**options), person, path)

    return sit


def test_a_link_into_a_part_that_is_not_there_yet_leads_there_and_stays(
    open_for: Callable[..., Page], review: b.Review
) -> None:
    thread = b.make_thread(review.version, review.other, "Which week?", exact="Words of place 35.")
    address = f"/versions/{review.version.public_id}#thread-{thread.public_id}"
    page = open_for(review.expert, address, **PHONE)
    card = page.locator(f"#thread-{thread.public_id}")
    expect(card).to_be_in_viewport()
    expect(page.locator("[data-read-on]")).to_be_hidden()
    expect(card).to_be_in_viewport()
    card.locator("[data-reply] summary").click()
    card.locator("[data-reply] textarea").fill("The first one.")
    card.locator("[data-reply] [type=submit]").click()
    expect(page.locator(".thread-replies", has_text="The first one.")).to_be_attached()


def test_the_outline_leads_far_ahead_and_a_comment_is_made_there(
    open_for: Callable[..., Page], review: b.Review
) -> None:
    far = sections_of_version(review.version)[33].public_id
    page = open_for(
        review.expert, f"/versions/{review.version.public_id}", viewport={"width": 1440, "height": 900}
    )
    page.locator(f'.outline a[href$="#s-{far}"]').click()
    expect(page.locator(f"#h-{far}")).to_be_in_viewport()
    expect(page.locator("[data-read-on]")).to_be_hidden()
    expect(page.locator(f"#h-{far}")).to_be_in_viewport()
    assert page.locator(".part").evaluate_all("all => all.every((one, i) => one.dataset.part == i + 1)")
    block_with(page, "Words of place 33.").locator(".add").click()
    page.locator("#composer [name=body]").fill("Say which company.")
    page.locator("#composer [type=submit]").first.click()
    expect(thread_with(page, "Say which company.")).to_be_in_viewport()
