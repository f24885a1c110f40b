"""How files look: small, named for their noun, nothing hidden in them."""

import ast
from pathlib import Path

from tests.house.sources import PACKAGE, ROOT, Module, modules

MOST_LINES = 250
LONGER = {
    "tests/importers/test_word_text.py": "a row for each feature of the text of Word files",
    "tests/rights/test_cells.py": "one engine asks every cell of the table, and says what each answer means",
    "tests/rights/same_story.py": "one story in two worlds, told from the first call to the last answer",
    "tests/services/test_races.py": "one race after another over the same pairs of sessions",
    "tests/demo/test_texts.py": "what each text of the demo must hold, mostly lists of headings and changes",
    "tests/importers/test_from_docx.py": "one format with many small traps, seen through the same functions",
}
"""Files that may be longer, each with its reason."""

DRAWERS = {"utils", "util", "helpers", "helper", "common", "misc"}


def _own_files() -> list[Path]:
    folders = [ROOT / name for name in ("reviewapp", "tests", "static", "templates", "bench")]
    kinds = {".py", ".html", ".css", ".js"}
    return [path for folder in folders for path in sorted(folder.rglob("*")) if path.suffix in kinds]


def _place(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _functions(module: Module) -> list[ast.AST]:
    return [node for node in module.nodes if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


def test_no_file_holds_everything() -> None:
    lengths = {_place(path): len(path.read_text("utf-8").splitlines()) for path in _own_files()}
    assert {place: n for place, n in lengths.items() if n > MOST_LINES and place not in LONGER} == {}


def test_no_file_is_a_drawer() -> None:
    assert [_place(path) for path in _own_files() if path.stem in DRAWERS] == []


def test_a_package_holds_only_a_docstring() -> None:
    assert [
        module.place
        for module in modules()
        if module.place.endswith("__init__.py")
        and module.floor != "models"
        and any(not _is_docstring(node) for node in module.tree.body)
    ] == []


def test_every_module_says_what_it_is() -> None:
    silent = [module.place for module in modules() if module.tree.body and not ast.get_docstring(module.tree)]
    assert silent == []


def test_imports_stand_at_the_top() -> None:
    assert [
        f"{module.place}:{node.lineno}"
        for module in modules()
        for function in _functions(module)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ] == []


def test_only_the_transaction_commits() -> None:
    assert {
        module.place
        for module in modules()
        for node in module.nodes
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "commit"
    } <= {"reviewapp/services/transaction.py"}


def test_the_core_loads_no_flask() -> None:
    assert (PACKAGE / "__init__.py").exists()
    assert [
        found.whole
        for module in modules()
        if module.place == "reviewapp/__init__.py"
        for found in module.imports
    ] == []


def _is_docstring(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
