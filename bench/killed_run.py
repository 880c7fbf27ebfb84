"""A run in a process that dies where it is told to, and what the lake holds after one."""

from __future__ import annotations

import datetime as dt
import io
import os
import re
import signal
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

Batches = list[tuple[Any, ...]]
Rows = dict[str, Counter[str]]

_AT = dt.datetime(2026, 1, 1, 12, tzinfo=dt.UTC)
#: What tells of a run, not of what it landed; a run that was killed has no account, and its successor another one.
_OF_THE_RUN = ("run_records", "quality")
_OF_A_RUN = ("run_id", "code_version")
#: What lies below the data folder for good, beside Parquet files that the lake knows and what was received.
_BELONGS = re.compile(r"lake/(catalog\.sqlite|\.lock|\.publishing)|warehouse\.duckdb|received/[0-9a-f]{16}\.txt")
_FILE_EVENTS = {"open", "os.mkdir", "os.remove", "os.rename", "os.rmdir", "fcntl.flock", "shutil.rmtree"}
ARTICLES = {
    "a.txt": """ date 2025-03-04 Haushalt Keine neuen Schulden

Die Bürgermeisterin von Ahrstetten, Petra Krahl (SPD), hat am Montag neue Schulden ausgeschlossen. "Wir geben nicht \
mehr aus, als wir haben", sagte Krahl.
""",
    "b.txt": """ date 2025-03-05 Freibad Das Freibad bleibt offen

Krahl hat am Dienstag neue Schulden ausgeschlossen. Nach Angaben der Kämmerei fehlt Geld, sagte Krahl.
""",
}


class Fate(NamedTuple):
    """Where a process dies: before its step ``step``, or, with ``after``, so many seconds later; at no step, of all."""

    step: int | None = None
    after: float | None = None


@dataclass(slots=True)
class Steps:
    """The steps that a process has taken: their names and, of statements, their seconds."""

    fate: Fate
    names: list[str] = field(default_factory=list)
    seconds: dict[int, float] = field(default_factory=dict)
    ended: bool = False

    def take(self, name: str) -> int:
        """Count a step, or die."""
        number = len(self.names)
        if not self.ended:
            self.names.append(name)
            if number == self.fate.step:
                _die(self.fate.after)
        return number


def prepare(sources: list[Path]) -> Batches:
    """Take ``sources`` through the stages before landing, one article a batch."""
    from quellenlage.pipeline.load import load
    from quellenlage.project import SUITES
    from quellenlage.records import Extracted, Rejected
    from quellenlage.tasks.check.checked import checked
    from quellenlage.tasks.extract.extract import extract
    from quellenlage.tasks.ingest.batches import Place, read_batch
    from quellenlage.tasks.ingest.files import find_files
    from quellenlage.tasks.ingest.versions import Known, identify, traits_of
    from quellenlage.tasks.normalise.normalise import normalise

    nlp, today, known = load(), _AT.date(), Known()
    files, place = find_files(sources).files, Place()
    batches: Batches = []
    while place.files < len(files):
        read = read_batch(files, place, 1)
        place = read.end
        asked = [traits_of(article, today) for article in read.articles]
        fresh = [one for one in (identify(traits, known) for traits in asked) if one]
        found = [one for one in extract([normalise(one, today) for one in fresh], nlp) if isinstance(one, Extracted)]
        rejected = [*read.unreadable, Rejected(f"bad-{len(batches)}.txt", "ingest", "there is no text", "\\x00")]
        batches.append((asked, checked(found, SUITES, today)[0], rejected, read.finished))
    return batches


def load_what_works() -> None:
    """Load once, before processes are forked, what :func:`work` needs, and leave no thread that could hold a lock."""
    import duckdb

    from quellenlage.version import code_version

    for name in ("land.land", "land.linking", "land.publish", "care.maintaining"):
        import_module(f"quellenlage.tasks.{name}")
    code_version()
    duckdb.default_connection().close()


