"""A mail server that a whole file shares, and an app that sends its mail there."""

from collections.abc import Iterator

import pytest
from flask import Flask

from tests.mailroom import Mailroom, open_mailroom


@pytest.fixture(scope="module")
def open_room() -> Iterator[Mailroom]:
    """One server for a file."""
    with open_mailroom() as room:
        yield room


@pytest.fixture
def room(open_room: Mailroom, app: Flask, monkeypatch: pytest.MonkeyPatch) -> Mailroom:
    """Wipe the server's memory and let the app send its mail there."""
    open_room.taken.clear()
    open_room.answers.clear()
    monkeypatch.setitem(app.config, "MAIL_URL", open_room.url)
    return open_room
