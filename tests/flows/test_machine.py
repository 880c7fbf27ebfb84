"""What the machine refuses is told in a sentence that names file and remedy, and nothing that landed is lost."""

from __future__ import annotations

import ctypes
import io
import os
import re
import resource
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from quellenlage.errors import BusyError, FaultError, QuellenlageError
from quellenlage.flows import orphans
from quellenlage.flows.ledger import ledger
from quellenlage.flows.run import require_database
from quellenlage.tasks.accounts import ReadFile
from quellenlage.tasks.ingest.files import SourceFile
from quellenlage.tasks.land.lake import open_lake
from quellenlage.tasks.land.land import files_read, land
from quellenlage.tasks.land.publish import publish
from quellenlage.tasks.land.query import show
from tests.conftest import ARTICLE, PROJECT, LakeMaker
from tests.landed_batches import AT, batch

pytestmark = pytest.mark.usefixtures("lakes_made_once")
Write = Callable[..., Path]
FOLDER, GARBAGE, EMPTY, GONE, FILE, CUT = range(6)


def spoil(path: Path, how: int) -> None:
    """Put something else where ``path`` is."""
    if how == CUT:
        path.write_bytes(path.read_bytes()[:-100])
    elif path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
    if how == FOLDER:
        (path / "something").mkdir(parents=True)
    elif how == GARBAGE:
        path.write_bytes(b"This is no database. " * 500)
    elif how in (EMPTY, FILE):
        path.touch()


#: What is spoilt below the data folder, how, and what is told of it.
SPOILT = (
    ("lake/.lock", FOLDER, r"lake/\.lock: this is a folder, and a file is wanted here .*move it away"),
    ("lake/catalog.sqlite", FOLDER, r"catalog\.sqlite: this cannot be opened"),
    ("lake/catalog.sqlite", GARBAGE, r"catalog\.sqlite: this catalog is damaged .*put a copy of it back"),
    ("lake/catalog.sqlite", EMPTY, r"catalog\.sqlite: this catalog is empty.* put a copy of it back"),
    ("lake/catalog.sqlite", GONE, r"catalog\.sqlite: this catalog is gone.* put a copy of it back"),
    ("lake/files/**/claim_records/**/*.parquet", CUT, r"this part of the lake is .*/a\.txt.* lands that again"),
    ("lake/files/**/documents/**/*.parquet", GONE, r"this part of the lake is .*put a copy of it back"),
    ("warehouse.duckdb", FOLDER, r"warehouse\.duckdb: this is a folder.* move it away"),
)


@pytest.mark.parametrize(("name", "how", "sentence"), SPOILT)
def test_what_is_spoilt_is_told_with_what_to_do(
    tmp_path: Path, write_article: Write, name: str, how: int, sentence: str
) -> None:
    path = write_article()
    land(tmp_path, "run", batch(path), [], AT)
    found = list(tmp_path.glob(name)) or [tmp_path / name]
    spoil(found[0], how)
    with pytest.raises(QuellenlageError, match=sentence):
        publish(tmp_path)


@pytest.mark.usefixtures("prefect_server")
@pytest.mark.parametrize(
    ("name", "how", "sentence"),
    [
        ("quality", FILE, r"quality: this is a file, and a folder is wanted here.* move it away"),
        ("lake/files/main/documents/**/*.parquet", GONE, r"\.parquet: this part of the lake is missing .*news/a\.txt"),
    ],
)
def test_a_run_tells_what_is_spoilt_and_how_to_go_on(
    tmp_path: Path, write_article: Write, caplog: pytest.LogCaptureFixture, name: str, how: int, sentence: str
) -> None:
    data = tmp_path / "data"
    path = write_article()
    file = SourceFile.of(path)
    land(data, "run", batch(path), [], AT, [ReadFile(file.uri, file.size, file.modified, 1)])
    found = list(data.glob(name)) or [data / name]
    spoil(found[0], how)
    write_article("b.txt")
    state = ledger([str(tmp_path / "news")], data, return_state=True)
    assert state.is_failed()
    assert re.search(sentence, str(state.message)), state.message
    assert "Traceback" not in caplog.text


