"""Large print, letters set apart, the reader's own colours, no motion: everything stays there and usable."""

from collections.abc import Callable

import pytest
from flask import Flask
from playwright.sync_api import BrowserContext, Page, expect

from tests import builders as b
from tests.browser.every_page import EXPERT, MANAGER, NOBODY, make_house, pages_of
from tests.browser.hands import DESK, PHONE, block_with, composer, sit_down
from tests.soak.test_accessibility_matrix import page_for
from tests.soak.test_reading_states import make_busy

ZOOMED = {"viewport": {"width": 320, "height": 256}, "locale": "en-GB"}
"""A window of 1280 x 1024 at 400 %."""

SET_APART = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: .12em !important;
    word-spacing: .16em !important; } p { margin-bottom: 2em !important; }`);
  document.adoptedStyleSheets = [sheet];
}"""
CUT = """() => [...document.querySelectorAll("body *")].filter((one) => {
  const style = getComputedStyle(one);
  const hides = ["hidden", "clip"].includes(style.overflowY) && style.webkitLineClamp === "none"
    && style.textOverflow !== "ellipsis" && style.clipPath === "none";
  return hides && one.checkVisibility() && one.scrollHeight > one.clientHeight + 3 && one.innerText?.trim();
}).map((one) => `cut: ${one.outerHTML.slice(0, 90)}`)"""
WIDE = """() => {
  const [width, room] = [document.scrollingElement.scrollWidth, innerWidth];
  return width > room ? [`${width} px wide where ${room} fit`] : [];
}"""
STYLE = "(one, name) => getComputedStyle(one)[name]"
NewContext = Callable[..., BrowserContext]


def read(context: BrowserContext, review: b.Review) -> Page:
    """Open the busy chapter for its expert."""
    page = sit_down(context, review.expert, f"/versions/{review.version.public_id}")
    page.wait_for_load_state("networkidle")
    return page


@pytest.mark.parametrize("language", ["en", "zh"])
def test_no_page_scrolls_sideways_or_is_cut_at_400_percent_with_letters_set_apart(
    app: Flask, new_context: NewContext, language: str
) -> None:
    house = make_house(language)
    faults = {}
    pages = list(pages_of(app, house))
    for who in (NOBODY, EXPERT, MANAGER):
        page = page_for(new_context(**ZOOMED), house, who)
        for path in dict.fromkeys(path for one, path in pages if one == who):
            page.goto(path)
            found = page.evaluate(WIDE)
            page.evaluate(SET_APART)
            faults[f"{who} {path}"] = [*found, *page.evaluate(WIDE), *page.evaluate(CUT)]
        page.context.close()
    assert {path: found for path, found in faults.items() if found} == {}


def test_a_comment_is_written_in_a_low_window_where_no_bar_takes_the_room(
    app: Flask, new_context: NewContext
) -> None:
    page = read(new_context(**ZOOMED), make_busy("en"))
    assert page.locator(".reading-bar").evaluate(STYLE, "position") != "sticky"
    block_with(page, "A trainer plans").locator(".add").click()
    panel = composer(page)
    expect(panel.locator("[name=body]")).to_be_in_viewport(ratio=0.9)
    assert panel.locator(".composer-send").evaluate(STYLE, "position") == "static"
    page.keyboard.type("Say who.")
    panel.locator("[type=submit]:not([name])").click()
    expect(panel).to_be_hidden()
    expect(block_with(page, "A trainer plans").locator(".count").first).to_have_text("3")


def test_what_is_told_by_colour_is_told_by_lines_in_colours_of_ones_own(
    app: Flask, new_context: NewContext
) -> None:
    page = read(new_context(**DESK, forced_colors="active"), make_busy("en"))
    marks = page.locator(".mark")
    lines = marks.evaluate_all("all => all.map((one) => getComputedStyle(one).textDecorationLine)")
    assert lines
    assert set(lines) == {"underline"}
    kinds = marks.evaluate_all("all => all.map((one) => getComputedStyle(one).textDecorationStyle)")
    assert {"solid", "dotted", "double"} <= set(kinds)
    assert page.locator(".count").first.evaluate(STYLE, "borderTopStyle") == "solid"
    assert page.locator(".add").first.evaluate("one => getComputedStyle(one, '::before').content") == '"+"'
    page.locator(".mark").first.click()
    lit = page.locator(".thread.is-lit")
    assert lit.evaluate(STYLE, "outlineStyle") == "solid"
    page.keyboard.press("Tab")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    assert page.locator(".button:visible").first.evaluate(STYLE, "borderTopStyle") == "solid"


@pytest.mark.parametrize("look", [PHONE, DESK], ids=["phone", "desk"])
def test_nothing_moves_for_who_wants_no_motion(
    app: Flask, new_context: NewContext, look: dict[str, object]
) -> None:
    page = read(new_context(**look), make_busy("en"))
    assert page.locator("html").evaluate(STYLE, "scrollBehavior") == "auto"
    for act in (".add", ".count"):
        block_with(page, "A trainer plans").locator(act).first.click()
        assert page.evaluate("document.getAnimations().length") == 0
        page.keyboard.press("Escape")


def test_who_wants_contrast_reads_no_faint_words(app: Flask, new_context: NewContext) -> None:
    page = read(new_context(**DESK, contrast="more"), make_busy("en"))
    ink = page.locator("body").evaluate(STYLE, "color")
    assert page.locator(".reading-facts").evaluate(STYLE, "color") == ink
    assert page.locator(".mark").first.evaluate(STYLE, "outlineStyle") == "solid"
