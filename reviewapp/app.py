"""The application, put together."""

from typing import Any

from flask import Flask

from .cli import commands
from .extensions import prepare_database
from .web import (
    access,
    assets,
    errors,
    filters,
    frame,
    headers,
    language,
    limits,
    outages,
    sessions,
    stored_pages,
)
from .web.accounts.installation import installation
from .web.accounts.profile import profile
from .web.accounts.views import accounts
from .web.activity.views import activity
from .web.api.routes import api
from .web.compare.views import compare
from .web.documents.views import documents
from .web.found.views import found
from .web.people.arrivals import arrivals
from .web.people.members import members
from .web.people.views import people
from .web.places.views import places
from .web.projects.views import projects
from .web.reading.printing import printing
from .web.reading.progress import progress
from .web.reading.pulse import pulse
from .web.reading.views import reading
from .web.reports.views import reports
from .web.rounds.inviting import inviting
from .web.rounds.reviewing import reviewing
from .web.rounds.views import rounds
from .web.threads.calling import calling
from .web.threads.drafts import drafts
from .web.threads.views import threads
from .web.triage.implementing import implementing
from .web.triage.views import triage
from .web.versions.imports import imports
from .web.versions.views import versions

BLUEPRINTS = (
    accounts,
    profile,
    installation,
    projects,
    people,
    members,
    arrivals,
    documents,
    versions,
    imports,
    found,
    rounds,
    inviting,
    reviewing,
    reading,
    pulse,
    progress,
    printing,
    compare,
    threads,
    drafts,
    calling,
    places,
    implementing,
    triage,
    reports,
    activity,
    api,
)


def create_app(settings: dict[str, Any]) -> Flask:
    """Build the application from a configuration as `config.settings_from` gives it."""
    app = assets.make_flask(__name__)
    app.config.update(settings)
    prepare_database(app)
    language.register(app)
    sessions.register(app)
    access.register(app)
    limits.register(app)
    filters.register(app)
    frame.register(app)
    headers.register(app)
    errors.register(app)
    outages.register(app)
    stored_pages.register(app)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    commands.register(app)
    return app
