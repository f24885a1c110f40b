"""The sources as trees: what each module imports, names and calls."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
PACKAGE = ROOT / "reviewapp"


@dataclass(frozen=True, slots=True)
class Import:
    """`from source import name` (or `import source`, with an empty name), absolute, at `line`."""

    source: str
    name: str
    line: int
    only_for_types: bool

    @property
    def whole(self) -> str:
        """The dotted name of what is imported."""
        return f"{self.source}.{self.name}" if self.name else self.source


@dataclass(frozen=True, slots=True)
class Module:
    """One source file. `name` is dotted, `place` the path from the root."""

    name: str
    place: str
    tree: ast.Module
    nodes: tuple[ast.AST, ...]
    imports: tuple[Import, ...]

    @property
    def floor(self) -> str:
        """The part of the package it stands on: "domain", "web", "app" ..."""
        return [*self.name.split("."), ""][1]


@cache
def modules() -> tuple[Module, ...]:
    """Read every module of the package."""
    return tuple(_read(path) for path in sorted(PACKAGE.rglob("*.py")))


def on_floor(*floors: str) -> Iterator[Module]:
    """Give the modules of some floors."""
    return (module for module in modules() if module.floor in floors)


def _read(path: Path) -> Module:
    place = path.relative_to(ROOT)
    parts = place.with_suffix("").parts
    name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
    tree = ast.parse(path.read_text(encoding="utf-8"))
    package = parts[:-1]
    nodes = tuple(ast.walk(tree))
    return Module(name, place.as_posix(), tree, nodes, tuple(_imports(nodes, package)))


def _imports(nodes: tuple[ast.AST, ...], package: tuple[str, ...]) -> Iterator[Import]:
    for_types = {id(node) for guard in nodes if _is_type_guard(guard) for node in ast.walk(guard)}
    for node in nodes:
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield Import(alias.name, "", node.lineno, id(node) in for_types)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else ()
            source = ".".join((*above, *filter(None, [node.module])))
            for alias in node.names:
                yield Import(source, alias.name, node.lineno, id(node) in for_types)


def _is_type_guard(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and ast.unparse(node.test).endswith("TYPE_CHECKING")
