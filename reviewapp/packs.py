"""Packs of words: each language the pages can speak is one catalogue, found where the catalogues lie.

`python -m reviewapp.packs` compiles them all, `… FILE.po …` those named, `… new TAG TEMPLATE` begins one.
"""

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from gettext import GNUTranslations
from pathlib import Path

from babel import Locale
from babel.messages import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from .domain.languages import DEFAULT, ENOUGH, WRITTEN, canonical

FOLDER = Path(__file__).parent / "translations"
WORDS = "*/LC_MESSAGES/messages.po"


@dataclass(frozen=True, slots=True)
class Pack:
    """The words of one language: its tag, its locale, its own name, how much of it is there (0 to 1)."""

    tag: str
    locale: str
    name: str
    direction: str = "ltr"
    share: float = 1.0
    is_compiled: bool = True

    @property
    def is_offered(self) -> bool:
        """Say whether people may choose it."""
        return self.share >= ENOUGH


def find_packs(folder: Path = FOLDER) -> dict[str, Pack]:
    """Find the packs in a folder by their tags, the language of the sources first."""
    packs = [Pack(DEFAULT, DEFAULT, own_name(DEFAULT)), *map(_read, folder.glob(WORDS))]
    return {pack.tag: pack for pack in sorted(packs, key=_order)}


def own_name(tag: str) -> str:
    """Name a language in itself, as Babel knows it."""
    return str(Locale.parse(tag, sep="-").get_display_name() or tag)


def compile_pack(words: Path) -> None:
    """Compile a catalogue, without what is not translated: a gap in a pack is filled from the sources."""
    with words.open("rb") as file:
        catalogue = read_po(file)
    for message in list(catalogue):
        strings = [message.string] if isinstance(message.string, str) else [*(message.string or [""])]
        if message.id and not all(strings):
            catalogue.delete(message.id, message.context)
    with words.with_suffix(".mo").open("wb") as file:
        write_mo(file, catalogue)


def begin_pack(tag: str, template: Path, folder: Path = FOLDER) -> Path:
    """Write an empty catalogue for a language with the words of a template, and give its place."""
    locale = Locale.parse(tag, sep="-")
    words = folder / str(locale) / "LC_MESSAGES" / "messages.po"
    if words.exists():
        raise FileExistsError(words)
    catalogue = Catalog(
        locale, project="reviewapp", version="0", last_translator="the project", fuzzy=False,
        header_comment=f"# The words of the screens in {locale.english_name}.",
        language_team=str(locale.english_name), charset="utf-8",
    )  # fmt: skip
    catalogue.msgid_bugs_address = ""
    if kinds_of_numbers(locale) == 1:
        catalogue.mime_headers = [("Plural-Forms", "nplurals=1; plural=0;")]
    with template.open("rb") as file:
        catalogue.update(read_po(file), no_fuzzy_matching=True)
    words.parent.mkdir(parents=True)
    with words.open("wb") as file:
        write_po(file, catalogue, no_location=True)
    return words


def kinds_of_numbers(locale: Locale) -> int:
    """Count the forms in which a language names whole numbers of things, by the rules of the CLDR."""
    return len({locale.plural_form(number) for number in range(1000)})


def _read(words: Path) -> Pack:
    locale = Locale.parse(words.parent.parent.name)
    tag = canonical(str(locale))
    compiled = words.with_suffix(".mo")
    if not compiled.exists():
        return Pack(tag, str(locale), own_name(tag), locale.text_direction, 0.0, is_compiled=False)
    with compiled.open("rb") as file:
        catalogue = GNUTranslations(file)
    in_all = (b"\n" + words.read_bytes()).count(b"\nmsgid ") - 1
    said: Mapping[str | tuple[str, int], str] = vars(catalogue)["_catalog"]
    share = sum(_is_translated(key, string) for key, string in said.items()) / max(in_all, 1)
    name = catalogue.pgettext("this language, named in itself", "English")
    return Pack(
        tag, str(locale), own_name(tag) if name == "English" else name, locale.text_direction, min(share, 1.0)
    )


def _is_translated(key: str | tuple[str, int], string: str) -> bool:
    """Count each message once, by its first form; compilers other than ours fill gaps with the original."""
    message, form = (key, 0) if isinstance(key, str) else key
    return bool(message) and form == 0 and string != message.rpartition("\x04")[2]


def _order(pack: Pack) -> tuple[int, str]:
    return (WRITTEN.index(pack.tag) if pack.tag in WRITTEN else len(WRITTEN), pack.tag)


if __name__ == "__main__" and sys.argv[1:2] == ["new"]:
    begin_pack(sys.argv[2], Path(sys.argv[3]))
elif __name__ == "__main__":
    for file_of_words in [Path(name) for name in sys.argv[1:]] or FOLDER.glob(WORDS):
        compile_pack(file_of_words)
