"""Runs that are killed, and what the next run makes of them: every table is compared with an undisturbed run's.

    python -m bench.kills [--kills 200] [--minutes 60] [--seed 1] [--sources FILE_OR_FOLDER...]

What the stages before landing make of the sources (two short articles, where none are named) is made once. Then each
round takes a new folder, empty or with the lake of an earlier release, and in a process of its own receives, looks up,
lands, links, closes and publishes that. The process is killed (-9), in turn

- before one of its steps, each of them once before any is taken twice: a statement sent to DuckDB, commits among them,
  or something done to a file below the data folder (made, locked, renamed, removed);
- within one of its statements, at a random moment of the time that this takes, every other time within a commit;
- at a random moment of the whole.

A second run follows and is left alone. Counted are rounds after which that run fails or does not end (stuck), a table
of lake or warehouse differs from the undisturbed run's by a row too few (lost) or too many (doubled), or a file is left
that belongs to nothing (leftovers). The last line is one JSON object with these counts; exit code 1 if there are any.
"""

from __future__ import annotations

import argparse
import datetime as dt
import io
import json
import os
import pickle
import random
import re
import shutil
import signal
import sqlite3
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from importlib import import_module
from multiprocessing import get_context
from pathlib import Path
from typing import Any, NamedTuple

Batches = list[tuple[Any, ...]]
Rows = dict[str, Counter[str]]

