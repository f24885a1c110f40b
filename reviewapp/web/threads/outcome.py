"""What follows on a comment or reply that was sent: what a script is told, where a page leads."""

import re
from typing import Any
from urllib.parse import urlsplit

from flask import Response, request, url_for

from ...domain.threads import Status
from ...queries.threads import find_thread
from ..answers import data
from ..forms import ReviewForm
from ..thread_page import address_in_text

_READING = re.compile(r"/versions/([a-z0-9]+)")


def back_to(thread: Any) -> str:
    """Give the page a reply was written on: the text of a version, else the thread's own page."""
    came_from = urlsplit(request.referrer or "")
    reading = _READING.fullmatch(came_from.path.removeprefix(request.script_root))
    if reading and came_from.netloc == request.host:
        return address_in_text(thread.public_id, reading[1])
    return url_for("threads.show", thread_id=thread.public_id, _anchor=f"thread-{thread.public_id}")


def told(form: ReviewForm, thread_id: str | None, url: str) -> Response:
    """Tell a script what became of the form: which thread it made or answered, or why none."""
    thread = find_thread(thread_id) if thread_id else None
    if thread is None:
        return form.refusal()
    is_draft = thread.status is Status.DRAFT
    return data(201, thread=thread.public_id, url=url, number=thread.number, draft=is_draft)
