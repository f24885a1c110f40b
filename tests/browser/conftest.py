"""A real browser before a live server. Each page must keep quiet: no error, no foreign request."""

import os
import socket
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.ctx import AppContext
from playwright.sync_api import (
    BrowserContext,
    ConsoleMessage,
    Playwright,
    Request,
    Response,
    WebError,
    expect,
)
from werkzeug.serving import make_server

from tests.fixtures_app import World, live_world
from tests.provide import system_chromium

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
MAY_BE_REFUSED = {"document", "fetch", "xhr"}
PATIENCE_MS = 15_000
expect.set_options(timeout=PATIENCE_MS)


@pytest.fixture(scope="session")
def browser_type_launch_args(
    browser_type_launch_args: dict[str, Any], playwright: Playwright
) -> dict[str, Any]:
    """Take the system's Chromium, else Playwright's own."""
    path = system_chromium()
    if not path and not Path(playwright.chromium.executable_path).exists():
        pytest.skip("no Chromium for the browser tests")
    options = {**browser_type_launch_args, "args": ARGUMENTS}
    return {**options, "executable_path": path} if path else options


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """Move nothing slowly: what a test points at stands still."""
    return {**browser_context_args, "reduced_motion": "reduce"}


@pytest.fixture(scope="session")
def live_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[World, str]]:
    """The app behind a server of its own, and its address."""
    listening = socket.create_server(("127.0.0.1", 0))
    address = f"http://127.0.0.1:{listening.getsockname()[1]}"
    world = live_world(tmp_path_factory.mktemp("live"), BASE_URL=address)
    server = make_server("127.0.0.1", 0, world.app, threaded=True, fd=listening.fileno())
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield world, address
    server.shutdown()
    thread.join()


@pytest.fixture(scope="session")
def base_url(live_server: tuple[World, str]) -> str:
    """Where `page.goto("/...")` goes."""
    return live_server[1]


@pytest.fixture
def app(live_server: tuple[World, str]) -> Flask:
    """The live app with empty tables."""
    world, _ = live_server
    world.empty()
    return world.app


@pytest.fixture(autouse=True)
def _inside_the_app(app_context: AppContext) -> None: ...


class Complaints(list[str]):
    """What browsers complained about. `forgive(text)` takes back what a test provokes on purpose."""

    def __init__(self, address: str) -> None:
        super().__init__()
        self.address = address

    def listen(self, context: BrowserContext) -> None:
        """Write down what goes wrong on any page of `context`."""
        context.on("console", self._on_console)
        context.on("weberror", self._on_error)
        context.on("request", self._on_request)
        context.on("response", self._on_response)

    def forgive(self, text: str) -> None:
        """Drop the complaints that hold `text`."""
        self[:] = [complaint for complaint in self if text not in complaint]

    def _on_console(self, message: ConsoleMessage) -> None:
        # A refused request is judged by _on_response, which knows what was asked for.
        if message.type in {"error", "warning"} and not message.text.startswith("Failed to load resource"):
            self.append(f"console: {message.text}")

    def _on_error(self, error: WebError) -> None:
        self.append(f"uncaught: {error.error.message}")

    def _on_request(self, request: Request) -> None:
        if not request.url.startswith((self.address, "data:", "blob:", "about:")):
            self.append(f"foreign request: {request.url}")

    def _on_response(self, response: Response) -> None:
        expected = response.status < 500 and response.request.resource_type in MAY_BE_REFUSED
        if response.status >= 400 and not expected:
            self.append(f"{response.status}: {response.url}")


@pytest.fixture(autouse=True)
def complaints(app_context: AppContext, base_url: str) -> Iterator[Complaints]:
    """Fail the test if any browser complained."""
    found = Complaints(base_url)
    yield found
    assert found == []


@pytest.fixture
def new_context(
    new_context: Callable[..., BrowserContext], complaints: Complaints
) -> Callable[..., BrowserContext]:
    """Make a further browser of another person, listened to like the first."""

    def make(**options: Any) -> BrowserContext:
        context = new_context(**options)
        context.set_default_timeout(PATIENCE_MS)
        complaints.listen(context)
        return context

    return make


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep the slow ones first, so that no worker ends with one."""
    items.sort(key=lambda item: "browser" not in Path(os.fspath(item.path)).parts)
