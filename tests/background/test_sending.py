"""Mail on its way through the worker to a real server: at least once, at most twice, whoever dies."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from flask import Flask

from reviewapp import worker
from reviewapp.clock import now, replay
from reviewapp.domain.mails import LEASE, MOST_TRIES, Outcome
from reviewapp.extensions import db
from reviewapp.models import Mail
from reviewapp.services.accounts import ask_for_link
from reviewapp.services.notices import send_link
from reviewapp.services.transaction import transaction
from reviewapp.worker import tick
from tests import builders as b
from tests.mailroom import DIE, Mailroom

pytestmark = pytest.mark.usefixtures("app_context")


def a_mail(number: int = 1) -> int:
    """Queue a mail to somebody; give its key."""
    mail = send_link(b.open_account(f"reader{number}@example.org", "Reader", actor=None))
    assert mail is not None
    return mail.id


def the(key: int) -> Mail:
    return db.session.get_one(Mail, key, populate_existing=True)


def tick_later(by: timedelta) -> datetime:
    moment = now() + by
    with replay(moment):
        tick()
    return moment


def test_a_mail_is_sent_once_and_its_secret_goes_with_it(room: Mailroom) -> None:
    key = a_mail()
    token = the(key).params["token"]
    assert tick() == 1
    assert tick() == 0
    assert room.receivers == ["reader1@example.org"]
    assert f"/sign-in/{token}" in room.mails[0].get_content()
    assert room.mails[0]["Message-ID"] == the(key).message_id
    assert (the(key).outcome, the(key).params) == (Outcome.SENT, {})


def test_a_server_that_asks_to_come_back_gets_the_mail_later(room: Mailroom) -> None:
    room.answers = {"RCPT": ["450 too busy", "250 Ok"]}
    key = a_mail()
    tick()
    assert (the(key).tries, the(key).doubts, the(key).outcome) == (1, 0, "")
    assert the(key).error == "450 too busy"
    tick()
    assert room.taken == [], "not before its time"
    tick_later(timedelta(minutes=2))
    assert (len(room.taken), the(key).outcome, the(key).error) == (1, Outcome.SENT, "")


def test_a_server_that_never_takes_it_is_asked_a_few_times(room: Mailroom) -> None:
    room.answers = {"DATA": ["451 not now"]}
    key = a_mail()
    for days in range(MOST_TRIES + 2):
        tick_later(timedelta(days=days))
    assert (the(key).outcome, the(key).tries, the(key).error) == (Outcome.REFUSED, MOST_TRIES, "451 not now")


def test_a_refusal_for_good_is_final_and_shown(room: Mailroom) -> None:
    room.answers = {"RCPT": ["550 no such person"]}
    key = a_mail()
    tick()
    tick_later(timedelta(days=1))
    assert (the(key).outcome, the(key).error, the(key).params) == (Outcome.REFUSED, "550 no such person", {})


def test_a_server_that_dies_after_the_text_gets_it_twice_at_most_under_one_name(room: Mailroom) -> None:
    room.answers = {"DATA": [DIE]}
    key = a_mail()
    for days in range(4):
        tick_later(timedelta(days=days))
    assert [mail["Message-ID"] for mail in room.mails] == [the(key).message_id] * 2
    assert (the(key).outcome, the(key).doubts, the(key).params) == (Outcome.UNKNOWN, 2, {})


def test_a_doubt_that_is_followed_by_an_answer_ends_well(room: Mailroom) -> None:
    room.answers = {"DATA": [DIE, "250 Ok"]}
    key = a_mail()
    tick()
    tick_later(timedelta(minutes=2))
    tick_later(timedelta(days=1))
    assert (len(room.taken), the(key).outcome) == (2, Outcome.SENT)


class Killed(BaseException):
    """The process ends here."""


def killed(*_: object, **__: object) -> None:
    raise Killed


@pytest.mark.parametrize(
    ("step", "sent"),
    [("deliver", 1), ("begin_sending", 1), ("_message", 1), ("settle_mail", 2)],
)
def test_a_worker_killed_at_any_step_loses_nothing_and_sends_twice_at_most(
    room: Mailroom, monkeypatch: pytest.MonkeyPatch, step: str, sent: int
) -> None:
    key = a_mail()
    with monkeypatch.context() as patch, pytest.raises(Killed):
        patch.setattr(worker, step, killed)
        tick()
    tick()
    assert the(key).outcome == "", "the lease of the dead worker still runs"
    tick_later(LEASE + timedelta(seconds=1))
    tick_later(timedelta(days=1))
    assert (len(room.taken), the(key).outcome) == (sent, Outcome.SENT)


def test_a_worker_killed_again_and_again_after_sending_stops_at_two(
    room: Mailroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = a_mail()
    monkeypatch.setattr(worker, "settle_mail", killed)
    for hours in range(5):
        with replay(now() + timedelta(hours=hours)):
            try:
                tick()
            except Killed:
                db.session.rollback()
    assert (len(room.taken), the(key).outcome) == (2, Outcome.UNKNOWN)


def test_a_worker_killed_before_sending_any_number_of_times_still_sends(
    room: Mailroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = a_mail()
    for hours in range(4):
        with monkeypatch.context() as patch, replay(now() + timedelta(hours=hours)), pytest.raises(Killed):
            patch.setattr(worker, "deliver", killed)
            tick()
    tick_later(timedelta(hours=9))
    assert (len(room.taken), the(key).outcome) == (1, Outcome.SENT)


def test_one_mail_that_cannot_be_written_stops_no_other(
    room: Mailroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad, good = a_mail(1), a_mail(2)
    write = worker.letter_of

    def writes_all_but_one(mail: Any) -> Any:
        if mail.id == bad:
            raise KeyError("a word is missing")
        return write(mail)

    monkeypatch.setattr(worker, "letter_of", writes_all_but_one)
    tick()
    assert (the(bad).tries, the(bad).error, the(good).outcome) == (1, "KeyError", Outcome.SENT)


def test_a_mail_goes_to_the_address_an_account_has_by_then(room: Mailroom) -> None:
    mail = the(a_mail())
    with transaction():
        assert mail.account is not None
        mail.account.email = "new@example.org"
    tick()
    assert room.receivers == ["new@example.org"]


def test_a_link_that_was_asked_for_goes_to_who_has_that_address(room: Mailroom) -> None:
    b.open_account("reader@example.org", "Reader", actor=None)
    ask_for_link("reader@example.org", address="127.0.0.1")
    tick()
    assert room.receivers == ["reader@example.org"]
    assert "/sign-in/" in room.mails[0].get_content()


def test_an_address_that_nobody_has_gets_no_link(room: Mailroom) -> None:
    ask_for_link("stranger@example.org", address="127.0.0.1")
    tick()
    assert (room.taken, db.session.query(Mail).one().outcome) == ([], Outcome.NOT_NEEDED)


def test_a_link_that_opens_nothing_any_more_is_not_sent(room: Mailroom) -> None:
    key = a_mail()
    tick_later(timedelta(days=15))
    assert (the(key).outcome, room.taken) == (Outcome.NOT_NEEDED, [])


def test_without_a_mail_url_that_can_be_read_mail_waits(
    room: Mailroom, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = a_mail()
    monkeypatch.setitem(app.config, "MAIL_URL", "mail.example.org")
    assert tick() == 0
    assert the(key).outcome == ""
