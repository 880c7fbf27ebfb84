"""Every command has help, and the example that stands there runs."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
from collections.abc import Sequence
from contextlib import chdir, redirect_stdout
from pathlib import Path

import pytest

from quellenlage.cli import main
from tests.conftest import PROJECT

COMMANDS = (
    *("run", "annotate", "sql", "show", "search", "publish"),
    *("correct", "merge", "unmerge", "name", "corrections"),
    *("quarantine", "reprocess", "forget", "backup", "restore", "maintain", "serve"),
)


#: What the examples tell of: a judge, whom the second file names by her first name.
ARTICLES = ("003_urteil_lagerhalle.txt", "019_kurz_notiert.txt")


def printed_by(arguments: Sequence[str], stdin: str = "") -> str:
    """What the command line prints in this process, which has loaded everything already."""
    out = io.StringIO()
    with redirect_stdout(out), pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode()), encoding="utf-8"))
        patch.setenv("COLUMNS", "200")
        try:
            code: object = main(arguments)
        except SystemExit as ended:
            code = ended.code
    assert code == 0, arguments
    return out.getvalue()


def help_of(*command: str) -> str:
    return printed_by([*command, "--help"])


def example(command: str) -> str:
    """The example that stands in the help of a command."""
    _, _, below = help_of(command).partition("example:\n")
    (line,) = below.strip().splitlines()
    assert re.search(rf"\bquellenlage {command}\b", line)
    return line


def in_a_shell(command: str) -> list[str]:
    """The example in a shell, with this checkout's ``quellenlage``."""
    own = f"exec {shlex.quote(sys.executable)} -m quellenlage.cli "
    return ["sh", "-c", example(command).replace("quellenlage ", own, 1)]


@pytest.fixture(scope="module")
def environment(prefect_server: None) -> dict[str, str]:
    from prefect.settings import PREFECT_API_URL

    return os.environ | {"PREFECT_API_URL": PREFECT_API_URL.value() or "", "PYTHONPATH": str(PROJECT)}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, environment: dict[str, str]) -> Path:
    """A folder as a user has it who has run the first example: articles in seeds/, a lake in data/."""
    folder = tmp_path_factory.mktemp("examples")
    (folder / "seeds").mkdir()
    for name in ARTICLES:
        shutil.copy(PROJECT / "seeds" / name, folder / "seeds")
    done = subprocess.run(in_a_shell("run"), cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "4 articles seen: 4 landed" in done.stdout
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


def test_the_examples_run_one_after_the_other(folder: Path) -> None:
    def run(command: str) -> str:
        given, bar, line = example(command).partition(" | ")
        asked = shlex.split(line if bar else given, comments=True)
        return printed_by(asked[1:], " ".join(shlex.split(given)[1:]) if bar else "")

    with chdir(folder):
        annotated = json.loads(run("annotate"))
        assert [date["value"] for date in annotated["dates"]] == ["2025-03-03"]
        assert len(annotated["claims"]) == 1
        header, *rows = csv.reader(io.StringIO(run("sql")))
        assert header[0] == "speaker"
        assert len(rows) == 5
        assert run("show").strip() == "klein.html"
        assert "aus gekränktem Stolz" in (folder / "klein.html").read_text(encoding="utf-8")
        header, *rows = csv.reader(io.StringIO(run("search")))
        assert "sentence" in header
        assert all("**Brand" in " ".join(row) for row in rows)
        assert rows
        assert run("publish").strip() == "data/warehouse.duckdb"
        assert "act: criticise" in run("correct")
        assert "Gudrun Klein and Gudrun are one." in run("merge")
        assert "somebody else" in run("unmerge")
        assert "is called Dr. Gudrun Klein now" in run("name")
        assert run("corrections").strip() == "corrections.jsonl: 4 corrections."
        assert run("quarantine").splitlines() == ["uri,stage,reason,run_id,payload_size"]
        assert run("reprocess").startswith("Read again: 0 documents")
        assert run("backup").startswith("../backup: ")
        assert run("restore").startswith("restored: ")
        assert "Snapshots that expired: 0" in run("maintain")
        assert run("forget").startswith("Forgotten: 1 versions of articles")
        assert "Indizien" not in printed_by(["sql", "FROM who_said_what"])


def test_serve_serves_the_deployments_from_any_folder(folder: Path, environment: dict[str, str]) -> None:
    served = subprocess.Popen(
        in_a_shell("serve"),
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert served.stdout is not None
    printed = ""
    for line in served.stdout:
        printed += line
        if "ledger/hourly" in line:
            break
    served.send_signal(signal.SIGTERM)  # as a service is stopped, and Ctrl-C comes to the same
    printed += served.communicate(timeout=60)[0]
    assert "ledger/hourly" in printed
    assert "quellenlage: stopped; what had landed stays landed." in printed
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
