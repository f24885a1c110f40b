"""Who may import whom."""

import pytest

from tests.house.sources import Import, Module, modules, on_floor

TABLES = {"models", "extensions", "clock"}
ABOVE_THE_TABLES = {"domain", "queries", "services", "clock"}

MAY_IMPORT: dict[str, set[str]] = {
    "domain": set(),
    "markup": {"domain"},
    "mailing": {"domain"},
    "importers": {"domain"},
    "exporters": {"domain"},
    "clock": set(),
    "packs": {"domain"},
    "models": {"domain", "extensions", "clock"},
    "extensions": {"models"},
    "queries": {"domain"} | TABLES,
    "services": {"domain", "queries", "importers", "exporters", "markup"} | TABLES,
    "demo": ABOVE_THE_TABLES,
    "web": ABOVE_THE_TABLES | {"extensions", "packs"},
    "worker": ABOVE_THE_TABLES | {"mailing", "web", "extensions"},
    "serving": set(),
    "cli": ABOVE_THE_TABLES | {"extensions", "packs", "demo", "mailing", "worker"},
    "app": ABOVE_THE_TABLES | {"extensions", "web", "cli"},
    "": set(),
}

LIBRARIES_OF_THE_WEB = {"flask", "werkzeug", "wtforms", "flask_wtf", "flask_login", "flask_babel", "spectree"}
LIBRARIES_OF_THE_TABLES = {"sqlalchemy", "flask_sqlalchemy", "flask_migrate", "alembic"}
SANITIZERS = {"bleach", "nh3"}
OUTSIDE_WORLD = {"os", "pathlib", "shutil", "socket", "subprocess", "tempfile", "urllib", "sqlite3"}

NEVER_IMPORTS: dict[str, set[str]] = {
    "domain": LIBRARIES_OF_THE_WEB | LIBRARIES_OF_THE_TABLES | SANITIZERS | OUTSIDE_WORLD,
    "importers": LIBRARIES_OF_THE_WEB | LIBRARIES_OF_THE_TABLES | SANITIZERS,
    "exporters": LIBRARIES_OF_THE_WEB | LIBRARIES_OF_THE_TABLES | SANITIZERS,
    "models": {"wtforms", "flask_wtf", "spectree"} | SANITIZERS,
    "queries": {"wtforms", "flask_wtf", "flask_login", "spectree"} | SANITIZERS,
    "services": {"wtforms", "flask_wtf", "flask_login", "spectree"} | SANITIZERS,
    "web": LIBRARIES_OF_THE_TABLES | SANITIZERS,
}

OF_A_REQUEST = {
    "flask.request", "flask.session", "flask.g", "flask.globals", "flask_login.current_user",
}  # fmt: skip


def _where(module: Module, found: Import) -> str:
    return f"{module.place}:{found.line} imports {found.whole}"


def _floor_of(found: Import) -> str | None:
    """Name the floor an import reaches; None for what is not ours."""
    package, _, rest = found.whole.partition(".")
    return rest.split(".")[0] if package == "reviewapp" else None


def test_every_floor_has_its_row_in_the_table() -> None:
    assert {module.floor for module in modules()} <= set(MAY_IMPORT)


@pytest.mark.parametrize("floor", sorted(MAY_IMPORT))
def test_a_floor_imports_only_what_stands_below_it(floor: str) -> None:
    allowed = MAY_IMPORT[floor] | {floor}
    assert [
        _where(module, found)
        for module in on_floor(floor)
        for found in module.imports
        if (reached := _floor_of(found)) is not None and reached not in allowed
    ] == []


@pytest.mark.parametrize("floor", sorted(NEVER_IMPORTS))
def test_a_floor_knows_no_library_of_another(floor: str) -> None:
    assert [
        _where(module, found)
        for module in on_floor(floor)
        for found in module.imports
        if found.source.split(".")[0] in NEVER_IMPORTS[floor]
    ] == []


def test_queries_and_services_know_no_request() -> None:
    assert [
        _where(module, found)
        for module in on_floor("queries", "services", "models")
        for found in module.imports
        if found.whole in OF_A_REQUEST
    ] == []


def test_a_door_never_touches_the_database() -> None:
    assert [
        _where(module, found)
        for module in on_floor("web")
        for found in module.imports
        if found.whole in {"reviewapp.extensions.db", "reviewapp.extensions.migrate"}
    ] == []


def test_a_blueprint_never_imports_another() -> None:
    blueprints = {
        module.name.split(".")[2]
        for module in on_floor("web")
        if module.name.count(".") >= 2 and module.place.endswith("/__init__.py")
    }

    def blueprint(dotted: str) -> str | None:
        parts = dotted.split(".")
        return (
            parts[2]
            if parts[:2] == ["reviewapp", "web"] and len(parts) > 2 and parts[2] in blueprints
            else None
        )

    assert [
        _where(module, found)
        for module in on_floor("web")
        for found in module.imports
        if (own := blueprint(module.name)) and (other := blueprint(found.whole)) and own != other
    ] == []


def test_only_markup_sanitizes() -> None:
    assert {
        module.place
        for module in modules()
        for found in module.imports
        if found.source.split(".")[0] in SANITIZERS
    } <= {"reviewapp/markup.py"}


def test_no_module_imports_itself_in_a_circle() -> None:
    known = {module.name for module in modules()}
    reaches = {
        module.name: {
            found.whole if found.whole in known else found.source
            for found in module.imports
            if not found.only_for_types
        }
        & known
        for module in modules()
    }
    while leaves := [name for name, targets in reaches.items() if not targets]:
        for leaf in leaves:
            del reaches[leaf]
        for targets in reaches.values():
            targets.difference_update(leaves)
    assert sorted(reaches) == [], "these stand in or above a circle"
