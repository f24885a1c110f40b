"""What the reader of a file could not do or finds odd, each kind once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ..labels import label

SHOWN_ELSEWHERE = frozenset({"no_headings", "encoding_guessed"})
"""Kinds of which the page of the structure says more than a line."""

FEW = 3


@dataclass(frozen=True, slots=True)
class Group:
    """The warnings of one kind: how many, the words of the first few places, and of the others."""

    words: str
    count: int
    first: list[str]
    others: list[str]


def groups_of(warnings: Iterable[Mapping[str, str]]) -> list[Group]:
    """Put the warnings of a version together by their kind, in the order of the file."""
    places: dict[str, list[str]] = {}
    for warning in warnings:
        if warning["code"] not in SHOWN_ELSEWHERE:
            places.setdefault(warning["code"], []).append(warning["where"])
    return [_group(code, found) for code, found in places.items()]


def _group(code: str, places: list[str]) -> Group:
    named = [place for place in places if place]
    return Group(label("warning", code), len(places), named[:FEW], named[FEW:])
