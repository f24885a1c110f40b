"""A door of the API: who may pass, what it takes and gives. One way through all of them."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Response, request
from pydantic import BaseModel

from ...domain.permissions import Action, Actor
from ...services.receipts import fingerprint, once
from ..access import allow
from .bodies import read_body, read_form
from .schemas.base import Taken

FIRST_KEY = "Idempotency-Key"


@dataclass(frozen=True, slots=True)
class Door:
    """One row of the API.

    `act(**things, actor=…, body=…)` does it: things by the ids in `path`, `body` if the door takes one.
    It gives a schema, a `Tagged` schema, or a whole response.
    """

    method: str
    path: str
    act: Callable[..., Any]
    action: Action
    gives: type[BaseModel] | str
    """A schema, or the media type of a file."""
    takes: type[Taken] | None = None
    prepares: Callable[[Any], Any] | None = None
    """Work on the body that needs no database, done before the transaction of a creating door."""
    is_form: bool = False
    creates: bool = False
    has_tag: bool = False
    """Answers carry an ETag; a change takes If-Match."""
    filters: bool = False
    pages: bool = False
    query: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Further parameters: (name, values)."""

    @property
    def status(self) -> int:
        """The status of success."""
        return 201 if self.creates else 200

    @property
    def name(self) -> str:
        """The endpoint: noun and verb, such as threads_create."""
        return f"{self.act.__module__.rpartition('.')[2]}_{self.act.__name__}"

    @property
    def summary(self) -> str:
        """The first line of its docstring."""
        return (self.act.__doc__ or "").strip().partition("\n")[0].rstrip(".")


@dataclass(frozen=True, slots=True)
class Tagged:
    """An answer with its entity tag."""

    thing: BaseModel
    tag: str


def view_of(door: Door) -> Callable[..., Any]:
    """Make the view function of a door."""

    @allow(door.action)
    def view(**things: Any) -> Any:
        if door.takes is not None:
            body = read_form(door.takes) if door.is_form else read_body(door.takes)
            things["body"] = door.prepares(body) if door.prepares else body
        if door.creates:
            return _create(door, things)
        given = door.act(**things)
        return given if isinstance(given, Response) else _answer(*_written(given), door.status)

    view.__name__ = door.name
    return view


def _create(door: Door, things: dict[str, Any]) -> Response:
    """Create once for each key: the first answer is kept and given again, byte for byte."""
    actor: Actor = things["actor"]

    def act() -> str:
        return json.dumps(_written(door.act(**things)), ensure_ascii=False)

    kept, _ = once(request.headers.get(FIRST_KEY), fingerprint(request.path, _asked()), act, actor=actor)
    text, tag = json.loads(kept)
    return _answer(text, tag, door.status)


def _asked() -> dict[str, Any] | bytes:
    """Give what identifies this request: its JSON whatever the order, or its fields and files."""
    if request.mimetype != "multipart/form-data":
        body: dict[str, Any] = {"json": json.loads(request.get_data() or b"null")}
        return body
    fields: dict[str, Any] = {"form": sorted(request.form.items(multi=True))}
    for name, file in request.files.items(multi=True):
        file.stream.seek(0)
        fields[f"file {name}"] = [file.filename, fingerprint("", file.stream.read())]
    return fields


def _written(given: BaseModel | Tagged) -> tuple[str, str | None]:
    if isinstance(given, Tagged):
        return given.thing.model_dump_json(), given.tag
    return given.model_dump_json(), None


def _answer(text: str, tag: str | None, status: int) -> Response:
    answer = Response(text, status, mimetype="application/json")
    if tag is not None:
        answer.set_etag(tag)
    return answer


def conditional(given: BaseModel, **headers: str) -> Response:
    """Answer with a strong tag made of the content, or 304 if the client has it."""
    answer = Response(given.model_dump_json(), mimetype="application/json", headers=headers)
    answer.add_etag()
    answer.make_conditional(request)
    return answer
