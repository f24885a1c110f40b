"""Templates and assets: they compile, speak through gettext, hold no code and ask no other host."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from flask import Flask
from jinja2 import nodes

from tests.house.sources import ROOT

TEMPLATES = ROOT / "templates"
NAMES = sorted(path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.rglob("*.html"))
READ_ALOUD = {"title", "alt", "placeholder", "aria-label", "aria-description", "aria-roledescription"}
LOADS = {"src", "href", "srcset", "poster", "data", "action", "formaction"}

SAME_IN_EVERY_LANGUAGE = {
    "English",
    "中文",
    "XLSX",
    "CSV",
    "JSON",
    "API",
    "OpenAPI",
    "Markdown",
    "Word",
    "ETag",
    "Esc",
    "Ctrl",
    "Enter",
}
# A macro may write a class or some attributes for another one's tag.
PIECES_OF_A_TAG = re.compile(r'[\w-]+="[^"]*"|^\s*[a-z][a-z0-9-]*\s*$')


class Findings(HTMLParser):
    """Collect what a page may not hold. Text and attributes come with Jinja's parts cut out."""

    def __init__(self) -> None:
        super().__init__()
        self.code: list[str] = []
        self.foreign: list[str] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Look at the attributes, and at elements that hold code."""
        names = dict(attrs)
        if tag == "style" or (tag == "script" and "src" not in names):
            self.code.append(f"<{tag}>")
        for name, value in attrs:
            if (
                name == "style"
                or name.startswith("on")
                or (value or "").lower().strip().startswith("javascript:")
            ):
                self.code.append(f'{name}="{value}"')
            if name in LOADS and re.match(r"\s*(https?:)?//", value or ""):
                self.foreign.append(f'{name}="{value}"')
            if name in READ_ALOUD:
                self._note(value or "")

    def handle_data(self, data: str) -> None:
        """Keep the words that no catalogue knows."""
        self._note(data)

    def _note(self, text: str) -> None:
        words = PIECES_OF_A_TAG.sub("", text).strip()
        if re.search(r"[^\W\d_]{2}", words) and words not in SAME_IN_EVERY_LANGUAGE:
            self.words.append(words)


def _findings(app: Flask, name: str) -> Findings:
    tree = app.jinja_env.parse((TEMPLATES / name).read_text("utf-8"))
    pieces = [
        part.data if isinstance(part, nodes.TemplateData) else "\N{INFORMATION SEPARATOR ONE}"
        for output in tree.find_all(nodes.Output)
        for part in output.nodes
    ]
    found = Findings()
    found.feed("".join(pieces))
    found.close()
    return found


@pytest.mark.parametrize("name", NAMES)
def test_a_template_compiles(world_app: Flask, name: str) -> None:
    world_app.jinja_env.get_template(name)


@pytest.mark.parametrize("name", NAMES)
def test_a_template_holds_no_code_and_asks_no_other_host(world_app: Flask, name: str) -> None:
    found = _findings(world_app, name)
    assert (found.code, found.foreign) == ([], [])


@pytest.mark.parametrize("name", NAMES)
def test_every_word_of_a_template_can_be_translated(world_app: Flask, name: str) -> None:
    assert _findings(world_app, name).words == []


@pytest.mark.parametrize("path", sorted((ROOT / "static").rglob("*.[cj]s*")), ids=lambda path: path.name)
def test_an_asset_asks_no_other_host(path: Path) -> None:
    text = path.read_text("utf-8")
    addresses = re.findall(r"""["'(]\s*(?:https?:)?//[\w.-]+""", text)
    assert [address for address in addresses if "www.w3.org" not in address] == []
