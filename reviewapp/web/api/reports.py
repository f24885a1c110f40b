"""Doors: the comments table as a file."""

from typing import Any

from flask import Response

from ...domain.permissions import Actor
from ..comments_file import comments_file


def of_round(*, round: Any, actor: Actor) -> Response:
    """Export the comments of a round, whichever version they were made on."""
    return comments_file(round, actor, is_round=True)


def of_document(*, document: Any, actor: Actor) -> Response:
    """Export the comments of a document, in all its versions and languages."""
    return comments_file(document, actor, is_round=False)
