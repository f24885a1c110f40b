"""The lines of the audit trail in words."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext

from .history import ACTS

DEEDS: Mapping[str, object] = {
    "looked at": _l("Looked at as administrator"),
    "created": _l("Created"),
    "opened": _l("Opened"),
    "added": _l("Added"),
    "described": _l("Details changed"),
    "changed address": _l("E-mail address changed"),
    "changed role": _l("Role changed"),
    "removed": _l("Removed from the project"),
    "joined as administrator": _l("Joined as administrator"),
    "made administrator": _l("Made administrator"),
    "renamed": _l("Renamed"),
    "invited": _l("Invited"),
    "issued": _l("Sign-in link made"),
    "revoked": _l("Sign-in link withdrawn"),
    "signed in": _l("Signed in"),
    "uploaded": _l("Uploaded"),
    "shaped": _l("Structure changed"),
    "imported comments": _l("Comments of the file imported"),
    "reread": _l("Read again in another encoding"),
    "published": _l("Published"),
    "finished": _l("Made final"),
    "archived": _l("Archived"),
    "withdrew": _l("Withdrawn"),
    "planned": _l("Planned"),
    "changed": _l("Changed"),
    "extended": _l("Extended for one reviewer"),
    "objections until": _l("Time for objections changed"),
    "submitted": _l("Review submitted"),
    "resumed": _l("Review taken back"),
    "declined": _l("Declined to review"),
    "reminded": _l("Reminder sent"),
    "close": lazy_pgettext("round", "Closed"),
    "answer": _l("Answered"),
    "report": _l("Reported"),
    "cancel": _l("Cancelled"),
    "exported": _l("Exported"),
    "assigned": _l("Assigned"),
    "set due": _l("Due date set"),
    "set waiting": _l("Waiting for reviewer"),
    "no longer waiting": _l("No longer waiting for reviewer"),
    "tagged": _l("Tags changed"),
    "sorted": _l("Type changed"),
    "translated": _l("Translation changed"),
    "supported": _l("Supported"),
    "no longer supported": _l("Support taken back"),
    "implemented": _l("Implemented"),
    "no longer implemented": _l("No longer implemented"),
    "objected": _l("Objection"),
    "handed over": _l("Draft handed to the focal point"),
    "gave back": _l("Draft given back"),
}
"""verb of an audit line -> words; those of a thread stand in history.ACTS too"""

OF_ROUNDS = {"opened": _l("Opened by its date"), "closed": _l("Closed by its date")}
"""What the background worker notes."""

THINGS: Mapping[str, object] = {
    "project": _l("Project"),
    "account": _l("Account"),
    "membership": _l("Person"),
    "sign_in_link": _l("Sign-in link"),
    "guide": _l("Guide"),
    "document": _l("Document"),
    "version": _l("Version"),
    "round": _l("Review round"),
    "thread": lazy_pgettext("one", "Comment"),
}
"""noun of an audit line -> words"""


def deed(line: Any) -> str:
    """Say what was done; a verb without words is shown as it is."""
    if line.noun == "round" and line.verb in OF_ROUNDS:
        return str(OF_ROUNDS[line.verb])
    if line.noun == "thread" and line.verb in ACTS:
        return str(ACTS[line.verb][0])
    return str(DEEDS.get(line.verb, line.verb))


def thing(noun: str, name: str) -> str:
    """Name a thing with what it is."""
    if noun == "thread" and name:
        return str(_("Comment No. %(number)s", number=name))
    words = str(THINGS.get(noun, noun))
    return str(_("%(noun)s: %(name)s", noun=words, name=name)) if name else words
