"""What a list of threads is narrowed by, in words: for selects, for chips, for the sheet of an export."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any
from urllib.parse import urlencode

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from ..domain.filters import NOBODY, YES_OR_NO, ThreadFilter
from ..domain.people import Attribution, byline
from ..domain.permissions import Actor
from ..domain.threads import COUNTED, Status
from ..queries.choices import (
    assignees_in,
    authors_in,
    countries_in,
    languages_in,
    rounds_in,
    sections_in,
    tags_in,
)
from ..queries.desks import Desk
from .bylines import in_words
from .labels import choices, label

TITLES: dict[str, object] = {
    "q": _l("Words"),
    "section": _l("Section"),
    "status": _l("Status"),
    "disposition": _l("Disposition"),
    "type": _l("Type of comment"),
    "assignee": _l("Assigned to"),
    "author": _l("Author"),
    "importance": _l("Importance"),
    "scope": _l("Scope"),
    "place": _l("Place in the text"),
    "institution_type": _l("Type of institution"),
    "country": _l("Country"),
    "language": _l("Language of the comment"),
    "round": _l("Review round"),
    "tag": _l("Tag"),
    "waiting": _l("Waiting for reviewer"),
    "overdue": _l("Overdue"),
    "late": _l("Late comment"),
    "implemented": _l("Accepted: implemented"),
}
FIRST = ("section", "status", "disposition", "type", "assignee")
"""Filters always in sight; the others fold away."""

ORDER = "by"
"""The name in an address of what a list is sorted by; "edition" puts the languages one after the other."""

Options = list[tuple[str, str]]
Sections = Sequence[tuple[Any, Any]]
"""(version, section)"""


@dataclass(frozen=True, slots=True)
class Choice:
    """One filter as a select; `chosen` is what the address holds, joined by commas."""

    name: str
    title: str
    options: Options
    chosen: str


@dataclass(frozen=True, slots=True)
class Chip:
    """One active value of the filter `name`, and the query of the list without it."""

    name: str
    title: str
    words: str
    query_without: str


@dataclass(frozen=True, slots=True)
class Filters:
    """What the list is narrowed by and what it could be narrowed by."""

    wanted: ThreadFilter
    first: list[Choice]
    more: list[Choice]
    chips: list[Chip]
    query: str
    """The filter and the order as a query string, empty for none."""

    pairs: list[tuple[str, str]]
    """The filter as (name, value), for the fields of another form."""

    order: Choice | None
    """How the list can be sorted, where it holds several languages."""

    @property
    def in_words(self) -> list[tuple[str, str, str]]:
        """Give (name, title, words) of each active value."""
        return [(chip.name, chip.title, chip.words) for chip in self.chips]


def filters_of(
    desk: Desk, wanted: ThreadFilter, actor: Actor, *, is_round: bool, by_edition: bool = False
) -> Filters:
    """Put a filter and its possible values into words."""
    sections = sections_in(desk)
    order = {ORDER: ["edition"]} if by_edition else {}
    options = _options(desk, sections, actor)
    if is_round or len(options["round"]) < 2:
        options.pop("round")
    values = chosen(wanted)
    given = {name: values.get(name, []) for name in options}
    selects = [
        Choice(name, str(TITLES[name]), _with_joined(offered, given[name]), ",".join(given[name]))
        for name, offered in options.items()
        if offered
    ]
    known = {name: dict(offered) for name, offered in options.items()}
    chips = [
        Chip(
            name,
            str(TITLES[name]),
            known.get(name, {}).get(value, value),
            query_of(_without(values, name, value) | order),
        )
        for name, several in values.items()
        for value in several
    ]
    return Filters(
        wanted,
        [choice for choice in selects if choice.name in FIRST],
        [choice for choice in selects if choice.name not in FIRST],
        chips,
        query_of(values | order),
        [(name, ",".join(several)) for name, several in values.items()],
        _order(sections, by_edition),
    )


def chosen(wanted: ThreadFilter) -> dict[str, list[str]]:
    """Give the values of a filter as they stand in an address."""
    values: dict[str, list[str]] = {}
    for name in TITLES.keys() & {field.name for field in fields(wanted)}:
        given = getattr(wanted, name)
        if name == "q":
            values[name] = [given] if given else []
        elif name in YES_OR_NO:
            values[name] = [] if given is None else ["yes" if given else "no"]
        else:
            values[name] = [str(getattr(value, "value", value)) for value in given]
    return {name: values[name] for name in TITLES if values.get(name)}


def query_of(values: dict[str, list[str]]) -> str:
    """Write values as a query string, one pair a field."""
    return urlencode({name: ",".join(given) for name, given in values.items()})


def _without(values: dict[str, list[str]], name: str, value: str) -> dict[str, list[str]]:
    rest = {**values, name: [other for other in values[name] if other != value]}
    return {key: given for key, given in rest.items() if given}


def _with_joined(offered: Options, given: Sequence[str]) -> Options:
    """Offer several chosen values as one option, so that sending the form again keeps them."""
    known = dict(offered)
    joined = ",".join(given)
    if not given or joined in known:
        return offered
    return [*offered, (joined, str(_(", ")).join(known.get(value, value) for value in given))]


def _order(sections: Sections, by_edition: bool) -> Choice | None:
    """Offer to put one language after the other, where a list holds several."""
    if len({version.language for version, _section in sections}) < 2:
        return None
    options = [("edition", str(_("Edition, then place")))]
    return Choice(ORDER, str(_("Sorted by")), options, "edition" if by_edition else "")


def _options(desk: Desk, sections: Sections, actor: Actor) -> dict[str, Options]:
    """Give, in the order of the form, the values of each filter that mean something here."""
    statuses = [*[one for one in Status if one in COUNTED], *([Status.WITHDRAWN] if actor.is_staff else [])]
    options: dict[str, Options] = {
        "section": _sections(sections),
        "status": [(one.value, label("status", one)) for one in statuses],
        "disposition": _of("disposition"),
        "type": _of("type"),
        "assignee": _assignees(desk, actor) if actor.is_staff else [],
        "author": _authors(desk, actor),
        "importance": _of("importance"),
        "scope": _of("scope"),
        "place": _of("place"),
        "institution_type": _of("institution_type") if actor.is_staff else [],
        "country": _coded("country", countries_in(desk, actor)) if actor.is_staff else [],
        "language": _coded("language", languages_in(desk, actor)),
        "round": [(one.public_id, one.name) for one in rounds_in(desk, actor)],
        "tag": [(tag, label("thread_tag", tag)) for tag in tags_in(desk, actor)] if actor.is_staff else [],
        "waiting": _of("yes_no") if actor.is_staff else [],
        "overdue": _of("yes_no") if actor.is_staff else [],
        "late": _of("yes_no"),
        "implemented": _of("yes_no"),
    }
    return options


def _of(kind: str) -> Options:
    return [(code, str(words)) for code, words in choices(kind)]


def _coded(kind: str, codes: Sequence[str]) -> Options:
    return [(code, label(kind, code)) for code in codes]


def _assignees(desk: Desk, actor: Actor) -> Options:
    """Offer oneself first, then nobody, then the others."""
    mine, others = [], []
    for member in assignees_in(desk, actor):
        if member.id == actor.membership_id:
            mine.append((member.public_id, str(_("Assigned to me"))))
        else:
            others.append((member.public_id, member.account.name))
    return [*mine, (NOBODY, str(_("Nobody"))), *others]


def _authors(desk: Desk, actor: Actor) -> Options:
    """Staff see authors anyway; others could learn by filtering who is behind a number."""
    if not actor.is_staff:
        return []
    return [(member.public_id, _named(member)) for member in authors_in(desk, actor)]


def _named(member: Any) -> str:
    return in_words(byline(member.person, Attribution.NAMED))


def _sections(found: Sections) -> Options:
    """Name sections by number and title; by their version too where the desk holds several."""
    several = len({version.id for version, _section in found}) > 1
    return [
        (section.public_id, version.title + _(": ") + heading if several else heading)
        for version, section in found
        if (heading := f"{section.number} {section.title}".strip())
    ]
