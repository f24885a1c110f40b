"""`flask doctor`: what is in force without its secrets, and what to mend."""

import socket
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Sink
from click.testing import Result
from flask import Flask

from reviewapp.clock import now
from reviewapp.domain.mails import MailKind
from reviewapp.extensions import db
from reviewapp.models import Mail
from tests.builders import make_review
from tests.cli.terminal import run
from tests.fixtures_app import make_app

Ask = Callable[..., Result]


@pytest.fixture
def ask(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Ask:
    """Ask the doctor, with some settings changed."""

    def doctor(**settings: object) -> Result:
        for name, value in settings.items():
            monkeypatch.setitem(app.config, name, value)
        return run(app, "doctor")

    return doctor


@pytest.fixture
def mail_server() -> Iterator[str]:
    """A mail server on a free port; its MAIL_URL."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    server = Controller(Sink(), hostname="127.0.0.1", port=port)
    server.start()
    yield f"smtp://127.0.0.1:{port}?from=office@example.org"
    server.stop()


def _line(result: Result, subject: str) -> str:
    return next(line for line in result.output.splitlines() if line[5:].startswith(f"{subject}:"))


def test_nothing_is_to_be_mended_on_a_fresh_database(ask: Ask) -> None:
    result = ask()
    assert result.exit_code == 0, result.output
    assert "MEND" not in result.output
    for subject in (
        "database",
        "disk",
        "migrations",
        "worker",
        "time zones",
        "languages",
        "mail",
        "reading of files",
        "fonts",
    ):
        assert _line(result, subject).startswith("ok")


def test_no_secret_is_shown(ask: Ask) -> None:
    result = ask(
        SECRET_KEY="rosebud" * 9, MAIL_URL="smtp://office:rosebud@127.0.0.1:1?from=office@example.org"
    )
    assert "rosebud" not in result.output
    assert "smtp://office:***@127.0.0.1:1" in result.output


def test_a_password_in_the_address_of_the_database_is_not_shown() -> None:
    app = make_app("postgresql://office:rosebud@127.0.0.1:1/review?password=rosebud")
    result = run(app, "doctor")
    assert result.exit_code == 1
    assert "rosebud" not in result.output and "office:***@127.0.0.1:1" in result.output
    assert _line(result, "database").startswith("MEND")


def test_a_database_behind_the_program_is_named(tmp_path: Path) -> None:
    result = run(make_app(f"sqlite:///{tmp_path / 'new.db'}"), "doctor")
    assert result.exit_code == 1
    assert "db upgrade" in _line(result, "migrations")


def test_a_mail_server_is_knocked_at(ask: Ask, mail_server: str) -> None:
    assert _line(ask(MAIL_URL=mail_server), "mail").startswith("ok")
    away = ask(MAIL_URL="smtp://127.0.0.1:1?from=office@example.org")
    assert away.exit_code == 1 and _line(away, "mail").startswith("MEND")
    assert "smtp://" in _line(ask(MAIL_URL="mail.example.org"), "mail")


def test_work_that_nobody_does_asks_for_the_worker(ask: Ask) -> None:
    make_review()
    waiting = {"kind": MailKind.REMINDER, "address": "a@example.org", "due_at": now() - timedelta(hours=1)}
    db.session.add(Mail(message_id="<1@example.org>", **waiting))
    result = ask()
    assert result.exit_code == 1
    assert "1 mails and 1 rounds" in _line(result, "worker") and "flask --app wsgi worker" in result.output


def test_settings_that_do_not_fit_together_are_named(ask: Ask) -> None:
    result = ask(BASE_URL="https://review.example.org", PROXY_HOPS=0, SECRET_KEY="short")
    assert "PROXY_HOPS" in _line(result, "address") and _line(result, "secret key").startswith("MEND")
    assert _line(ask(PROXY_HOPS=1, SECRET_KEY="long" * 8), "address").startswith("ok")