def quellenlage(*arguments: str | Path, cwd: Path = PROJECT, **more: Any) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if name != "HOME"} | more.pop("environment", {})
    return subprocess.run(
        [sys.executable, "-m", "quellenlage.cli", *map(str, arguments)],
        cwd=cwd,
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
        check=False,
        env=environment | {"PYTHONPATH": str(PROJECT)},
        **more,
    )


def without_privilege() -> None:
    """Let a process of root's ask for permission as any other does."""
    for capability in (1, 2):  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH
        ctypes.CDLL(None).prctl(24, capability, 0, 0, 0)  # PR_CAPBSET_DROP; of no use to others, who need none


@pytest.mark.parametrize(
    ("name", "mode", "command", "sentence"),
    [
        ("lake/catalog.sqlite", 0o444, "forget", r"lake/catalog\.sqlite: this may not be written.*make it writable"),
        (".", 0o555, "publish", r"\.publish-.*: this may not be written.*make it writable"),
        ("lake", 0o000, "sql", r"lake.*: this may not be written, or not be read"),
    ],
)
def test_what_may_not_be_written_is_told(
    tmp_path: Path, write_article: Write, name: str, mode: int, command: str, sentence: str
) -> None:
    land(tmp_path / "data", "run", batch(write_article()), [], AT)
    write_article("b.txt")
    path = tmp_path / "data" / name
    held = path.stat().st_mode
    path.chmod(mode)
    words = {
        "forget": ["forget", (tmp_path / "news" / "a.txt").as_uri(), "--why", "asked for"],
        "publish": ["publish"],
        "sql": ["sql", "FROM documents"],
    }[command]
    done = quellenlage(*words, "--data", tmp_path / "data", preexec_fn=without_privilege)
    path.chmod(held)
    assert (done.returncode, "Traceback" in done.stdout + done.stderr) == (1, False), done.stdout + done.stderr
    assert re.search(sentence, done.stdout + done.stderr), done.stdout + done.stderr


def test_a_query_of_a_part_that_is_cut_is_no_wrong_usage(tmp_path: Path, write_article: Write) -> None:
    land(tmp_path, "run", batch(write_article()), [], AT)
    spoil(next(tmp_path.rglob("claim_records/**/*.parquet")), CUT)
    with pytest.raises(FaultError, match=r"this part of the lake is .*/a\.txt"):
        show(tmp_path, "SELECT content FROM claims", io.StringIO())


