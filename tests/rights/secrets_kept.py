"""A world with a secret word in every hidden thing, and who may know each word."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from reviewapp.clock import now
from reviewapp.domain.people import Attribution, Role
from reviewapp.domain.permissions import Actor
from reviewapp.domain.rounds import Visibility
from reviewapp.extensions import db
from reviewapp.importers.base import FoundComment, Manuscript, RawBlock, Spot, TrackedChange
from reviewapp.models import Account, Project, Round, Thread, Version
from reviewapp.queries.versions import block_rows_of
from reviewapp.services.decisions import object_to
from reviewapp.services.drafts import hand_over
from reviewapp.services.found import store_found
from reviewapp.services.found_comments import import_comments
from reviewapp.services.members import remove_member
from reviewapp.services.replies import reply
from reviewapp.services.reviewers import decline
from reviewapp.services.rounds import move_round
from reviewapp.services.threads import edit_comment, withdraw
from reviewapp.services.transaction import transaction
from reviewapp.services.triage import assign, set_due, tag, translate
from reviewapp.services.versions import Upload, upload_version
from tests import builders as b

STAFF = frozenset({"officer", "editor", "admin"})
DECIDERS = frozenset({"editor", "admin"})
ALL_IN_THE_ROUND = STAFF | {"observer", "reviewer", "mate", "focal"}
PEOPLE = ("reviewer",)
MORE_PEOPLE = ("observer", "officer", "outsider", "admin", "mate", "focal", "elsewhere", "editor")
"""Who looks in the long run too: authors of what is hidden, strangers, and roles beside one above."""

KNOWN_TO: dict[str, frozenset[str]] = {
    "opencomment": ALL_IN_THE_ROUND,
    "opentext": ALL_IN_THE_ROUND,
    "openfile": ALL_IN_THE_ROUND,
    "draftcomment": frozenset({"mate"}),
    "handeddraft": frozenset({"focal"}),
    "internalnote": DECIDERS,
    "earlierwording": DECIDERS | {"mate"},
    "decisionreason": STAFF,
    "decisionresponse": STAFF,
    "stafftag": STAFF,
    "foundcomment": ALL_IN_THE_ROUND,
    "foundwaiting": STAFF,
    "foundname": STAFF,
    "changedword": STAFF | {"observer"},
    "changedby": STAFF,
    "assigneename": STAFF,
    "withdrawnword": STAFF | {"mate"},
    "declinereason": STAFF,
    "unpublishedtext": STAFF,
    "unpublishedfile": STAFF,
    "blindcomment": STAFF | {"mate"},
    "blindreply": STAFF | {"mate"},
    "blindwording": STAFF | {"mate"},
    "blindtranslation": STAFF | {"mate"},
    "hiddenname": STAFF | {"mate"},
    "hiddenaddress": STAFF | {"mate"},
    "hiddenplace": STAFF | {"mate"},
    "rolecomment": ALL_IN_THE_ROUND,
    "numbercomment": ALL_IN_THE_ROUND,
    "answeredreason": ALL_IN_THE_ROUND,
    "objectionword": STAFF | {"mate"},
    "elsewherecomment": STAFF | {"observer", "elsewhere"},
    "elsewheretext": STAFF | {"observer", "elsewhere"},
    "foreignproject": frozenset({"outsider", "admin"}),
    "foreigntext": frozenset({"outsider", "admin"}),
    "foreigncomment": frozenset({"outsider", "admin"}),
    "foreignname": DECIDERS | {"outsider"},
    "projectname": ALL_IN_THE_ROUND | {"elsewhere"},
}
"""secret word (with "canary" before it) -> who comes across it; nobody else may"""


def word(name: str) -> str:
    """Give the word that stands for a hidden thing."""
    return f"canary{name}"


@dataclass
class Kept:
    """The world."""

    people: dict[str, Any] = field(default_factory=dict)
    rounds: dict[str, Round] = field(default_factory=dict)
    subjects: list[str] = field(default_factory=list)


def build_kept() -> Kept:
    """Build it through the verbs people use."""
    kept = Kept()
    project = b.make_project(name=word("projectname"))
    for name in ("manager", "editor", "officer", "observer"):
        kept.people[name] = b.make_member(project, Role(name))
    for name in ("reviewer", "elsewhere"):
        kept.people[name] = b.make_member(project)
    hidden = {"institution": word("hiddenplace"), "name": f"Expert {word('hiddenname')}"}
    kept.people["mate"] = b.make_member(project, email=f"{word('hiddenaddress')}@example.org", **hidden)
    kept.people["focal"] = b.make_member(project, institution="Open college", tags=["focal point"])
    kept.people["colleague"] = b.make_member(project, institution="Open college")
    kept.people["assignee"] = b.make_member(project, Role.EDITOR, name=f"Expert {word('assigneename')}")
    _open_round(kept, project)
    _blind_round(kept, project)
    _rounds_without_names(kept, project)
    _answered_round(kept, project)
    _elsewhere(kept, project)
    _foreign(kept)
    kept.people["admin"] = db.session.get_one(Account, b.make_admin("root@example.org").account_id)
    db.session.commit()
    return kept


def _round(
    kept: Kept, project: Project, name: str, text: str, reviewers: list[str], file: str = "c.md", **terms: Any
) -> Version:
    """A chapter with a round on it that is open."""
    version = b.make_version(b.make_document(project, f"Chapter {name}"), f"# Text\n\n{text}\n", name=file)
    dates = {"opens_at": now() - timedelta(days=1), "closes_at": now() + timedelta(days=9)}
    round_ = b.make_round(
        project, [version], [kept.people[one] for one in reviewers], name=f"Round {name}", **dates, **terms
    )
    kept.rounds[name] = round_
    kept.subjects += [f"rounds/{round_.public_id}", f"documents/{version.document.public_id}"]
    return version


def _say(kept: Kept, version: Version, who: str, what: str, **more: Any) -> Thread:
    return b.make_thread(version, kept.people[who], f"It says {word(what)} here.", **more)


def _open_round(kept: Kept, project: Project) -> None:
    editor, colleague = kept.people["editor"], kept.people["colleague"]
    text, file = f"Some {word('opentext')} words.", f"{word('openfile')}.md"
    version = _round(kept, project, "open", text, ["reviewer", "mate", "focal", "colleague"], file)
    thread = _say(kept, version, "colleague", "opencomment", exact=word("opentext"))
    reply(thread, word("internalnote"), is_internal=True, actor=b.actor_of(editor))
    tag(thread, [word("stafftag")], actor=b.actor_of(editor))
    set_due(thread, date(2031, 1, 1), actor=b.actor_of(editor))
    b.make_decision(
        thread, editor, "not_accepted", reason=word("decisionreason"), response=word("decisionresponse")
    )
    _bring_along(version, b.actor_of(editor))
    _say(kept, version, "mate", "draftcomment", is_draft=True)
    handed = _say(kept, version, "colleague", "handeddraft", is_draft=True)
    hand_over(handed, kept.people["focal"], actor=b.actor_of(colleague))
    decline(kept.rounds["open"], word("declinereason"), actor=b.actor_of(kept.people["mate"]))
    draft = Upload(
        f"# Text\n\nSome {word('unpublishedtext')}.\n".encode(), f"{word('unpublishedfile')}.md", "en"
    )
    upload_version(version.document, draft, actor=b.actor_of(editor))


def _bring_along(version: Version, editor: Actor) -> None:
    """Let the file have had a comment that is imported, one that is not, and a tracked change."""
    comments = [FoundComment(word("foundname"), word(name)) for name in ("foundcomment", "foundwaiting")]
    change = TrackedChange(False, word("changedby"), word("changedword"), None, Spot(1, 0), Spot(1, 0))
    raw = [RawBlock(row.kind, row.html) for row in block_rows_of(version)]
    with transaction():
        store_found(version, Manuscript("", raw, [], [], comments, [change]), range(len(raw)))
    import_comments(version, {}, {0}, actor=editor)


def _blind_round(kept: Kept, project: Project) -> None:
    editor, mate = b.actor_of(kept.people["editor"]), b.actor_of(kept.people["mate"])
    version = _round(
        kept, project, "blind", "Plain words.", ["reviewer", "mate", "focal"], visibility=Visibility.BLIND
    )
    thread = _say(kept, version, "mate", "blindcomment", exact="Plain", proposed_wording=word("blindwording"))
    reply(thread, word("blindreply"), actor=mate)
    translate(thread, word("blindtranslation"), "zh", actor=editor)
    _say(kept, version, "reviewer", "ownblind")


def _rounds_without_names(kept: Kept, project: Project) -> None:
    mate = b.actor_of(kept.people["mate"])
    for name in (Attribution.ROLE, Attribution.NUMBER):
        version = _round(
            kept, project, name.value, "Plain words.", ["reviewer", "mate", "focal"], attribution=name
        )
        thread = _say(kept, version, "mate", f"{name.value}comment", exact="Plain")
        if name is Attribution.ROLE:
            assign(thread, kept.people["assignee"], actor=b.actor_of(kept.people["editor"]))
            reply(thread, "One more thing.", actor=b.actor_of(kept.people["reviewer"]))
            edited = _say(kept, version, "mate", "earlierwording")
            edit_comment(edited, "Now it says this.", actor=mate)
            withdraw(_say(kept, version, "mate", "withdrawnword"), actor=mate)


def _answered_round(kept: Kept, project: Project) -> None:
    editor = kept.people["editor"]
    terms = {"attribution": Attribution.ROLE}
    version = _round(kept, project, "answered", "Plain words.", ["reviewer", "mate", "focal"], **terms)
    threads = [_say(kept, version, "mate", "answeredcomment") for _ in range(2)]
    for thread in threads:
        b.make_decision(thread, editor, "not_accepted", reason=word("answeredreason"))
    for act in ("close", "answer"):
        move_round(kept.rounds["answered"], act, actor=b.actor_of(editor))
    object_to(threads[0], word("objectionword"), actor=b.actor_of(kept.people["mate"]))


def _elsewhere(kept: Kept, project: Project) -> None:
    version = _round(kept, project, "elsewhere", f"Some {word('elsewheretext')}.", ["elsewhere"])
    _say(kept, version, "elsewhere", "elsewherecomment")


def _foreign(kept: Kept) -> None:
    """Another project; its reviewer was in this one, and was removed."""
    project = b.make_project(name=word("foreignproject"))
    outsider = b.make_member(project, name=f"Expert {word('foreignname')}")
    kept.people["outsider"] = outsider
    version = _round(kept, project, "foreign", f"Some {word('foreigntext')}.", ["outsider"])
    _say(kept, version, "outsider", "foreigncomment")
    ours = kept.people["editor"].project
    former = b.make_member(ours, email=outsider.account.email, name=outsider.account.name)
    remove_member(former, actor=b.actor_of(kept.people["manager"]))
