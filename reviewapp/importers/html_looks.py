"""How the words of an HTML page look: the elements that an element or its style stands for."""

import re
from dataclasses import dataclass
from html import escape

from .drafting import is_kept_link
from .html_tree import Element, look_of
from .phrasing import Tags

_TAGS = {
    **dict.fromkeys(("b", "strong", "dt", "summary"), "<strong>"),
    **dict.fromkeys(("i", "em", "cite", "dfn", "var"), "<em>"),
    **dict.fromkeys(("u", "ins"), "<u>"),
    **dict.fromkeys(("s", "strike", "del"), "<s>"),
    **dict.fromkeys(("code", "tt", "kbd", "samp"), "<code>"),
    **{name: f"<{name}>" for name in ("sub", "sup", "ruby", "rt", "rp")},
}
_HEAVY = re.compile(r"bold(?:er)?|[6-9]00|1000")
_LIGHT = re.compile(r"normal|lighter|[1-5]00")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}")
_STRONG, _EM = "<strong>", "<em>"


@dataclass(frozen=True, slots=True)
class Look:
    """The tags that words stand in, and the language and direction of what stands around them."""

    tags: Tags = ()
    language: str = ""
    direction: str = ""

    def within(self, element: Element) -> "Look":
        """Return the look inside an element."""
        if not element.attrib and element.tag not in _TAGS:
            return self
        tags = list(self.tags)
        for tag in (_TAGS.get(element.tag, ""), *_styled(element)):
            if tag and tag not in tags:
                tags.append(tag)
        look = look_of(element)
        if _LIGHT.fullmatch(look.get("font-weight", "")) and element.tag != "strong":
            tags = [tag for tag in tags if tag != _STRONG]
        if look.get("font-style") == "normal":
            tags = [tag for tag in tags if tag != _EM]
        language, direction = self._voice(element)
        if (language, direction) != (self.language, self.direction):
            tags = [tag for tag in tags if not tag.startswith("<span")]
            tags.insert(0, _span(language, direction))
        link = _link(element)
        if link and not any(tag.startswith("<a ") for tag in tags):
            tags.append(link)
        return Look(tuple(tags), language, direction)

    def _voice(self, element: Element) -> tuple[str, str]:
        language = element.get("lang") or element.get("{http://www.w3.org/XML/1998/namespace}lang") or ""
        direction = (element.get("dir") or "").lower()
        if element.tag in ("html", "body"):  # the language of the whole is that of the version
            return "", direction if direction == "rtl" else ""
        return (
            language if _LANGUAGE.fullmatch(language) else self.language,
            direction if direction in ("ltr", "rtl", "auto") else self.direction,
        )

    @property
    def outside_marks(self) -> Tags:
        """Return the tags that the mark of a note may stand in."""
        return tuple(tag for tag in self.tags if tag != "<sup>" and not tag.startswith("<a "))


def _styled(element: Element) -> list[str]:
    look = look_of(element)
    if not look:
        return []
    lines = look.get("text-decoration", "") + look.get("text-decoration-line", "")
    found = [
        (_STRONG, bool(_HEAVY.fullmatch(look.get("font-weight", "")))),
        (_EM, look.get("font-style") in ("italic", "oblique")),
        ("<u>", "underline" in lines and element.tag != "a"),
        ("<s>", "line-through" in lines),
        ("<sup>", look.get("vertical-align") == "super"),
        ("<sub>", look.get("vertical-align") == "sub"),
    ]
    return [tag for tag, holds in found if holds]


def _span(language: str, direction: str) -> str:
    attributes = (f' lang="{language}"' if language else "") + (f' dir="{direction}"' if direction else "")
    return f"<span{attributes}>" if attributes else ""


def _link(element: Element) -> str:
    if element.tag != "a":
        return ""
    href = "".join((element.get("href") or "").split())
    return f'<a href="{escape(href)}">' if is_kept_link(href) else ""
