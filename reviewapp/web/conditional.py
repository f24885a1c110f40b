"""Pages that a browser keeps: sent again only when something on them has changed."""

import hashlib
import re

from flask import Response, make_response, request, session

_NEW_EACH_TIME = re.compile(r'(name="(?:csrf_token|form_key)" value=")[^"]*')
"""Kept tokens stay good: the secret behind csrf_token is the session's own, and whatever uses up a form_key
changes the page that held it."""


def kept(html: str) -> Response:
    """Answer with a page, or 304 where the browser has it already."""
    content = _NEW_EACH_TIME.sub(r"\1", html) + session.get("csrf_token", "")
    answer = make_response(html)
    answer.set_etag(hashlib.sha256(content.encode()).hexdigest()[:32], weak=True)
    answer.make_conditional(request)
    return answer
