"""One member: what is known of the person, role, address, leaving."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as AnyResponse

from ...domain.errors import ReviewError
from ...domain.people import Role
from ...domain.permissions import Action, Actor, may_invite
from ...queries.accounts import last_entries_of, newest_links_of
from ...queries.standing import is_above
from ...services.members import change_address, change_role, remove_member, rename_member
from ...services.outbox import is_mail_on
from ...services.people import describe_member
from ..access import allow
from ..errors import status_of
from ..forms import ReviewForm
from .forms import AddressForm, DetailsForm, NameForm, RoleForm
from .links import link_state

members = Blueprint("members", __name__)

Page = AnyResponse | tuple[str, int]


@members.get("/people/<member_id>")
@allow(Action.SEE_PEOPLE)
def show(member: Any, actor: Actor) -> tuple[str, int]:
    """Show a member with all that can be changed."""
    return _page(member, actor)


@members.post("/people/<member_id>")
@allow(Action.INVITE)
def describe(member: Any, actor: Actor) -> Page:
    """Change what is known of a member."""
    form = DetailsForm()
    person = member.account

    def act() -> None:
        details = form.details(email=person.email, name=person.name, role=member.role)
        describe_member(member, details, actor=actor)

    return _done("details", form, act, member, actor, _("The details were saved."))


@members.post("/people/<member_id>/name")
@allow(Action.INVITE)
def rename(member: Any, actor: Actor) -> Page:
    """Correct a member's name."""
    form = NameForm()
    return _done(
        "name",
        form,
        lambda: rename_member(member, form.name.data, actor=actor),
        member,
        actor,
        _("The name was changed."),
    )


@members.post("/people/<member_id>/role")
@allow(Action.INVITE)
def role(member: Any, actor: Actor) -> Page:
    """Give a member another role."""
    form = RoleForm()
    form.offer(actor)
    return _done(
        "role",
        form,
        lambda: change_role(member, Role(form.role.data), actor=actor),
        member,
        actor,
        _("The role was changed; the person signs in anew."),
    )


@members.post("/people/<member_id>/address")
@allow(Action.INVITE)
def address(member: Any, actor: Actor) -> Page:
    """Enter another e-mail address for a member."""
    form = AddressForm()
    return _done(
        "address",
        form,
        lambda: change_address(member, form.email.data, actor=actor),
        member,
        actor,
        _("The e-mail address was changed. Earlier links no longer work: invite the person again."),
    )


@members.post("/people/<member_id>/remove")
@allow(Action.INVITE)
def remove(member: Any, actor: Actor) -> AnyResponse:
    """End somebody's part in the project."""
    name, project = member.account.name, member.project
    remove_member(member, actor=actor)
    flash(_("%(name)s is no longer in the project. The comments stay.", name=name), "success")
    return redirect(url_for("people.index", project_id=project.public_id))


def _done(
    name: str, form: ReviewForm, act: Callable[[], None], member: Any, actor: Actor, words: str
) -> Page:
    """Do what a form asks for and come back to the member; refused, show it again as it was typed."""
    try:
        if not form.validate():
            form.status = 422
            return _page(member, actor, name, form)
        act()
    except ReviewError as error:
        form.blame(error)
        form.status = status_of(error)
        return _page(member, actor, name, form)
    flash(words, "success")
    return redirect(url_for("members.show", member_id=member.public_id))


def _page(member: Any, actor: Actor, sent: str = "", form: ReviewForm | None = None) -> tuple[str, int]:
    """Show the member; `form` is the one of the name `sent` that needs another look."""
    account = member.account
    forms = {**_forms(member, actor), **({sent: form} if form else {})}
    is_oneself = member.account_id == actor.account_id
    page = render_template(
        "people/show.html",
        member=member,
        project=member.project,
        forms=forms,
        blamed=form,
        may_describe=is_oneself or may_invite(actor, member.role),
        may_change=not is_oneself and may_invite(actor, member.role),
        may_hold=not is_oneself and is_above(actor, member),
        link=link_state(newest_links_of([account.id]).get(account.id)),
        came_in_at=last_entries_of([account.id]).get(account.id),
        is_mail_on=is_mail_on(),
    )
    return page, form.status if form else 200


def _forms(member: Any, actor: Actor) -> dict[str, ReviewForm]:
    known = {
        "institution": member.institution,
        "institution_type": member.institution_type.value if member.institution_type else "",
        "country": member.country,
        "sector": member.sector,
        "language": member.language or "",
        "tags": ", ".join(member.tags),
    }
    role_form = RoleForm(formdata=None, data={"role": member.role.value})
    role_form.offer(actor)
    return {
        "details": DetailsForm(formdata=None, data=known),
        "name": NameForm(formdata=None, data={"name": member.account.name}),
        "role": role_form,
        "address": AddressForm(formdata=None, data={"email": member.account.email}),
    }
