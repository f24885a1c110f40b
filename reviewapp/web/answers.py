"""What the scripts of our pages are told: data instead of a page, where a request asks for it."""

import json
from typing import Any

from flask import Response, request

_JSON = "application/json"


def wants_data() -> bool:
    """Tell whether a script of ours asks, and not a browser for a page."""
    return request.accept_mimetypes.best_match(["text/html", _JSON]) == _JSON


def data(status: int = 200, **members: Any) -> Response:
    """Answer a script. A refusal has `message`, one sentence in the reader's language."""
    return Response(json.dumps(members, ensure_ascii=False), status, mimetype=_JSON)
