"""axe (WCAG 2.2 AA) finds nothing on any page, and no page scrolls sideways."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import BrowserContext, expect

from reviewapp.extensions import db
from tests import builders as b
from tests.browser.every_page import (
    EXPERT,
    MANAGER,
    NOBODY,
    PAGES,
    faults_of,
    look_at,
    page_rules,
)
from tests.browser.hands import DESK, PHONE, block_with, composer, sit_down

LOOKS = {"phone-zh": (PHONE, "zh"), "desk-en": (DESK, "en")}
NewContext = Callable[..., BrowserContext]
each_look = pytest.mark.parametrize(("look", "language"), LOOKS.values(), ids=LOOKS.keys())


def test_every_page_is_looked_at(app: Flask) -> None:
    assert {rule.endpoint for rule in page_rules(app)} == PAGES.keys()


@pytest.mark.parametrize(("who", "look"), [(NOBODY, "phone-zh"), (EXPERT, "desk-en"), (MANAGER, "phone-zh")])
def test_no_page_hinders_anybody(app: Flask, new_context: NewContext, who: str, look: str) -> None:
    """Every page once; tests/soak has every width, language and colour scheme."""
    device, language = LOOKS[look]
    assert look_at(app, new_context(**device), who, language, MANAGER if who == EXPERT else "") == {}


@each_look
def test_no_panel_hinders_anybody(
    app: Flask, new_context: NewContext, look: dict[str, Any], language: str
) -> None:
    review = b.make_review()
    review.expert.account.language = review.editor.account.language = language
    db.session.commit()
    thread = b.make_thread(review.version, review.other, "Coaching?", exact="plans, shows and checks")
    context = new_context(**look)
    page = sit_down(context, review.expert, f"/versions/{review.version.public_id}")
    page.wait_for_load_state()
    block_with(page, "plans, shows and checks").locator(".add").click()
    expect(composer(page)).to_be_visible()
    assert faults_of(page) == []
    page.keyboard.press("Escape")

    expect(page.locator("[data-steps]")).to_be_visible()
    block_with(page, "plans, shows and checks").locator(".count").click()
    card = page.locator(".thread:visible", has_text="Coaching?")
    card.locator("[data-reply] summary").click()
    assert faults_of(page) == []
    page.keyboard.press("Escape")

    page.keyboard.press("?")
    expect(page.locator("dialog#keys")).to_be_visible()
    assert faults_of(page) == []

    page = sit_down(context, review.editor, f"/threads/{thread.public_id}")
    page.locator(".decide-form [type=submit]").click()
    expect(page.locator(".errors")).to_be_visible()
    assert faults_of(page) == []


def test_the_look_itself_sees_what_is_wrong(new_context: NewContext) -> None:
    page = new_context(**PHONE).new_page()
    page.set_content(
        "<html lang=en><title>x</title><div style='width: 500px'><img src='data:,'></div></html>"
    )
    found = " ".join(faults_of(page))
    assert "image-alt" in found
    assert "px wide where 360 fit" in found
