"""The words of every mail in the receiver's language: for the worker, and for pages with a text to copy."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from babel.dates import get_timezone_name
from flask import current_app
from flask_babel import force_locale, get_locale
from flask_babel import gettext as _

from ..clock import now
from ..domain.languages import DEFAULT, fitting
from ..domain.mails import MailKind
from ..domain.permissions import Actor
from ..domain.reminders import days_until
from ..domain.versions import READABLE
from ..queries.mails import institution_of, inviter, own_comments, receiver_of, reviewer_in, still_assigned
from ..queries.visibility import number_seen
from .bylines import with_institution
from .dates import day_in_words, moment_in_words
from .filters import until
from .labels import label
from .spoken import locale_of, offered

EXCERPT = 600
"""Characters of the terms of reference that an invitation holds."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A subject on one line, and a plain text."""

    subject: str
    text: str


def letter_of(mail: Any) -> Letter:
    """Write a mail of the outbox."""
    account_id, threads = mail.params.get("by"), [mail.thread] if mail.thread is not None else []
    member: Any = receiver_of(mail) if mail.project_id is not None and mail.account_id is not None else None
    if mail.kind is MailKind.ASSIGNED:
        threads = still_assigned(mail, member)
    return letter(
        mail.kind,
        account=mail.account,
        member=member,
        round_=mail.round,
        threads=threads,
        token=mail.params.get("token", ""),
        by=inviter(mail.round, account_id) if mail.kind is MailKind.INVITATION else None,
        language=mail.params.get("language"),
    )


def letter(
    kind: MailKind,
    *,
    account: Any = None,
    member: Any = None,
    round_: Any = None,
    threads: Sequence[Any] = (),
    token: str = "",
    by: Any = None,
    language: str | None = None,
) -> Letter:
    """Write a letter to an account, and in a project to a member. `token` opens the personal link.

    `threads` is what it is about, several only where they are assigned; `by` is the account of who invites;
    `language` stands in where no account is known.
    """
    account = account or (member.account if member else None)
    with force_locale(locale_of(language_of(account, member, language))):
        facts: dict[str, Any] = {
            "name": account.name if account else "",
            "project": member.project.name if member else "",
            "link": _link(token, f"/threads/{threads[0].public_id}" if len(threads) == 1 else ""),
            "site": f"{current_app.config['BASE_URL']}/sign-in",
        }
        if kind is MailKind.INVITATION:
            facts |= _of_invitation(member, by)
        if round_ is not None:
            facts |= _of_round(round_, member)
        if threads:
            facts |= _of_thread(threads[0], member) | {"count": len(threads)}
        page = current_app.jinja_env.get_template(f"letters/{kind.value}.txt").render(facts)
    subject, _rest, text = page.strip().partition("\n")
    return Letter(" ".join(subject.split()), re.sub(r"\n{3,}", "\n\n", text.strip()) + "\n")


def language_of(account: Any, member: Any, otherwise: str | None = None) -> str:
    """Choose the language to write in: the one a person chose, else the one the project knows of."""
    tags = list(offered())
    for wish in (account.language if account else None, member.language if member else None, otherwise):
        if wish and (language := fitting(wish, tags)):
            return language
    return DEFAULT


def moment(at: datetime, zone: str) -> str:
    """Write a moment out, with the name of the time zone: nobody should have to guess."""
    local = at.astimezone(ZoneInfo(zone))
    zone_name = get_timezone_name(local, locale=get_locale())
    return str(_("%(moment)s (%(zone)s)", moment=moment_in_words(local, "full"), zone=zone_name))


def _link(token: str, afterwards: str) -> str:
    if not token:
        return ""
    query = f"?{urlencode({'next': afterwards}, safe='/')}" if afterwards else ""
    return f"{current_app.config['BASE_URL']}/sign-in/{token}{query}"


def _of_invitation(member: Any, by: Any) -> dict[str, Any]:
    """Say who invites as what. Without anybody to name, it is the project that invites."""
    institution = institution_of(by, member.project_id) if by is not None else ""
    return {
        "inviter": with_institution(by.name, institution) if by is not None else "",
        "role": label("role", member.role),
        "round": None,
    }


def _of_round(round_: Any, member: Any) -> dict[str, Any]:
    zone = round_.project.time_zone
    listed = reviewer_in(round_, member)
    deadline = listed.deadline if listed else round_.closes_at
    sent, drafts = own_comments(round_, member)
    terms = " ".join(round_.terms_of_reference.split())
    return {
        "round": round_.name,
        "texts": [_text(version) for version in round_.versions if version.state in READABLE],
        "why": terms if len(terms) <= EXCERPT else f"{terms[:EXCERPT].rsplit(' ', 1)[0]} […]",
        "opens": moment(round_.opens_at, zone) if now() < round_.opens_at else "",
        "deadline": moment(deadline, zone),
        "days": max(0, days_until(deadline, zone, now())),
        "visibility": label("visibility", round_.visibility),
        "attribution": label("attribution", round_.attribution),
        "attribution_out": label("attribution", round_.attribution_out),
        "is_confidential": round_.is_confidential,
        "objections_until": until(round_.objections_until, zone),
        "sent": sent,
        "drafts": drafts,
    }


def _of_thread(thread: Any, member: Any) -> dict[str, Any]:
    """Tell which comment it is about and nothing of what it says or who said it."""
    actor = Actor(member.account_id, member.account.is_admin, member.id, member.role)
    return {
        "number": number_seen(actor, thread),
        "is_own": thread.author_id == member.id,
        "document": f"{thread.document.guide.title} – {thread.document.title}",
        "due": day_in_words(thread.due, "long") if thread.due else "",
    }


def _text(version: Any) -> str:
    title = f"{version.document.guide.title} – {version.document.title}"
    return str(
        _(
            "%(title)s: %(language)s, version %(number)s",
            title=title,
            language=label("edition", version.language),
            number=version.number,
        )
    )
