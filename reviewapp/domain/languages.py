"""Language tags (BCP 47) as the product writes them: `zh` means Simplified Chinese."""

import re

from .errors import BadInput

INTERFACE = ("en", "zh")
"""Languages the interface speaks, the default first."""

_TAG = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?")
_SIMPLIFIED = {"zh-Hans", "zh-CN", "zh-SG", "zh-Hans-CN", "zh-Hans-SG", "zh-MY"}
_RETIRED = {"in": "id", "iw": "he"}


def canonical(tag: str) -> str:
    """Write a BCP 47 tag in one form; raise BadInput("language_unknown") for what is none.

    >>> canonical("ZH_hans_cn"), canonical("en-gb")
    ('zh', 'en-GB')
    """
    parts = tag.strip().replace("_", "-").split("-")
    first = parts[0].lower()
    rest = [part.title() if len(part) == 4 else part.upper() for part in parts[1:]]
    written = "-".join([_RETIRED.get(first, first), *rest])
    if not _TAG.fullmatch(written):
        raise BadInput("language_unknown", field="language", tag=tag[:40])
    return "zh" if written in _SIMPLIFIED else written


def html_tag(tag: str) -> str:
    """Give the tag that browsers need to pick glyphs, line breaks and voices."""
    return "zh-Hans" if tag == "zh" else tag


def negotiate(header: str, offered: tuple[str, ...] = INTERFACE) -> str:
    """Pick the interface language for an Accept-Language header by primary subtag, weights obeyed."""
    wishes = []
    for order, item in enumerate(header.split(",")):
        tag, _, weight = item.strip().partition(";q=")
        try:
            quality = float(weight) if weight else 1.0
        except ValueError:
            quality = 0.0
        wishes.append((-quality, order, tag.split("-")[0].lower()))
    for quality, _, primary in sorted(wishes):
        if primary in offered and quality < 0:
            return primary
    return offered[0]
