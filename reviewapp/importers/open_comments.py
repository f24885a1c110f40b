"""The comments in an OpenDocument file, and its tracked changes, with their places."""

from .base import FoundComment
from .bookmarks import Places, sign
from .drafting import Marginalia
from .open_shared import MAX_COMMENTS, Region, Remark, Shared
from .open_words import lines_in
from .open_xml import Element, o
from .tracked import beside_what_it_answers, moment, placed

_NAME = o("office:name")
_RESOLVED = (o("loext:resolved"), o("office:resolved"))
_ANSWERS = (o("loext:parent-name"), o("office:parent-name"))
_INSERTION, _DELETION, _ANNOTATION = o("text:insertion"), o("text:deletion"), o("office:annotation")


def comment_begins(element: Element, shared: Shared) -> str:
    """Note a comment and return the sign of its beginning."""
    if len(shared.remarks) >= MAX_COMMENTS:
        return ""
    name = element.get(_NAME, "")
    own = shared.comment(name)
    shared.remarks.append(
        Remark(
            sign=own,
            name=name,
            answers=_first(element, _ANSWERS),
            author=" ".join((element.findtext(o("dc:creator")) or "").split()),
            at=moment((element.findtext(o("dc:date")) or "").strip()),
            text=lines_in(element),
            is_resolved=_first(element, _RESOLVED) == "true",
        )
    )
    return sign(f"{own} from")


def comment_ends(element: Element, shared: Shared) -> str:
    """Return the sign of the end of a comment, "" if it never began."""
    own = shared.sign_of(element.get(_NAME, ""))
    return sign(f"{own} to") if own else ""


def change_signs(element: Element, shared: Shared) -> str:
    """Return the signs of a tracked change that begins, ends or has its point here."""
    region_id = element.get(o("text:change-id"), "")
    if element.tag == o("text:change-end"):
        return sign(f"change {region_id} to")
    region = shared.regions.pop(region_id, None)
    if region is None:
        return ""
    found = shared.change(region_id, region)
    comments = "".join(comment_begins(one, shared) for one in region.comments)
    end = sign(f"{found.sign} to") if element.tag == o("text:change") else ""
    return sign(f"{found.sign} from") + end + comments


def read_regions(story: Element, shared: Shared) -> None:
    """Learn the tracked changes that stand before a story."""
    for announced in story.iterchildren(o("text:tracked-changes")):
        for element in announced.iterchildren(o("text:changed-region")):
            for kind in element.iterchildren(_INSERTION, _DELETION):
                _add_region(element, kind, shared)
                break


def marginalia(shared: Shared, places: Places) -> Marginalia:
    """Put comments and tracked changes to their places."""
    index = {remark.name: at for at, remark in enumerate(shared.remarks) if remark.name}
    comments = [
        _comment(remark, places, index.get(remark.answers) if remark.answers else None)
        for remark in shared.remarks
    ]
    beside = [beside_what_it_answers(comment, comments) for comment in comments]
    return beside, [placed(change, places) for change in shared.changes]


def _add_region(element: Element, kind: Element, shared: Shared) -> None:
    who = kind.find(o("office:change-info"))
    author = "" if who is None else " ".join((who.findtext(o("dc:creator")) or "").split())
    at = None if who is None else moment((who.findtext(o("dc:date")) or "").strip())
    words = lines_in(kind) if kind.tag == _DELETION else None
    region_id = element.get(o("text:id")) or element.get(o("xml:id"), "")
    shared.regions[region_id] = Region(author, at, words, list(kind.iter(_ANNOTATION)))


def _comment(remark: Remark, places: Places, answers: int | None) -> FoundComment:
    first = f"{remark.sign} from"
    found = places.passage(first, f"{remark.sign} to") or places.passage(first, first)
    start, end, quote = found or (None, None, "")
    return FoundComment(
        author=remark.author,
        text=remark.text,
        at=remark.at,
        start=start,
        end=end,
        quote=quote,
        answers=answers,
        is_resolved=remark.is_resolved,
    )


def _first(element: Element, names: tuple[str, ...]) -> str:
    return next((element.get(name) for name in names if element.get(name)), "")
