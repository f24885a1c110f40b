"""Where a walk through an HTML page stands: the line that it writes and what is around that."""

from dataclasses import dataclass, field

from .cell_lines import Lines
from .html_lists import Item, List
from .html_looks import Look
from .html_tables import Table
from .phrasing import Phrasing


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that follows its line."""

    source: str
    alt: str


@dataclass(slots=True)
class Line:
    """The words that the next block will be made of."""

    phrasing: Phrasing = field(default_factory=Phrasing)
    pictures: list[Picture] = field(default_factory=list)
    number: str | None = None  # the mark that a word processor typed, None if none
    has_gap: bool = False  # such as a word processor draws behind a mark


@dataclass(frozen=True, slots=True)
class Place:
    """What stands around a block: `kind` says what its words become."""

    look: Look
    kind: str = ""
    level: int = 0
    item: Item | None = None
    lists: tuple[List, ...] = ()
    into: Lines | None = None
    table: Table | None = None
    depth: int = 0  # of tables
    is_figure: bool = False
    is_text: bool = False  # a menu or head around it turned out to be text
    is_unseen: bool = False
