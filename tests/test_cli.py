"""The command line in processes of its own, as a user starts it."""

from __future__ import annotations

import codecs
import csv
import io
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from quellenlage.cli import main
from tests.conftest import ARTICLE, PROJECT
from tests.landed_batches import AT, batch
from tests.renamed_pipeline import renamed

pytestmark = pytest.mark.usefixtures("lakes_made_once")

Write = Callable[..., Path]


def quellenlage(
    *arguments: str | Path, stdin: str | None = None, **environment: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "quellenlage.cli", *map(str, arguments)],
        cwd=PROJECT,
        input=stdin,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        env=os.environ | {"PYTHONIOENCODING": "utf-8"} | environment,
    )


@pytest.fixture(scope="module")
def landed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A lake that no test changes."""
    from quellenlage.tasks.land.land import land

    folder = tmp_path_factory.mktemp("landed")
    (folder / "a.txt").write_text(ARTICLE, encoding="utf-8")
    land(folder, "run", batch(folder / "a.txt"), [], AT)
    return folder


@pytest.mark.parametrize(("workers", "to_all"), [("2", True), ("1", False)])
def test_ctrl_c_ends_a_run_and_all_its_processes_and_keeps_what_had_landed(
    tmp_path: Path, write_article: Write, workers: str, to_all: bool
) -> None:
    for number in range(60):
        write_article(f"{number:02}.txt")
    started = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "quellenlage.cli",
            "run",
            tmp_path / "news",
            "--data",
            tmp_path / "data",
            "--batch-size",
            "1",
            "--workers",
            workers,
        ],
        cwd=PROJECT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
        # Who runs the tests in the background of a shell passes on that Ctrl-C is ignored.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler) and None,
    )
    assert started.stdout is not None
    for line in started.stdout:
        if "batch 2: 2 seen" in line:
            break
    if to_all:
        os.killpg(started.pid, signal.SIGINT)  # as a terminal does: to the temporary server too
    else:
        started.send_signal(signal.SIGINT)
    printed, _ = started.communicate(timeout=60)  # ends when the last process that may write has ended
    assert started.returncode == 1
    assert "stopped; what had landed stays landed" in printed
    assert "Traceback" not in printed
    documents = quellenlage("sql", "SELECT count(*) FROM documents", "--data", tmp_path / "data").stdout
    assert 2 <= int(documents.splitlines()[1]) < 60


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["run", "no-such-folder"], "no such file or folder"),
        (["run", "seeds", "--batch-size", "0"], "whole number from 1 up"),
        (["run", "seeds", "--model", "de_no_such_model"], "de_no_such_model"),
        (["run", "seeds", "--model", "json"], "no spaCy pipeline"),
        (["run", "seeds", "--model", "fsat"], "neither fast nor accurate"),
        (["annotate", "seeds/README.md", "--model", "json"], "no spaCy pipeline"),
        (["run", "seeds", "--data", "README.md"], "no lake can be made here"),
        (["sql", "SELECT 1", "--data", "no-such-folder"], "quellenlage run"),
        (["publish", "--data", "no-such-folder"], "quellenlage run"),
        (["annotate", "no-such-file"], "no-such-file"),
        ([], "COMMAND"),
    ],
)
def test_wrong_usage_is_a_sentence(
    arguments: list[str], sentence: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(PROJECT)
    try:
        code: object = main(arguments)
    except SystemExit as ended:
        code = ended.code
    assert code in (1, 2)
    assert sentence in capsys.readouterr().err


def test_wrong_usage_ends_a_process_without_a_traceback() -> None:
    done = quellenlage("run", "no-such-folder")
    assert done.returncode in (1, 2)
    assert "no such file or folder" in done.stderr
    assert "Traceback" not in done.stderr


def test_sql_writes_csv_into_a_pipe(landed: Path) -> None:
    done = quellenlage("sql", "SELECT title, published, via FROM who_said_what ORDER BY ALL LIMIT 1", "--data", landed)
    header, row = csv.reader(io.StringIO(done.stdout))
    assert header == ["title", "published", "via"]
    assert row[:2] == ["Haushalt Bürgermeisterin Krahl schließt neue Schulden aus", "2025-03-04"]


def test_sql_cannot_change_the_lake(landed: Path) -> None:
    done = quellenlage("sql", "DELETE FROM documents", "--data", landed)
    assert done.returncode == 2
    assert "read-only" in done.stderr
    assert quellenlage("sql", "SELECT count(*) FROM documents", "--data", landed).stdout == "count_star()\n1\n"


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("SELEC 1", "syntax error"),
        ("", "one query"),
        (" ;", "one query"),
        ("SELECT 1; SELECT 2", "one query"),
        ("SELECT text::INT FROM documents", "Could not convert"),
    ],
)
def test_a_query_that_is_none_or_fails_is_wrong_usage_without_half_an_answer(
    landed: Path, query: str, sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code = main(["sql", query, "--data", str(landed)])
    printed = capsys.readouterr()
    assert (code, printed.out) == (2, "")
    assert sentence in printed.err


def test_annotate_keeps_the_order_and_names_bad_lines() -> None:
    text = '"Wir schaffen das", sagte Petra Krahl am Montag in Hamburg.'
    lines = [
        json.dumps({"id": 7, "text": text, "published": "2025-08-26"}),
        "no json",
        json.dumps({"id": "x", "text": "", "published": None}),
        json.dumps({"id": "y", "text": "Text", "published": "31.02.2025"}),
        json.dumps({"id": 1, "text": "Heute kam sie an.", "published": "2025-03-12T23:30:00Z"}),
        json.dumps({"id": 2, "text": "Offenbar brannte das Dach der Werft.", "published": None}),
    ]
    # The option goes before the setting.
    done = quellenlage("annotate", "--model", "fast", stdin="\n".join(lines), QUELLENLAGE_MODEL="no_such")
    first, second, at_night, of_the_outlet = map(json.loads, done.stdout.splitlines())
    assert done.returncode == 1
    assert "line 2" in done.stderr
    assert "line 4" in done.stderr
    assert (first["id"], second) == (7, {"id": "x", "dates": [], "entities": [], "claims": []})
    (date,) = first["dates"]
    assert (date["text"], date["type"], date["value"]) == ("Montag", "DATE", "2025-08-25")
    for found in [*first["dates"], *first["entities"]]:
        assert text[found["start"] : found["end"]] == found["text"]
    (claim,) = first["claims"]
    assert [text[start:end] for start, end in claim["content"]] == ['"Wir schaffen das"']
    assert [text[start:end] for start, end in claim["cue"]] == ["sagte"]
    assert claim["type"] == "Direct"
    assert [date["value"] for date in at_night["dates"]] == ["2025-03-13"]  # the day in Berlin
    assert of_the_outlet["claims"] == []  # what the outlet says itself is left out


def test_the_model_is_named_by_the_option_or_the_setting(tmp_path: Path) -> None:
    line = json.dumps({"id": 1, "text": "Grün grüßt.", "published": None})
    other = renamed(tmp_path / "other", "quellenlage_other")
    assert ", de_quellenlage " in quellenlage("--version", QUELLENLAGE_MODEL="fast").stdout
    assert quellenlage("--version", QUELLENLAGE_MODEL=str(other)).stdout.endswith(", de_quellenlage_other 1.2.3\n")
    assert "no_such" in quellenlage("annotate", stdin=line, QUELLENLAGE_MODEL="no_such").stderr


def test_annotate_names_what_it_cannot_read_and_goes_on(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good = json.dumps({"id": 1, "text": "Grün grüßt.", "published": None}, ensure_ascii=False).encode()
    bad = {
        2: good.decode().encode("cp1252"),
        3: b"[" * 100_000,
        4: b'{"id": 4, "text": "\\ud800"}',
        5: b'{"id": NaN, "text": ""}',
        6: json.dumps({"id": 6, "text": "Ein Satz. " * 110_000}).encode(),
    }
    file = tmp_path / "records.jsonl"
    file.write_bytes(codecs.BOM_UTF8 + b"\r\n".join([good, *bad.values(), good]))
    code = main(["annotate", str(file)])
    printed = capsys.readouterr()
    assert [json.loads(line)["id"] for line in printed.out.splitlines()] == [1, 1]
    assert code == 1
    for line, told in zip(bad, printed.err.splitlines(), strict=True):
        assert told.startswith(f"{file}, line {line}: ")


def test_help_imports_nothing_heavy() -> None:
    heavy = "{'prefect', 'spacy', 'duckdb', 'pandas', 'pyarrow', 'great_expectations'}"
    look = f"import sys, quellenlage.cli; quellenlage.cli._parser(); print({heavy} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", look], cwd=PROJECT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
