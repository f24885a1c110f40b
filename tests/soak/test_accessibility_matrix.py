"""Every page in every width, language and colour scheme: axe finds nothing and nothing scrolls sideways."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import BrowserContext

from tests.browser.every_page import EXPERT, MANAGER, NOBODY, look_at
from tests.browser.hands import DESK, PHONE

LOCALES = {"en": "en-GB", "zh": "zh-CN"}


@pytest.mark.parametrize("who", [NOBODY, EXPERT, MANAGER])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("look", [PHONE, DESK], ids=["phone", "desk"])
def test_no_page_hinders_anybody(
    app: Flask,
    new_context: Callable[..., BrowserContext],
    look: dict[str, Any],
    language: str,
    scheme: str,
    who: str,
) -> None:
    context = new_context(**{**look, "locale": LOCALES[language]}, color_scheme=scheme)
    assert look_at(app, context, who, language) == {}
