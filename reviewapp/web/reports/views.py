"""Files to take away: the comments table of a document or a round, as its list shows it."""

from typing import Any

from flask import Blueprint, Response

from ...domain.permissions import Action, Actor
from ..access import allow
from ..comments_file import comments_file

reports = Blueprint("reports", __name__)


@reports.get("/documents/<document_id>/export")
@allow(Action.EXPORT)
def document(document: Any, actor: Actor) -> Response:
    """Give the comments table of a document."""
    return comments_file(document, actor, is_round=False)


@reports.get("/rounds/<round_id>/export")
@allow(Action.EXPORT)
def round(round: Any, actor: Actor) -> Response:
    """Give the comments table of a round."""
    return comments_file(round, actor, is_round=True)
