"""What a run of a Word file looks like, and the elements that say so."""

from collections.abc import Mapping
from html import escape

from .drafting import is_kept_link
from .languages import Languages
from .phrasing import Tags
from .word_styles import Looks, ParagraphStyle, Styles, font_of, languages_of, switches_of
from .word_xml import Element, setting, w

Own = Mapping[str, Element]  # the properties of a run itself

_STYLE, _RAISE, _UNDERLINE = w("rStyle"), w("vertAlign"), w("u")
_RAISED = {"superscript": "<sup>", "subscript": "<sub>"}


def looks_of(own: Own, around: ParagraphStyle, styles: Styles) -> Looks:
    """Return what a run looks like: by itself, else by its style, else by its paragraph."""
    if not own:
        return around.looks
    style = styles.run(setting(own, _STYLE))
    outside, switched = around.looks.switches, switches_of(own)
    switches = {**outside, **style.switches, **switched}
    if style.switches.get("vanish") and outside.get("vanish") and "vanish" not in switched:
        switches["vanish"] = False  # said twice, it is taken back
    raised = setting(own, _RAISE) or style.raised or around.looks.raised
    return Looks(switches, raised, style.tag, font_of(own) or style.font)


def tags_of(
    text: str,
    looks: Looks,
    own: Own,
    around: ParagraphStyle,
    languages: Languages,
    *,
    link: str = "",
    is_rtl: bool = False,
) -> Tags:
    """Return the elements around the text of a run. What the whole paragraph is anyway needs none."""
    href = link.strip().replace(" ", "%20")
    is_link = bool(href) and is_kept_link(href)
    if not own and not is_link and not looks.switches and text.isascii():
        return ()
    tags = [f'<a href="{escape(href)}">'] if is_link else []
    tags += _language(text, looks, own, languages, is_rtl=is_rtl)
    outside = around.looks.switches
    for tag in ("strong", "em", "s"):
        if looks.switches.get(tag) and (tag == "s" or not outside.get(tag)):
            tags.append(f"<{tag}>")
    if looks.tag and f"<{looks.tag}>" not in tags:
        tags.append(f"<{looks.tag}>")
    if not is_link and setting(own, _UNDERLINE) not in ("", "none"):
        tags.append("<u>")
    if looks.raised in _RAISED:
        tags.append(_RAISED[looks.raised])
    return tuple(tags)


def _language(text: str, looks: Looks, own: Own, languages: Languages, *, is_rtl: bool) -> list[str]:
    named = languages_of(own)
    language = languages.of_run(text, named) if named or not text.isascii() else ""
    lang = f' lang="{language}"' if language else ""
    direction = ' dir="rtl"' if looks.switches.get("rtl") and not is_rtl else ""
    return [f"<span{lang}{direction}>"] if lang or direction else []
