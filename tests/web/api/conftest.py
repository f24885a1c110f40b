"""Scripts that speak to the API: one caller for each person."""

from dataclasses import dataclass
from typing import Any

import pytest
from flask import Flask
from flask.ctx import AppContext
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.builders import Review, make_review, token_of


@dataclass
class Caller:
    """A script with one person's token (or none)."""

    client: FlaskClient
    token: str = ""

    def __call__(self, method: str, path: str, json: Any = None, **more: Any) -> TestResponse:
        """Ask for a path below /api/v1 (or a whole path)."""
        headers = dict(more.pop("headers", {}))
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        if json is not None:
            more["json"] = json
        whole = path if path.startswith("/api/") else f"/api/v1{path}"
        return self.client.open(whole, method=method, headers=headers, **more)

    def get(self, path: str, **more: Any) -> TestResponse:
        """GET."""
        return self("GET", path, **more)

    def post(self, path: str, json: Any = None, **more: Any) -> TestResponse:
        """POST."""
        return self("POST", path, json, **more)

    def patch(self, path: str, json: Any = None, **more: Any) -> TestResponse:
        """PATCH."""
        return self("PATCH", path, json, **more)


@dataclass
class Callers:
    """Gives a caller for a member."""

    app: Flask

    def __call__(self, member: Any) -> Caller:
        """Speak as this person."""
        return Caller(self.app.test_client(), token_of(member))


@pytest.fixture
def speak(app: Flask, app_context: AppContext) -> Callers:
    """`speak(member)` gives a caller with that person's token."""
    return Callers(app)


@pytest.fixture
def nobody(app: Flask, app_context: AppContext) -> Caller:
    """A caller without a token."""
    return Caller(app.test_client())


@pytest.fixture
def review(app_context: AppContext) -> Review:
    """A review in the middle of its life."""
    return make_review()
