"""Every door says who may pass."""

from flask import Flask

WITHOUT_A_DOOR = {"static"}


def test_every_route_states_its_permission(world_app: Flask) -> None:
    assert [
        f"{rule.rule} ({rule.endpoint})"
        for rule in world_app.url_map.iter_rules()
        if rule.endpoint not in WITHOUT_A_DOOR
        and not hasattr(world_app.view_functions[rule.endpoint], "permission")
    ] == []
