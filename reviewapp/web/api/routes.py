"""The JSON API: the table of its doors."""

from flask import Blueprint, Response

from ...domain.permissions import Action
from ...domain.report import PRESETS
from ...extensions import csrf
from ...services.reports import FORMATS
from ..errors import problem
from ..sentences import SENTENCES
from . import (
    activity,
    compare,
    found,
    guides,
    openapi,
    people,
    places,
    projects,
    reports,
    rounds,
    threads,
    versions,
)
from .bodies import Misfit
from .doors import Door, view_of
from .schemas import activity as of_activity
from .schemas import compare as of_compare
from .schemas import found as of_found
from .schemas import guides as of_guides
from .schemas import people as of_people
from .schemas import projects as of_projects
from .schemas import rounds as of_rounds
from .schemas import shown_threads
from .schemas import threads as of_threads
from .schemas import versions as of_versions

PROJECT, GUIDE, DOCUMENT = "/projects/<project_id>", "/guides/<guide_id>", "/documents/<document_id>"
VERSION, ROUND, THREAD = "/versions/<version_id>", "/rounds/<round_id>", "/threads/<thread_id>"
MEMBER = "/people/<member_id>"
A_PROJECT, A_MEMBER = of_projects.Project, of_people.Member
A_GUIDE, A_DOCUMENT, A_VERSION = of_guides.Guide, of_guides.Document, of_versions.Version
A_ROUND, A_THREAD, A_REPLY = of_rounds.Round, shown_threads.Thread, shown_threads.Reply
A_BLOCK, NOTE = of_versions.Block, of_threads.Note
FILE = "application/octet-stream"
TABLES = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet text/csv"
EXPORT = (("format", FORMATS), ("preset", PRESETS))

