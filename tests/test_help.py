"""Every command has help, and the example that stands there runs."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shlex
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ARTICLE, PROJECT

COMMANDS = (
    *("run", "annotate", "sql", "show", "search", "publish"),
    *("correct", "merge", "unmerge", "name", "corrections"),
    *("quarantine", "reprocess", "forget", "backup", "restore", "maintain", "serve"),
)


def help_of(*command: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "quellenlage.cli", *command, "--help"],
        cwd=PROJECT,
        env=os.environ | {"COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def example(command: str) -> str:
    """The example as a shell runs it, with this checkout's ``quellenlage``."""
    _, _, below = help_of(command).partition("example:\n")
    (line,) = below.strip().splitlines()
    assert re.search(rf"\bquellenlage {command}\b", line)
    return line.replace("quellenlage ", f"{shlex.quote(sys.executable)} -m quellenlage.cli ", 1)


@pytest.fixture(scope="module")
def environment(prefect_server: None) -> dict[str, str]:
    from prefect.settings import PREFECT_API_URL

    return os.environ | {"PREFECT_API_URL": PREFECT_API_URL.value() or "", "PYTHONPATH": str(PROJECT)}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as a user has one who begins: articles in seeds/, nothing else."""
    folder = tmp_path_factory.mktemp("examples")
    (folder / "seeds").mkdir()
    (folder / "seeds" / "a.txt").write_text(ARTICLE, encoding="utf-8")
    return folder


def test_help_names_every_command() -> None:
    listed = re.findall(r"^    (\w+)", help_of(), re.MULTILINE)
    assert tuple(listed) == COMMANDS


def test_the_readme_names_every_command_and_option() -> None:
    _, _, commands = (PROJECT / "README.md").read_text(encoding="utf-8").partition("## Commands")
    for command in COMMANDS:
        assert f"`quellenlage {command}" in commands
        for option in re.findall(r"--[a-z-]+", help_of(command)):
            assert option in commands


def test_the_examples_run_one_after_the_other(folder: Path, environment: dict[str, str]) -> None:
    def run(command: str) -> str:
        done = subprocess.run(
            ["sh", "-c", example(command)], cwd=folder, env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    assert "1 articles seen: 1 landed" in run("run")
    annotated = json.loads(run("annotate"))
    assert [date["value"] for date in annotated["dates"]] == ["2025-03-03"]
    assert len(annotated["claims"]) == 1
    header, *rows = csv.reader(io.StringIO(run("sql")))
    assert "speaker" in header
    assert len(rows) == 5
    assert run("show").strip() == "krahl.html"
    assert "Wir geben nicht mehr" in (folder / "krahl.html").read_text(encoding="utf-8")
    header, *rows = csv.reader(io.StringIO(run("search")))
    assert "sentence" in header
    assert all("**Schulden**" in " ".join(row) for row in rows)
    assert rows
    assert run("publish").strip() == "data/warehouse.duckdb"
    assert "act: promise" in run("correct")
    assert "are one." in run("merge")
    assert "somebody else" in run("unmerge")
    assert "is called Dr. Petra Krahl now" in run("name")
    assert run("corrections").strip() == "corrections.jsonl: 4 corrections."
    assert run("quarantine").splitlines() == ["uri,stage,reason,run_id,payload_size"]
    assert run("reprocess").startswith("Read again: 0 documents")
    assert run("backup").startswith("../backup: ")
    assert run("restore").startswith("restored: ")
    assert "Snapshots that expired: 0" in run("maintain")
    assert run("forget").startswith("Forgotten: 1 versions of articles")
    assert run("sql").count("\n") == 1


def test_serve_serves_the_deployments_from_any_folder(folder: Path, environment: dict[str, str]) -> None:
    served = subprocess.Popen(
        ["sh", "-c", f"exec {example('serve')}"],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler) and None,
    )
    assert served.stdout is not None
    printed = ""
    for line in served.stdout:
        printed += line
        if "ledger/hourly" in line:
            break
    served.send_signal(signal.SIGINT)
    printed += served.communicate(timeout=60)[0]
    assert "ledger/hourly" in printed
    assert "Traceback" not in printed


def test_serve_without_a_server_is_a_sentence(tmp_path: Path) -> None:
    plain = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_API")}
    done = subprocess.run(
        [sys.executable, "-m", "quellenlage.cli", "serve"],
        cwd=tmp_path,
        env=plain | {"PYTHONPATH": str(PROJECT), "PREFECT_HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert "prefect server start" in done.stderr
    assert "Traceback" not in done.stderr
