"""Doors: where a comment stands in a version, and that what was accepted stands in it."""

from typing import Any

from ...domain.errors import BadInput
from ...domain.permissions import Actor
from ...queries.versions import find_version, sees_version
from ...services.implementations import mark_implemented, unmark_implemented
from ...services.places import settle_place
from .bodies import span_of
from .doors import Tagged
from .schemas import threads as schema
from .tags import matching, showing_what_stands, tagged


@showing_what_stands
def settle(*, thread: Any, actor: Actor, body: schema.Settling) -> Tagged:
    """Say where a comment stands in a version."""
    version = _version_named(body.version, thread, actor)
    span = span_of(body.start, body.end)
    if body.removed and (span or body.section):
        raise BadInput("place_missing", field="removed")
    with matching(thread, actor):
        settle_place(thread, version, actor=actor, section=body.section, span=span, removed=body.removed)
    return tagged(thread, actor, version)


@showing_what_stands
def implemented(*, thread: Any, actor: Actor, body: schema.Implementing) -> Tagged:
    """Say that what was accepted stands in a version."""
    version = _version_named(body.version, thread, actor)
    with matching(thread, actor):
        mark_implemented(thread, version, note=body.note, actor=actor)
    return tagged(thread, actor)


@showing_what_stands
def unimplemented(*, thread: Any, actor: Actor, body: schema.ImplementedIn) -> Tagged:
    """Take back that what was accepted stands in a version."""
    version = _version_named(body.version, thread, actor)
    with matching(thread, actor):
        unmark_implemented(thread, version, actor=actor)
    return tagged(thread, actor)


def _version_named(public_id: str, thread: Any, actor: Actor) -> Any:
    """Find a version of the thread's document that the actor sees. Raises BadInput("version_other_line")."""
    version = find_version(public_id)
    if version is None or version.document_id != thread.document_id or not sees_version(actor, version):
        raise BadInput("version_other_line", field="version")
    return version
