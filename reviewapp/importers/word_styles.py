"""What the paragraph styles of a Word file mean, in whatever language they are named."""

import re
from dataclasses import dataclass
from typing import Any

from .word_parts import parse

# What a style's name says. The first rule that matches wins; "" means an ordinary paragraph.
_BY_NAME = (
    (
        re.compile(r"(?:toc|目录|目錄|verzeichnis)\s*\d|toc heading|table of figures|图表目录", re.I),
        "toc",
    ),
    (re.compile(r"(?:heading|标题|標題|überschrift|titre|título|titolo|kop)\s*([1-9])", re.I), "heading"),
    (re.compile(r"(?:list bullet|list number|列表项目符号|列表编号)\s*([2-5])", re.I), "item"),
    (re.compile(r"(?:title|标题|標題|titel)", re.I), "heading-1"),
    (re.compile(r"(?:subtitle|副标题|副標題|untertitel)", re.I), ""),
    (re.compile(r"(?:caption|题注|題註|标号|beschriftung|légende|image caption|figure)", re.I), "caption"),
    (
        re.compile(r"(?:intense )?quote|block text|引用|明显引用|zitat|quotations", re.I),
        "quote",
    ),
    (re.compile(r"(?:source code|html preformatted|code|preformatted text|html 预设格式)", re.I), "code"),
)
_DEEPEST = 6
_BODY_TEXT = 9  # the outline level that says "no heading"


@dataclass(frozen=True, slots=True)
class _Style:
    name: str
    outline: int | None
    parent: str


def paragraph_kinds(styles_xml: bytes) -> dict[str, str]:
    """Return what the paragraphs of each style id are: heading-1 … heading-6, toc, caption, quote, code,
    item-2 … item-5 (a list item of at least that depth, if the paragraph is numbered at all).

    Styles of ordinary paragraphs are left out. A style means what the nearest style it is based on means.
    """
    if not styles_xml:
        return {}
    styles: dict[str, _Style] = {}
    for element in parse(styles_xml).iterfind("{*}style"):
        if _value(element, "type") == "paragraph":
            styles.setdefault(_value(element, "styleId"), _style(element))
    kinds = {style_id: _kind(style_id, styles) for style_id in styles}
    return {style_id: kind for style_id, kind in kinds.items() if kind}


def _kind(style_id: str, styles: dict[str, _Style]) -> str:
    seen: set[str] = set()
    while style_id in styles and style_id not in seen:
        seen.add(style_id)
        style = styles[style_id]
        own = _own_kind(style)
        if own is not None:
            return own
        style_id = style.parent
    return ""


def _own_kind(style: _Style) -> str | None:
    for pattern, kind in _BY_NAME:
        if found := pattern.fullmatch(style.name):
            return f"{kind}-{min(int(found[1]), _DEEPEST)}" if found.re.groups else kind
    if style.outline is None:
        return None
    return "" if style.outline >= _BODY_TEXT else f"heading-{min(style.outline + 1, _DEEPEST)}"


def _style(element: Any) -> _Style:
    outline = _value(element.find("{*}pPr/{*}outlineLvl"), "val")
    return _Style(
        name=_value(element.find("{*}name"), "val").strip(),
        outline=int(outline) if outline.isdecimal() else None,
        parent=_value(element.find("{*}basedOn"), "val"),
    )


def _value(element: Any, attribute: str) -> str:
    """Return an attribute whatever its namespace: transitional and strict files differ."""
    if element is None:
        return ""
    return next((str(value) for name, value in element.attrib.items() if name.endswith("}" + attribute)), "")
