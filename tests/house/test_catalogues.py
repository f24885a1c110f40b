"""Packs of words: nothing fuzzy, nothing stale, the plurals of their language; Chinese is complete."""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from gettext import c2py  # type: ignore[attr-defined]
from pathlib import Path

import pytest
from babel import Locale
from babel.messages import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.pofile import read_po

from reviewapp.packs import kinds_of_numbers
from tests.house.sources import ROOT

CATALOGUES = sorted((ROOT / "reviewapp" / "translations").glob("*/LC_MESSAGES/messages.po"))
KEYWORDS = {
    **DEFAULT_KEYWORDS,
    "_l": None,
    "lazy_gettext": None,
    "lazy_ngettext": (1, 2),
    "lazy_pgettext": ((1, "c"), 2),
}
GAP = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")

Key = tuple[str, ...]


def _key(message: str | tuple[str, ...] | list[str]) -> Key:
    return (message,) if isinstance(message, str) else tuple(message)


@cache
def _in_sources() -> set[Key]:
    mappings = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["babel"]["mappings"]
    methods = [(mapping["pattern"], mapping["method"]) for mapping in mappings]
    options = {mapping["pattern"]: {"encoding": "utf-8"} for mapping in mappings}
    found = extract_from_dir(ROOT, methods, options, KEYWORDS, directory_filter=_holds_sources)
    return {_key(message) for _, _, message, _, _ in found}


def _holds_sources(folder: str) -> bool:
    top = Path(folder).relative_to(ROOT).parts[:1]
    return top in {("reviewapp",), ("templates",)}


@cache
def _read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file)


def _entries(path: Path) -> Iterator[tuple[Key, Key, bool]]:
    for message in _read(path):
        if message.id:
            yield _key(message.id), _key(message.string), message.fuzzy


EACH_PACK = pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parent.parent.name)


@EACH_PACK
def test_a_catalogue_knows_exactly_what_the_sources_say(path: Path) -> None:
    known, said = {key for key, _, _ in _entries(path)}, _in_sources()
    assert (sorted(said - known), sorted(known - said)) == ([], []), "run `make messages`"


@EACH_PACK
def test_a_catalogue_is_certain(path: Path) -> None:
    assert [key for key, _, is_fuzzy in _entries(path) if is_fuzzy] == []


def test_chinese_is_complete() -> None:
    path = ROOT / "reviewapp" / "translations" / "zh" / "LC_MESSAGES" / "messages.po"
    assert [key for key, strings, _ in _entries(path) if not all(strings)] == []


@EACH_PACK
def test_a_translation_fills_the_same_gaps(path: Path) -> None:
    assert [
        key
        for key, strings, _ in _entries(path)
        for string in filter(None, strings)
        if set(GAP.findall(string)) - set(GAP.findall(key[-1]))
        or set(GAP.findall(key[0])) - set(GAP.findall(string)) - {"%(num)s", "%(num)d"}
    ] == []


@EACH_PACK
def test_a_catalogue_has_the_plurals_of_its_language(path: Path) -> None:
    """The numbers that take one form by the CLDR take one form here, and the other way round."""
    catalogue, locale = _read(path), Locale.parse(path.parent.parent.name)
    form_of = c2py(catalogue.plural_expr)
    pairs = {(locale.plural_form(number), form_of(number)) for number in range(1000)}
    assert catalogue.num_plurals == len(pairs) == kinds_of_numbers(locale)
    assert {form for _, form in pairs} == set(range(catalogue.num_plurals))


@EACH_PACK
def test_a_plural_is_translated_whole_or_not_at_all(path: Path) -> None:
    assert [key for key, strings, _ in _entries(path) if any(strings) and not all(strings)] == []
