"""In which languages a Word file is."""

from itertools import islice

from .languages import Languages, most_named
from .word_styles import languages_of
from .word_xml import Element, properties, w

_RUNS = 5_000


def languages_in(document: Element, defaults: dict[str, str]) -> Languages:
    """Return the languages of a document whose styles name `defaults`, by slot."""
    runs = (languages_of(properties(run)) for run in islice(document.iter(w("rPr")), _RUNS))
    return Languages({**defaults, **most_named(runs)}, (one.text or "" for one in document.iter(w("t"))))
