"""The OpenAPI 3.1 document, made from the table of doors, and a page that shows it."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import fields
from functools import cache
from typing import Any

from flask import Blueprint, Response, render_template
from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from ...domain.filters import CHOICES, ThreadFilter
from ...domain.permissions import Action
from ..access import allow
from ..spoken import offered
from .doors import FIRST_KEY, Door
from .schemas.base import Problem, Taken
from .schemas.shown_threads import ThreadProblem

ABOUT = (
    "Everything that people do in the browser, for scripts. Errors are problem documents (RFC 9457). "
    "Lists come in pages. Positions are Unicode code points in the plain text of a block, the end exclusive."
)
PROBLEMS = {
    401: "No valid token.",
    403: "You may see it, but not do this.",
    404: "There is no such thing, or none you may see.",
    409: "Its present state forbids it.",
    412: "It changed since the state that If-Match names.",
    415: "Not the content type that is taken here.",
    422: "Something in the request does not fit; `errors` names the fields.",
}
TEXT = {"type": "string"}
WHOLE = {"type": "integer", "minimum": 1}


def document_of(doors: Sequence[Door]) -> dict[str, Any]:
    """Describe the doors as an OpenAPI 3.1 document."""
    refs, schemas = _schemas(doors)
    paths: dict[str, dict[str, Any]] = {}
    for door in doors:
        paths.setdefault(_path(door), {})[door.method.lower()] = _operation(door, refs)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Expert review", "version": "1", "description": ABOUT},
        "servers": [{"url": "/api/v1"}],
        "security": [{"token": []}],
        "paths": paths,
        "components": {
            "schemas": schemas,
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
    }


def _schemas(doors: Sequence[Door]) -> tuple[dict[type[BaseModel], dict[str, Any]], dict[str, Any]]:
    """Give a reference for each schema, and what they refer to."""
    models: list[type[BaseModel]] = [Problem, ThreadProblem]
    for door in doors:
        models += [model for model in (door.takes, door.gives) if isinstance(model, type)]
    wanted: list[Any] = [
        (model, "validation" if issubclass(model, Taken) else "serialization")
        for model in dict.fromkeys(models)
    ]
    refs, definitions = models_json_schema(wanted, ref_template="#/components/schemas/{model}")
    by_model: dict[Any, dict[str, Any]] = {model: ref for (model, _), ref in refs.items()}
    return by_model, definitions["$defs"]


def _path(door: Door) -> str:
    return re.sub(r"<(\w+)>", r"{\1}", door.path)


def _operation(door: Door, refs: dict[type[BaseModel], dict[str, Any]]) -> dict[str, Any]:
    operation: dict[str, Any] = {
        "operationId": door.name,
        "summary": door.summary,
        "tags": [door.name.partition("_")[0]],
        "parameters": list(_parameters(door)),
        "responses": {str(door.status): _success(door, refs), **_refusals(door, refs)},
    }
    if door.takes is not None:
        kind = "multipart/form-data" if door.is_form else "application/json"
        schema: dict[str, Any] = refs[door.takes]
        if door.is_form:
            file = {"properties": {"file": {**TEXT, "format": "binary"}}, "required": ["file"]}
            schema = {"allOf": [schema, {"type": "object", **file}]}
        is_needed = door.is_form or any(field.is_required() for field in door.takes.model_fields.values())
        operation["requestBody"] = {"required": is_needed, "content": {kind: {"schema": schema}}}
    return operation


def _parameters(door: Door) -> Iterator[dict[str, Any]]:
    for name in re.findall(r"<(\w+)>", door.path):
        yield {"name": name, "in": "path", "required": True, "schema": TEXT}
    yield _asked(
        "lang", {"type": "string", "enum": list(offered())}, "The language of sentences and headings."
    )
    if door.pages:
        yield _asked("limit", {**WHOLE, "maximum": 200}, "How many items at most.")
        yield _asked("cursor", TEXT, "`next` of the page before.")
    if door.filters:
        yield from _filters()
    for name, values in door.query:
        yield _asked(name, {**TEXT, "enum": list(values)}, "")
    if door.creates:
        yield {
            **_asked(FIRST_KEY, TEXT, "Sent again with the same body, the first answer comes again."),
            "in": "header",
        }
    if door.has_tag:
        name = "If-None-Match" if door.method == "GET" else "If-Match"
        if not door.creates:
            yield {**_asked(name, TEXT, "The ETag of an earlier answer."), "in": "header"}


def _filters() -> Iterator[dict[str, Any]]:
    for field in fields(ThreadFilter):
        schema: dict[str, Any] = TEXT
        if field.name in CHOICES:
            schema = {**TEXT, "enum": [member.value for member in CHOICES[field.name]]}
        if field.name == "late":
            schema = {"type": "boolean"}
        if field.name not in ("late", "q"):
            schema = {"type": "array", "items": schema}
        parameter = _asked(field.name, schema, "")
        yield {**parameter, "style": "form", "explode": False} if schema.get("type") == "array" else parameter


def _asked(name: str, schema: dict[str, Any], about: str) -> dict[str, Any]:
    parameter: dict[str, Any] = {"name": name, "in": "query", "schema": schema}
    return {**parameter, "description": about} if about else parameter


def _success(door: Door, refs: dict[type[BaseModel], dict[str, Any]]) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if door.has_tag:
        headers["ETag"] = {"schema": TEXT}
    if isinstance(door.gives, str):
        content: dict[str, Any] = {kind: {"schema": {}} for kind in door.gives.split(" ")}
        return {"description": "The file.", "headers": headers, "content": content}
    schema: dict[str, Any] = refs[door.gives]
    if door.pages:
        headers["Link"] = {"schema": TEXT, "description": 'rel="next"'}
        following = {"type": ["string", "null"], "description": "The cursor of the next page."}
        properties = {"items": {"type": "array", "items": schema}, "next": following}
        schema = {"type": "object", "required": ["items", "next"], "properties": properties}
    about = "A page of the list." if door.pages else (door.gives.__doc__ or "").strip().partition("\n")[0]
    return {"description": about, "headers": headers, "content": {"application/json": {"schema": schema}}}


def _refusals(door: Door, refs: dict[type[BaseModel], dict[str, Any]]) -> dict[str, Any]:
    applies = {
        404: "<" in door.path,
        409: door.method != "GET",
        412: door.has_tag and door.method != "GET" and not door.creates,
        415: door.takes is not None,
        422: door.takes is not None or door.pages or door.filters or bool(door.query),
    }
    kind = ThreadProblem if applies[412] else Problem
    return {
        str(status): {
            "description": words,
            "content": {"application/problem+json": {"schema": refs[kind]}},
        }
        for status, words in PROBLEMS.items()
        if applies.get(status, True)
    }


def register(api: Blueprint, doors: Sequence[Door]) -> None:
    """Add the document and its page."""

    @cache
    def described() -> dict[str, Any]:
        return document_of(doors)

    @api.get("/openapi.json")
    @allow(Action.VISIT)
    def openapi() -> Response:
        return Response(json.dumps(described(), ensure_ascii=False), mimetype="application/json")

    @api.get("/")
    @allow(Action.VISIT)
    def index() -> str:
        return render_template("api/index.html", document=described())
