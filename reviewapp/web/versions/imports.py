"""How far the import of a long file is."""

from typing import Any

from flask import Blueprint, redirect, render_template, url_for
from werkzeug.wrappers import Response

from ...domain.errors import ReviewError
from ...domain.imports import ImportState
from ...domain.permissions import Action, Actor
from ..access import allow
from ..sentences import sentence

imports = Blueprint("imports", __name__)

LOOK_AGAIN_SECONDS = 4


@imports.get("/imports/<job_id>")
@allow(Action.UPLOAD)
def show(job: Any, actor: Actor) -> Response | str:
    """Show how far the import of a file is; lead on once it is a version."""
    if job.state is ImportState.DONE:
        return redirect(url_for("versions.structure", version_id=job.version.public_id))
    refusal = ReviewError(job.error, **job.params) if job.error else None
    return render_template(
        "versions/import.html",
        job=job,
        reason=sentence(refusal) if refusal else "",
        look_again=LOOK_AGAIN_SECONDS,
    )
