"""Uploading a version, saying what its headings are, publishing it; its file and its pictures."""

import io
from collections.abc import Mapping
from typing import Any

from flask import (
    Blueprint,
    Response,
    current_app,
    flash,
    redirect,
    render_template,
    request,
    send_file,
    url_for,
)
from flask_babel import gettext as _
from werkzeug.wrappers import Response as AnyResponse

from ...domain.blocks import sections_of, shape_of
from ...domain.errors import BadInput, NotFound, Stale
from ...domain.heading_guesses import guess_headings
from ...domain.permissions import Action, Actor
from ...domain.versions import VersionState
from ...queries.found import counts_found
from ...queries.versions import blocks_of, find_picture, original_of, versions_of_documents
from ...services.imports import keep_for_later
from ...services.rereading import reread_version
from ...services.versions import (
    archive_version,
    finish_version,
    publish_version,
    shape_version,
    upload_version,
    withdraw_version,
)
from ..access import allow
from ..errors import status_of
from .encodings import encoding_words
from .forms import EncodingForm, UploadForm
from .structure import FEW, levels_in, rows_of, sample_of, with_guesses
from .warnings import groups_of

versions = Blueprint("versions", __name__)

FROM_PEOPLE = "default-src 'none'; sandbox"
"""The policy under which a browser may look at what people uploaded: nothing runs, nothing loads."""


@versions.url_value_preprocessor
def _take_in_too_large_files(endpoint: str | None, values: dict[str, Any] | None) -> None:
    """Read an upload that is somewhat too large to its end, so that its refusal stands beside the field."""
    if endpoint == "versions.new":
        request.max_content_length = 3 * current_app.config["MAX_CONTENT_LENGTH"]


@versions.route("/documents/<document_id>/versions/new", methods=["GET", "POST"])
@allow(Action.UPLOAD)
def new(document: Any, actor: Actor) -> AnyResponse | tuple[str, int]:
    """Upload a version; the next page shows the structure that was found, or how far a long import is."""
    form = UploadForm()
    others = {one.public_id: one for one in versions_of_documents([document], actor)}
    form.offer(document.guide.project.languages, others.values())
    address = form.fulfil(lambda: _upload(document, form, others, actor), actor)
    if address:
        return redirect(address)
    page = render_template(
        "versions/new.html", form=form, document=document, max_mb=current_app.config["MAX_UPLOAD_MB"]
    )
    return page, form.status


@versions.route("/versions/<version_id>/structure", methods=["GET", "POST"])
@allow(Action.UPLOAD)
def structure(version: Any, actor: Actor) -> AnyResponse | tuple[str, int]:
    """Show the sections that were found and let headings be chosen; the words stay."""
    if request.method == "GET":
        return _structure_page(version), 200
    then, levels = request.form.get("then"), levels_in(request.form)
    if then == "proposals":
        levels = with_guesses(levels, guess_headings(blocks_of(version)))
    try:
        shape_version(version, levels, actor=actor, seen=request.form.get("seen"))
    except Stale as error:
        words = _("Somebody else changed the structure meanwhile. Your choices are below; save them again.")
        flash(words, "warning")
        return _structure_page(version, levels), status_of(error)
    if then == "publish":
        return _publish(version, actor)
    if then == "proposals":
        flash(_("The proposals are headings now. To undo one, choose Text in its line and save."), "success")
    else:
        flash(_("The structure is saved."), "success")
    show = request.args.get("show")
    return redirect(url_for("versions.structure", version_id=version.public_id, show=show))


@versions.post("/versions/<version_id>/read-again")
@allow(Action.UPLOAD)
def read_again(version: Any, actor: Actor) -> AnyResponse | tuple[str, int]:
    """Read the text file of a draft in another encoding."""
    form = EncodingForm()
    form.offer(version.encoding)
    try:
        if form.validate():
            reread_version(version, form.encoding.data, actor=actor, seen=request.form.get("seen"))
            flash(_("The file was read again. Look at its words below."), "success")
            return redirect(url_for("versions.structure", version_id=version.public_id))
    except (BadInput, Stale) as error:
        form.blame(error)
        return _structure_page(version, encoding=form), status_of(error)
    return _structure_page(version, encoding=form), 422


