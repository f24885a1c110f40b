"""Where a reader may be sent next: only to a page of this site."""

import re
from urllib.parse import urlsplit

from flask import current_app, request

# Browsers drop tabs and line ends, and read a backslash as a slash: "/\t/host" and "/\host" leave the site.
_LOCAL = re.compile(r"/(?![/\\])[^\\\s\x00-\x1f\x7f]*")


def local(target: str | None, otherwise: str) -> str:
    """Give `target` if it is a path of this site, else `otherwise`."""
    if not target or not _LOCAL.fullmatch(target):
        return otherwise
    parts = urlsplit(target)
    return otherwise if parts.scheme or parts.netloc else target


def page_here() -> str:
    """Give the address of the page at hand: that of a refused form opens nothing, the one above it does."""
    path = request.path if request.method in ("GET", "HEAD") else page_above(request.path)
    query = request.query_string.decode(errors="replace")
    return f"{request.script_root}{path}{'?' + query if query else ''}"


def page_above(path: str) -> str:
    """Give the nearest path, from `path` upward, that opens as a page."""
    routes = current_app.url_map.bind("")
    while path and "GET" not in routes.allowed_methods(path):
        path = path.rpartition("/")[0]
    return path or "/"
