"""The outbox: what is queued with what it tells of, and leased to one worker at a time."""

import threading
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask

from reviewapp.clock import now, replay
from reviewapp.domain.mails import LEASE, Delivery, MailKind, Outcome, Result
from reviewapp.extensions import db
from reviewapp.models import Mail
from reviewapp.services.notices import send_link
from reviewapp.services.outbox import (
    begin_sending,
    hand_back,
    is_mail_on,
    lease_mails,
    queue_mail,
    settle_mail,
)
from reviewapp.services.transaction import transaction
from reviewapp.worker import tick
from tests import builders as b
from tests.mailroom import open_mailroom

pytestmark = pytest.mark.usefixtures("app_context")


@pytest.fixture(autouse=True)
def _mail_is_on(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(app.config, "MAIL_URL", "smtp://127.0.0.1:1?from=review@example.org")


def a_mail(number: int = 1) -> int:
    """Queue a mail to somebody; give its key."""
    mail = send_link(b.open_account(f"reader{number}@example.org", "Reader", actor=None))
    assert mail is not None
    return mail.id


def the(key: int) -> Mail:
    return db.session.get_one(Mail, key, populate_existing=True)


def test_where_no_mail_is_sent_nothing_is_queued(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(app.config, "MAIL_URL", "")
    assert not is_mail_on()
    assert send_link(b.open_account("reader@example.org", "Reader", actor=None)) is None
    assert db.session.query(Mail).count() == 0


def test_nobody_is_mailed_of_what_was_rolled_back() -> None:
    with pytest.raises(ZeroDivisionError), transaction():
        a_mail()
        1 / 0  # noqa: B018
    assert db.session.query(Mail).count() == 0


def test_one_occasion_is_told_once() -> None:
    account = b.open_account("reader@example.org", "Reader", actor=None)
    with transaction():
        assert queue_mail(MailKind.SIGN_IN_LINK, account, key="once") is not None
        assert queue_mail(MailKind.SIGN_IN_LINK, account, key="once") is None


def test_who_lost_the_lease_sends_nothing_and_settles_nothing() -> None:
    key = a_mail()
    (slow,) = lease_mails()
    with replay(now() + LEASE + timedelta(seconds=1)):
        (quick,) = lease_mails()
        assert not begin_sending(slow)
        assert begin_sending(quick)
        settle_mail(slow, Delivery(Result.REFUSED), was_sent=False)
        hand_back(slow)
        assert the(key).outcome == ""
        settle_mail(quick, Delivery(Result.ACCEPTED), was_sent=True)
    assert the(key).outcome == Outcome.SENT


def test_mails_are_leased_one_at_a_time_in_the_order_they_fell_due() -> None:
    first, second = a_mail(1), a_mail(2)
    assert [lease_mails()[0].mail_id, lease_mails()[0].mail_id, lease_mails()] == [first, second, []]


def together(app: Flask, *acts: Callable[[], None]) -> None:
    """Do the acts at the same moment, each as a process of its own would."""
    db.session.commit()
    start, failures = threading.Barrier(len(acts)), []

    def run(act: Callable[[], None]) -> None:
        with app.app_context():
            start.wait()
            try:
                act()
            except Exception as error:
                failures.append(error)

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert failures == []


def test_two_workers_at_once_send_each_mail_once(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(12):
        a_mail(number)

    def work() -> None:
        while tick():
            pass

    with open_mailroom() as room:
        monkeypatch.setitem(app.config, "MAIL_URL", room.url)
        together(app, work, work)
    assert sorted(room.receivers) == sorted(f"reader{number}@example.org" for number in range(12))
