"""Guides and their documents."""

from typing import Any

from flask import Blueprint, redirect, render_template, url_for
from werkzeug.wrappers import Response

from ...domain.errors import NotFound
from ...domain.permissions import Action, Actor
from ...domain.versions import TRANSITIONS, DocumentKind, VersionState
from ...queries.documents import lines_of
from ...queries.found import counts_found
from ...queries.imports import imports_of
from ...services.projects import create_document, create_guide
from ..access import allow
from .forms import DocumentForm, GuideForm

documents = Blueprint("documents", __name__)


@documents.route("/projects/<project_id>/guides/new", methods=["GET", "POST"])
@allow(Action.EDIT_GUIDE)
def new_guide(project: Any, actor: Actor) -> Response | tuple[str, int]:
    """Begin a guide."""
    form = GuideForm()
    guide_id = form.fulfil(lambda: str(create_guide(project, form.title.data, actor=actor).public_id), actor)
    if guide_id:
        address = url_for("projects.show", project_id=project.public_id, _anchor=f"guide-{guide_id}")
        return redirect(address)
    return render_template("documents/new_guide.html", form=form, project=project), form.status


@documents.route("/guides/<guide_id>/documents/new", methods=["GET", "POST"])
@allow(Action.EDIT_GUIDE)
def new(guide: Any, actor: Actor) -> Response | tuple[str, int]:
    """Add an outline or a chapter to a guide."""
    form = DocumentForm()

    def create() -> str:
        document = create_document(guide, DocumentKind(form.kind.data), form.title.data, actor=actor)
        return str(document.public_id)

    document_id = form.fulfil(create, actor)
    if document_id:
        return redirect(url_for("documents.show", document_id=document_id))
    return render_template("documents/new.html", form=form, guide=guide), form.status


@documents.get("/documents/<document_id>")
@allow(Action.SEE_PROJECT)
def show(document: Any, actor: Actor) -> str:
    """Show a document: a line of versions for each language, newest first, and what can be done with each."""
    lines = lines_of([document], actor)[document.id]
    if not lines and not actor.is_staff:
        raise NotFound
    return render_template(
        "documents/show.html",
        document=document,
        lines=lines,
        imports=imports_of(document, actor),
        found=counts_found([version for line in lines for version in line.versions]),
        may_withdraw=_before(VersionState.WITHDRAWN),
        may_finish=_before(VersionState.FINAL),
        may_archive=_before(VersionState.ARCHIVED),
    )


def _before(wanted: VersionState) -> set[VersionState]:
    """Give the states that a version can be taken to `wanted` from."""
    return {state for state, after in TRANSITIONS.items() if wanted in after}
