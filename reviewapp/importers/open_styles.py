"""The styles of an OpenDocument file: chains resolved once, so that a paragraph or span asks one lookup."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .open_looks import NO_LOOKS, Looks, looks_in
from .open_parts import Package
from .open_xml import Element, o
from .style_names import character_tag, paragraph_kind

MAX_CHAIN = 40  # styles based on one another

_DEEPEST = 6
_NAME, _SHOWN_NAME, _PARENT = o("style:name"), o("style:display-name"), o("style:parent-style-name")
_FAMILY, _LIST, _LEVEL = o("style:family"), o("style:list-style-name"), o("style:default-outline-level")
_WRITING = o("style:writing-mode")
_TEXT, _PARAGRAPH, _TABLE = (o(f"style:{one}-properties") for one in ("text", "paragraph", "table"))
_CODED = re.compile("_([0-9a-fA-F]{2,4})_")
_FROM_RIGHT = ("rl-tb", "rl")
# Names of styles that other word processors do not know.
_CONTENTS = re.compile(r"(?:contents|.* index) (?:\d+|heading)", re.IGNORECASE)
_CODE_NAMES = {"teletype", "source text"}


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """A paragraph style with everything it is based on.

    `kind` as in style_names.paragraph_kind; `outline` its level as a heading, 0 for none. `list_style` is ""
    if it says there is none, None if it says nothing. `usual` is what the style says of words, `looks` with
    what a writer changed in this paragraph.
    """

    kind: str = ""
    name: str = ""
    outline: int = 0
    list_style: str | None = None
    is_rtl: bool = False
    usual: Looks = NO_LOOKS
    looks: Looks = NO_LOOKS


class Styles:
    """The styles of a file by family and name."""

    def __init__(self, package: Package) -> None:
        self._elements: dict[tuple[str, str], Element] = {}
        self._automatic: set[tuple[str, str]] = set()
        self._defaults: dict[str, Element] = {}
        for container, is_automatic in package.style_containers():
            for element in container.iterchildren(o("style:style"), o("style:default-style")):
                self._add(element, is_automatic=is_automatic)
        self._is_page_rtl = _is_page_rtl(package.styles)
        self._paragraphs: dict[str, ParagraphStyle] = {}
        self._spans: dict[str, Looks] = {}

    @property
    def languages(self) -> dict[str, str]:
        """Return the languages of a text that says nothing else, by slot of the script."""
        default = self._defaults.get("paragraph")
        return dict(NO_LOOKS.languages if default is None else looks_in(default.find(_TEXT)).languages)

    def paragraph(self, name: str) -> ParagraphStyle:
        """Return a paragraph style; "" is one that says nothing."""
        if name not in self._paragraphs:
            self._paragraphs[name] = self._resolved(name)
        return self._paragraphs[name]

    def span(self, name: str) -> Looks:
        """Return what a character style says."""
        if name not in self._spans:
            looks = NO_LOOKS
            for key in reversed(list(self._chain("text", name))):
                tag = "" if key in self._automatic else _tag_of(self._shown_name(key))
                looks = looks.under(looks_in(self._elements[key].find(_TEXT), tag))
            self._spans[name] = looks
        return self._spans[name]

    def is_table_rtl(self, name: str) -> bool:
        """Tell whether the columns of a table run from right to left."""
        chain = self._chain("table", name)
        said = (_writing(self._elements[key].find(_TABLE)) for key in chain)
        return bool(next((one for one in said if one is not None), False))

    def _add(self, element: Element, *, is_automatic: bool) -> None:
        family, name = element.get(_FAMILY, ""), element.get(_NAME)
        if name is None:
            self._defaults.setdefault(family, element)
        elif is_automatic or (family, name) not in self._elements:
            self._elements[family, name] = element
            if is_automatic:
                self._automatic.add((family, name))

    def _chain(self, family: str, name: str) -> Iterator[tuple[str, str]]:
        key, seen = (family, name), set[tuple[str, str]]()
        while key in self._elements and key not in seen and len(seen) < MAX_CHAIN:
            seen.add(key)
            yield key
            key = (family, self._elements[key].get(_PARENT, ""))

    def _resolved(self, name: str) -> ParagraphStyle:
        chain = list(self._chain("paragraph", name))
        if not chain:
            return ParagraphStyle(paragraph_kind(_decoded(name)) or "", name, is_rtl=self._is_page_rtl)
        elements = [self._elements[key] for key in chain]
        usual = looks = NO_LOOKS
        for key, element in zip(reversed(chain), reversed(elements), strict=True):
            said = looks_in(element.find(_TEXT))
            looks = looks.under(said)
            usual = usual if key in self._automatic else looks
        own = [key for key in chain if key not in self._automatic]
        writing = (_writing(element.find(_PARAGRAPH)) for element in elements)
        kind, outline = self._kind(chain, own)
        return ParagraphStyle(
            kind=kind,
            name=own[0][1] if own else "",
            outline=outline,
            list_style=next((one.get(_LIST) for one in elements if _LIST in one.attrib), None),
            is_rtl=next((one for one in writing if one is not None), self._is_page_rtl),
            usual=usual,
            looks=looks,
        )

    def _kind(self, chain: list[tuple[str, str]], own: list[tuple[str, str]]) -> tuple[str, int]:
        """Return what the nearest style that says it is. What is based on the title style is no title."""
        for key in chain:
            level = self._elements[key].get(_LEVEL)
            if level is not None:
                outline = int(level) if level.isdecimal() else 0
                if outline or key in self._automatic:
                    return (f"heading-{min(outline, _DEEPEST)}", outline) if outline else ("", 0)
            kind = None if key in self._automatic else _kind_of(self._shown_name(key))
            if kind is not None:
                return ("" if kind == "title" and key != own[0] else kind), 0
        return "", 0

    def _shown_name(self, key: tuple[str, str]) -> str:
        return str(self._elements[key].get(_SHOWN_NAME) or _decoded(key[1]))


def _kind_of(name: str) -> str | None:
    return "toc" if _CONTENTS.fullmatch(name.strip()) else paragraph_kind(name)


def _tag_of(name: str) -> str:
    return "code" if name.lower() in _CODE_NAMES else character_tag(name)


def _decoded(name: str) -> str:
    """Return the name of a style as people see it: Heading_20_1 is Heading 1."""
    return _CODED.sub(lambda found: chr(int(found[1], 16)), name)


def _writing(properties: Element | None) -> bool | None:
    """Tell whether lines run from right to left, None if it is not said or the page decides."""
    mode = "" if properties is None else properties.get(_WRITING, "")
    return None if mode in ("", "page") else mode in _FROM_RIGHT


def _is_page_rtl(styles: Element | None) -> bool:
    """Tell whether the pages of the text run from right to left."""
    if styles is None:
        return False
    layouts = {one.get(_NAME): one for one in styles.iter(o("style:page-layout"))}
    master = next(styles.iter(o("style:master-page")), None)
    layout = None if master is None else layouts.get(master.get(o("style:page-layout-name")))
    return bool(layout is not None and _writing(layout.find(o("style:page-layout-properties"))))
