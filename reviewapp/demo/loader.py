"""Load the demo through the same verbs that people use, each at the moment it tells of."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, time

from flask import current_app

from ..clock import now
from ..queries.accounts import find_account_by_email
from ..services.accounts import issue_link
from ..services.transaction import transaction
from . import script
from .dialogue import plan_comments
from .scenery import ADMINISTRATOR, found, plan_texts_and_rounds
from .stage import Stage


def load() -> str:
    """Load the demo unless it is there; say what was done."""
    if find_account_by_email(ADMINISTRATOR[0]) is not None:
        return "The demo is loaded already."
    stage = Stage(datetime.combine(now().date(), time(), UTC))
    with _without_mail(), transaction():
        found(stage)
        plan_texts_and_rounds(stage)
        plan_comments(stage)
        stage.play()
    return (
        f"Loaded the demo: {len(script.PEOPLE)} people, {len(stage.versions)} versions, "
        f"{len(stage.rounds)} rounds, {len(stage.threads)} comments."
    )


def fresh_links() -> Iterator[tuple[str, str, str, str]]:
    """Give (group, role, name, token) of a fresh sign-in link for each person, suggested tours first."""
    people = {person.key: (person.role, person.email) for person in script.PEOPLE}
    tours = [people.pop(key) for key in script.TOURS]
    experts = [one for one in people.values() if one[0] == "reviewer"]
    others = [one for one in people.values() if one not in experts]
    groups = {
        "To begin with": tours,
        "More staff": [("administrator", ADMINISTRATOR[0]), *others],
        "More experts": experts,
    }
    for group, members in groups.items():
        for role, email in members:
            account = find_account_by_email(email)
            if account is not None:
                yield group, role, account.name, issue_link(account, actor=None)[1]


@contextmanager
def _without_mail() -> Iterator[None]:
    """Tell nobody by mail of what happened long ago."""
    url = current_app.config.get("MAIL_URL")
    current_app.config["MAIL_URL"] = ""
    try:
        yield
    finally:
        current_app.config["MAIL_URL"] = url
