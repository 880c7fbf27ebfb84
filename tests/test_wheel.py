"""The wheel, built from this checkout and used from an empty folder where the checkout cannot be imported."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import duckdb
import pytest

from quellenlage.pipeline.installed import model_version
from tests.conftest import ARTICLE, PROJECT

VERSION = "0.1.0"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel as ``pip wheel .`` builds it, without leaving anything in the checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    (folder / "build.cfg").write_text(f"[build]\nbuild_base = {folder}/build\n[egg_info]\negg_base = {folder}\n")
    _pip(
        "wheel", "--no-deps", "--no-build-isolation", "-w", folder, PROJECT, DIST_EXTRA_CONFIG=str(folder / "build.cfg")
    )
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that the wheel is installed in, within a repository of somebody else."""
    repository = tmp_path_factory.mktemp("theirs")
    if git := shutil.which("git"):
        (repository / "notes.txt").touch()
        for command in ("init -q", "add .", "-c user.name=x -c user.email=x@example.org commit -q -m Notes"):
            subprocess.run([git, *command.split()], cwd=repository, check=True)
    _pip("install", "--no-deps", "--no-index", "--target", repository / "libraries", wheel)
    return repository / "libraries"


def _pip(*arguments: str | Path, **environment: str) -> None:
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", "-q", *map(str, arguments)]
    done = subprocess.run(command, env=os.environ | environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def quellenlage(installed: Path, folder: Path, *arguments: str, stdin: str | None = None) -> str:
    """What a command prints that runs from the wheel in ``folder``; it must do so without a fault."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_API")}
    done = subprocess.run(
        [sys.executable, "-P", "-m", "quellenlage.cli", *arguments],
        cwd=folder,
        env=environment | {"PYTHONPATH": str(installed), "PYTHONIOENCODING": "utf-8"},
        input=stdin,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    return done.stdout


def test_the_wheel_has_one_package_and_every_file_that_ships(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = {name for name in archive.namelist() if not name.endswith("/")}
    assert {name.partition("/")[0] for name in names} == {"quellenlage", f"quellenlage-{VERSION}.dist-info"}
    for license in ("LICENSE", "models/LICENSE-weights.md"):
        assert f"quellenlage-{VERSION}.dist-info/licenses/{license}" in names
    package = PROJECT / "quellenlage"
    shipped = [
        path.relative_to(PROJECT).as_posix()
        for folder in (package, *(path for path in package.rglob("*") if path.is_symlink()))
        for path in (folder.rglob("*") if folder.is_dir() else [folder])
        if path.is_file() and "__pycache__" not in path.parts and path.suffix != ".md"
    ]
    assert {"quellenlage/shipped/prefect.yaml", "quellenlage/shipped/de_quellenlage/tokenizer"} <= set(shipped)
    assert "quellenlage/tasks/tables/views.sql" in shipped
    assert sorted(set(shipped) - names) == []


def test_from_an_empty_folder_the_wheel_annotates_runs_asks_and_publishes(installed: Path, tmp_path: Path) -> None:
    where = subprocess.run(
        [sys.executable, "-P", "-c", "import quellenlage; print(quellenlage.__file__)"],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(installed)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert Path(where.stdout.strip()).is_relative_to(installed)
    assert quellenlage(installed, tmp_path, "--version") == f"quellenlage {VERSION}, {model_version()}\n"

    line = json.dumps({"id": 1, "text": '"Ja", sagte Petra Krahl.', "published": None})
    (claim,) = json.loads(quellenlage(installed, tmp_path, "annotate", stdin=line))["claims"]
    assert claim["content"] == [[0, 4]]

    (tmp_path / "news.txt").write_text(ARTICLE, encoding="utf-8")
    assert "1 articles seen: 1 landed" in quellenlage(installed, tmp_path, "run", "news.txt")

    with duckdb.connect(str(tmp_path / "data" / "warehouse.duckdb"), read_only=True) as warehouse:
        versions = warehouse.execute("SELECT code_version, model_version FROM runs").fetchall()
        checked = warehouse.execute("SELECT DISTINCT suite FROM quality WHERE checked > 0").fetchall()
    assert versions == [(VERSION, model_version())]
    landed = {"documents", "claim_records", "mention_records", "attribution_records", "source_records", "run_records"}
    assert landed <= {suite for (suite,) in checked}
    query = "SELECT count(*) > 0 AS hers FROM who_said_what WHERE speaker LIKE '%Krahl%'"
    assert quellenlage(installed, tmp_path, "sql", query) == "hers\ntrue\n"
