"""Knocking at the mail server without handing anything in, for `flask doctor`."""

import smtplib

from .delivery import connected, introduce, readable
from .servers import MailServer

PATIENCE = 5.0
"""Seconds for each answer: somebody waits."""


def knock(server: MailServer, *, patience: float = PATIENCE) -> str:
    """Say hello and sign in; give what went wrong, or nothing."""
    try:
        with connected(server, patience) as smtp:
            refusal = introduce(smtp, server)
            return refusal.words if refusal else ""
    except (OSError, smtplib.SMTPException) as error:
        return readable(error)
