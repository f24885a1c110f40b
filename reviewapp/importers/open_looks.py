"""What styles of OpenDocument say of words, by script, and the elements that say so."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape

from .drafting import is_kept_link
from .languages import Languages, slot_of
from .open_xml import Element, o
from .phrasing import Tags

# By slot of a script: the names of weight, posture, language and country.
_BY_SCRIPT = {
    "val": ("fo:font-weight", "fo:font-style", "fo:language", "fo:country"),
    **{
        slot: tuple(f"style:{name}-{script}" for name in ("font-weight", "font-style", "language", "country"))
        for slot, script in (("eastAsia", "asian"), ("bidi", "complex"))
    },
}
_LATIN = "val"
_NO = {"", "none"}
_BOLD_FROM = 600
_NAMES = {slot: tuple(o(name) for name in names) for slot, names in _BY_SCRIPT.items()}
_UNDERLINE = (o("style:text-underline-style"), o("style:text-underline-type"))
_LINE_THROUGH = (o("style:text-line-through-style"), o("style:text-line-through-type"))
_POSITION, _DISPLAY = o("style:text-position"), o("text:display")
_FONT, _FAMILY = o("style:font-name"), o("fo:font-family")
_SIGN_FONTS = re.compile(r"['\"]?(symbol|wingdings(?: 2)?)\b", re.IGNORECASE)
_RAISED = {"sup": "<sup>", "sub": "<sub>"}
_ORDER = ("strong", "em", "s", "u")


@dataclass(frozen=True, slots=True)
class Looks:
    """What is said of words: `switches` by "strong eastAsia", "s", "u", "hidden"; `raised` sup, sub or ""."""

    switches: Mapping[str, bool] = field(default_factory=dict)
    languages: Mapping[str, str] = field(default_factory=dict)
    raised: str | None = None
    tag: str = ""
    font: str = ""  # of signs instead of letters

    def under(self, inner: "Looks") -> "Looks":
        """Return these looks with those of something inside."""
        if inner is NO_LOOKS:
            return self
        return Looks(
            {**self.switches, **inner.switches},
            {**self.languages, **inner.languages},
            self.raised if inner.raised is None else inner.raised,
            inner.tag or self.tag,
            inner.font or self.font,
        )

    def has(self, switch: str, slot: str) -> bool:
        """Tell whether a switch is on for words of a script; what is said of Latin words holds for others."""
        by_script = self.switches.get(f"{switch} {slot}")
        if by_script is None:
            by_script = self.switches.get(f"{switch} {_LATIN}", self.switches.get(switch, False))
        return by_script

    @property
    def is_hidden(self) -> bool:
        """Tell whether words of these looks are not shown."""
        return self.switches.get("hidden", False)


NO_LOOKS = Looks()


def looks_in(properties: Element | None, tag: str = "") -> Looks:
    """Return what text properties (None: there are none) say by themselves."""
    if properties is None or not properties.attrib:
        return Looks(tag=tag) if tag else NO_LOOKS
    own = properties.attrib
    switches: dict[str, bool] = {}
    languages: dict[str, str] = {}
    for slot, (weight, posture, language, country) in _NAMES.items():
        if weight in own:
            switches[f"strong {slot}"] = _is_bold(own[weight])
        if posture in own:
            switches[f"em {slot}"] = own[posture] in ("italic", "oblique")
        if language in own and own[language] not in _NO:
            languages[slot] = _tag(own[language], own.get(country, ""))
    for switch, names in (("u", _UNDERLINE), ("s", _LINE_THROUGH)):
        said = [own[name] for name in names if name in own]
        if said:
            switches[switch] = any(one not in _NO for one in said)
    if _DISPLAY in own:
        switches["hidden"] = own[_DISPLAY] == "none"
    raised = _raised(own[_POSITION]) if _POSITION in own else None
    return Looks(switches, languages, raised, tag, _font(own.get(_FONT) or own.get(_FAMILY, "")))


def tags_of(text: str, looks: Looks, outside: Looks, languages: Languages, link: str = "") -> Tags:
    """Return the elements around words. What the style of the whole paragraph says (`outside`) needs none."""
    href = link.strip().replace(" ", "%20")
    is_link = bool(href) and is_kept_link(href)
    if looks is outside and not is_link and text.isascii():
        return ()
    slot = slot_of(text)
    tags = [f'<a href="{escape(href)}">'] if is_link else []
    language = languages.of_run(text, looks.languages)
    if language:
        tags.append(f'<span lang="{language}">')
    for tag in _ORDER:
        if looks.has(tag, slot) and not outside.has(tag, slot) and not (tag == "u" and is_link):
            tags.append(f"<{tag}>")
    if looks.tag and f"<{looks.tag}>" not in tags:
        tags.append(f"<{looks.tag}>")
    if looks.raised in _RAISED and looks.raised != outside.raised:
        tags.append(_RAISED[looks.raised])
    return tuple(tags)


def _is_bold(weight: str) -> bool:
    return weight == "bold" or (weight.isdecimal() and int(weight[:4]) >= _BOLD_FROM)


def _raised(position: str) -> str:
    """Read a position: "super 58%", "-33% 58%", "0% 100%"."""
    first = position.partition(" ")[0]
    if first in ("super", "sub"):
        return first.replace("super", "sup")
    share = first.rstrip("%").lstrip("+")
    if share.startswith("-"):
        return "sub" if share.strip("-0.") else ""
    return "sup" if share.strip("0.") else ""


def _font(name: str) -> str:
    found = _SIGN_FONTS.match(name)
    return found[1].lower() if found else ""


def _tag(language: str, country: str) -> str:
    return language if country in _NO else f"{language}-{country}"
