"""Language tags (BCP 47) as the product writes them: `zh` means Simplified Chinese."""

import re
from collections.abc import Sequence

from .errors import BadInput

DEFAULT = "en"
"""The language the screens are written in; what a pack does not say is said in it."""

ENOUGH = 0.9
"""Share of the words a pack must hold before people are offered its language."""

WRITTEN = ("en", "zh", "id", "th", "vi", "km", "lo")
"""Languages a comment is written in, beside those of the screens, in the order they are offered."""

_TAG = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?")
_SIMPLIFIED = {"zh-Hans", "zh-CN", "zh-SG", "zh-Hans-CN", "zh-Hans-SG", "zh-MY"}
_RETIRED = {"in": "id", "iw": "he"}
_TRADITIONAL = {"zh-TW", "zh-HK", "zh-MO", "zh-Hant-TW", "zh-Hant-HK", "zh-Hant-MO"}


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


def fitting(tag: str, offered: Sequence[str]) -> str | None:
    """Give the offered language that serves who wishes `tag`; None where there is none.

    >>> fitting("zh-TW", ["en", "zh"]), fitting("zh-TW", ["zh", "zh-Hant"]), fitting("th", ["en"])
    ('zh', 'zh-Hant', None)
    """
    primary = tag.strip().replace("_", "-").partition("-")[0].lower()
    primary = _RETIRED.get(primary, primary)
    try:
        written = canonical(tag)
    except BadInput:
        written = primary
    without_region = re.sub("-([A-Z]{2}|[0-9]{3})$", "", written)
    nearest = ("zh-Hant",) if written in _TRADITIONAL else ()
    for candidate in (written, *nearest, without_region, primary):
        if candidate in offered:
            return candidate
    return next((one for one in offered if one.partition("-")[0] == primary), None)


def negotiate(header: str, offered: Sequence[str]) -> str:
    """Pick a language for an Accept-Language header, weights obeyed; the first offered where none fits."""
    wishes = []
    for order, item in enumerate(header.split(",")):
        tag, _, weight = item.strip().partition(";q=")
        try:
            quality = float(weight) if weight else 1.0
        except ValueError:
            quality = 0.0
        wishes.append((-quality, order, tag))
    for quality, _, tag in sorted(wishes):
        if quality < 0 and (language := fitting(tag, offered)):
            return language
    return offered[0]
