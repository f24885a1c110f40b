"""Lists in pages: a limit, an opaque cursor, and a link to the next page."""

import base64
import binascii
import json
from collections.abc import Callable, Sequence
from typing import Any, TypeVar
from urllib.parse import urlencode

from flask import Response, current_app, request
from pydantic import BaseModel

from .bodies import misfit

Row = TypeVar("Row")

DEFAULT, MOST = 50, 200


def limit(default: int = DEFAULT) -> int:
    """Give how many items are asked for, at most 200."""
    asked = request.args.get("limit", "")
    if not asked:
        return default
    if not (asked.isascii() and asked.isdigit() and 0 < int(asked[:9]) < 10**8):
        raise misfit("limit", "int_type")
    return min(int(asked), MOST)


def cursor() -> list[Any] | None:
    """Give what `cursor_of` made; None for the first page."""
    text = request.args.get("cursor", "")
    if not text:
        return None
    try:
        parts = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    except (ValueError, binascii.Error, RecursionError):
        parts = None
    if not isinstance(parts, list) or not all(isinstance(part, str | int) for part in parts):
        raise misfit("cursor", "cursor")
    return parts


def cursor_of(*parts: str | int) -> str:
    """Make a cursor, URL-safe. Only public ids and places in the text go in."""
    return base64.urlsafe_b64encode(json.dumps(parts).encode()).decode().rstrip("=")


def slice_of(
    rows: Sequence[Row], id_of: Callable[[Row], str], default: int = DEFAULT
) -> tuple[list[Row], str | None]:
    """Cut the page asked for out of a short list; give it with the next cursor."""
    first, size = 0, limit(default)
    if (after := cursor()) is not None:
        ids = [id_of(row) for row in rows]
        if len(after) != 1 or after[0] not in ids:
            raise misfit("cursor", "cursor")
        first = ids.index(after[0]) + 1
    page = list(rows[first : first + size])
    return page, cursor_of(id_of(page[-1])) if first + size < len(rows) else None


def page(items: Sequence[BaseModel], following: str | None) -> Response:
    """Answer with a page of a list."""
    body = {"items": [item.model_dump(mode="json") for item in items], "next": following}
    answer = Response(json.dumps(body, ensure_ascii=False), mimetype="application/json")
    if following is not None:
        answer.headers["Link"] = f'<{_address(following)}>; rel="next"'
    return answer


def _address(following: str) -> str:
    query = [(name, value) for name, value in request.args.items(multi=True) if name != "cursor"]
    return f"{current_app.config['BASE_URL']}{request.path}?{urlencode([*query, ('cursor', following)])}"
