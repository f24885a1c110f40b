"""What a page that stays open asks now and then: did others write?"""

import re
from typing import Any

from flask import Blueprint, Response, jsonify, request
from flask_babel import gettext as _
from flask_babel import ngettext

from ...domain.permissions import Action, Actor
from ...queries.marginal import heard_on
from ..access import allow

pulse = Blueprint("pulse", __name__)

_HEARD = re.compile(r"[0-9]{1,9}-[0-9]{1,9}")


@pulse.get("/versions/<version_id>/pulse")
@allow(Action.READ)
def show(version: Any, actor: Actor) -> Response:
    """Say in words what others wrote `?since=` what the page had heard; "" for nothing."""
    since, now = request.args.get("since", ""), heard(version, actor)
    words = _news(since, now) if _HEARD.fullmatch(since) else ""
    answer = jsonify(heard=now, words=words)
    answer.add_etag(weak=True)
    answer.make_conditional(request)
    return answer


def heard(version: Any, actor: Actor) -> str:
    """Write down how many comments and replies of others there are: "12-3"."""
    return "{}-{}".format(*heard_on(version, actor))


def _news(since: str, now: str) -> str:
    comments, replies = (
        int(new) - int(old) for old, new in zip(since.split("-"), now.split("-"), strict=True)
    )
    words = []
    if comments > 0:
        words.append(ngettext("%(num)d new comment", "%(num)d new comments", comments))
    if replies > 0:
        words.append(ngettext("%(num)d new reply", "%(num)d new replies", replies))
    return str(_(", ")).join(words)
