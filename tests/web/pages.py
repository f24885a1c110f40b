"""A page as a test reads it: its words, its forms, and whatever on it could act by itself."""

import re
from typing import Any

from bleach._vendor import html5lib

ADDRESSES = ("href", "src", "action", "formaction", "data", "poster", "srcset", "xlink:href")
ACTIVE = {"iframe", "object", "embed", "base", "frame", "applet", "portal", "style"}


class Page:
    """The HTML of an answer, parsed as browsers do."""

    def __init__(self, answer: Any) -> None:
        self.html: str = answer if isinstance(answer, str) else answer.get_data(as_text=True)
        self.tree = html5lib.parse(self.html, namespaceHTMLElements=False)

    @classmethod
    def of(cls, html: str) -> "Page":
        """Read a page from its text."""
        return cls(html)

    @property
    def words(self) -> str:
        """What a reader sees, white space collapsed."""
        return re.sub(r"\s+", " ", "".join(self.tree.itertext()))

    @property
    def scripts(self) -> list[str | None]:
        """Where the scripts of the page come from; None for one that stands inside it."""
        return [script.get("src") for script in self.tree.iter("script")]

    def form(self, action_ends: str) -> dict[str, str]:
        """Give the fields of the form whose action ends so, as a browser would send them."""
        form = next(one for one in self.tree.iter("form") if (one.get("action") or "").endswith(action_ends))
        fields = [field for field in form.iter() if field.tag in ("input", "textarea", "select")]
        return {field.get("name"): _value(field) for field in fields}

    def alive(self) -> list[str]:
        """Name everything that would run or load by itself from elsewhere."""
        found = []
        for element in self.tree.iter():
            if not isinstance(element.tag, str):
                continue
            if element.tag in ACTIVE or (element.tag == "script" and not _is_ours(element.get("src"))):
                found.append(f"<{element.tag}>")
            found += [
                f"{element.tag} {name}={value}"
                for name, value in element.attrib.items()
                if _acts(element.tag, str(name), value)
            ]
        return found


def _is_ours(address: str | None) -> bool:
    return bool(address) and str(address).startswith("/static/")


def _acts(tag: str, name: str, value: str) -> bool:
    if name.startswith("on") or name in ("style", "srcdoc"):
        return True
    return name in ADDRESSES and _runs_or_loads(tag, value)


def _runs_or_loads(tag: str, address: str) -> bool:
    """A link may lead elsewhere; whatever loads by itself must be of this site."""
    plain = re.sub(r"[\s\x00-\x20]", "", address).lower()
    if re.match(r"(javascript|vbscript|data):", plain):
        return True
    return tag != "a" and bool(re.match(r"(https?:)?//", plain))


def _value(field: Any) -> str:
    if field.tag == "textarea":
        return "".join(field.itertext())
    if field.tag == "select":
        options = list(field.iter("option"))
        chosen = [one for one in options if "selected" in one.attrib] or options[:1]
        return chosen[0].get("value", "") if chosen else ""
    return str(field.get("value", ""))
