"""A real SMTP server on loopback that answers as a test tells it to."""

import asyncio
import email.policy
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP as Protocol
from aiosmtpd.smtp import Envelope, Session

HOST = "127.0.0.1"
DIE = "die"
SLOW = "slow"


@dataclass
class Mailroom:
    """What arrived, and the answers still to give: phase -> answers, the last one stays for ever.

    A phase is "RCPT" or "DATA" (after the text). An answer is a line, DIE (hang up) or SLOW (say nothing).
    `taken` holds the envelopes whose text reached the server, even if it then died.
    """

    answers: dict[str, list[str]] = field(default_factory=dict)
    taken: list[Envelope] = field(default_factory=list)
    url: str = ""

    @property
    def mails(self) -> list[EmailMessage]:
        """What arrived, parsed as a mail program would."""
        parse = email.message_from_bytes
        return [parse(one.original_content or b"", policy=email.policy.default) for one in self.taken]  # type: ignore[misc]

    @property
    def receivers(self) -> list[str]:
        """Whom it was for, by envelope."""
        return [address for one in self.taken for address in one.rcpt_tos]

    def _next(self, phase: str) -> str:
        given = self.answers.get(phase, [])
        return (given.pop(0) if len(given) > 1 else given[0]) if given else "250 Ok"

    async def handle_RCPT(
        self, server: Protocol, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Answer to the name of a receiver."""
        answer = await self._play(server, self._next("RCPT"))
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server: Protocol, session: Session, envelope: Envelope) -> str:
        """Answer to the text."""
        answer = self._next("DATA")
        if not answer[:1].isdigit() or answer.startswith("2"):
            self.taken.append(envelope)
        return await self._play(server, answer)

    async def _play(self, server: Protocol, answer: str) -> str:
        if answer == DIE:
            server.transport.close()
            return "421 gone"
        if answer == SLOW:
            await asyncio.sleep(3600)
        return answer


@contextmanager
def open_mailroom(**answers: list[str]) -> Iterator[Mailroom]:
    """Open a server on a free port; `url` is what MAIL_URL would say."""
    room = Mailroom(answers)
    controller: Any = _OnAFreePort(room, hostname=HOST, port=0, ready_timeout=10)
    controller.start()
    room.url = f"smtp://{HOST}:{controller.port}?from=评审办公室 <review@example.org>"
    try:
        yield room
    finally:
        controller.stop()


class _OnAFreePort(Controller):
    """Learn the port from the socket; the usual controller needs it beforehand."""

    def _trigger_server(self) -> None:
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()
