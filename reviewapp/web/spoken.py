"""The languages of the screens and of comments: those whose packs are installed and complete enough."""

from collections.abc import Mapping
from pathlib import Path

from flask import Flask, current_app
from flask_babel import get_locale
from markupsafe import Markup

from ..domain.languages import DEFAULT, WRITTEN, canonical, html_tag
from ..domain.scripts import LETTERS, language_of_letters
from ..packs import Pack, find_packs, own_name
from .labels import LABELS, label

Choice = tuple[str, str, dict[str, str]]


def bind(app: Flask) -> None:
    """Look which packs are there, once."""
    app.extensions["packs"] = find_packs(Path(app.config["BABEL_TRANSLATION_DIRECTORIES"]))


def offered() -> Mapping[str, Pack]:
    """Give the languages people may choose for the pages, by tag, English first."""
    return {tag: pack for tag, pack in _packs().items() if pack.is_offered}


def spoken() -> str:
    """Give the tag of the language that is spoken now."""
    locale = get_locale()
    return canonical(str(locale)) if locale else DEFAULT


def locale_of(tag: str) -> str:
    """Give the locale of an offered language, as Babel writes it."""
    return offered()[tag].locale


def written() -> list[tuple[str, str]]:
    """Give (tag, own name) of the languages comments are written in."""
    tags = dict.fromkeys([*WRITTEN, *offered()])
    return [(tag, name_in_itself(tag)) for tag in tags]


def choices_of_screens() -> list[Choice]:
    """Give (tag, own name, attributes) of the languages the pages speak, for a select."""
    return [_choice(tag, pack.name) for tag, pack in offered().items()]


def choices_of_writing() -> list[Choice]:
    """Give (tag, own name, attributes) of the languages comments are written in, for a select."""
    return [_choice(tag, name) for tag, name in written()]


def known() -> list[str]:
    """Give the languages of people and documents: those we have a word for, and those of the packs."""
    return [*dict.fromkeys([*LABELS["language"], *offered()])]


def choices_of_known() -> list[tuple[str, str]]:
    """Give (tag, words) of these languages, named in the present language, for a select."""
    return [(tag, label("language", tag)) for tag in known()]


def name_in_itself(tag: str) -> str:
    """Name a language in itself."""
    pack = _packs().get(tag)
    return pack.name if pack else own_name(tag)


def lang_of(text: str) -> str:
    """Give the tag for the attribute `lang` of a text of which nobody noted the language, by its letters."""
    return html_tag(language_of_letters(text or "", spoken()))


def lang_attribute(text: object) -> Markup:
    """Give the attribute `lang` where the letters of a text are not those of the pages; else nothing."""
    tag = lang_of(str(text or ""))
    return Markup("") if tag == html_tag(spoken()) else Markup(' lang="{}"').format(tag)


def letters_of(tag: str) -> str:
    """Give the letters that tell a language, for a character class; "" where they tell nothing."""
    return LETTERS[tag].range if tag in LETTERS else ""


def _choice(tag: str, name: str) -> Choice:
    return tag, name, {"lang": html_tag(tag)}


def _packs() -> Mapping[str, Pack]:
    packs: Mapping[str, Pack] = current_app.extensions["packs"]
    return packs
