"""Whom a comment can call by name: asked for while "@" is typed."""

from typing import Any

from flask import Blueprint, request
from werkzeug.wrappers import Response

from ...domain.permissions import Action, Actor
from ...queries.mentions import people_to_call
from ..access import allow
from ..answers import data

calling = Blueprint("calling", __name__)


@calling.get("/versions/<version_id>/people")
@allow(Action.COMMENT)
def people(version: Any, actor: Actor) -> Response:
    """Give the few people who may be meant by `?q=` in a new comment on a version, as data."""
    found = people_to_call(version, actor, request.args.get("q", ""))
    return data(items=[{"id": one.public_id, "name": one.account.name} for one in found])
