"""A message as it goes over the line.

The bytes are put together here and not by the standard library: Python 3.11 lets an encoded word that
somebody typed, once decoded and folded, break a header open. Here nothing typed is ever decoded: it stands in
the subject, encoded whole, and in the body, in base64.
"""

import base64
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime

from .servers import ADDRESS, MailServer

_HARMLESS = re.compile(r"[A-Za-z0-9 .,:;()'/-]{1,60}")
_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")
_MESSAGE_ID = re.compile(r"<[A-Za-z0-9.-]+@[A-Za-z0-9.:-]+>")
_HEADER = re.compile(r"[A-Za-z-]+: [\x20-\x7e]+(\r\n [\x21-\x7e]+)*")
_MOST_BYTES = 42
"""Of UTF-8 in one encoded word, so that it is shorter than the 75 characters that are allowed."""


class CannotBeWritten(ValueError):
    """A message would not be one mail to one address."""


@dataclass(frozen=True, slots=True)
class Message:
    """One mail to one address. `message_id` stays the same however often it is sent."""

    to: str
    subject: str
    text: str
    message_id: str
    at: datetime


def write(message: Message, server: MailServer) -> bytes:
    """Write a message: CRLF line ends, ASCII only. Raises CannotBeWritten."""
    if not _MESSAGE_ID.fullmatch(message.message_id):
        raise CannotBeWritten("the Message-ID has characters that may not stand there")
    sender = f"{encoded(server.sender_name)} <{server.sender}>" if server.sender_name else server.sender
    headers = [
        f"From: {sender}",
        f"To: {ascii_address(message.to)}",
        f"Subject: {encoded(message.subject)}",
        f"Date: {format_datetime(message.at)}",
        f"Message-ID: {message.message_id}",
        "Auto-Submitted: auto-generated",
        "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=utf-8",
        "Content-Transfer-Encoding: base64",
    ]
    if not all(_HEADER.fullmatch(header) for header in headers):
        raise CannotBeWritten("a header of this mail would not be one line")
    lines = message.text.encode("utf-8", "replace").splitlines()
    body = base64.encodebytes(b"\r\n".join([*lines, b""])).replace(b"\n", b"\r\n")
    return "\r\n".join([*headers, "", ""]).encode("ascii") + body


def ascii_address(address: str) -> str:
    """Give an address as every server takes it, its domain in ASCII. Raises CannotBeWritten."""
    local, _, domain = address.rpartition("@")
    try:
        plain = f"{local}@{domain.encode('idna').decode()}"
    except UnicodeError:
        plain = ""
    if not ADDRESS.fullmatch(plain) or "=?" in plain:
        raise CannotBeWritten("the address has characters that mail cannot be sent to from here")
    return plain


def encoded(text: str) -> str:
    """Give a text for a header: in encoded words unless it is short and plainly harmless."""
    line = " ".join(_UNSAFE.sub(" ", text).split())
    if _HARMLESS.fullmatch(line):
        return line
    return "\r\n ".join(f"=?utf-8?b?{base64.b64encode(piece).decode()}?=" for piece in _pieces(line))


def _pieces(line: str) -> Iterator[bytes]:
    """Cut a line into UTF-8 of few bytes, never inside a character."""
    piece = b""
    for character in line:
        more = character.encode()
        if len(piece) + len(more) > _MOST_BYTES:
            yield piece
            piece = b""
        piece += more
    yield piece