@versions.post("/versions/<version_id>/publish")
@allow(Action.UPLOAD)
def publish(version: Any, actor: Actor) -> AnyResponse:
    """Freeze a draft for reading."""
    return _publish(version, actor)


@versions.post("/versions/<version_id>/withdraw")
@allow(Action.UPLOAD)
def withdraw(version: Any, actor: Actor) -> AnyResponse:
    """Withdraw a version from its readers."""
    withdraw_version(version, actor=actor)
    flash(_("The version is withdrawn. Reviewers no longer see it."), "success")
    return redirect(url_for("documents.show", document_id=version.document.public_id))


@versions.post("/versions/<version_id>/final")
@allow(Action.UPLOAD)
def finish(version: Any, actor: Actor) -> AnyResponse:
    """Say that a version is the final one."""
    finish_version(version, actor=actor)
    flash(_("Version %(number)s is final.", number=version.number), "success")
    return redirect(url_for("documents.show", document_id=version.document.public_id))


@versions.post("/versions/<version_id>/archive")
@allow(Action.UPLOAD)
def archive(version: Any, actor: Actor) -> AnyResponse:
    """Put a version away."""
    archive_version(version, actor=actor)
    flash(_("Version %(number)s is archived. It takes no more comments.", number=version.number), "success")
    return redirect(url_for("documents.show", document_id=version.document.public_id))


@versions.get("/versions/<version_id>/original")
@allow(Action.READ)
def original(version: Any, actor: Actor) -> Response:
    """Give the uploaded file, byte for byte, to be saved and never shown."""
    answer = send_file(
        io.BytesIO(original_of(version)),
        mimetype=version.media_type,
        as_attachment=True,
        download_name=version.file_name,
        max_age=0,
    )
    answer.headers["Cache-Control"] = "private, no-cache"
    answer.headers["Content-Security-Policy"] = FROM_PEOPLE
    return answer


@versions.get("/versions/<version_id>/images/<name>")
@allow(Action.READ)
def picture(version: Any, actor: Actor, name: str) -> Response:
    """Give a picture of a version. Its name is made of its content, so browsers keep it for good."""
    found = find_picture(version, name)
    if found is None:
        raise NotFound
    answer = Response(found.data, mimetype=found.media_type)
    answer.headers["Cache-Control"] = "private, max-age=31536000, immutable"
    answer.headers["Content-Security-Policy"] = FROM_PEOPLE
    answer.add_etag()
    answer.make_conditional(request)
    return answer


def _upload(document: Any, form: UploadForm, others: Mapping[str, Any], actor: Actor) -> str:
    """Make a version, or keep a file that takes long; give the page that comes next."""
    upload = form.upload(others)
    if form.reading is None:
        job = keep_for_later(document, upload, actor=actor)
        return url_for("imports.show", job_id=job.public_id)
    version = upload_version(document, upload, actor=actor, reading=form.reading)
    return url_for("versions.structure", version_id=version.public_id)


def _publish(version: Any, actor: Actor) -> AnyResponse:
    publish_version(version, actor=actor)
    flash(_("Version %(number)s is published.", number=version.number), "success")
    return redirect(url_for("documents.show", document_id=version.document.public_id))


def _structure_page(
    version: Any, typed: dict[str, int] | None = None, encoding: EncodingForm | None = None
) -> str:
    blocks, is_draft = blocks_of(version), version.state is VersionState.DRAFT
    guesses = guess_headings(blocks) if is_draft else {}
    shows_all = len(blocks) <= FEW or request.args.get("show") == "all"
    if encoding is None:
        encoding = EncodingForm(formdata=None)
        encoding.offer(version.encoding)
    return render_template(
        "versions/structure.html",
        version=version,
        sections=sections_of(blocks),
        rows=rows_of(blocks, whole=shows_all, typed=typed or {}, guesses=guesses),
        guesses=len(guesses),
        blocks=len(blocks),
        shows_all=shows_all,
        has_few=len(blocks) <= FEW,
        seen=shape_of(blocks),
        found=counts_found([version])[version.id],
        warnings=groups_of(version.warnings),
        read_as=encoding_words(version.encoding),
        encoding=encoding if is_draft and version.media_type.startswith("text/") else None,
        is_guessed=any(warning["code"] == "encoding_guessed" for warning in version.warnings),
        sample=sample_of(blocks),
        is_draft=is_draft,
    )
