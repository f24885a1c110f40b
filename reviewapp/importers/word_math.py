"""Formulas as a line of text: fractions with a slash, roots with their sign, raised and lowered parts."""

import html
from collections.abc import Callable

from .word_xml import MATH, Element, w

_VAL = f"{{{MATH}}}val"
_WORD_TEXT = w("t")


def m(name: str) -> str:
    """Return the full name of an element of a formula."""
    return f"{{{MATH}}}{name}"


def formula(element: Element) -> str:
    """Return a formula (oMath, oMathPara or a part of one) as phrasing HTML."""
    special = _PARTS.get(element.tag)
    if special is not None:
        return special(element)
    if element.tag in (m("t"), _WORD_TEXT):
        return html.escape(element.text or "", quote=False)
    return "".join(formula(child) for child in element if isinstance(child.tag, str))


def _part(element: Element, name: str) -> str:
    found = element.find(m(name))
    return "" if found is None else formula(found)


def _grouped(inner: str) -> str:
    return inner if len(inner) < 2 or inner.isalnum() else f"({inner})"


def _property(element: Element, container: str, name: str, default: str) -> str:
    found = element.find(f"{m(container)}/{m(name)}")
    return default if found is None else html.escape(found.get(_VAL, ""), quote=False)


def _fraction(element: Element) -> str:
    return f"{_grouped(_part(element, 'num'))}/{_grouped(_part(element, 'den'))}"


def _raised(tag: str, name: str) -> Callable[[Element], str]:
    def part(element: Element) -> str:
        inner = _part(element, name)
        return f"<{tag}>{inner}</{tag}>" if inner else ""

    return part


_sub, _sup = _raised("sub", "sub"), _raised("sup", "sup")


def _root(element: Element) -> str:
    degree = _part(element, "deg")
    return f"{f'<sup>{degree}</sup>' if degree else ''}√{_grouped(_part(element, 'e'))}"


def _delimited(element: Element) -> str:
    first, last = (_property(element, "dPr", f"{end}Chr", sign) for end, sign in (("beg", "("), ("end", ")")))
    between = _property(element, "dPr", "sepChr", "|")
    return first + between.join(formula(one) for one in element.iterchildren(m("e"))) + last


def _nary(element: Element) -> str:
    return _property(element, "naryPr", "chr", "∫") + _sub(element) + _sup(element) + _part(element, "e")


def _matrix(element: Element) -> str:
    rows = element.iterchildren(m("mr"))
    return "; ".join(", ".join(formula(one) for one in row.iterchildren(m("e"))) for row in rows)


def _lines(element: Element) -> str:
    return "; ".join(formula(one) for one in element.iterchildren(m("e")))


def _limit(element: Element) -> str:
    return f"{_part(element, 'e')}<sub>{_part(element, 'lim')}</sub>"


_PARTS: dict[str, Callable[[Element], str]] = {
    m("f"): _fraction,
    m("sSub"): lambda element: _part(element, "e") + _sub(element),
    m("sSup"): lambda element: _part(element, "e") + _sup(element),
    m("sSubSup"): lambda element: _part(element, "e") + _sub(element) + _sup(element),
    m("sPre"): lambda element: _sub(element) + _sup(element) + _part(element, "e"),
    m("rad"): _root,
    m("d"): _delimited,
    m("nary"): _nary,
    m("func"): lambda element: f"{_part(element, 'fName')} {_part(element, 'e')}",
    m("m"): _matrix,
    m("eqArr"): _lines,
    m("limLow"): _limit,
    m("limUpp"): _limit,
    w("del"): lambda element: "",
    w("moveFrom"): lambda element: "",
    w("rPr"): lambda element: "",
}
