"""MathML as a line of text: fractions with a slash, roots with their sign, raised and lowered parts."""

import html
from collections.abc import Callable

from .open_xml import Element, o

_LEFT_OUT = {o("math:annotation"), o("math:annotation-xml"), o("math:mphantom")}


def formula(element: Element) -> str:
    """Return a formula or a part of one as phrasing HTML."""
    if not isinstance(element.tag, str) or element.tag in _LEFT_OUT:
        return ""
    special = _PARTS.get(element.tag)
    if special is not None:
        return special(element)
    if not len(element):
        return html.escape("".join((element.text or "").split("\n")).strip(" "), quote=False)
    return "".join(formula(child) for child in element)


def _parts(element: Element) -> list[str]:
    return [formula(child) for child in element if isinstance(child.tag, str)]


def _part(element: Element, place: int) -> str:
    parts = _parts(element)
    return parts[place] if place < len(parts) else ""


def _grouped(inner: str) -> str:
    return inner if len(inner) < 2 or inner.isalnum() else f"({inner})"


def _fraction(element: Element) -> str:
    return f"{_grouped(_part(element, 0))}/{_grouped(_part(element, 1))}"


def _scripts(*tags: str) -> Callable[[Element], str]:
    def part(element: Element) -> str:
        base, *others = _parts(element) or [""]
        around = (f"<{tag}>{inner}</{tag}>" for tag, inner in zip(tags, others, strict=False) if inner)
        return base + "".join(around)

    return part


def _root(element: Element) -> str:
    return f"√{_grouped(''.join(_parts(element)))}"


def _root_of_degree(element: Element) -> str:
    degree = _part(element, 1)
    return f"{f'<sup>{degree}</sup>' if degree else ''}√{_grouped(_part(element, 0))}"


def _fenced(element: Element) -> str:
    first, last = (
        html.escape(element.get(end, sign), quote=False) for end, sign in (("open", "("), ("close", ")"))
    )
    between = html.escape(element.get("separators", ",")[:1], quote=False)
    return first + between.join(_parts(element)) + last


def _rows(element: Element) -> str:
    return "; ".join(_parts(element))


def _row(element: Element) -> str:
    return ", ".join(_parts(element))


def _quoted(element: Element) -> str:
    return html.escape(" ".join((element.text or "").split()), quote=False)


def _operator(element: Element) -> str:
    sign = html.escape((element.text or "").strip(), quote=False)
    return f" {sign} " if sign in _SPACED else sign


_SPACED = {"=", "≠", "≈", "≤", "≥", "&lt;", "&gt;", "+", "−", "→", "⇒", "⇔", "∈"}
_PARTS: dict[str, Callable[[Element], str]] = {
    o("math:mfrac"): _fraction,
    o("math:msub"): _scripts("sub"),
    o("math:msup"): _scripts("sup"),
    o("math:msubsup"): _scripts("sub", "sup"),
    o("math:munder"): _scripts("sub"),
    o("math:mover"): _scripts("sup"),
    o("math:munderover"): _scripts("sub", "sup"),
    o("math:msqrt"): _root,
    o("math:mroot"): _root_of_degree,
    o("math:mfenced"): _fenced,
    o("math:mtable"): _rows,
    o("math:mtr"): _row,
    o("math:mtext"): _quoted,
    o("math:mo"): _operator,
    o("math:mspace"): lambda element: " ",
}
