"""An author's name in words, as far as the reader may know it."""

from typing import Any

from flask_babel import gettext as _

from ..domain.people import Attribution, Byline, byline
from ..domain.permissions import Actor
from ..queries.visibility import attribution_towards
from .labels import label


def in_words(line: Byline) -> str:
    """Join what is known of an author: name and institution, role and type of institution, or a number."""
    if line.name or line.institution:
        return with_institution(line.name, line.institution)
    if line.number is not None:
        return str(_("Reviewer %(number)s", number=line.number))
    role = label("role", line.role) if line.role else ""
    return with_institution(role, label("institution_type", line.institution_type))


def with_institution(name: str | None, institution: str | None) -> str:
    """Say who and from where; either may be missing."""
    if not (name and institution):
        return name or institution or ""
    return str(_("%(name)s, %(institution)s", name=name, institution=institution))


def name_towards(actor: Actor, thread: Any, member: Any) -> str:
    """Name the author of a comment or reply to the actor."""
    return in_words(byline(member.person, attribution_towards(actor, thread, member)))


def name_outside(member: Any, attribution: Attribution) -> str:
    """Name an author in what leaves the product."""
    return in_words(byline(member.person, attribution))
