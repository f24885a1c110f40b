"""Reading progress: what counts as looked at, told by the browser, and how far a reader is."""

from dataclasses import dataclass

LEAST_SECONDS = 3
"""So long a section stands in view at the least; what is scrolled past in between was not looked at."""

MOST_SECONDS = 30
"""A long section need not stand longer, if its beginning, its end and all between came into view."""

LETTERS_A_SECOND = 80
DENSE_LETTERS_A_SECOND = 30
"""Twice the pace of a fast reader: who takes less has seen the letters, not the words."""

DENSE = frozenset({"zh", "ja", "ko"})
"""Languages of which a letter says as much as two or three of an alphabet."""


@dataclass(frozen=True, slots=True)
class Pace:
    """How long (seconds) a section stands in view before it counts: `least`, and more by its letters."""

    least: int
    letters_a_second: int
    most: int

    def seconds_for(self, letters: int) -> float:
        """Tell how long `letters` (code points) stand in view before they count as looked at.

        >>> pace_in("en").seconds_for(0), pace_in("en").seconds_for(800), pace_in("zh").seconds_for(8_000)
        (3.0, 13.0, 30)
        """
        return min(self.least + letters / self.letters_a_second, self.most)


def pace_in(language: str) -> Pace:
    """Give the pace for texts of a language."""
    is_dense = language.partition("-")[0] in DENSE
    return Pace(LEAST_SECONDS, DENSE_LETTERS_A_SECOND if is_dense else LETTERS_A_SECOND, MOST_SECONDS)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far somebody is in a version: sections in it, those looked at, own comments sent and not sent.

    `next` is the public id of the first section not looked at, "" where there is none.
    """

    sections: int = 0
    read: int = 0
    comments: int = 0
    drafts: int = 0
    next: str = ""

    @property
    def is_begun(self) -> bool:
        """Whether some, but not all of it was looked at."""
        return 0 < self.read < self.sections