# fmt: off
DOORS = (
    Door("GET", "/me", projects.me, Action.SIGNED_IN, of_projects.Me),
    Door("GET", "/projects", projects.index, Action.SIGNED_IN, A_PROJECT, pages=True),
    Door("POST", "/projects", projects.create, Action.CREATE_PROJECT, A_PROJECT,
         takes=of_projects.NewProject, creates=True),
    Door("GET", PROJECT, projects.show, Action.SEE_PROJECT, A_PROJECT),
    Door("GET", f"{PROJECT}/people", people.index, Action.SEE_PEOPLE, A_MEMBER, pages=True),
    Door("POST", f"{PROJECT}/people", people.create, Action.INVITE, A_MEMBER,
         takes=of_people.NewMember, creates=True),
    Door("PATCH", MEMBER, people.change, Action.INVITE, A_MEMBER, takes=of_people.MemberChange),
    Door("POST", f"{MEMBER}/remove", people.remove, Action.INVITE, A_MEMBER),
    Door("POST", f"{MEMBER}/link", people.link, Action.INVITE, of_people.Link),

    Door("GET", f"{PROJECT}/activity", activity.index, Action.SEE_ACTIVITY, of_activity.Line, pages=True),
    Door("GET", f"{PROJECT}/guides", guides.index, Action.SEE_PROJECT, A_GUIDE, pages=True),
    Door("POST", f"{PROJECT}/guides", guides.create, Action.EDIT_GUIDE, A_GUIDE,
         takes=of_guides.NewGuide, creates=True),
    Door("GET", GUIDE, guides.show, Action.SEE_PROJECT, A_GUIDE),
    Door("POST", f"{GUIDE}/documents", guides.add_document, Action.EDIT_GUIDE, A_DOCUMENT,
         takes=of_guides.NewDocument, creates=True),
    Door("GET", DOCUMENT, guides.show_document, Action.SEE_PROJECT, A_DOCUMENT),

    Door("POST", f"{DOCUMENT}/versions", versions.create, Action.UPLOAD, A_VERSION,
         takes=of_versions.NewVersion, prepares=versions.read_file, is_form=True, creates=True),
    Door("GET", VERSION, versions.show, Action.READ, A_VERSION, has_tag=True),
    Door("POST", f"{VERSION}/publish", versions.publish, Action.UPLOAD, A_VERSION),
    Door("POST", f"{VERSION}/final", versions.finish, Action.UPLOAD, A_VERSION),
    Door("POST", f"{VERSION}/archive", versions.archive, Action.UPLOAD, A_VERSION),
    Door("GET", f"{VERSION}/blocks", versions.blocks, Action.READ, A_BLOCK, pages=True, has_tag=True),
    Door("GET", f"{VERSION}/found-comments", found.index, Action.UPLOAD, of_found.FoundComment, pages=True),
    Door("POST", f"{VERSION}/found-comments", found.create, Action.UPLOAD, of_found.Imported,
         takes=of_found.Import, creates=True),
    Door("GET", f"{VERSION}/compare/<other_id>", compare.show, Action.SEE_THREADS, of_compare.Comparison,
         has_tag=True),
    Door("GET", f"{VERSION}/original", versions.original, Action.READ, FILE, has_tag=True),

    Door("GET", f"{PROJECT}/rounds", rounds.index, Action.SEE_PROJECT, A_ROUND, pages=True),
    Door("POST", f"{PROJECT}/rounds", rounds.create, Action.MANAGE_ROUND, A_ROUND,
         takes=of_rounds.NewRound, creates=True),
    Door("GET", ROUND, rounds.show, Action.SEE_PROJECT, A_ROUND),
    Door("PATCH", ROUND, rounds.change, Action.MANAGE_ROUND, A_ROUND, takes=of_rounds.RoundChange),
    Door("POST", f"{ROUND}/close", rounds.close, Action.MANAGE_ROUND, A_ROUND),
    Door("POST", f"{ROUND}/answer", rounds.answer, Action.MANAGE_ROUND, A_ROUND,
         takes=of_rounds.Answering),
    Door("POST", f"{ROUND}/report", rounds.report, Action.MANAGE_ROUND, A_ROUND),
    Door("POST", f"{ROUND}/cancel", rounds.cancel, Action.MANAGE_ROUND, A_ROUND),
    Door("POST", f"{ROUND}/extension", rounds.extend, Action.MANAGE_ROUND, A_ROUND,
         takes=of_rounds.Extension),
    Door("GET", f"{ROUND}/reviewers", rounds.reviewers, Action.SEE_PEOPLE, of_rounds.Reviewer, pages=True),
    Door("POST", f"{ROUND}/submit", rounds.submit, Action.TAKE_PART, A_ROUND),
    Door("POST", f"{ROUND}/resume", rounds.resume, Action.TAKE_PART, A_ROUND),
    Door("POST", f"{ROUND}/decline", rounds.decline, Action.TAKE_PART, A_ROUND, takes=of_rounds.Declining),

    Door("GET", f"{VERSION}/threads", threads.index, Action.SEE_THREADS, A_THREAD, pages=True, filters=True),
    Door("POST", f"{VERSION}/threads", threads.create, Action.COMMENT, A_THREAD,
         takes=of_threads.NewThread, creates=True, has_tag=True),
    Door("GET", THREAD, threads.show, Action.SEE_THREADS, A_THREAD, has_tag=True),
    Door("PATCH", THREAD, threads.change, Action.COMMENT, A_THREAD,
         takes=of_threads.ThreadChange, has_tag=True),
    Door("POST", f"{THREAD}/replies", threads.reply, Action.REPLY, A_REPLY,
         takes=of_threads.NewReply, creates=True),
    Door("POST", f"{THREAD}/decision", threads.decision, Action.TRIAGE, A_THREAD,
         takes=of_threads.Ruling, has_tag=True),
    Door("POST", f"{THREAD}/reopen", threads.reopen, Action.TRIAGE, A_THREAD, takes=NOTE, has_tag=True),
    Door("POST", f"{THREAD}/withdraw", threads.withdraw, Action.COMMENT, A_THREAD, takes=NOTE, has_tag=True),
    Door("POST", f"{THREAD}/support", threads.support, Action.TAKE_PART, A_THREAD, has_tag=True),
    Door("POST", f"{THREAD}/unsupport", threads.unsupport, Action.TAKE_PART, A_THREAD, has_tag=True),
    Door("POST", f"{THREAD}/objection", threads.objection, Action.COMMENT, A_THREAD,
         takes=NOTE, has_tag=True),
    Door("POST", f"{THREAD}/hand-over", threads.hand_over, Action.COMMENT, A_THREAD,
         takes=of_threads.HandOver, has_tag=True),
    Door("POST", f"{THREAD}/give-back", threads.give_back, Action.COMMENT, A_THREAD, has_tag=True),
    Door("POST", f"{THREAD}/place", places.settle, Action.TRIAGE, A_THREAD,
         takes=of_threads.Settling, has_tag=True),
    Door("POST", f"{THREAD}/implemented", places.implemented, Action.TRIAGE, A_THREAD,
         takes=of_threads.Implementing, has_tag=True),
    Door("POST", f"{THREAD}/unimplemented", places.unimplemented, Action.TRIAGE, A_THREAD,
         takes=of_threads.ImplementedIn, has_tag=True),

    Door("GET", f"{ROUND}/export", reports.of_round, Action.EXPORT, TABLES, filters=True, query=EXPORT),
    Door("GET", f"{DOCUMENT}/export", reports.of_document, Action.EXPORT, TABLES, filters=True, query=EXPORT),
)
"""method, path, act, who may, what it gives; an id in a path names a thing that one may see"""
# fmt: on

api = Blueprint("api", __name__, url_prefix="/api/v1")
csrf.exempt(api)
for door in DOORS:
    api.add_url_rule(door.path, door.name, view_of(door), methods=[door.method])
openapi.register(api, DOORS)


@api.errorhandler(Misfit)
def _misfit(error: Misfit) -> Response:
    return problem(422, "fields_wrong", str(SENTENCES["field_wrong"]), errors=error.errors)
