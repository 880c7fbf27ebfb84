"""Runs that are killed, and what the next run makes of them: every table is compared with an undisturbed run's.

    python -m bench.kills [--times 200] [--seed 1] [--sources seeds]

What the stages before landing make of the sources is made once. Then each round takes a new folder, lands, links,
closes and publishes that in a process of its own, which is killed (-9): in every other round before one of the
statements that it sends to DuckDB, each of them in its turn, and in the others at a random moment. A second run
follows and is left alone. Counted are rounds after which that run fails (stuck), a table differs from the undisturbed
run's by a row too few (lost) or too many (doubled), or something is left that belongs to nothing (left over). Exit code
1 if there are any.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import pickle
import random
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

_AT = dt.datetime(2026, 1, 1, 12, tzinfo=dt.UTC)
_SIZE = 8
_CONTEXT = get_context("forkserver")
_CONTEXT.set_forkserver_preload(["quellenlage.tasks.land.linking", "quellenlage.tasks.land.publish"])
#: What tells of a run, not of what it landed; a run that was killed has no account, and its successor another one.
_OF_THE_RUN = ("run_records", "quality", "read_files")
_LEFT = ("lake/.making*", ".publish-*", "received/.receiving-*")


@dataclass(frozen=True, slots=True)
class Outcome:
    """A round: where its run was killed, what is wrong after the next one (nothing: it is well), and its seconds."""

    killed: str
    wrong: tuple[str, ...]
    seconds: float


def prepare(sources: list[Path], kept: Path) -> None:
    """Take ``sources`` through the stages before landing, in batches of eight, and keep these in the file ``kept``."""
    from quellenlage.pipeline.load import load
    from quellenlage.records import Extracted, Rejected
    from quellenlage.tasks.extract.extract import extract
    from quellenlage.tasks.ingest.batches import Place, read_batch
    from quellenlage.tasks.ingest.files import find_files
    from quellenlage.tasks.ingest.versions import Known, identify, traits_of
    from quellenlage.tasks.normalise.normalise import normalise
    from quellenlage.tasks.tables.rows import tables_of

    nlp, today, known = load(), _AT.date(), Known()
    files, place = find_files(sources).files, Place()
    batches: list[Any] = []
    while place.files < len(files):
        read = read_batch(files, place, _SIZE)
        place = read.end
        fresh = [one for one in (identify(traits_of(article, today), known) for article in read.articles) if one]
        found = list(extract([normalise(one, today) for one in fresh], nlp))
        rejected = [*read.unreadable, Rejected(f"bad-{len(batches)}.txt", "ingest", "there is no text", "\\x00")]
        batches.append((tables_of([one for one in found if isinstance(one, Extracted)]), rejected, read.finished))
    kept.write_bytes(pickle.dumps(batches))


def work(kept: Path, data: Path, die_at: int) -> int:
    """Land, link, close and publish; die before statement ``die_at`` where it is not negative; returns how many."""
    import duckdb

    from quellenlage.tasks.accounts import RunAccount
    from quellenlage.tasks.land import lake
    from quellenlage.tasks.land.land import close_run, files_read, land
    from quellenlage.tasks.land.linking import link, owes_links
    from quellenlage.tasks.land.publish import publish

    sent = 0

    class Counted:
        """A connection that counts the statements sent."""

        def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
            self._connection = connection

        def __getattr__(self, name: str) -> Any:
            return getattr(self._connection, name)

        def execute(self, *arguments: Any) -> Any:
            nonlocal sent
            if sent == die_at:
                os.kill(os.getpid(), signal.SIGKILL)
            sent += 1
            return self._connection.execute(*arguments)

    connect = lake._connect
    lake._connect = lambda: Counted(connect())  # type: ignore[assignment, return-value]
    run_id, landed = str(os.getpid()), 0
    files_read(data)
    for tables, rejected, read in pickle.loads(kept.read_bytes()):
        landed += land(data, run_id, tables, rejected, _AT, read).landed
    if landed or owes_links(data):
        link(data, run_id)
    close_run(data, RunAccount(run_id, _AT, _AT, landed, landed, 0, 0, "code", "model"), [])
    publish(data)
    return sent


def rows(data: Path) -> dict[str, Counter[str]]:
    """Everything that the lake in ``data`` and its warehouse hold but what tells of the run."""
    import duckdb

    from quellenlage.tasks.land.lake import open_lake
    from quellenlage.tasks.tables.schema import TABLES

    found: dict[str, Counter[str]] = {}
    with (
        open_lake(data, read_only=True) as lake,
        duckdb.connect(str(data / "warehouse.duckdb"), read_only=True) as other,
    ):
        for name, table in TABLES.items():
            if name in _OF_THE_RUN:
                continue
            columns = "* EXCLUDE (run_id)" if "run_id" in table.names and len(table.names) > 1 else "*"
            for place, connection in (("lake", lake), ("warehouse", other)):
                found[f"{place} {name}"] = Counter(
                    map(repr, connection.execute(f"SELECT {columns} FROM {name}").fetchall())
                )
    return found


def leftovers(data: Path) -> list[str]:
    """Files below ``data`` that belong to nothing."""
    from quellenlage.tasks.land.lake import open_lake

    with open_lake(data) as lake:
        orphans = [
            path
            for (path,) in lake.execute(
                "CALL ducklake_delete_orphaned_files('lake', cleanup_all => true, dry_run => true)"
            ).fetchall()
        ]
    return orphans + [str(path) for pattern in _LEFT for path in data.glob(pattern)]


def _child(kept: Path, data: Path, die_at: int, told: Path) -> None:
    try:
        answer = str(work(kept, data, die_at))
    except Exception as error:
        answer = f"{type(error).__name__}: {error}"
    told.write_text(answer, encoding="utf-8")


def _start(kept: Path, data: Path, die_at: int = -1) -> BaseProcess:
    """A process that lands what is ``kept``, and tells beside ``data`` how that went."""
    _told(data).unlink(missing_ok=True)
    process = _CONTEXT.Process(target=_child, args=(kept, data, die_at, _told(data)))
    process.start()
    return process


def _told(data: Path) -> Path:
    return data.with_name("told")


def _end(process: BaseProcess, data: Path) -> str:
    """How many statements a process has sent, in digits, or what went wrong; nothing if it was killed."""
    process.join()
    return _told(data).read_text(encoding="utf-8") if _told(data).exists() else ""


def campaign(kept: Path, times: int, seed: int) -> list[Outcome]:
    """``times`` rounds over the batches in ``kept``, told on standard error as they end."""
    chosen = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        began = time.monotonic()
        told = _end(_start(kept, data), data)
        if not told.isdigit():
            raise RuntimeError(told)
        statements, lasts, expected = int(told), time.monotonic() - began, rows(data)
    boundaries = list(range(statements))
    chosen.shuffle(boundaries)
    outcomes = []
    for number in range(times):
        at = boundaries[number // 2 % statements] if number % 2 == 0 else None
        outcome = _round(kept, expected, at, chosen.uniform(0, lasts))
        outcomes.append(outcome)
        print(
            f"{number + 1}: killed {outcome.killed}: {', '.join(outcome.wrong) or 'well'}", file=sys.stderr, flush=True
        )
    return outcomes


def _round(kept: Path, expected: dict[str, Counter[str]], at: int | None, moment: float) -> Outcome:
    folder = Path(tempfile.mkdtemp())
    data, began = folder / "data", time.monotonic()
    try:
        first = _start(kept, data, -1 if at is None else at)
        if at is None:
            time.sleep(moment)
            first.kill()
        finished = _end(first, data)
        killed = f"after {moment:.2f} s" if at is None else f"before statement {at}"
        killed += ", at its end" if finished else ""
        told = _end(_start(kept, data), data)
        if not told.isdigit():
            return Outcome(killed, (f"stuck: {told}",), time.monotonic() - began)
        found, wrong = rows(data), []
        for name, held in expected.items():
            lost, doubled = (held - found[name]).total(), (found[name] - held).total()
            wrong += [f"lost: {lost} of {name}"] * bool(lost) + [f"doubled: {doubled} of {name}"] * bool(doubled)
        wrong += [f"left over: {path}" for path in leftovers(data)]
        return Outcome(killed, tuple(wrong), time.monotonic() - began)
    finally:
        shutil.rmtree(folder)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--times", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--sources", type=Path, nargs="*", default=[Path("seeds")])
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        kept = Path(folder) / "batches"
        prepare(chosen.sources, kept)
        outcomes = campaign(kept, chosen.times, chosen.seed)
    wrong = Counter(kind for one in outcomes for kind in {told.partition(":")[0] for told in one.wrong})
    longest = max((one.seconds for one in outcomes), default=0)
    print(
        f"{len(outcomes)} runs killed: {wrong['stuck']} stuck, {wrong['lost']} lost, {wrong['doubled']} doubled, "
        f"{wrong['left over']} left over; longest round {longest:.1f} s"
    )
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
