"""Pictures in the HTML of a block: their size is told, so that nothing moves when they come."""

import re
from collections.abc import Mapping

_IMG = re.compile(r'<img src="[^"]*?/?([^"/]+)" alt="[^"]*"(?: width="([0-9]+)")?>')
MAX_LENGTH = 9999


def sized(html: str, sizes: Mapping[str, tuple[int, int]]) -> str:
    """Return clean HTML whose pictures tell width and height in pixels; `sizes` by name of the picture.

    A width that is told already stays and gives the height.
    """
    if "<img" not in html:
        return html

    def written(found: re.Match[str]) -> str:
        size = sizes.get(found[1])
        if size is None or max(size) > MAX_LENGTH:
            return found[0]
        width, height = size
        shown = int(found[2] or width)
        tall = max(1, round(height * shown / width))
        return f'{found[0].split(" width=")[0].rstrip(">")} width="{shown}" height="{tall}">'

    return _IMG.sub(written, html)
