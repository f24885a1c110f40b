"""Every door of the product stands in the table of rights, or is named here with the reason why not."""

import re
from pathlib import Path

from flask import Flask
from werkzeug.routing import RequestRedirect

from reviewapp.domain.permissions import Action
from reviewapp.web.access import allow
from tests.fixtures_app import make_app
from tests.rights.asking import read_rows

CELLS = Path(__file__).with_name("cells.txt")
ROWS = read_rows(CELLS)

NOT_IN_THE_TABLE = {
    Action.VISIT: "opens for anybody and tells of nobody",
    Action.SIGNED_IN: "about the account that asks; no address names another one",
}
"""action -> why its doors may be left out of the table"""


def _doors(app: Flask) -> set[tuple[str, str]]:
    return {
        (rule.endpoint, method)
        for rule in app.url_map.iter_rules()
        for method in rule.methods or ()
        if method not in ("HEAD", "OPTIONS") and rule.endpoint != "static"
    }


def _asked(app: Flask) -> set[tuple[str, str]]:
    addresses = app.url_map.bind("localhost")
    asked = set()
    for row in ROWS:
        path = re.sub(r"\{[^}]*\}", "x" * 16, row.path).partition("?")[0]
        try:
            endpoint, _ = addresses.match(path, method=row.method)
        except RequestRedirect:
            continue
        asked.add((endpoint, row.method))
    return asked


def test_every_door_stands_in_the_table_of_rights() -> None:
    app = make_app("sqlite://")
    missing = _doors(app) - _asked(app)
    actions = {door: app.view_functions[door[0]].permission for door in missing}  # type: ignore[attr-defined]
    assert {door for door, action in actions.items() if action not in NOT_IN_THE_TABLE} == set()


def test_every_action_stands_in_the_table_of_rights() -> None:
    app = make_app("sqlite://")
    asked = {app.view_functions[endpoint].permission for endpoint, _ in _asked(app)}  # type: ignore[attr-defined]
    assert set(Action) - asked <= NOT_IN_THE_TABLE.keys()


def test_a_route_without_a_rule_does_not_open() -> None:
    app = make_app("sqlite://")
    app.add_url_rule("/forgotten", "forgotten", lambda: "open")
    app.add_url_rule("/api/v1/forgotten", "forgotten_too", lambda: "open")
    app.add_url_rule("/ruled", "ruled", allow(Action.VISIT)(lambda: "open"))
    client = app.test_client()
    with app.app_context():
        answers = [client.get(path).status_code for path in ("/forgotten", "/api/v1/forgotten", "/ruled")]
    assert answers == [404, 404, 200]
