"""Pages made once and shown again, to the same person in the same session, while nothing on them has changed.

Who asks, whether he or she may, and whether something changed is found out at every request, in one question
(`queries.glances`); only the drawing of the page is spared.
"""

import hashlib
import re
import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import wraps
from typing import Any, TypeVar

from flask import Flask, Response, current_app, make_response, request, session

from ..clock import now
from ..domain.permissions import Action, may
from ..extensions import compress
from ..queries.glances import Glance, glance_at, next_moment
from . import limits
from .language import COOKIE
from .sessions import token_here

View = TypeVar("View", bound=Callable[..., Any])

MOST_AGE = timedelta(minutes=10)
"""After so long a page is made anew in any case."""

ASIDE = 2_048
"""What a page takes in memory beside its body and its address, about (bytes)."""

_NAME = "stored_pages"
_NEW_EACH_TIME = re.compile(r'(name="(?:csrf_token|form_key)" value=")[^"]*')
"""Kept tokens stay good: the secret behind csrf_token is the session's own, and whatever uses up a form_key
changes the page that held it."""

Key = tuple[str, str, str]
"""The token of the session, the address, and the encodings that the browser takes."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it is sent; `made_for` holds all it was made of, `good_until` what the clock says to that."""

    made_for: tuple[Any, ...]
    good_until: datetime
    tag: str
    headers: tuple[tuple[str, str], ...]
    body: bytes

    def answer(self) -> Response:
        """Send it, or 304 where the browser has it already."""
        if self.tag in request.headers.get("If-None-Match", ""):
            return Response(status=304, headers=list(self.headers))
        return Response(self.body, headers=list(self.headers))


class Pages:
    """The pages of this process, the longest unasked going first when `room` (bytes) is used up."""

    def __init__(self, room: int) -> None:
        self._room, self._used = room, 0
        self._lock = threading.Lock()
        self._pages: OrderedDict[Key, Page] = OrderedDict()

    def find(self, key: Key, made_for: tuple[Any, ...]) -> Page | None:
        """Give the page if it is still as it would be made now."""
        with self._lock:
            page = self._pages.get(key)
            if page is None:
                return None
            if page.made_for != made_for or page.good_until <= now():
                self._forget(key)
                return None
            self._pages.move_to_end(key)
            return page

    def keep(self, key: Key, page: Page) -> None:
        """Keep a page in place of the one that was there."""
        size = _size(key, page)
        if size > self._room:
            return
        with self._lock:
            self._forget(key)
            self._pages[key] = page
            self._used += size
            while self._used > self._room:
                self._forget(next(iter(self._pages)))

    def clear(self) -> None:
        """Forget all."""
        with self._lock:
            self._pages.clear()
            self._used = 0

    def _forget(self, key: Key) -> None:
        page = self._pages.pop(key, None)
        self._used -= _size(key, page) if page else 0


def _size(key: Key, page: Page) -> int:
    """Say how much memory a page takes: many small ones fill the room too."""
    return ASIDE + sum(map(len, key)) + len(page.body)


def kept(view: View) -> View:
    """Let the page of a view with a version in its address be made once for each session; give it an ETag.

    Stands above `allow`, whose action counts here too. The tag is made of the page itself, so that it tells
    nothing of what happened beside it. Pages of administrators, whose looks go on record, and pages with a
    message that is shown once are made every time.
    """

    action: Action = vars(view)["permission"]

    @wraps(view)
    def kept_view(**values: Any) -> Response:
        glance = _glance(action, values)
        if glance is None:
            return _tagged(view(**values))
        pages: Pages = current_app.extensions[_NAME]
        key = (token_here(), request.full_path, request.headers.get("Accept-Encoding", ""))
        page = pages.find(key, _made_for(glance))
        if page is not None:
            limits.count(glance.actor.account_id, action)  # as `allow` does where the page is made
            return page.answer()
        good_until = min(next_moment(glance.project_id), now() + MOST_AGE)
        answer = _tagged(view(**values))
        if answer.status_code in (200, 304):
            tag, headers = answer.headers["ETag"], tuple(answer.headers.items())
            pages.keep(key, Page(_made_for(glance), good_until, tag, headers, answer.get_data()))
        return answer

    return kept_view  # type: ignore[return-value]


def _glance(action: Action, values: dict[str, str]) -> Glance | None:
    """Look who comes; None where the page is to be made in any case, or refused."""
    token, version_id = token_here(), values["version_id"]
    if not token or "_flashes" in session or len(values) > 1 or not version_id.isalnum():
        return None
    glance = glance_at(version_id, token)
    if glance is None or glance.actor.is_admin or not may(glance.actor, action):
        return None
    return glance


def _made_for(glance: Glance) -> tuple[Any, ...]:
    """Give all that a page is made of: who reads it, what makes its language, which secret, at what state."""
    wishes = glance.language, request.cookies.get(COOKIE), request.headers.get("Accept-Language")
    return glance.actor, wishes, session.get("csrf_token"), glance.stamp


def _tagged(given: Any) -> Response:
    """Give a page its tag, and answer 304 where the browser has it already."""
    answer: Response = make_response(given)
    if answer.status_code != 200:
        return answer
    content = _NEW_EACH_TIME.sub(r"\1", answer.get_data(as_text=True)) + session.get("csrf_token", "")
    answer.set_etag(hashlib.sha256(content.encode()).hexdigest()[:32], weak=True)
    answer = compress.after_request(answer)
    answer.make_conditional(request)
    # Servers add the present one. That of a kept page would tell when something last happened beside it.
    del answer.headers["Date"]
    return answer


def register(app: Flask) -> None:
    """Begin without any page."""
    app.extensions[_NAME] = Pages(app.config["PAGE_STORE_MB"] * 1024 * 1024)
