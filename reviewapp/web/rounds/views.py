"""Review rounds: planning them, looking at how they go, taking them on."""

from collections import Counter
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from ...domain.people import Role
from ...domain.permissions import Action, Actor, may
from ...domain.reviewers import ReviewerState
from ...domain.rounds import NEXT, RoundState
from ...domain.versions import READABLE
from ...queries.desks import desk_of_round
from ...queries.projects import members_of
from ...queries.reviewers import coverage_of, progress_of
from ...queries.rounds import has_comments, rounds_of_project
from ...queries.threads import counts_by_status
from ...queries.versions import versions_of_project
from ...services.invitations import may_be_invited, may_be_reminded
from ...services.receipts import fingerprint, once
from ...services.rounds import change_round, move_round, plan_round, take_objections_until
from ..access import allow
from .forms import AnswerForm, ObjectionsForm, RoundForm

rounds = Blueprint("rounds", __name__)

UNCHANGEABLE = frozenset({RoundState.ANSWERED, RoundState.REPORTED, RoundState.CANCELLED})


@rounds.get("/projects/<project_id>/rounds")
@allow(Action.SEE_DESK)
def index(project: Any, actor: Actor) -> str:
    """List the rounds of a project, newest first."""
    return render_template("rounds/index.html", project=project, rounds=rounds_of_project(project, actor))


@rounds.route("/projects/<project_id>/rounds/new", methods=["GET", "POST"])
@allow(Action.MANAGE_ROUND)
def new(project: Any, actor: Actor) -> Response | tuple[str, int]:
    """Plan a round."""
    form = _form_for(project, actor)
    if not form.is_submitted():
        form.propose(project.time_zone)
    round_id = form.fulfil(
        lambda: str(plan_round(project, form.terms(project.time_zone), actor=actor).public_id), actor
    )
    if round_id:
        return redirect(url_for("rounds.show", round_id=round_id))
    return render_template("rounds/new.html", form=form, project=project), form.status


@rounds.get("/rounds/<round_id>")
@allow(Action.SEE_DESK)
def show(round: Any, actor: Actor) -> str:
    """Show a round: its terms, its people, its numbers, what can be done with it now."""
    return _round_page(round, actor)


def _round_page(round_: Any, actor: Actor, **refused: ObjectionsForm) -> str:
    """Show the page of a round; `refused` (`answer_form` or `objections_form`) as it was typed."""
    state = round_.state()
    forms = {"answer_form": AnswerForm, "objections_form": ObjectionsForm}
    progress = progress_of(round_, actor) if may(actor, Action.SEE_PEOPLE) else []
    return render_template(
        "rounds/show.html",
        round=round_,
        project=round_.project,
        state=state,
        progress=progress,
        sums=_sums(progress),
        uninvited=[one for one in progress if one.state is ReviewerState.LISTED and may_be_invited(one.row)],
        due=[one for one in progress if may_be_reminded(one.row)],
        may_choose=any(may_be_invited(one.row) for one in progress),
        may_extend=state not in UNCHANGEABLE,
        coverage=coverage_of(round_, actor),
        counts=counts_by_status(desk_of_round(round_, actor), actor),
        acts=[act for act, (present, _after) in NEXT.items() if state in present],
        may_change=state not in UNCHANGEABLE,
        **{name: refused.get(name) or kind.filled_in(round_) for name, kind in forms.items()},
        refused=next(iter(refused.values()), None),
    )


@rounds.route("/rounds/<round_id>/edit", methods=["GET", "POST"])
@allow(Action.MANAGE_ROUND)
def edit(round: Any, actor: Actor) -> Response | tuple[str, int]:
    """Change a round; a later deadline extends it."""
    project = round.project
    form = _form_for(project, actor)
    is_promised = has_comments(round)
    if not form.is_submitted():
        form.show_terms(round)
    elif is_promised:
        form.keep_promise(round)

    def change() -> str:
        change_round(round, form.terms(project.time_zone), actor=actor, seen=form.revision_seen)
        return str(round.public_id)

    round_id = form.fulfil(change, actor)
    if round_id:
        flash(_("The round was changed."), "success")
        return redirect(url_for("rounds.show", round_id=round_id))
    page = render_template(
        "rounds/edit.html", form=form, round=round, project=project, is_promised=is_promised
    )
    return page, form.status


@rounds.post("/rounds/<round_id>/answer")
@allow(Action.MANAGE_ROUND)
def answer(round: Any, actor: Actor) -> Response | tuple[str, int]:
    """Answer a round, and say until when its authors may object."""
    form = AnswerForm()

    def go() -> str:
        wish = form.wish(round.project.time_zone)
        move_round(round, "answer", actor=actor, objections_until=wish)
        return "answer"

    if form.fulfil(go, actor):
        flash(_("The round is answered: its reviewers now see what became of their comments."), "success")
        return redirect(url_for("rounds.show", round_id=round.public_id))
    return _round_page(round, actor, answer_form=form), form.status


@rounds.post("/rounds/<round_id>/objections")
@allow(Action.MANAGE_ROUND)
def objections(round: Any, actor: Actor) -> Response | tuple[str, int]:
    """Change until when authors may object to what was decided."""
    form = ObjectionsForm()

    def go() -> str:
        take_objections_until(round, form.moment(round.project.time_zone), actor=actor)
        return "objections"

    if form.fulfil(go, actor):
        flash(_("The time for objections was changed."), "success")
        return redirect(url_for("rounds.show", round_id=round.public_id))
    return _round_page(round, actor, objections_form=form), form.status


@rounds.post("/rounds/<round_id>/<any(close, report, cancel):act>")
@allow(Action.MANAGE_ROUND)
def move(round: Any, actor: Actor, act: str) -> Response:
    """Take a round on."""

    def go() -> str:
        move_round(round, act, actor=actor)
        return act

    once(request.form.get("form_key"), fingerprint(request.path, {}), go, actor=actor)
    sentences = {
        "close": _("The round is closed for comments."),
        "report": _("The round is reported."),
        "cancel": _("The round is cancelled."),
    }
    flash(sentences[act], "success")
    return redirect(url_for("rounds.show", round_id=round.public_id))


def _form_for(project: Any, actor: Actor) -> RoundForm:
    form = RoundForm()
    readable = [one for one in versions_of_project(project.id, actor) if one.state in READABLE]
    form.offer(readable, [one for one in members_of(project) if one.role is Role.REVIEWER])
    return form


def _sums(progress: list[Any]) -> list[tuple[ReviewerState, int]]:
    """Count the reviewers by state, in the order of the steps, without those that nobody is in."""
    counts = Counter(one.state for one in progress)
    return [(state, counts[state]) for state in ReviewerState if counts[state]]
