"""Tables as screen readers need them: what a header cell is the header of."""

import re

_PART = re.compile(r"<(thead|tbody|tfoot|table)\b|<th(?P<attributes>(?: [^>]*)?)>")


def scoped(html: str) -> str:
    """Return a table whose header cells say whether they head a column or a row.

    In the head of a table they head columns, elsewhere rows; what a cell says already stays.
    """
    if "<th" not in html:
        return html
    is_head = False

    def written(found: re.Match[str]) -> str:
        nonlocal is_head
        attributes = found["attributes"]
        if attributes is None:
            is_head = found[1] == "thead"
            return found[0]
        if " scope=" in attributes:
            return found[0]
        return f'<th{attributes} scope="{"col" if is_head else "row"}">'

    return _PART.sub(written, html)
