"""Functions stay small: at most 60 lines, at most a complexity of 15, but for those on a list that may only shrink."""

from __future__ import annotations

import ast
import json
import subprocess
import sys

from tests.conftest import PROJECT

LONGEST, MOST_COMPLEX = 60, 15
CODE = ("quellenlage", "tasks", "flows", "models", "bench", "tests")
TOO_BIG = {
    "models/evaluate.py grammar",
}


def long_functions() -> set[str]:
    found = set()
    for path in (path for folder in CODE for path in (PROJECT / folder).rglob("*.py")):
        if path.resolve() != path:
            continue  # linked into the package
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                assert node.end_lineno is not None
                if node.end_lineno - node.lineno >= LONGEST:
                    found.add(f"{path.relative_to(PROJECT)} {node.name}")
    return found


def complex_functions() -> set[str]:
    rule = ["--select", "C901", "--config", f"lint.mccabe.max-complexity={MOST_COMPLEX}"]
    command = [sys.executable, "-m", "ruff", "check", "--isolated", *rule, "--output-format", "json", *CODE]
    out = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False).stdout
    return {
        f"{entry['filename'].removeprefix(str(PROJECT) + '/')} {entry['message'].split('`')[1]}"
        for entry in json.loads(out)
    }


def test_no_function_is_too_big_but_those_on_the_list() -> None:
    assert long_functions() | complex_functions() == TOO_BIG
