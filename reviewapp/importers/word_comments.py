"""The comments in a Word file, their replies and states, and its tracked changes, with their places."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from reviewapp.domain.fragments import text_of

from .base import FoundComment
from .bookmarks import Places, without_signs
from .drafting import Marginalia
from .tracked import beside_what_it_answers, moment, placed
from .word_parts import Package
from .word_runs import Line, Runs
from .word_shared import Shared
from .word_xml import Element, parse, w

MAX_COMMENTS = 5_000

_P, _ID = w("p"), w("id")
_PARA_ID = "{http://schemas.microsoft.com/office/word/2010/wordml}paraId"


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment as the file keeps it. `paragraph` is the id of its last one: replies and states name it."""

    sign: str
    author: str
    date: str
    text: str
    paragraph: str


@dataclass(frozen=True, slots=True)
class _State:
    answers: str
    is_resolved: bool


def remarks_of(shared: Shared, runs: Runs) -> list[Remark]:
    """Return the comments of a file in its own order, their paragraphs as lines."""
    root = shared.package.tree("comments")
    if root is None:
        return []
    shared.part = shared.package.part_of_kind("comments")
    kept = islice(root.iterchildren(w("comment")), MAX_COMMENTS)
    return [_remark(element, shared, runs) for element in kept]


def marginalia(remarks: Sequence[Remark], shared: Shared, places: Places) -> Marginalia:
    """Put comments and tracked changes to their places."""
    states, times = _states(shared.package), _times(shared.package)
    index = {remark.paragraph: at for at, remark in enumerate(remarks) if remark.paragraph}
    comments = []
    for remark in remarks:
        state = states.get(remark.paragraph)
        answers = index.get(state.answers) if state else None
        dated = replace(remark, date=times.get(remark.paragraph, remark.date))
        comments.append(_comment(dated, places, answers, bool(state and state.is_resolved)))
    beside = [beside_what_it_answers(comment, comments) for comment in comments]
    return beside, [placed(change, places) for change in shared.changes]


def _remark(element: Element, shared: Shared, runs: Runs) -> Remark:
    outside = runs.begin_story()
    lines = []
    paragraph = ""
    for one in element.iter(_P):
        line = Line(shared.styles.paragraph(""))
        runs.read(one, line)
        lines.append(_words(line.phrasing.html))
        paragraph = one.get(_PARA_ID, paragraph)
    runs.fields = outside
    text = "\n".join(lines).strip()
    author, date = element.get(w("author"), ""), element.get(w("date"), "")
    return Remark(f"comment {element.get(_ID, '')}", " ".join(author.split()), date, text, paragraph)


def _states(package: Package) -> Mapping[str, _State]:
    return {
        row.get("paraId", ""): _State(row.get("paraIdParent", ""), row.get("done") in ("1", "true", "on"))
        for row in _rows(package, "commentsExtended")
    }


def _times(package: Package) -> Mapping[str, str]:
    """Return the times in UTC by the ids of paragraphs; the comments themselves hold local ones."""
    times = {row.get("durableId", ""): row.get("dateUtc", "") for row in _rows(package, "commentsExtensible")}
    ids = ((row.get("paraId", ""), row.get("durableId", "")) for row in _rows(package, "commentsIds"))
    return {paragraph: times[durable] for paragraph, durable in ids if times.get(durable)}


def _rows(package: Package, kind: str) -> list[dict[str, str]]:
    content = package.content(package.part_of_kind(kind))
    return [
        {str(name).rpartition("}")[2]: str(value) for name, value in element.attrib.items()}
        for element in (parse(content) if content else ())
    ]


def _comment(remark: Remark, places: Places, answers: int | None, is_resolved: bool) -> FoundComment:
    ends = [f"{remark.sign} {end}" for end in ("from", "to", "at")]
    found = (
        places.passage(ends[0], ends[1])
        or places.passage(ends[0], ends[2])
        or places.passage(ends[2], ends[2])
    )
    start, end, quote = found or (None, None, "")
    return FoundComment(
        author=remark.author,
        text=remark.text,
        at=moment(remark.date),
        start=start,
        end=end,
        quote=quote,
        answers=answers,
        is_resolved=is_resolved,
    )


def _words(html: str) -> str:
    return text_of(without_signs(html)).strip()