@contextmanager
def files_limited_to(kilobytes: int) -> Iterator[None]:
    """Let nobody in this process write a file beyond that size, as on a disk that is full."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (kilobytes << 10, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.parametrize("kilobytes", [4, 100, 145])
def test_a_lake_whose_making_a_full_disk_broke_off_is_made_when_there_is_room(
    tmp_path: Path,
    write_article: Write,
    kilobytes: int,
    lakes_made_once: LakeMaker,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("quellenlage.tasks.land.lake._make_lake", lakes_made_once)
    tables = batch(write_article())
    with files_limited_to(kilobytes), pytest.raises(FaultError, match=r"catalog\.sqlite: .*see that there is room"):
        land(tmp_path, "run", tables, [], AT)
    assert land(tmp_path, "run", tables, [], AT).landed == 1
    assert not list((tmp_path / "lake").glob(".making*"))


HOLD = """
import sqlite3, sys
held = sqlite3.connect(sys.argv[1], isolation_level=None)
held.execute("BEGIN IMMEDIATE")
print("held", flush=True)
sys.stdin.read()
"""


def test_a_catalog_that_another_program_holds_is_told_and_written_afterwards(
    tmp_path: Path, write_article: Write
) -> None:
    tables = batch(write_article())
    files_read(tmp_path)
    command = [sys.executable, "-c", HOLD, str(tmp_path / "lake" / "catalog.sqlite")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(BusyError, match=r"catalog\.sqlite: another program holds this catalog.* end that program"):
            land(tmp_path, "run", tables, [], AT)
        holder.communicate("")
    assert land(tmp_path, "run", tables, [], AT).landed == 1


def test_what_a_killed_run_has_started_ends_with_it() -> None:
    watching = subprocess.Popen([sys.executable, "-I", "-S", orphans.__file__, "run 7"], stdin=subprocess.PIPE)
    started, other = (
        subprocess.Popen(["sleep", "60"], env=os.environ | {orphans.STARTED_BY: run}) for run in ("run 7", "run 77")
    )
    assert started.poll() is None
    watching.communicate()
    assert started.wait(30) == -signal.SIGTERM
    assert other.poll() is None
    other.kill()
    other.wait()


def test_a_database_that_the_temporary_server_cannot_use_is_told_at_once(tmp_path: Path) -> None:
    path = tmp_path / "prefect.db"
    require_database(f"sqlite+aiosqlite:///{path}")
    require_database("sqlite+aiosqlite:///:memory:")
    for how in (FOLDER, GARBAGE):
        spoil(path, how)
        with pytest.raises(FaultError, match=r"prefect\.db: the temporary Prefect server .* move it away"):
            require_database(f"sqlite+aiosqlite:///{path}")


@pytest.mark.parametrize("kilobytes", [4, 300])
def test_a_disk_that_takes_no_more_is_told_and_what_had_landed_stays(
    tmp_path: Path, write_article: Write, kilobytes: int
) -> None:
    land(tmp_path, "run", batch(write_article()), [], AT)
    with files_limited_to(kilobytes), pytest.raises(FaultError, match="a limit on the size of files is reached"):
        publish(tmp_path)
    assert not list(tmp_path.glob(".publish-*"))
    with open_lake(tmp_path, read_only=True) as connection:
        assert connection.execute("SELECT count(*) FROM documents").fetchall() == [(1,)]


@pytest.mark.parametrize("command", ["run {}", "annotate {}", "reprocess", "quarantine retry"])
def test_too_low_a_limit_on_memory_is_told_before_anything_is_loaded(command: str, write_article: Write) -> None:
    limited = f"ulimit -v 900000; exec {sys.executable} -m quellenlage {command.format(write_article())}"
    done = subprocess.run(["bash", "-c", limited], cwd=PROJECT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert "there is not enough memory: a limit allows this process 921 MB" in done.stderr


#: Variables of the environment, and what is told.
SETTINGS = (
    ({"PREFECT_API_URL": "http://127.0.0.1:9/api"}, "127.0.0.1:9/api: no Prefect server answers"),
    ({"PREFECT_API_URL": "nonsense"}, "nonsense: no Prefect server answers"),
    ({"PREFECT_PROFILES_PATH": str(Path(__file__))}, "Prefect does not start"),
)


@pytest.mark.parametrize(("environment", "sentence"), SETTINGS)
def test_a_prefect_that_does_not_answer_is_told(
    tmp_path: Path, write_article: Write, environment: dict[str, str], sentence: str
) -> None:
    done = quellenlage("run", write_article(), "--data", tmp_path / "data", environment=environment)
    assert (done.returncode, "Traceback" in done.stdout + done.stderr) == (1, False), done.stdout + done.stderr
    assert sentence in done.stderr


@pytest.mark.parametrize("environment", [{"LC_ALL": "C"}, {"PYTHONIOENCODING": "latin-1"}])
def test_what_cannot_be_shown_is_shown_by_its_code(
    tmp_path: Path, write_article: Write, environment: dict[str, str]
) -> None:
    land(tmp_path, "run", batch(write_article(text=ARTICLE.replace("Freibad", "„Freibad“"))), [], AT)
    done = quellenlage("sql", "SELECT text FROM documents", "--data", tmp_path, environment=environment)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Freibad" in done.stdout


#: What a run does without, or takes no harm from.
ODD = {
    "PYTHONSAFEPATH": "1",
    "LC_ALL": "C",
    "TZ": "Nonsense/Zone",
    "HTTP_PROXY": "http://127.0.0.1:9",
    "ALL_PROXY": "socks5://127.0.0.1:9",
}


def test_a_run_prints_what_it_landed_and_needs_no_home_proxy_or_time_zone_and_no_module_of_the_working_directory(
    tmp_path: Path, write_article: Write
) -> None:
    article = write_article()
    for name in ("yaml", "fastapi", "sqlalchemy", "uvicorn", "typing_extensions"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('taken for another')\n", encoding="utf-8")
    done = quellenlage("run", article, "--data", tmp_path / "data", cwd=tmp_path, environment=ODD)
    printed = done.stdout + done.stderr
    assert done.returncode == 0, printed
    assert "1 articles seen: 1 landed" in done.stdout
    assert "Krahl" in done.stdout
    for sign in ("Traceback", "Warning", "WARNING", "ERROR"):
        assert sign not in printed
