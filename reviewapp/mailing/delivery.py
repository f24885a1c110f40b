"""Handing one mail in, phase by phase, and saying for certain or not how that ended."""

import re
import smtplib
import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from threading import Timer

from ..domain.mails import Delivery, Result
from .messages import CannotBeWritten, Message, ascii_address, write
from .servers import MailServer

PATIENCE = 30.0
"""Seconds for each answer of a server."""
WHOLE = 4
"""A delivery as a whole may take this many times as long."""

AT_HOME = {"localhost", "127.0.0.1", "::1"}
WANTS_SIGN_IN = 530
"""The one refusal of a mail that is about this installation, not about the mail."""


def deliver(
    message: Message,
    server: MailServer,
    *,
    before_text: Callable[[], bool] = lambda: True,
    patience: float = PATIENCE,
) -> Delivery:
    """Hand one mail in. `before_text` is called when the server waits for the text.

    What fails before that is certain, what breaks after it is not. If it says no, nothing is sent.
    """
    try:
        data, to = write(message, server), ascii_address(message.to)
    except CannotBeWritten as error:
        return Delivery(Result.REFUSED, str(error))
    hurt = Result.LATER
    try:
        with connected(server, patience) as smtp:
            refusal = introduce(smtp, server) or _address(smtp, server, to)
            if refusal is not None:
                return refusal
            if not before_text():
                return Delivery(Result.LATER, "another worker has taken this mail over")
            hurt = Result.UNKNOWN
            smtp.send(re.sub(rb"(?m)^\.", b"..", data) + b".\r\n")
            code, words = smtp.getreply()
            return (
                _verdict(code, words)
                if code == 250 or code // 100 in (4, 5)
                else Delivery(hurt, readable(words))
            )
    except (OSError, smtplib.SMTPException) as error:
        return Delivery(hurt, readable(error))


@contextmanager
def connected(server: MailServer, patience: float) -> Iterator[smtplib.SMTP]:
    """Connect, and hang up in the end. A server that drips its answers is cut off too."""
    name = socket.gethostname()
    name = name if "." in name else "[127.0.0.1]"
    smtp = (
        smtplib.SMTP_SSL(local_hostname=name, timeout=patience, context=ssl.create_default_context())
        if server.is_tls
        else smtplib.SMTP(local_hostname=name, timeout=patience)
    )
    smtp._host = server.host  # type: ignore[attr-defined]  # what a certificate is compared with
    cut = Timer(patience * WHOLE, lambda: _cut(smtp))
    cut.daemon = True
    cut.start()
    try:
        code, words = smtp.connect(server.host, server.port)
        if code != 220:
            raise smtplib.SMTPConnectError(code, words)
        yield smtp
        with suppress(OSError, smtplib.SMTPException):
            smtp.putcmd("quit")
    finally:
        cut.cancel()
        smtp.close()


def _cut(smtp: smtplib.SMTP) -> None:
    with suppress(OSError):
        if smtp.sock is not None:
            smtp.sock.shutdown(socket.SHUT_RDWR)


def introduce(smtp: smtplib.SMTP, server: MailServer) -> Delivery | None:
    """Say hello, encrypt the line, sign in. A server that will have none of it may tomorrow."""
    smtp.ehlo_or_helo_if_needed()
    is_safe = server.is_tls
    if not is_safe and (server.needs_starttls or smtp.has_extn("starttls")):
        must_be_known = server.needs_starttls or bool(server.user)
        smtp.starttls(context=_context(must_be_known))
        smtp.ehlo()
        is_safe = True
    if not server.user:
        return None
    if not is_safe and server.host not in AT_HOME:
        return Delivery(Result.LATER, "the server offers no encryption: the password is not sent to it")
    smtp.login(server.user, server.password)
    return None


def _context(must_be_known: bool) -> ssl.SSLContext:
    """Encrypt; where neither a password nor a rule asks who is there, any certificate beats none."""
    context = ssl.create_default_context()
    if not must_be_known:
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    return context


def _address(smtp: smtplib.SMTP, server: MailServer, to: str) -> Delivery | None:
    """Name sender and receiver and ask to send the text; give the refusal, if that is the answer."""
    code, words = smtp.mail(server.sender)
    if code == 250:
        code, words = smtp.rcpt(to)
    if code not in (250, 251, 252):
        return _verdict(code, words)
    code, words = smtp.docmd("data")
    if code == 354:
        return None
    return _verdict(code, words) if code // 100 == 5 else Delivery(Result.LATER, f"{code} {readable(words)}")


def _verdict(code: int, words: bytes) -> Delivery:
    """Read an answer: taken (the text only), not now, or never."""
    said = f"{code} {readable(words)}".strip()
    if code == 250:
        return Delivery(Result.ACCEPTED, said)
    if code // 100 == 5 and code != WANTS_SIGN_IN:
        return Delivery(Result.REFUSED, said)
    return Delivery(Result.LATER, said)


def readable(said: bytes | Exception) -> str:
    """Give what a server (or this machine) said, in one short line."""
    if isinstance(said, smtplib.SMTPResponseException):
        error = said.smtp_error
        said = f"{said.smtp_code} ".encode() + (error if isinstance(error, bytes) else str(error).encode())
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said) or type(said).__name__
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())[:300]
