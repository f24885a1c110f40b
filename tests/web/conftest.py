"""Everything here runs inside the app, on empty tables."""

import pytest
from flask import Flask
from flask.ctx import AppContext


@pytest.fixture(autouse=True)
def _inside_the_app(app_context: AppContext) -> None: ...


@pytest.fixture
def mail_is_on(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let mails be queued; nobody sends them."""
    monkeypatch.setitem(app.config, "MAIL_URL", "smtp://localhost:1")
