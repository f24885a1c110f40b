"""What encodings are called: the writing they are for, and their name."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

WRITINGS = {
    "UTF-8": _l("Unicode"),
    "UTF-16LE": _l("Unicode"),
    "UTF-16BE": _l("Unicode"),
    "GB18030": _l("Simplified Chinese"),
    "Big5": _l("Traditional Chinese"),
    "Windows-874": _l("Thai"),
    "Windows-1258": _l("Vietnamese"),
    "Windows-1252": _l("Western European"),
    "Shift_JIS": _l("Japanese"),
    "EUC-JP": _l("Japanese"),
    "EUC-KR": _l("Korean"),
    "Windows-1250": _l("Central European"),
    "Windows-1251": _l("Cyrillic"),
    "KOI8-R": _l("Cyrillic"),
    "Windows-1253": _l("Greek"),
    "Windows-1254": _l("Turkish"),
    "Windows-1255": _l("Hebrew"),
    "Windows-1256": _l("Arabic"),
    "Windows-1257": _l("Baltic"),
}


def encoding_words(name: str) -> str:
    """Put the name of an encoding into words; "" stands for Unicode that says so itself."""
    if not name:
        return str(WRITINGS["UTF-8"])
    return str(_("%(writing)s (%(name)s)", writing=WRITINGS[name], name=name))
