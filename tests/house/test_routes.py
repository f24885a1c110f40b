"""Every door says who may pass."""

from flask import Flask

from reviewapp.domain.permissions import Action
from reviewapp.web.api.routes import DOORS
from tests.fixtures_app import make_app

WITHOUT_A_DOOR = {"static"}


def _unruled(app: Flask) -> list[str]:
    return [
        f"{rule.rule} ({rule.endpoint})"
        for rule in app.url_map.iter_rules()
        if rule.endpoint not in WITHOUT_A_DOOR
        and not isinstance(getattr(app.view_functions[rule.endpoint], "permission", None), Action)
    ]


def test_every_route_states_its_permission(world_app: Flask) -> None:
    assert _unruled(world_app) == []


def test_a_route_without_a_rule_would_be_found() -> None:
    app = make_app("sqlite://")
    app.add_url_rule("/api/v1/forgotten", "forgotten", lambda: "open")
    assert _unruled(app) == ["/api/v1/forgotten (forgotten)"]


def test_every_row_of_the_api_opens_by_the_action_it_names(world_app: Flask) -> None:
    for door in DOORS:
        assert world_app.view_functions[f"api.{door.name}"].permission is door.action  # type: ignore[attr-defined]
