"""What stands around every page: where one is, and where one can go."""

from typing import Any

from flask import Flask, g, request, url_for
from flask_babel import gettext as _

from ..domain.permissions import Action, Actor, may

_PLACES: tuple[tuple[str, str, Action, frozenset[str]], ...] = (
    (
        "projects.show",
        "documents",
        Action.SEE_PROJECT,
        frozenset(
            {
                "projects",
                "documents",
                "versions",
                "imports",
                "reading",
                "printing",
                "reviewing",
                "threads.new",
                "threads.create",
            }
        ),
    ),
    ("rounds.index", "rounds", Action.SEE_DESK, frozenset({"rounds", "inviting"})),
    (
        "triage.index",
        "comments",
        Action.SEE_DESK,
        frozenset({"triage", "places", "threads.show", "threads.reply", "threads.withdraw"}),
    ),
    ("threads.mine", "mine", Action.COMMENT, frozenset({"threads.mine"})),
    ("people.index", "people", Action.SEE_PEOPLE, frozenset({"people", "members", "arrivals"})),
    ("activity.index", "activity", Action.SEE_ACTIVITY, frozenset({"activity"})),
)
"""endpoint, word, who sees it, blueprints and endpoints that count as being there."""


def navigation(actor: Actor | None, project: Any) -> list[tuple[str, str, bool]]:
    """Give (label, address, whether one is there) of the project's main pages."""
    if actor is None or project is None:
        return []
    words = {
        "documents": _("Documents"),
        "rounds": _("Review rounds"),
        "comments": _("Comments"),
        "mine": _("My comments"),
        "people": _("People"),
        "activity": _("Activity"),
    }
    here = {request.blueprint, request.endpoint}
    return [
        (words[word], url_for(endpoint, project_id=project.public_id), bool(here & there))
        for endpoint, word, action, there in _PLACES
        if may(actor, action)
    ]


def register(app: Flask) -> None:
    """Give templates the crumb and the navigation of the project at hand."""

    @app.context_processor
    def _frame() -> dict[str, Any]:
        project, actor = getattr(g, "project", None), getattr(g, "actor", None)
        crumb = (project.name, url_for("projects.show", project_id=project.public_id)) if project else None
        return {
            "crumb": crumb,
            "nav": navigation(actor, project),
            "actor": actor,
            "may": may,
            "Action": Action,
        }
