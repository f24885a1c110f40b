"""How far a reader is, and what became of his or her earlier comments, in words."""

from collections.abc import Mapping
from datetime import datetime

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from ..domain.progress import Progress
from ..domain.threads import Disposition
from ..queries.openings import Earlier
from .filters import time_left

FATES: Mapping[Disposition | None, object] = {
    Disposition.ACCEPTED: _l("%(num)d accepted"),
    Disposition.ACCEPTED_WITH_MODIFICATION: _l("%(num)d accepted with modification"),
    Disposition.NOTED: _l("%(num)d noted"),
    Disposition.NOT_ACCEPTED: _l("%(num)d not accepted"),
    Disposition.DUPLICATE: _l("%(num)d handled with others"),
    Disposition.OUT_OF_SCOPE: _l("%(num)d out of scope"),
    None: _l("%(num)d not answered yet"),
}
"""What became of comments -> how many of them is said."""


def progress_words(
    progress: Progress, deadline: datetime | None, zone: str, *, may_comment: bool = True
) -> str:
    """Say how far somebody is: "12 of 18 sections read, 3 comments, 6 days left".

    `deadline` is None where no round asks, `zone` the time zone in which its days count.
    """
    words = []
    if progress.sections:
        words.append(
            ngettext(
                "%(read)d of %(num)d section read",
                "%(read)d of %(num)d sections read",
                progress.sections,
                read=progress.read,
            )
        )
    if progress.comments:
        words.append(ngettext("%(num)d comment", "%(num)d comments", progress.comments))
    elif may_comment and not progress.drafts:
        words.append(_("no comments yet"))
    if progress.drafts:
        words.append(ngettext("%(num)d draft", "%(num)d drafts", progress.drafts))
    if deadline:
        words.append(time_left(deadline, zone))
    return _(", ").join(words)


def earlier_words(earlier: Earlier) -> str:
    """Say how many comments somebody made in a round and, as far as it may be told, what became of them."""
    made = ngettext(
        "You made %(num)d comment in %(round)s",
        "You made %(num)d comments in %(round)s",
        earlier.comments,
        round=earlier.round_name,
    )
    fates = _(", ").join(str(FATES[fate]) % {"num": number} for fate, number in earlier.fates)
    return _("%(made)s: %(fates)s.", made=made, fates=fates)
