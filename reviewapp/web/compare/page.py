"""The comparison as a page: chapters that changed, what stayed folded, each change with its number."""

from collections.abc import Iterator, Sequence

from ...domain.compare.arranging import Chapter
from ...domain.compare.comparison import BlockChange, BlockState, SectionChange, SectionState
from ...domain.compare.words import compare_words
from ...queries.comparisons import blocks_at
from .behind import Behind
from .shown import ChapterShown, Fold, Gap, Head, Side, shown_block

SHORT = 60_000
"""Letters up to which unchanged paragraphs beside a change are all shown."""

PART = 40_000
"""Letters on one page of a long comparison."""

BESIDE = 1
"""Unchanged blocks shown before and after a change of a long text."""

_QUIET = frozenset({SectionState.SAME, SectionState.RENUMBERED})
_BY_BLOCKS = _QUIET | {SectionState.CHANGED}
_WHOLE = ((SectionState.ADDED,), (SectionState.REMOVED,))


class Telling:
    """What is told of two versions, cut into parts; only the part asked for is read from the database."""

    def __init__(
        self, chapters: Sequence[Chapter], old: Side, new: Side, behind: Behind, letters: int
    ) -> None:
        self._old, self._new, self._behind = old, new, behind
        self._is_long = letters > SHORT
        self.changes = 0
        self.counts: dict[str, int] = dict.fromkeys((state.value for state in BlockState), 0)
        self.outline: list[ChapterShown] = []
        self._told: list[tuple[Chapter, ChapterShown] | list[Chapter]] = []
        size, part = 0, 1
        for chapter in chapters:
            if is_quiet(chapter):
                self._fold(chapter)
                continue
            length = self._length(chapter)
            if size and size + length > PART:
                size, part = 0, part + 1
            size += length
            self._add(chapter, part)
        self.parts = part

    def _fold(self, chapter: Chapter) -> None:
        last = self._told[-1] if self._told else None
        if not chapter.sections:
            return
        if isinstance(last, list):
            last.append(chapter)
        else:
            self._told.append([chapter])

    def _add(self, chapter: Chapter, part: int) -> None:
        for one in chapter.blocks[bool(chapter.sections) :]:
            self.counts[one.state.value] += 1
        whole = _is_structural(chapter)
        count = whole + sum(is_change(one, chapter) for one in chapter.blocks)
        heads = [self._head(section) for section in chapter.sections]
        shown = ChapterShown(len(self.outline) + 1, heads, [], [], self.changes + 1, count, part, whole)
        self.changes += count
        self.outline.append(shown)
        self._told.append((chapter, shown))

    def part_of(self, change: int) -> int:
        """Give the part that a change stands in."""
        return next((one.part for one in reversed(self.outline) if one.first <= change and one.count), 1)

    def part(self, number: int) -> list[ChapterShown | Fold]:
        """Give one part, read from the database."""
        told: list[ChapterShown | Fold] = []
        chosen = []
        current = 1
        for entry in self._told:
            if isinstance(entry, list):
                if current == number:
                    told.append(self._folded(entry))
                continue
            current = entry[1].part
            if current == number:
                chosen.append(entry)
                told.append(entry[1])
        self._fill(chosen)
        return told

    def _folded(self, chapters: Sequence[Chapter]) -> Fold:
        heads = [self._head(section) for chapter in chapters for section in chapter.sections]
        return Fold(heads, sum(SectionState.RENUMBERED.value in head.states for head in heads))

    def _head(self, section: SectionChange) -> Head:
        old, new = self._old.section(section.old), self._new.section(section.new)
        named = new or old
        return Head(
            states=tuple(state.value for state in section.states),
            old_number=old.number if old else "",
            new_number=new.number if new else "",
            words=compare_words(old.title if old else "", new.title if new else ""),
            number=named.number,
            title=named.title,
            new_id=new.public_id if new else "",
        )

    def _length(self, chapter: Chapter) -> int:
        changed = sum(sum(len(text) for _, text in one.words) for one in chapter.blocks)
        return changed + (200 if not self._is_long else 20) * len(chapter.blocks)

    def _fill(self, chosen: Sequence[tuple[Chapter, ChapterShown]]) -> None:
        plans = [(chapter, shown, list(self._plan(chapter))) for chapter, shown in chosen]
        blocks = [one for _, _, plan in plans for one in plan if isinstance(one, BlockChange)]
        olds = blocks_at(
            self._old.version, {one.old for one in blocks if one.old is not None and _tells(one)}
        )
        news = blocks_at(self._new.version, {one.new for one in blocks if one.new is not None})
        keys: list[int] = []
        for one in blocks:
            if one.state is not BlockState.SAME:
                keys += self._behind.block(one.old, one.new)
        for chapter, _ in chosen:
            for section in chapter.sections:
                keys += self._behind.section(section.old, section.new)
        self._behind.load(set(keys))
        for chapter, shown, plan in plans:
            change = shown.first + shown.is_change
            sections = (self._behind.section(one.old, one.new) for one in chapter.sections)
            shown.threads = self._behind.lines(dict.fromkeys(key for found in sections for key in found))
            for entry in plan:
                if isinstance(entry, Gap):
                    shown.items.append(entry)
                    continue
                counts = is_change(entry, chapter)
                block = shown_block(entry, olds, news, change if counts else 0)
                if entry.state is not BlockState.SAME:
                    block.threads = self._behind.lines(self._behind.block(entry.old, entry.new))
                shown.items.append(block)
                change += counts

    def _plan(self, chapter: Chapter) -> Iterator[BlockChange | Gap]:
        """Give the blocks to show, and gaps for long runs of what stayed."""
        count = len(chapter.blocks)
        changed = [at for at, one in enumerate(chapter.blocks) if one.state is not BlockState.SAME]
        near = {at + step for at in changed for step in range(-BESIDE, BESIDE + 1)} | {0}
        at = 0
        while at < count:
            end = at
            while end < count and end not in near:
                end += 1
            if self._is_long and end - at > 1:
                yield Gap(end - at, self._new.ids[chapter.blocks[at].new or 0])
            else:
                yield from chapter.blocks[at:end]
            if end < count:
                yield chapter.blocks[end]
            at = end + 1


def is_quiet(chapter: Chapter) -> bool:
    """Tell whether nothing happened in a chapter but to its number."""
    return all(_QUIET.issuperset(section.states) for section in chapter.sections) and (
        bool(chapter.sections) or chapter.is_same
    )


def is_change(one: BlockChange, chapter: Chapter) -> bool:
    """Tell whether a block is a change to look at by itself: no heading, no part of a whole new section."""
    if one.state is BlockState.SAME or (chapter.sections and chapter.blocks[0] is one):
        return False
    return not any(section.states in _WHOLE for section in chapter.sections)


def _is_structural(chapter: Chapter) -> bool:
    return any(not _BY_BLOCKS.issuperset(section.states) for section in chapter.sections)


def _tells(one: BlockChange) -> bool:
    return one.new is None or one.aspects != ()
