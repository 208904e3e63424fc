"""Models import one way: sources, events, actors, curation; nothing imports an admin."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ORDER = ["sources", "events", "actors", "curation"]
MODULES = [
    path.relative_to(ROOT)
    for app in [*ORDER, "config"]
    for path in sorted((ROOT / app).rglob("*.py"))
    if "migrations" not in path.parts
]

MIGRATIONS = [path for app in ORDER for path in (ROOT / app).glob("migrations/*.py")]


def imported(path):
    """The dotted names of all that a module imports, at its top or within a function."""
    package = path.parent.parts
    for node in ast.walk(ast.parse((ROOT / path).read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else ()
            stem = ".".join([*above, *([node.module] if node.module else [])])
            yield from (f"{stem}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("path", [path for path in MODULES if path.parts[0] in ORDER], ids=str)
def test_imports_go_down_only(path):
    above = ORDER[: ORDER.index(path.parts[0])]
    upwards = [name for name in imported(path) if name.split(".")[0] in above]
    if path.name == "admin.py":
        # What the pages of several apps show lies with the uppermost; see below.
        upwards = [name for name in upwards if not name.startswith("sources.inlines.")]
    assert not upwards


@pytest.mark.parametrize("path", MODULES, ids=str)
def test_admin_is_imported_by_nothing_but_django(path):
    ours = [name for name in imported(path) if name.split(".")[0] in ORDER]
    assert not [name for name in ours if name.split(".")[1:2] == ["admin"]]


def test_imports_are_seen():
    found = {name for path in MODULES for name in imported(path)}
    assert {"actors.models.Actor", "curation.edtf.points.NotADate", "json"} <= found
    assert len(MODULES) > 50


def test_migrations_import_nothing_of_ours_that_changes_what_they_do():
    """`together` groups operations, whatever they are, and knows of nothing else of ours."""
    paths = [Path("curation/together.py"), *(p.relative_to(ROOT) for p in MIGRATIONS)]
    for path in paths:
        ours = {name for name in imported(path) if name.split(".")[0] in ORDER}
        assert ours <= {"curation.together.together"}, path
    assert len(paths) > 50
