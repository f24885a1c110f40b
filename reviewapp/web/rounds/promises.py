"""What the settings of a round mean for a reviewer, said plainly."""

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _l

VISIBILITY: Mapping[str, object] = {
    "open": _l(
        "The other reviewers of this round see your comments once you have sent them, and you see theirs."
    ),
    "after_submit": _l(
        "You see the comments of the other reviewers once you have submitted your review; they see yours "
        "once they have submitted theirs."
    ),
    "blind": _l(
        "The other reviewers see your comments, and you theirs, once the editors have answered the round."
    ),
}
NAMED: Mapping[str, object] = {
    "named": _l("To the other reviewers you appear with your name and institution."),
    "institution": _l("To the other reviewers you appear with your institution, without your name."),
    "role": _l(
        "To the other reviewers you appear with your role and type of institution, without your name."
    ),
    "number": _l("To the other reviewers you appear as a number, without your name."),
}
NAMED_OUT: Mapping[str, object] = {
    "named": _l("Exports and reports give your name and institution."),
    "institution": _l("Exports and reports give your institution, not your name."),
    "role": _l("Exports and reports give your role and type of institution, not your name."),
    "number": _l("Exports and reports give a number, not your name."),
}
LATE: Mapping[str, object] = {
    "accept": _l("Comments that come after the deadline are accepted while the round is not answered."),
    "mark": _l("Comments that come after the deadline are accepted and marked as late."),
    "refuse": _l("After the deadline no comment is taken."),
}
STAFF = _l("The staff of the project always see who wrote what.")
DECISIONS = _l("What the editors decide, and why, you read once they have answered the round.")


def promises(round_: Any) -> list[object]:
    """Say who sees what under which name, and what holds after the deadline."""
    return [
        VISIBILITY[round_.visibility],
        NAMED[round_.attribution],
        NAMED_OUT[round_.attribution_out],
        STAFF,
        DECISIONS,
        LATE[round_.late],
    ]
