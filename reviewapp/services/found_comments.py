"""Making threads of the comments that a file brought along."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from ..domain.anchors import QUOTE_LENGTH, Span, excerpt, fold
from ..domain.errors import BadInput, StateConflict
from ..domain.found import RESOLVED, language_of
from ..domain.permissions import Actor
from ..domain.threads import BODY_LENGTH, Channel, Scope
from ..domain.versions import VersionState
from ..extensions import db
from ..models import FoundComment, Membership, Thread, Version
from .activity import record
from .people import standing
from .replies import worded
from .shelves import Shelf
from .threads import Comment, Entry, open_threads
from .transaction import hold, transaction

Authors = Mapping[str, Membership]
"""Name in the file -> the member it stands for; any other stands for who imports, its name kept."""


def import_comments(
    version: Version, authors: Authors, wanted: Collection[int] | None = None, *, actor: Actor
) -> list[Thread]:
    """Make threads of the comments in the file of a published version, their replies with them.

    `wanted` are positions in the file (None: all); those without words and those imported already are left
    out, replies come with what they answer. A resolved one stays open, tagged so: nobody here has decided it.
    Raises StateConflict("publish_first") for a draft, BadInput("member_elsewhere").
    """
    with transaction():
        hold(version.document, version)
        if version.state is VersionState.DRAFT:
            raise StateConflict("publish_first")
        member = standing(version.document.guide.project_id, actor=actor)
        _check_members(authors, member)
        found = _comments_of(version)
        chosen = [one for one in found if _is_new(one) and (wanted is None or one.position in wanted)]
        desk = _Desk(Shelf(version), authors, _languages(version))
        entries = [desk.entry(one) for one in chosen]
        threads = open_threads(version, entries, actor=actor, shelf=desk.shelf) if entries else []
        became = dict(zip((one.position for one in chosen), threads, strict=True))
        for one in found:
            beginning = one.position if one.answers is None else one.answers
            if beginning in became and one.thread_id is None:
                one.thread = became[beginning]
                desk.answer(one.thread, one, member)
        if threads:
            _record(version, threads, actor)
        return threads


@dataclass(frozen=True, slots=True)
class _Desk:
    """What is needed to read the comments of one file."""

    shelf: Shelf
    authors: Authors
    languages: Sequence[str]

    def entry(self, one: FoundComment) -> Entry:
        """Read a comment that begins a thread."""
        scope, section, span = self._place(one)
        comment = Comment(
            scope=scope,
            body=parts_of(one.text)[0],
            section=section,
            span=span,
            language=language_of(one.text, self.languages),
            channel=Channel.WORD,
        )
        tags = (RESOLVED,) if one.is_resolved else ()
        return Entry(comment, self.authors.get(one.author), one.author, one.at, tags, calls_people=False)

    def answer(self, thread: Thread, one: FoundComment, importer: Membership) -> None:
        """Add the words of a reply to its thread, and what of a comment is too long for one."""
        author = self.authors.get(one.author, importer)
        for words in parts_of(one.text)[1 if one.answers is None else 0 :]:
            reply = worded(thread, author, words, language_of(one.text, self.languages))
            reply.found_author, reply.found_at = one.author, one.at
            db.session.add(reply)

    def _place(self, one: FoundComment) -> tuple[Scope, str | None, Span | None]:
        """Say what a comment is about: its passage, the section it stands in, or the whole document."""
        shelf = self.shelf
        if one.start_block_id is None or one.end_block_id is None:
            return Scope.DOCUMENT, None, None
        first, last = shelf.public_by_key[one.start_block_id], shelf.public_by_key[one.end_block_id]
        row, span = shelf.row_by_id[first], Span(first, one.start, last, one.end)
        words = excerpt(span, shelf.edition.blocks)
        is_picture = first == last and not row.text
        if is_picture or (fold(words) and len(words) <= QUOTE_LENGTH):
            return Scope.PASSAGE, None, span
        if row.section_id is None:
            return Scope.DOCUMENT, None, None
        section = shelf.sections[shelf.index_by_section[row.section_id]]
        return Scope.SECTION, section.public_id, None


def parts_of(text: str) -> list[str]:
    """Cut words into parts that a comment or reply can hold; those of spaces alone are left out."""
    parts = (text[at : at + BODY_LENGTH].strip() for at in range(0, len(text), BODY_LENGTH))
    return [part for part in parts if part]


def _is_new(one: FoundComment) -> bool:
    return one.answers is None and one.thread_id is None and bool(parts_of(one.text))


def _comments_of(version: Version) -> Sequence[FoundComment]:
    rows = select(FoundComment).where(FoundComment.version_id == version.id).order_by(FoundComment.position)
    return db.session.scalars(rows.execution_options(populate_existing=True)).all()


def _languages(version: Version) -> list[str]:
    return [version.language, *version.document.guide.project.languages]


def _check_members(authors: Authors, member: Membership) -> None:
    if any(one.project_id != member.project_id for one in authors.values()):
        raise BadInput("member_elsewhere", field="authors")


def _record(version: Version, threads: Sequence[Thread], actor: Actor) -> None:
    project_id = version.document.guide.project_id
    record(
        "imported comments",
        "version",
        version.public_id,
        actor=actor,
        project_id=project_id,
        comments=len(threads),
    )
