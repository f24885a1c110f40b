"""Comments of one place as a page: what the margin shows by scripts, for those who read without them."""

from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from ...domain.permissions import Actor
from ...queries.marginal import beside_blocks, beside_text, in_section, of_version
from ...queries.versions import find_block, find_section
from ..cards import Card
from .beside import cards_of, choice_in

AT_ONCE = 50
_TERMS = ("block", "section", "scope", "show", "type")


@dataclass(frozen=True, slots=True)
class Listed:
    """Some comments: what they are about in words, the number of all, those on this page, where they begin.

    `is_quoted`: the words are the text's own. `anchor` names the place in the text.
    `terms` ask for them again.
    """

    about: str
    is_quoted: bool
    anchor: str
    count: int
    cards: list[Card]
    begin: int
    terms: dict[str, list[str]]

    @property
    def before(self) -> int:
        """Where the page before this one begins."""
        return max(0, self.begin - AT_ONCE)

    @property
    def end(self) -> int:
        """The number of comments up to the end of this page."""
        return self.begin + len(self.cards)


def listed_in(version: Any, query: MultiDict[str, str], actor: Actor) -> Listed | None:
    """Read what is asked for: `block`, `section`, `scope=document` or `scope=unplaced`, and `from`.

    Without any of these all comments are meant. None where there is no such place.
    """
    found = _asked(version, query, actor)
    if found is None:
        return None
    about, is_quoted, anchor, keys = found
    start = query.get("from", "")
    begin = int(start) if start.isascii() and start.isdigit() and len(start) < 7 else 0
    terms = {name: query.getlist(name) for name in _TERMS if name in query}
    shown = cards_of(version, keys[begin : begin + AT_ONCE], actor)
    return Listed(about, is_quoted, anchor, len(keys), shown, begin, terms)


def _asked(version: Any, query: MultiDict[str, str], actor: Actor) -> tuple[str, bool, str, list[int]] | None:
    choice = choice_in(query)
    if "block" in query:
        block = find_block(version, query["block"])
        if block is None:
            return None
        keys = [key for key, _, _ in beside_blocks(version, [block.public_id], actor, choice)]
        return block.text, True, f"b-{block.public_id}", keys
    if query.get("section") == "start":
        return _("The beginning of the text"), False, "text", in_section(version, None, actor, choice)
    if "section" in query:
        section = find_section(version, query["section"])
        if section is None:
            return None
        about = " ".join(filter(None, (section.number, section.title)))
        keys = in_section(version, section.public_id, actor, choice)
        return about, True, f"s-{section.public_id}", keys
    if "scope" not in query:
        return _("All comments"), False, "text", of_version(version, actor, choice)
    general, lost = beside_text(version, actor, choice)
    if query["scope"] == "unplaced":
        return _("Comments without a place in this version"), False, "unplaced", lost
    return _("General comments"), False, "general", general
