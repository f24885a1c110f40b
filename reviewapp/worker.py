"""The background work: rounds that open and close, reminders, mail. Every step may be repeated."""

import logging
import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import FrameType
from typing import Any

from flask import current_app

from .clock import now
from .domain.mails import Delivery, MailKind, Result
from .extensions import db
from .mailing.delivery import deliver
from .mailing.messages import Message
from .mailing.servers import MailServer, MailUrlError, read_mail_url
from .queries.mails import address_of, get_mail, is_needed
from .services.calendar import note_openings, send_reminders
from .services.imports import read_next
from .services.notices import make_link_asked_for
from .services.outbox import Lease, begin_sending, drop_mail, hand_back, lease_mails, settle_mail
from .web.letters import letter_of

log = logging.getLogger(__name__)

MOST_AT_ONCE = 20
"""Mails of one tick: then rounds and reminders have their turn again."""


SUPERVISOR = "REVIEW_SUPERVISOR"
"""The environment variable that holds the process id of a supervisor; without it the worker stands alone."""


class Stopped(BaseException):
    """The worker was asked to end while it waited for somebody else."""


class Bell:
    """TERM and INT: heard at once while the worker waits, else when it has finished what it is at."""

    def __init__(self) -> None:
        self.has_rung = False
        self._is_waiting = False

    def ring(self, number: int, frame: FrameType | None) -> None:
        """Be the handler of a signal."""
        self.has_rung = True
        if self._is_waiting:
            raise Stopped

    @contextmanager
    def waiting(self, is_waiting: bool = True) -> Iterator[None]:
        """Let the bell be heard inside; or, for False, not before the end of it."""
        before, self._is_waiting = self._is_waiting, is_waiting
        try:
            if self.has_rung and is_waiting:
                raise Stopped
            yield
        finally:
            self._is_waiting = before


def tick(bell: Bell | None = None) -> int:
    """Do what is due now; give the number of files and mails that were dealt with."""
    note_openings()
    send_reminders()
    files = int(read_next())
    server = mail_server()
    return files + (send_mails(server, bell or Bell()) if server is not None else 0)


def mail_server() -> MailServer | None:
    """Give the server mail goes to; None where there is none, or none that can be understood."""
    try:
        url = current_app.config["MAIL_URL"]
        return read_mail_url(url) if url else None
    except MailUrlError:
        return None


def send_mails(server: MailServer, bell: Bell) -> int:
    """Send what is due, one mail after another; give the number of those dealt with."""
    for number in range(MOST_AT_ONCE):
        leases = [] if bell.has_rung else lease_mails()
        if not leases:
            return number
        _send(leases[0], server, bell)
    return MOST_AT_ONCE


def _send(lease: Lease, server: MailServer, bell: Bell) -> None:
    """Send one mail, if it is still needed. No transaction is open while the server is spoken to."""
    mail = get_mail(lease.mail_id)
    name, was_sent = f"{mail.kind.value} {mail.public_id}", False

    def before_text() -> bool:
        nonlocal was_sent
        with bell.waiting(False):
            was_sent = begin_sending(lease)
        return was_sent

    try:
        if mail.kind is MailKind.SIGN_IN_LINK and "token" not in mail.params:
            make_link_asked_for(mail)
        message = _message(mail) if is_needed(mail) else None
    except Exception as error:
        log.exception("Mail %s could not be written", name)
        settle_mail(lease, Delivery(Result.LATER, type(error).__name__), was_sent=False)
        return
    finally:
        db.session.rollback()
    if message is None:
        drop_mail(lease)
        return
    try:
        with bell.waiting():
            patience = current_app.config["MAIL_PATIENCE"]
            delivery = deliver(message, server, before_text=before_text, patience=patience)
    except Stopped:
        hand_back(lease)
        raise
    settle_mail(lease, delivery, was_sent=was_sent)
    if delivery.result is not Result.ACCEPTED:
        log.warning("Mail %s: %s (%s)", name, delivery.result.value, delivery.words)


def _message(mail: Any) -> Message:
    words = letter_of(mail)
    return Message(address_of(mail), words.subject, words.text, mail.message_id, now())


def run(*, once: bool = False) -> bool:
    """Work until TERM or INT, or until nothing is due; tell whether all went well."""
    bell = Bell()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, bell.ring)
    is_well = _say_what_is_wrong()
    try:
        while not (bell.has_rung or _is_orphaned()):
            done = _safe_tick(bell)
            if once and not done:
                return is_well and done is not None
            if not done:
                _pause(current_app.config["WORKER_PAUSE"], bell)
    except Stopped:
        pass
    return True


def _say_what_is_wrong() -> bool:
    """Say at the start that mail cannot be sent, if MAIL_URL is none; the other work goes on."""
    try:
        url = current_app.config["MAIL_URL"]
        return read_mail_url(url) is not None if url else True
    except MailUrlError as error:
        log.warning("%s. No mail is sent until this is mended; what is queued waits.", error)
        return False


def _safe_tick(bell: Bell) -> int | None:
    """Do one tick; None where something broke, which is said in one line and tried again."""
    try:
        return tick(bell)
    except Exception as error:
        reason = str(error).strip().partition("\n")[0]
        log.warning("The background work stopped short (%s: %s); it goes on.", type(error).__name__, reason)
        return None
    finally:
        with suppress(Exception):
            db.session.remove()


def _pause(seconds: float, bell: Bell) -> None:
    end = time.monotonic() + seconds
    with bell.waiting():
        while (left := end - time.monotonic()) > 0 and not _is_orphaned():
            time.sleep(min(left, 1))


def _is_orphaned() -> bool:
    """Tell whether the supervisor that started this process is gone."""
    supervisor = os.environ.get(SUPERVISOR)
    return supervisor is not None and os.getppid() != int(supervisor)
