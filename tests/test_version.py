"""Which code this is: the commit of this project's own checkout, never that of a repository around it."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from quellenlage.project import checkout
from quellenlage.version import code_version
from tests.conftest import PROJECT

OURS = '[project]\nname = "quellenlage"\n'


def commit(folder: Path) -> None:
    """Make ``folder`` a repository with one commit; without Git there is none, and nothing to be mistaken for ours."""
    if git := shutil.which("git"):
        for command in ("init -q", "add .", "-c user.name=x -c user.email=x@example.org commit -q -m All"):
            subprocess.run([git, *command.split()], cwd=folder, check=True)


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder below the test's own that the code believes to be its package."""
    folder = tmp_path / "top" / "quellenlage"
    folder.mkdir(parents=True)
    (folder / "__init__.py").touch()
    monkeypatch.setattr("quellenlage.project.PACKAGE", folder)
    code_version.cache_clear()
    yield folder
    code_version.cache_clear()


def test_the_tests_run_from_the_checkout() -> None:
    assert checkout() == PROJECT


def test_a_checkout_tells_its_commit(package: Path) -> None:
    (package.parent / "pyproject.toml").write_text(OURS)
    commit(package.parent)
    assert ("+g" in code_version()) == bool(shutil.which("git"))


def test_a_copy_in_another_project_tells_no_commit(package: Path) -> None:
    (package.parent / "pyproject.toml").write_text('[project]\nname = "theirs"\n')
    commit(package.parent)
    assert "+g" not in code_version()


def test_an_unpacked_copy_within_another_repository_tells_no_commit(package: Path) -> None:
    (package.parent / "pyproject.toml").write_text(OURS)
    commit(package.parents[1])
    assert "+g" not in code_version()


def test_a_copy_without_a_project_tells_no_commit(package: Path) -> None:
    commit(package.parent)
    assert "+g" not in code_version()
