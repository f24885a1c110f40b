"""A project in which every row of the rights table has its scene, and everybody who knocks at its doors."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from reviewapp.clock import now
from reviewapp.domain.people import Attribution, Role
from reviewapp.domain.rounds import LateRule, Visibility
from reviewapp.domain.versions import VersionState
from reviewapp.extensions import db
from reviewapp.importers.base import FoundComment, Manuscript, RawBlock, Spot, TrackedChange
from reviewapp.models import Account, Membership, Project, Round, Thread, Version
from reviewapp.queries.versions import block_rows_of
from reviewapp.services.found import store_found
from reviewapp.services.imports import keep_for_later
from reviewapp.services.members import remove_member
from reviewapp.services.replies import reply
from reviewapp.services.reviewers import resume_review, submit_review
from reviewapp.services.rounds import move_round
from reviewapp.services.threads import edit_comment
from reviewapp.services.transaction import transaction
from reviewapp.services.versions import Upload
from tests import builders as b

SCENES: dict[str, dict[str, Any]] = {
    "open": {},
    "decided": {},
    "busy": {},
    "unsaid": {},
    "carried": {},
    "archived": {},
    "institution": {"attribution": Attribution.INSTITUTION},
    "role": {"attribution": Attribution.ROLE},
    "number": {"attribution": Attribution.NUMBER},
    "before": {"visibility": Visibility.AFTER_SUBMIT},
    "after": {"visibility": Visibility.AFTER_SUBMIT},
    "again": {"visibility": Visibility.AFTER_SUBMIT},
    "blind": {"visibility": Visibility.BLIND},
    "blindclosed": {"visibility": Visibility.BLIND},
    "blindanswered": {"visibility": Visibility.BLIND, "attribution": Attribution.ROLE},
    "accepting": {"late": LateRule.ACCEPT},
    "marking": {"late": LateRule.MARK},
    "refusing": {"late": LateRule.REFUSE},
}
"""name -> terms of its round, which the reviewer and the mate have commented in"""

CLOSED = ("accepting", "marking", "refusing", "blindclosed", "blindanswered")


@dataclass
class Stage:
    """Names of the cells file -> ids, words and people."""

    people: dict[str, Membership] = field(default_factory=dict)
    accounts: dict[str, Account] = field(default_factory=dict)
    ids: dict[str, str] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)

    @property
    def project(self) -> Project:
        """The project all is about."""
        return self.people["manager"].project


def build_stage() -> Stage:
    """Build it through the verbs people use."""
    stage = Stage()
    _invite(stage)
    for name, terms in SCENES.items():
        _play(stage, name, terms)
    _elsewhere(stage)
    _go_on(stage)
    db.session.commit()
    return stage


def _invite(stage: Stage) -> None:
    project = b.make_project(name="Projectnameword")
    foreign = b.make_project(name="Foreignprojectword")
    stage.ids |= {"project": project.public_id, "project.foreign": foreign.public_id}
    stage.words |= {"project": "Projectnameword", "foreign": "Foreignprojectword"}
    for role in Role:
        name = role.value
        stage.people[name] = b.make_member(project, role, name=f"Expert {name.title()}nameword")
    stage.people["mate"] = b.make_member(
        project, name="Expert Matenameword", email="mateaddressword@example.org", institution="Mateplaceword"
    )
    stage.people["elsewhere"] = b.make_member(project, name="Expert Elsewhereword")
    stage.people["removed"] = b.make_member(project, name="Expert Removedword")
    stage.people["outsider"] = b.make_member(foreign, Role.MANAGER, name="Expert Outsiderword")
    stage.people["target"] = b.make_member(project, Role.OBSERVER, name="Expert Targetword")
    removed = stage.people["removed"].account
    b.make_member(foreign, email=removed.email, name=removed.name)
    stage.words |= {"mate": "Matenameword", "mateplace": "Mateplaceword", "mateaddress": "mateaddressword"}
    admin = b.make_admin("administrator@example.org", "Administratornameword")
    stage.accounts = {name: member.account for name, member in stage.people.items()}
    stage.accounts["admin"] = db.session.get_one(Account, admin.account_id)
    stage.ids |= {f"member.{name}": member.public_id for name, member in stage.people.items()}
    stage.ids |= {f"account.{name}": one.public_id for name, one in stage.accounts.items()}


def _play(stage: Stage, name: str, terms: dict[str, Any]) -> None:
    """A chapter, its round, a comment of the reviewer and one of the mate."""
    mine, theirs = stage.people["reviewer"], stage.people["mate"]
    document = b.make_document(stage.project, f"{name.title()}titleword")
    version = b.make_version(document, f"# About\n\nHere stands {name}textword.\n")
    dates = {"opens_at": now() - timedelta(days=9), "closes_at": now() + timedelta(days=9)}
    reviewers = [mine, theirs, *([stage.people["removed"]] if name == "open" else [])]
    round_ = b.make_round(
        stage.project, [version], reviewers, name=f"{name.title()}roundword", **dates, **terms
    )
    stage.ids |= {
        f"document.{name}": document.public_id,
        f"guide.{name}": document.guide.public_id,
        f"version.{name}": version.public_id,
        f"round.{name}": round_.public_id,
    }
    stage.words |= {f"{name}.text": f"{name}textword", f"{name}.round": f"{name.title()}roundword"}
    if name == "open":
        _bring_along(stage, version)
    for who, author in () if name == "unsaid" else (("mine", mine), ("theirs", theirs)):
        body = f"{name}{who}word"
        thread = b.make_thread(version, author, body, exact=f"{name}textword")
        stage.ids[f"thread.{name}.{who}"], stage.words[f"{name}.{who}"] = thread.public_id, body


def _bring_along(stage: Stage, version: Version) -> None:
    """Let the file of a version have had a comment and a tracked change."""
    stage.words |= {f"open.{word}": f"open{word}word" for word in ("found", "finder", "change", "changer")}
    comment = FoundComment("openfinderword", "openfoundword")
    change = TrackedChange(False, "openchangerword", "openchangeword", None, Spot(1, 0), Spot(1, 0))
    raw = [RawBlock(row.kind, row.html) for row in block_rows_of(version)]
    with transaction():
        store_found(version, Manuscript("", raw, [], [], [comment], [change]), range(len(raw)))


def _elsewhere(stage: Stage) -> None:
    """What else there is: another round, another project, a version not published yet."""
    for key, member in (("elsewhere", stage.people["elsewhere"]), ("foreign", stage.people["removed"])):
        project = stage.project if key == "elsewhere" else stage.people["outsider"].project
        if key == "foreign":
            member = (
                db.session.query(Membership)
                .filter_by(project_id=project.id, account_id=member.account_id)
                .one()
            )
        version = b.make_version(b.make_document(project), f"# Other\n\nHere stands {key}textword.\n")
        round_ = b.make_round(project, [version], [member], name=f"{key.title()}roundword")
        thread = b.make_thread(version, member, f"{key}word", exact=f"{key}textword")
        stage.ids |= {
            f"document.{key}": version.document.public_id,
            f"guide.{key}": version.document.guide.public_id,
            f"version.{key}": version.public_id,
            f"round.{key}": round_.public_id,
            f"thread.{key}": thread.public_id,
        }
        stage.words[key] = f"{key}word"
    document = _of(stage, Version, "version.busy").document
    draft = b.make_version(document, "# About\n\nHere stands drafttextword.\n", publish=False)
    stage.ids["version.draft"], stage.words["draft.text"] = draft.public_id, "drafttextword"
    file = Upload(b"# Later", "joblaterword.md", "en")
    job = keep_for_later(document, file, actor=b.actor_of(stage.people["editor"]))
    stage.ids["job"], stage.words["job"] = job.public_id, "joblaterword"
    carried = _of(stage, Version, "version.carried").document
    second = b.make_version(carried, "# About\n\nHere stands something else.\n")
    stage.ids["version.second"] = second.public_id
    staff = b.make_thread(_of(stage, Version, "version.busy"), stage.people["editor"], "busystaffword")
    stage.ids["thread.busy.staff"] = staff.public_id
    for who, author in (("mine", "reviewer"), ("theirs", "mate")):
        version, words = _of(stage, Version, "version.busy"), f"draft{who}word"
        draft_of = b.make_thread(version, stage.people[author], words, is_draft=True)
        stage.ids[f"thread.draft.{who}"], stage.words[f"draft.{who}"] = draft_of.public_id, words
    for role in ("officer", "editor", "manager"):
        own = b.make_thread(_of(stage, Version, "version.unsaid"), stage.people[role], f"own{role}word")
        stage.ids[f"thread.own.{role}"] = own.public_id


def _go_on(stage: Stage) -> None:
    """What happened since: rounds closed and answered, reviews submitted, notes, decisions, a removal."""
    reviewer, editor = b.actor_of(stage.people["reviewer"]), b.actor_of(stage.people["editor"])
    mate = b.actor_of(stage.people["mate"])
    for name in ("mine", "theirs"):
        for scene in ("decided", "blindanswered"):
            b.make_decision(_of(stage, Thread, f"thread.{scene}.{name}"), stage.people["editor"], "noted")
    note = _of(stage, Thread, "thread.open.theirs")
    reply(note, "internalnoteword", is_internal=True, actor=editor)
    reply(_of(stage, Thread, "thread.open.mine"), "ownnoteword", is_internal=True, actor=editor)
    stage.words |= {"note": "internalnoteword", "ownnote": "ownnoteword"}
    for who, actor in (("mine", reviewer), ("theirs", mate)):
        thread = _of(stage, Thread, f"thread.busy.{who}")
        stage.words[f"earlier.{who}"] = thread.body
        edit_comment(thread, f"busylater{who}word", actor=actor)
        stage.words[f"busy.{who}"] = f"busylater{who}word"
    for name in ("after", "again"):
        submit_review(_of(stage, Round, f"round.{name}"), actor=reviewer)
    resume_review(_of(stage, Round, "round.again"), actor=reviewer)
    for name in CLOSED:
        move_round(_of(stage, Round, f"round.{name}"), "close", actor=editor)
    move_round(_of(stage, Round, "round.blindanswered"), "answer", actor=editor)
    _of(stage, Version, "version.archived").state = VersionState.ARCHIVED
    db.session.commit()
    b.make_thread(_of(stage, Version, "version.open"), stage.people["removed"], "removedword")


def leave(stage: Stage) -> None:
    """Remove the person who is to be removed: after he or she has signed in."""
    remove_member(stage.people["removed"], actor=b.actor_of(stage.people["manager"]))


def _of(stage: Stage, kind: Any, name: str) -> Any:
    return db.session.query(kind).filter_by(public_id=stage.ids[name]).one()
