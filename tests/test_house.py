"""The structure that CONTRIBUTING.md draws: who may import whom, what has one name, what a start may load."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import PROJECT

#: The parts of the library in the order in which data passes them: each may ask only those before it, and itself.
LIBRARY = (
    *("errors", "ids", "project", "version", "records", "words", "language"),
    "relations",
    *("reading", "pipeline", "terms", "outlets", "dates", "copies", "claims", "identity", "reliance", "citations"),
    *("continued", "chains"),
    *("confidence", "analyse"),
)
STAGES = ("ingest", "normalise", "extract", "check", "land")
HEAVY = frozenset(("prefect", "duckdb", "great_expectations", "pandas", "pyarrow"))
#: Names that a tool wants where they are.
EVERYWHERE = frozenset(("__init__.py", "conftest.py", "README.md"))


def modules(folder: str) -> Iterator[Path]:
    """The Python files of a folder of the project, links not followed."""
    return (path for path in sorted((PROJECT / folder).rglob("*.py")) if not path.is_symlink())


def imported(path: Path) -> Iterator[str]:
    """Every module that a file imports, also within functions; those for the type checker too."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{name.name}" for name in node.names)


def part_of(module: str) -> str:
    """The part of the library that a module belongs to: claims, of quellenlage.claims.find."""
    return module.split(".")[1] if module.startswith("quellenlage.") else ""


LIBRARY_FILES = [
    path
    for path in modules("quellenlage")
    if path.relative_to(PROJECT / "quellenlage").parts[0].removesuffix(".py") in LIBRARY
]


@pytest.mark.parametrize("path", LIBRARY_FILES, ids=lambda path: path.relative_to(PROJECT).as_posix())
def test_the_library_asks_only_what_stands_before_it(path: Path) -> None:
    own = LIBRARY.index(path.relative_to(PROJECT / "quellenlage").parts[0].removesuffix(".py"))
    parts = {part_of(module) for module in imported(path)} - {""}
    asked = {part for part in parts if part in LIBRARY and LIBRARY.index(part) > own}
    assert not asked, f"{path.name} asks {asked}, which come after it"
    assert not parts & {"tasks", "flows"}
    assert not {module.split(".")[0] for module in imported(path)} & HEAVY


@pytest.mark.parametrize("stage", STAGES)
def test_no_stage_asks_another(stage: str) -> None:
    others = {f"quellenlage.tasks.{other}" for other in STAGES if other != stage}
    for path in modules(f"tasks/{stage}"):
        asked = [module for module in imported(path) if any(module.startswith(other) for other in others)]
        assert not asked, f"{path.name} asks another stage: {asked}"


def test_only_thin_task_modules_know_prefect() -> None:
    thin = {PROJECT / "tasks" / stage / f"{stage}_task.py" for stage in STAGES}
    known = {path for path in modules("tasks") if any(name.split(".")[0] == "prefect" for name in imported(path))}
    # Of no stage: what a run leaves to be looked at, and the care of a lake; the last is what all of them share.
    others = {"evidence/evidence_task.py", "care/maintaining_task.py", "refusing.py"}
    assert known == thin | {PROJECT / "tasks" / name for name in others}


def test_flows_hold_no_sql_and_no_text_analysis() -> None:
    analysis = {
        "words",
        "reading",
        "dates",
        "outlets",
        "claims",
        "identity",
        "citations",
        "continued",
        "chains",
        "analyse",
    }
    for path in modules("flows"):
        asked = {module.split(".")[0] for module in imported(path)} | {part_of(module) for module in imported(path)}
        assert not asked & ({"duckdb", "spacy", "pandas", "pyarrow"} | analysis), path.name


def test_no_file_name_stands_twice() -> None:
    tracked = subprocess.run(["git", "ls-files"], cwd=PROJECT, capture_output=True, text=True, check=True).stdout
    code = ("quellenlage/", "tasks/", "flows/", "tests/", "bench/", "models/")
    names = Counter(
        Path(line).name
        for line in tracked.splitlines()
        if line.startswith(code) and line.endswith((".py", ".csv", ".yaml", ".sql", ".md"))
    )
    assert {name for name, times in names.items() if times > 1} <= EVERYWHERE


def test_analysing_a_text_loads_neither_prefect_nor_duckdb_nor_great_expectations() -> None:
    look = (
        "import sys; from quellenlage.pipeline.load import load; from quellenlage.analyse import find;"
        f"find(load()('Er kam.')); print(sorted({set(HEAVY)!r} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", look], cwd=PROJECT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
