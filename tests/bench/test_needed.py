"""Commands that measure and train say which corpora they lack, and where these come from."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from models.needed import SOURCES, need
from quellenlage.errors import UsageError
from tests.conftest import PROJECT

MISSING = [
    ("bench.claims {}/dev.jsonl.gz", "Petersen-Frey and Biemann, LREC-COLING 2024"),
    ("bench.claims README.md models/de_quellenlage --scorer {}/score.py", "no such scorer"),
    ("bench.model {}", "There is no German pipeline"),
    ("bench.throughput {}/train.jsonl.gz", "Petersen-Frey and Biemann, LREC-COLING 2024"),
    ("bench.dates.timex {}/gold", "KRAUTS"),
    ("bench.dates.speed {}/gold --scorer README.md", "KRAUTS"),
    ("bench.rows.texts {} --corpora {}", "SmartData"),
    ("bench.rows.measure --corpora {}", "SmartData"),
    ("bench.rows.calibration --corpora {}", "SmartData"),
    ("models.confidence --corpora {}", "SmartData"),
    ("bench.rows.agreement --scorer {}/score.py", "no such scorer"),
    ("models.evaluate --corpora {}", "GermEval 2014"),
    ("models.train --corpora {} --build {}", "Universal Dependencies German GSD"),
]


def run(*command: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"PYTHONPATH": str(PROJECT)}
    return subprocess.run(
        [sys.executable, *command], cwd=PROJECT, env=environment, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize(("command", "told"), MISSING)
@pytest.mark.parametrize("by", ["module", "path"])
def test_a_command_without_its_corpora_is_a_sentence(tmp_path: Path, command: str, told: str, by: str) -> None:
    name, *arguments = command.format(*[tmp_path / "none"] * 2).split()
    start = ["-m", name] if by == "module" else [name.replace(".", "/") + ".py"]
    done = run(*start, *arguments)
    assert done.returncode == 2, done.stderr
    assert told in done.stderr
    assert "Traceback" not in done.stderr


def test_every_command_has_help() -> None:
    scripts = [path for folder in ("bench", "models") for path in (PROJECT / folder).rglob("*.py")]
    commands = [path for path in scripts if '__name__ == "__main__"' in path.read_text(encoding="utf-8")]
    assert len(commands) >= 10
    for path in commands:
        name = ".".join(path.relative_to(PROJECT).with_suffix("").parts)
        done = run("-m", name, "--help")
        assert done.returncode == 0, done.stderr
        assert f"python -m {name}" in done.stdout, name


def test_what_is_there_is_not_asked_for(tmp_path: Path) -> None:
    (tmp_path / "quotations").mkdir()
    (tmp_path / "quotations" / "dev.jsonl.gz").touch()
    need(tmp_path, "quotations/dev.jsonl.gz")
    with pytest.raises(UsageError) as error:
        need(tmp_path, "quotations/dev.jsonl.gz", "treebank/pud.conllu")
    assert "German PUD" in str(error.value)
    assert "quotations" not in str(error.value)


def test_every_source_says_its_licence() -> None:
    assert all("CC BY" in told for told in SOURCES.values())
