"""Where scripts do not run, everything can still be read, said, decided and placed."""

from collections.abc import Callable

import pytest
from flask import Flask
from playwright.sync_api import BrowserContext, Page, expect

from tests import builders as b
from tests.browser.hands import PHONE, Person, block_with, sit_down, thread_with

NEW_TEXT = b.CHAPTER.replace("A trainer plans, shows and checks the work.", "Trainers plan, show and judge.")


@pytest.fixture
def open_for(app: Flask, new_context: Callable[..., BrowserContext]) -> Callable[[b.Membership, str], Page]:
    """Open a page on a phone without scripts."""

    def sit(person: b.Membership, path: str) -> Page:
        return sit_down(new_context(**PHONE, java_script_enabled=False), person, path)

    return sit


@pytest.fixture
def review(app: Flask) -> b.Review:
    return b.make_review()


def test_an_expert_reads_comments_and_replies(
    open_for: Callable[[b.Membership, str], Page], review: b.Review
) -> None:
    b.make_thread(review.version, review.other, "Name the firms.", exact="firms of every size")
    reading = f"/versions/{review.version.public_id}"
    page = open_for(review.expert, reading)
    expect(page.locator(".text")).to_contain_text("A trainer plans, shows and checks the work.")
    expect(page.locator("[hidden]").filter(visible=True)).to_have_count(0)

    block_with(page, "4.1 Tasks").locator(".add").click()
    expect(page.locator("main")).to_contain_text("4.1 Tasks")
    send(page, "What about the record?")

    page.goto(reading)
    block_with(page, "plans, shows and checks").locator(".add").click()
    expect(page.locator("main")).to_contain_text("A trainer plans, shows and checks the work.")
    send(page, "Coaching is missing.")

    page.goto(reading)
    show_comments_beside(page, "firms of every size")
    card = thread_with(page, "Name the firms.")
    card.locator("[data-reply] summary").click()
    card.locator("[data-reply] textarea").fill("Small ones above all.")
    card.locator("[data-reply] [type=submit]").click()
    expect(page.locator(".thread-replies", has_text="Small ones above all.")).to_be_attached()

    page.goto(reading)
    expect(page.locator(".text .thread")).to_have_count(3)


def show_comments_beside(page: Page, words: str) -> None:
    """Unfold the comments of the section that holds some words."""
    page.locator(".chapter", has_text=words).locator(".beside-toggle").click()


def send(page: Page, body: str) -> None:
    """Send the form of a comment; ends on the page that shows it."""
    page.locator("main [name=body]").fill(body)
    page.get_by_role("button", name="Send comment").click()
    expect(thread_with(page, body)).to_be_attached()


def test_an_empty_comment_comes_back_with_a_sentence(
    open_for: Callable[[b.Membership, str], Page], review: b.Review
) -> None:
    page = open_for(review.expert, f"/versions/{review.version.public_id}/threads/new")
    page.locator("main [name=proposed_wording]").fill("Other words.")
    page.get_by_role("button", name="Send comment").click()
    expect(page.locator(".errors")).to_be_visible()
    expect(page.locator("main [name=proposed_wording]")).to_have_value("Other words.")


def test_an_editor_decides_and_places(
    open_for: Callable[[b.Membership, str], Page], review: b.Review
) -> None:
    thread = b.make_thread(review.version, review.expert, "Coaching?", exact="plans, shows and checks")
    version = b.make_version(review.document, NEW_TEXT)
    b.doubt_places(version)
    page = open_for(review.editor, f"/threads/{thread.public_id}")
    page.get_by_label("Accepted", exact=True).check()
    Person(page).press("Save the decision")
    expect(page.locator(".decide-standing")).to_contain_text("Accepted")

    page.goto(f"/versions/{version.public_id}/places")
    page.get_by_role("link", name="Point at the place").click()
    page.locator(".placing-row", has_text="Trainers plan, show").locator("button").click()
    expect(page.locator(".doubt")).to_have_count(0)
    page.goto(f"/versions/{version.public_id}")
    expect(page.locator(".mark")).to_have_text(
        "Trainers plan, show and judge. A trainer needs time for this."
    )