def work(batches: Batches, data: Path, care: bool) -> None:
    """Everything that a run does below ``data``, stage by stage, and, with ``care``, that of the lake behind it."""
    from quellenlage.tasks.accounts import RunAccount, Verdict
    from quellenlage.tasks.care.maintaining import maintain
    from quellenlage.tasks.ingest.files import received
    from quellenlage.tasks.land.land import close_run, earlier_shares, files_read, land, landed_articles
    from quellenlage.tasks.land.linking import link, owes_links
    from quellenlage.tasks.land.publish import publish

    run_id, landed = str(os.getpid()), 0
    received(io.BytesIO(b"Das Freibad bleibt.\n"), data / "received", {})
    files_read(data)
    for asked, tables, rejected, read in batches:
        landed_articles(data, asked)
        landed += land(data, run_id, tables, rejected, _AT, read).landed
    if landed or owes_links(data):
        link(data, run_id)
    earlier_shares(data)
    account = RunAccount(run_id, _AT, _AT, len(batches), landed, len(batches) - landed, 0, "code", "model")
    close_run(data, account, [Verdict("documents", "A document has a day of publication.", "warning", landed, 0)])
    publish(data)
    if care:
        maintain(data)


@contextmanager
def counted(data: Path, fate: Fate) -> Iterator[Steps]:
    """Count the steps that this process takes from here on; it dies where ``fate`` says."""
    from quellenlage.tasks.land import lake, search_index

    # By which terms words are found takes four fifths of the time that a small lake is published in, and no step.
    tables = [search_index._columns([], table) for table in (search_index.TERMS, search_index.FORMS)]
    search_index._terms_and_forms = lambda *_: (tables[0], tables[1])
    steps, below = Steps(fate), str(data)

    class Counted:
        """A connection that counts the statements sent."""

        def __init__(self, connection: Any) -> None:
            self._connection = connection

        def __getattr__(self, name: str) -> Any:
            return getattr(self._connection, name)

        def execute(self, *arguments: Any) -> Any:
            number, began = steps.take(" ".join(str(arguments[0]).split())[:60]), time.monotonic()
            try:
                return self._connection.execute(*arguments)
            finally:
                if not steps.ended:
                    steps.seconds[number] = time.monotonic() - began

    def heard(event: str, arguments: tuple[Any, ...]) -> None:
        if event in _FILE_EVENTS and (event == "fcntl.flock" or str(arguments[0]).startswith(below)):
            steps.take(event)

    connect = lake._connect
    lake._connect = lambda: Counted(connect())  # type: ignore[assignment, return-value]
    sys.addaudithook(heard)
    yield steps
    steps.ended = True


def _die(after: float | None) -> None:
    if after is None:
        os.kill(os.getpid(), signal.SIGKILL)
    # DuckDB lets other threads go on while it works.
    timer = threading.Timer(after or 0, os.kill, (os.getpid(), signal.SIGKILL))
    timer.daemon = True
    timer.start()


def look(data: Path) -> None:
    """Read the lake as anybody may whose query comes before the next run; there may be none yet."""
    from quellenlage.tasks.land.lake import NoLakeError, open_lake

    with suppress(NoLakeError), open_lake(data, read_only=True) as lake:
        lake.execute("SELECT count(*) FROM who_said_what").fetchall()


def rows(data: Path) -> Rows:
    """Everything that the lake in ``data`` and its warehouse hold but what tells of the run."""
    import duckdb

    from quellenlage.tasks.land.lake import open_lake
    from quellenlage.tasks.tables.schema import TABLES

    found: Rows = {}
    with (
        open_lake(data, read_only=True) as lake,
        duckdb.connect(str(data / "warehouse.duckdb"), read_only=True) as other,
    ):
        for name, table in TABLES.items():
            if name in _OF_THE_RUN:
                continue
            columns = ", ".join(column for column in table.names if column not in _OF_A_RUN) or "*"
            for place, connection in (("lake", lake), ("warehouse", other))[: 1 if table.of_lake else 2]:
                held = connection.execute(f"SELECT {columns} FROM {name}").fetchall()
                found[f"{place} {name}"] = Counter(map(repr, held))
    return found


def leftovers(data: Path) -> list[str]:
    """Files and empty folders below ``data`` that belong to nothing."""
    from quellenlage.tasks.land.lake import open_lake

    with open_lake(data) as lake:
        dry = "CALL ducklake_delete_orphaned_files('lake', cleanup_all => true, dry_run => true)"
        orphans = [path for (path,) in lake.execute(dry).fetchall()]
    others = [path for path in data.rglob("*") if path.is_file() and path.suffix != ".parquet"]
    names = [path.relative_to(data).as_posix() for path in others]
    return orphans + [one for one in names if not _BELONGS.fullmatch(one)]
