"""MAIL_URL: the server that mail is handed to."""

import re
from dataclasses import dataclass
from email.utils import parseaddr
from urllib.parse import parse_qs, unquote, urlsplit

PORTS = {"smtp": 587, "smtps": 465}
EXAMPLE = "smtp://user:password@mail.example.org:587?from=Review office <review@example.org>"

ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*")
"""An address that may stand in a header and in an SMTP command as it is."""


class MailUrlError(ValueError):
    """MAIL_URL cannot be used; the text says why and what one looks like."""

    def __init__(self, why: str) -> None:
        super().__init__(f"MAIL_URL {why}. It looks like this: {EXAMPLE}")


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where mail is handed in, and the address it comes from."""

    host: str
    port: int
    sender: str
    sender_name: str = ""
    user: str = ""
    password: str = ""
    is_tls: bool = False
    needs_starttls: bool = False

    def __str__(self) -> str:
        """Show it without the password."""
        user = f"{self.user}:***@" if self.user else ""
        return f"{'smtps' if self.is_tls else 'smtp'}://{user}{self.host}:{self.port} from {self.sender}"


def read_mail_url(url: str) -> MailServer:
    """Read `smtp://user:password@host:587?from=Name <a@b>`; `smtps://` speaks TLS from the first byte.

    With `&starttls=require` nothing is sent over a line that is not encrypted. A sign that means something
    in an address (@ : / ? & % #) is written %40 and so on. Raises MailUrlError with a sentence.
    """
    try:
        parts = urlsplit(url.strip())
        port, wishes = parts.port, parse_qs(parts.query, strict_parsing=bool(parts.query))
    except ValueError as error:
        raise MailUrlError(f"cannot be read ({error})") from None
    if parts.scheme not in PORTS:
        raise MailUrlError("must begin with smtp:// or smtps://")
    if not parts.hostname:
        raise MailUrlError("names no host")
    if parts.path.strip("/") or parts.fragment:
        raise MailUrlError("has something after the host that is not known; write # as %23, / as %2F")
    unknown = wishes.keys() - {"from", "starttls"}
    if unknown:
        raise MailUrlError(f"has a part that is not known: {', '.join(sorted(unknown))}")
    if wishes.get("starttls", ["require"]) != ["require"]:
        raise MailUrlError("may say starttls=require or nothing about it")
    name, address = parseaddr(wishes.get("from", [""])[0])
    if not ADDRESS.fullmatch(address):
        raise MailUrlError("does not say which address mail comes from")
    return MailServer(
        host=parts.hostname,
        port=port or PORTS[parts.scheme],
        sender=address,
        sender_name=name,
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        is_tls=parts.scheme == "smtps",
        needs_starttls="starttls" in wishes,
    )
