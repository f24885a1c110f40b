"""What a list of threads, a count and an export can be narrowed by; the same words in URL and API."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import TypeVar

from .errors import BadInput
from .people import InstitutionType
from .threads import CommentType, Disposition, Importance, PlaceState, Scope, Status


class Show(StrEnum):
    """Which comments a reader wants to see in a text."""

    ALL = "all"
    MINE = "mine"
    UNANSWERED = "unanswered"
    OPEN = "open"
    SETTLED = "settled"


@dataclass(frozen=True, slots=True)
class ThreadFilter:
    """Several values of one field are alternatives; fields add up. Ids are public; empty asks nothing."""

    status: Sequence[Status] = ()
    disposition: Sequence[Disposition] = ()
    type: Sequence[CommentType] = ()
    importance: Sequence[Importance] = ()
    scope: Sequence[Scope] = ()
    place: Sequence[PlaceState] = ()
    institution_type: Sequence[InstitutionType] = ()
    section: Sequence[str] = ()
    author: Sequence[str] = ()
    round: Sequence[str] = ()
    country: Sequence[str] = ()
    language: Sequence[str] = ()
    assignee: Sequence[str] = ()
    """Memberships; "none" asks for what nobody is assigned to."""
    tag: Sequence[str] = ()
    late: bool | None = None
    waiting: bool | None = None
    overdue: bool | None = None
    implemented: bool | None = None
    """Among what was accepted: whether it was said to stand in a version."""
    q: str = ""


CHOICES: dict[str, type[StrEnum]] = {
    "status": Status,
    "disposition": Disposition,
    "type": CommentType,
    "importance": Importance,
    "scope": Scope,
    "place": PlaceState,
    "institution_type": InstitutionType,
}
YES_OR_NO = ("late", "waiting", "overdue", "implemented")
NOBODY = "none"
T = TypeVar("T")
_TRUTH = {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False}


def read_filter(query: Mapping[str, Sequence[str]]) -> ThreadFilter:
    """Make a filter of a URL's query (name -> values; values may be joined by commas).

    Empty values ask nothing; a value that no field knows raises BadInput("filter_unknown_value").
    """
    given: dict[str, object] = {}
    for field in fields(ThreadFilter):
        values = [
            v.strip() for raw in query.get(field.name, ()) for v in _split(field.name, raw) if v.strip()
        ]
        if not values:
            continue
        if any("\0" in value for value in values):
            raise BadInput("filter_unknown_value", field=field.name, value="\\0")
        if field.name == "q":
            given["q"] = values[0][:200]
        elif field.name in YES_OR_NO:
            given[field.name] = _choose(_TRUTH, field.name, values[0].lower())
        elif field.name in CHOICES:
            known = {member.value: member for member in CHOICES[field.name]}
            given[field.name] = tuple(_choose(known, field.name, value) for value in values)
        else:
            given[field.name] = tuple(values)
    return ThreadFilter(**given)  # type: ignore[arg-type]


def _split(name: str, raw: str) -> list[str]:
    return [raw] if name == "q" else raw.split(",")


def _choose(known: Mapping[str, T], name: str, value: str) -> T:
    if value not in known:
        raise BadInput("filter_unknown_value", field=name, value=value[:60])
    return known[value]
