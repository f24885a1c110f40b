"""Who may pass a door: every route names its action; what it is about is loaded and checked here."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from flask import Flask, abort, g, request
from flask_login import current_user

from ..domain.errors import Forbidden, NotFound
from ..domain.permissions import LEAVES_A_LINE, Action, Actor, may
from ..queries.accounts import actor_in, find_account_by_token
from ..queries.imports import find_import, sees_import
from ..queries.projects import find_document, find_guide, find_member, find_project, sees_document, sees_guide
from ..queries.rounds import find_round, sees_round
from ..queries.threads import find_thread, sees_thread
from ..queries.versions import find_version, sees_version
from ..services.activity import note_look
from . import limits

View = TypeVar("View", bound=Callable[..., Any])

API = "/api/"
"""Below this path only a bearer token counts, everywhere else only the session."""


class NotSignedIn(Exception):
    """Nobody is known at a door that needs somebody."""


def allow(action: Action) -> Callable[[View], View]:
    """Let a view be entered by those who may do `action`.

    An id in the URL (`version_id`) reaches the view as the thing itself (`version`), the person as `actor`.
    Who may not see the thing gets the answer of an id that never was; who sees it but may not act, a 403.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(**values: Any) -> Any:
            if action is Action.VISIT:
                return view(**values)
            account = signed_in()
            if account is None:
                raise NotSignedIn
            limits.count(account.id, action)
            actor, things = _load(account, values)
            g.actor = actor
            if not may(actor, action):
                raise Forbidden("not_yours")
            _leave_a_line(action, actor, things)
            return view(actor=actor, **things)

        guarded.permission = action  # type: ignore[attr-defined]
        return guarded  # type: ignore[return-value]

    return decorate


def signed_in() -> Any:
    """Give the account behind this request: by token below /api/, by session elsewhere."""
    if g.get("is_database_away"):
        return None
    if request.path.startswith(API):
        scheme, _, token = request.headers.get("Authorization", "").partition(" ")
        return find_account_by_token(token.strip()) if scheme.lower() == "bearer" else None
    return current_user.account if current_user.is_authenticated else None


def _load(account: Any, values: dict[str, Any]) -> tuple[Actor, dict[str, Any]]:
    """Replace ids by the things they name, each only if the account may see it; all of one project."""
    things: dict[str, Any] = {}
    projects: set[int] = set()
    actor = Actor(account.id, account.is_admin)
    for name, value in values.items():
        noun, is_id, _ = name.rpartition("_id")
        if not is_id:
            things[name] = value
            continue
        find, project_of, sees = NOUNS[noun]
        thing = find(value) if value.isalnum() else None
        if thing is None:
            raise NotFound
        project = project_of(thing)
        projects.add(project.id)
        actor = actor_in(account, project.id)
        if len(projects) > 1 or actor.acts_as is None or not sees(actor, thing):
            raise NotFound
        g.project = project
        things[noun] = thing
    return actor, things


def _leave_a_line(action: Action, actor: Actor, things: dict[str, Any]) -> None:
    """Put on record that an administrator looks into a project; where that fails, nothing is shown."""
    if not actor.is_admin or action not in LEAVES_A_LINE or request.method not in ("GET", "HEAD"):
        return
    for noun in NOUNS.keys() & things.keys():
        subject = things[noun].public_id
        note_look(NAMES.get(noun, noun), subject, request.endpoint or "", g.project.id, actor=actor)


def _sees_project(actor: Actor, thing: Any) -> bool:
    """Members see what only its project guards."""
    return may(actor, Action.SEE_PROJECT)


def _sees_member(actor: Actor, member: Any) -> bool:
    return may(actor, Action.SEE_PEOPLE)


NOUNS: dict[str, tuple[Callable[[str], Any], Callable[[Any], Any], Callable[[Actor, Any], bool]]] = {
    "project": (find_project, lambda project: project, _sees_project),
    "guide": (find_guide, lambda guide: guide.project, sees_guide),
    "document": (find_document, lambda document: document.guide.project, sees_document),
    "version": (find_version, lambda version: version.document.guide.project, sees_version),
    "other": (find_version, lambda version: version.document.guide.project, sees_version),
    "round": (find_round, lambda round_: round_.project, sees_round),
    "thread": (find_thread, lambda thread: thread.version.document.guide.project, sees_thread),
    "job": (find_import, lambda job: job.document.guide.project, sees_import),
    "member": (find_member, lambda member: member.project, _sees_member),
}
"""noun in a URL -> how it is found, whose project it is in, who sees it."""


NAMES = {"member": "membership", "job": "import", "other": "version"}
"""Nouns of URLs that the audit trail knows by another name."""


def register(app: Flask) -> None:
    """Refuse every route that names no action, and addresses that name what no database can hold."""

    @app.before_request
    def _refuse_unnamed_doors() -> None:
        if request.endpoint is None or request.endpoint == "static":
            return
        if b"%00" in request.query_string and not request.path.startswith(API):
            abort(404)
        if not hasattr(app.view_functions[request.endpoint], "permission"):
            abort(404)