_AT = dt.datetime(2026, 1, 1, 12, tzinfo=dt.UTC)
_EARLIER = Path(__file__).parents[1] / "tests" / "land" / "lakes" / "0.1.0"
#: What a run is given; forked, not spawned: everything is loaded once, and no thread runs before the first fork.
_CONTEXT = get_context("fork")
_ENDS_WITHIN = 300.0  # seconds, by far
#: What tells of a run, not of what it landed; a run that was killed has no account, and its successor another one.
_OF_THE_RUN = ("run_records", "quality")
#: What lies below the data folder for good, beside Parquet files that the lake knows and what was received.
_BELONGS = re.compile(r"lake/(catalog\.sqlite|\.lock|\.publishing)|warehouse\.duckdb|received/[0-9a-f]{16}\.txt")
_FILE_EVENTS = {"open", "os.mkdir", "os.remove", "os.rename", "os.rmdir", "fcntl.flock", "shutil.rmtree"}
_ARTICLES = {
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


@dataclass(frozen=True, slots=True)
class Outcome:
    """A round: where its run was killed, what is wrong after the next one (nothing: it is well), and its seconds."""

    killed: str
    wrong: tuple[str, ...]
    seconds: float


@dataclass(frozen=True, slots=True)
class Undisturbed:
    """What a run from ``start`` (a folder to begin with, or nothing) takes and lands when it is left alone."""

    start: Path | None
    steps: Steps
    seconds: float
    rows: Rows


def prepare(sources: list[Path]) -> Batches:
    """Take ``sources`` through the stages before landing, one article a batch; what lands it is loaded, too."""
    from quellenlage.pipeline.load import load
    from quellenlage.project import SUITES
    from quellenlage.records import Extracted, Rejected
    from quellenlage.tasks.check.checked import checked
    from quellenlage.tasks.extract.extract import extract
    from quellenlage.tasks.ingest.batches import Place, read_batch
    from quellenlage.tasks.ingest.files import find_files
    from quellenlage.tasks.ingest.versions import Known, identify, traits_of
    from quellenlage.tasks.normalise.normalise import normalise

    for name in ("linking", "publish"):  # once, before processes are forked
        import_module(f"quellenlage.tasks.land.{name}")
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


def work(batches: Batches, data: Path) -> None:
    """Everything that a run does below ``data``, stage by stage."""
    from quellenlage.tasks.accounts import RunAccount, Verdict
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
            columns = "* EXCLUDE (run_id)" if "run_id" in table.names and len(table.names) > 1 else "*"
            for place, connection in (("lake", lake), ("warehouse", other)):
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


def _killed(batches: Batches, data: Path, fate: Fate) -> None:
    with counted(data, fate):
        work(batches, data)


def _alone(batches: Batches, data: Path, answer: Path) -> None:
    """A run that is left alone, and what it found and left, or what went wrong, in the file ``answer``."""
    told: Any
    try:
        began = time.monotonic()
        with counted(data, Fate()) as steps:
            work(batches, data)
            seconds = time.monotonic() - began
        told = steps, seconds, rows(data), leftovers(data)
    except Exception as error:
        told = f"{type(error).__name__}: {error}"
    answer.write_bytes(pickle.dumps(told))


def _run_alone(batches: Batches, folder: Path) -> Any:
    answer = folder / "answer"
    process = _CONTEXT.Process(target=_alone, args=(batches, folder / "data", answer))
    process.start()
    process.join(_ENDS_WITHIN)
    if process.exitcode is None:
        process.kill()
        process.join()
        return f"no end within {_ENDS_WITHIN:.0f} s"
    return pickle.loads(answer.read_bytes()) if answer.exists() else f"exit code {process.exitcode}"


@contextmanager
def _folder(start: Path | None) -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as name:
        if start is None:
            (Path(name) / "data").mkdir()
        else:
            shutil.copytree(start, Path(name) / "data")
        yield Path(name)


def _undisturbed(batches: Batches, start: Path | None) -> Undisturbed:
    with _folder(start) as folder:
        told = _run_alone(batches, folder)
    if isinstance(told, str):
        raise RuntimeError(told)
    steps, seconds, found, left = told
    if left:
        raise RuntimeError(f"an undisturbed run leaves {left}")
    return Undisturbed(start, steps, seconds, found)


def fates(plain: Undisturbed, chosen: random.Random) -> Iterator[tuple[str, Fate]]:
    """Without end, where to kill, in words too: before each step in its turn, within statements, at any moment."""
    names, seconds = plain.steps.names, plain.steps.seconds
    order, commits = list(range(len(names))), [n for n in seconds if names[n] == "COMMIT"]
    while True:
        chosen.shuffle(order)
        for number, step in enumerate(order):
            yield f"before step {step}, {names[step]}", Fate(step)
            within = chosen.choice(commits if number % 2 else list(seconds))
            yield f"within step {within}, {names[within]}", Fate(within, chosen.uniform(0, seconds[within]))
            moment = chosen.uniform(0, plain.seconds)
            yield f"after {moment:.2f} s", Fate(None, moment)


def _round(batches: Batches, plain: Undisturbed, where: str, fate: Fate) -> Outcome | None:
    """One kill and what follows; None if the run had ended before it."""
    began = time.monotonic()
    with _folder(plain.start) as folder:
        data = folder / "data"
        first = _CONTEXT.Process(target=_killed, args=(batches, data, fate))
        first.start()
        if fate.step is None:
            first.join(fate.after)
            first.kill()
        first.join()
        if first.exitcode != -signal.SIGKILL:
            return None
        told = _run_alone(batches, folder)
    wrong = [f"stuck: {told}"] if isinstance(told, str) else _differences(plain.rows, told[2], told[3])
    return Outcome(where, tuple(wrong), time.monotonic() - began)


def _differences(expected: Rows, found: Rows, left: list[str]) -> list[str]:
    wrong = [f"leftovers: {path}" for path in left]
    for name, held in expected.items():
        lost, doubled = (held - found[name]).total(), (found[name] - held).total()
        wrong += [f"lost: {lost} of {name}"] * bool(lost) + [f"doubled: {doubled} of {name}"] * bool(doubled)
    return wrong


def campaign(
    batches: Batches,
    kills: int,
    seed: int,
    seconds: float = float("inf"),
    tell: Callable[[int, Outcome], None] = lambda *_: None,
) -> list[Outcome]:
    """So many ``kills``, or as many as go into ``seconds``; each is told as it ends.

    They are the same for the same ``seed`` but for the machine's own pace.
    """
    ends = time.monotonic() + seconds
    with tempfile.TemporaryDirectory() as name:
        _restore(Path(name))
        plain = [_undisturbed(batches, None), _undisturbed(batches, Path(name))]
        endless = [fates(one, random.Random(seed)) for one in plain]
        outcomes: list[Outcome] = []
        tries = 0
        while len(outcomes) < kills and time.monotonic() < ends:
            which, tries = (1 if tries % 4 == 3 else 0), tries + 1  # every fourth time a lake to bring up to date
            where, fate = next(endless[which])
            outcome = _round(batches, plain[which], f"{('new', 'earlier')[which]} lake, {where}", fate)
            if outcome is not None:
                outcomes.append(outcome)
                tell(len(outcomes), outcome)
    return outcomes


def _restore(data: Path) -> None:
    """Put the lake of the first release into the folder ``data``."""
    shutil.copytree(_EARLIER / "files", data / "lake" / "files")
    with closing(sqlite3.connect(data / "lake" / "catalog.sqlite")) as catalog:
        catalog.executescript((_EARLIER / "catalog.sql").read_text(encoding="utf-8"))


def summed(outcomes: list[Outcome]) -> dict[str, int | float]:
    """How many kills there were, and after how many of them what was wrong."""
    wrong = Counter(kind for one in outcomes for kind in {told.partition(":")[0] for told in one.wrong})
    kinds = {kind: wrong[kind] for kind in ("lost", "doubled", "stuck", "leftovers")}
    return {"kills": len(outcomes)} | kinds | {"longest_s": round(max((one.seconds for one in outcomes), default=0), 1)}


def _print(number: int, outcome: Outcome) -> None:
    told = ", ".join(outcome.wrong) or "well"
    print(f"{number}: killed {outcome.killed}: {told} ({outcome.seconds:.1f} s)", file=sys.stderr, flush=True)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--minutes", type=float, default=float("inf"), help="stop after so long, at fewer kills")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--sources", type=Path, nargs="*", default=[])
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for name, text in _ARTICLES.items():
            (Path(folder) / name).write_text(text, encoding="utf-8")
        batches = prepare(chosen.sources or [Path(folder)])
        outcomes = campaign(batches, chosen.kills, chosen.seed, chosen.minutes * 60, _print)
    found = summed(outcomes)
    print(json.dumps(found))
    return 1 if any(one.wrong for one in outcomes) else 0


if __name__ == "__main__":
    sys.exit(main())
