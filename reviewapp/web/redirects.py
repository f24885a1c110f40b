"""Where a form may send its reader next: only to a page of this site."""

import re
from urllib.parse import urlsplit

# Browsers drop tabs and line ends, and read a backslash as a slash: "/\t/host" and "/\host" leave the site.
_LOCAL = re.compile(r"/(?![/\\])[^\\\s\x00-\x1f\x7f]*")


def local(target: str | None, otherwise: str) -> str:
    """Give `target` if it is a path of this site, else `otherwise`."""
    if not target or not _LOCAL.fullmatch(target):
        return otherwise
    parts = urlsplit(target)
    return otherwise if parts.scheme or parts.netloc else target
