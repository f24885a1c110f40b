"""Every page in every width, language and colour scheme: axe finds nothing, nothing scrolls sideways.

What the console says and whether another host is asked is listened to by the fixture `complaints`.
"""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import BrowserContext, Page

from tests.browser.every_page import EXPERT, MANAGER, NOBODY, REFUSED, House, make_house, pages_of
from tests.browser.hands import DESK, PHONE, sit_down
from tests.soak.looking import faults_in_both_schemes, inline_code

LOCALES = {"en": "en-GB", "zh": "zh-CN"}
TABLET = {"viewport": {"width": 900, "height": 1100}, "has_touch": True}
LOOKS = {"360": PHONE, "900": TABLET, "1440": DESK}
NewContext = Callable[..., BrowserContext]


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS.keys())
def test_no_page_hinders_anybody(
    app: Flask, new_context: NewContext, look: dict[str, Any], language: str
) -> None:
    house = make_house(language)
    faults: dict[str, list[str]] = {}
    pages = list(pages_of(app, house))
    for who in (NOBODY, EXPERT, MANAGER):
        page = page_for(new_context(**{**look, "locale": LOCALES[language]}), house, who)
        for path in dict.fromkeys(path for one, path in pages if one == who):
            answer = page.goto(path)
            assert answer is not None and (answer.ok or path in REFUSED), path
            assert page.locator("html").get_attribute("lang") == ("zh-Hans" if language == "zh" else "en")
            faults[f"{who} {path}"] = [*faults_in_both_schemes(page), *inline_code(page, answer)]
        page.context.close()
    assert {path: found for path, found in faults.items() if found} == {}


def page_for(context: BrowserContext, house: House, who: str) -> Page:
    """Open a browser for somebody of the house."""
    people = {EXPERT: house.review.expert, MANAGER: house.review.manager}
    return sit_down(context, people[who]) if who in people else context.new_page()
