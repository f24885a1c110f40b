"""Adding many people from a pasted list or a spreadsheet: look first, then add those that are ticked."""

import hashlib
from collections import Counter
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import ngettext
from werkzeug.wrappers import Response as AnyResponse

from ...domain.errors import BadInput, ReviewError, StateConflict
from ...domain.people import Role
from ...domain.permissions import Action, Actor
from ...services.arrivals import Arrival, Fate, PeopleList, add_members, preview, read_list
from ..access import allow
from ..errors import status_of
from ..sentences import sentence
from .forms import ListForm
from .vocabulary import vocabulary

arrivals = Blueprint("arrivals", __name__)


class Look:
    """A list as it stands now: its rows with their fates, and a mark of what was looked at."""

    def __init__(self, project: Any, form: ListForm, actor: Actor) -> None:
        self.list: PeopleList = read_list(form.people.data or "", vocabulary())
        self.rows: list[Arrival] = preview(project, self.list.people, Role(form.role.data), actor=actor)
        self.mark = _mark_of(form)
        counts = Counter(row.fate for row in self.rows)
        self.counts = {fate: counts[fate] for fate in Fate if counts[fate]}
        self.ticked = {index for index, row in enumerate(self.rows) if row.may_be_chosen}
        self.may_add = bool(self.ticked)


@arrivals.get("/projects/<project_id>/people/import")
@allow(Action.INVITE)
def bring(project: Any, actor: Actor) -> str:
    """Show where a list is pasted or a spreadsheet chosen."""
    form = ListForm(formdata=None)
    form.offer(actor)
    return _page(project, form, None)


@arrivals.post("/projects/<project_id>/people/import")
@allow(Action.INVITE)
def add(project: Any, actor: Actor) -> AnyResponse | tuple[str, int]:
    """Show what would become of each row, or add those that are ticked: all of them or nobody."""
    form = ListForm()
    form.offer(actor)
    look = None
    try:
        if form.validate():
            form.take_file()
            if request.form.get("act") == "add":
                added = form.fulfil(lambda: _add_ticked(project, form, actor), actor)
                if added:
                    return _led_back(project, len(added.split()))
            look = Look(project, form, actor)
    except ReviewError as error:
        form.blame(error)
        form.status = status_of(error)
    if form.errors and form.status == 200:
        form.status = 422
    if look and "row" in request.form and request.form.get("seen") == look.mark:
        look.ticked &= _ticked()
    return _page(project, form, look), form.status


def _page(project: Any, form: ListForm, look: Look | None) -> str:
    return render_template(
        "people/import.html", project=project, form=form, look=look, Fate=Fate, sentence=sentence
    )


def _add_ticked(project: Any, form: ListForm, actor: Actor) -> str:
    """Add the ticked rows of the list that was looked at; give the ids of the new members."""
    look, ticked = Look(project, form, actor), _ticked()
    if request.form.get("seen") != look.mark:
        raise StateConflict("list_changed")
    if not ticked:
        raise BadInput("nobody_chosen")
    if not ticked <= look.ticked:
        raise StateConflict("list_moved")
    members = add_members(project, [look.rows[index].newcomer for index in sorted(ticked)], actor=actor)
    return " ".join(member.public_id for member in members)


def _led_back(project: Any, number: int) -> AnyResponse:
    flash(ngettext("%(num)d person was added.", "%(num)d people were added.", number), "success")
    return redirect(url_for("people.index", project_id=project.public_id, _anchor="to-invite"))


def _ticked() -> set[int]:
    return {int(index) for index in request.form.getlist("row") if index.isascii() and index.isdigit()}


def _mark_of(form: ListForm) -> str:
    """Give what tells whether list and role are those that were looked at."""
    looked_at = "\n".join([form.role.data, *(form.people.data or "").splitlines()])
    return hashlib.sha256(looked_at.encode()).hexdigest()[:32]
