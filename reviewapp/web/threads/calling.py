"""What is asked while a comment is typed: whom it can call by name, and what it will look like."""

from typing import Any

from flask import Blueprint, request
from werkzeug.wrappers import Response

from ...domain.permissions import Action, Actor
from ...queries.mentions import people_to_call
from ...services.previews import preview as shown_before
from ..access import allow
from ..answers import data

calling = Blueprint("calling", __name__)


@calling.get("/versions/<version_id>/people")
@allow(Action.COMMENT)
def people(version: Any, actor: Actor) -> Response:
    """Give the few people who may be meant by `?q=` in a new comment on a version, as data."""
    found = people_to_call(version, actor, request.args.get("q", ""))
    return data(items=[{"id": one.public_id, "name": one.account.name} for one in found])


@calling.post("/versions/<version_id>/preview")
@allow(Action.COMMENT)
def preview(version: Any, actor: Actor) -> Response:
    """Show what `text` will look like as a comment."""
    return data(html=shown_before(request.form.get("text", "")))
