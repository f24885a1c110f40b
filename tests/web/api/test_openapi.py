"""The OpenAPI document says all there is, and its page shows it."""

import re
from html.parser import HTMLParser
from typing import Any

from flask import Flask
from openapi_spec_validator import OpenAPIV31SpecValidator

from .conftest import Caller

UNDESCRIBED = {"/openapi.json", "/"}


def document_of(nobody: Caller) -> dict[str, Any]:
    document: dict[str, Any] = nobody.get("/openapi.json").json
    return document


def test_the_document_is_valid_openapi_3_1(nobody: Caller) -> None:
    document = document_of(nobody)
    assert document["openapi"].startswith("3.1")
    OpenAPIV31SpecValidator(document).validate()


def test_every_route_is_in_the_document(app: Flask, nobody: Caller) -> None:
    routes = {
        (re.sub(r"<(\w+)>", r"{\1}", rule.rule.removeprefix("/api/v1")), method.lower())
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith("/api/")
        for method in rule.methods - {"HEAD", "OPTIONS"}
    }
    described = {
        (path, method) for path, operations in document_of(nobody)["paths"].items() for method in operations
    }
    assert {(path, method) for path, method in routes if path not in UNDESCRIBED} == described


def test_every_operation_has_a_summary_and_its_refusals(nobody: Caller) -> None:
    for path, operations in document_of(nobody)["paths"].items():
        for method, operation in operations.items():
            assert operation["summary"], (method, path)
            assert "401" in operation["responses"] and "403" in operation["responses"]


class Assets(HTMLParser):
    """What a page loads, and code that stands in it."""

    def __init__(self) -> None:
        super().__init__()
        self.loads: list[str] = []
        self.code: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note addresses and handlers."""
        given = dict(attrs)
        if tag in ("script", "link", "img"):
            self.loads.append(given.get("src") or given.get("href") or "")
        if (tag == "script" and not given.get("src")) or tag == "style":
            self.code.append(tag)
        self.code += [name for name in given if name.startswith("on") or name == "style"]


def test_the_page_shows_every_address_without_code_or_foreign_assets(nobody: Caller) -> None:
    page = nobody.get("/")
    text = page.get_data(as_text=True)
    for path in document_of(nobody)["paths"]:
        assert path in text
    assets = Assets()
    assets.feed(text)
    assert all(address.startswith("/") and not address.startswith("//") for address in assets.loads)
    assert assets.code == []
