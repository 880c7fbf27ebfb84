"""A run on a Dask cluster lands the rows that a run in one process lands, byte for byte. Needs the extra "dask".

    python -m bench.cluster [SOURCE ...] [--workers 2]

Reads the sources (seeds/ by default) three times into lakes of their own: in one process; on a cluster that the run
starts itself; and on a scheduler with workers that are processes of their own, as on other machines, on the loopback
interface. The last line is one JSON object: whether all rows are the same, their number, and the seconds of each run.
1 where a row differs.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from models.needed import run as run_main
from quellenlage.errors import QuellenlageError
from quellenlage.tasks.land.lake import open_lake
from quellenlage.tasks.tables.schema import TABLES

#: What is of a run, and not of what was read.
_OF_RUNS = {"run_id", "landed_at", "started_at", "finished_at"}
_NOT_COMPARED = {"schema_version", "unlinked"}


def rows(data: Path) -> dict[str, tuple[int, str]]:
    """Of each table of a lake, the number of its rows and a hash of all of them, in their order."""
    found = {}
    with open_lake(data, read_only=True) as connection:
        for table in TABLES.values():
            if table.name not in _NOT_COMPARED:
                columns = ", ".join(name for name in table.names if name not in _OF_RUNS)
                held = connection.execute(f"SELECT {columns} FROM {table.name} ORDER BY ALL").fetchall()
                found[table.name] = len(held), hashlib.sha256(repr(held).encode()).hexdigest()
    return found


def read(sources: list[str], data: Path, *options: str) -> float:
    """Seconds of ``quellenlage run`` over the sources."""
    started = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "quellenlage", "run", *sources, "--data", str(data), *options],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "300"},
    )
    if done.returncode:
        raise QuellenlageError(f"the run with {' '.join(options) or 'no options'} failed: {done.stderr[-2000:]}")
    return time.perf_counter() - started


@contextmanager
def cluster(workers: int) -> Iterator[str]:
    """The address of a scheduler with so many workers, each a process of its own, until the ``with`` block ends."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    address = f"tcp://127.0.0.1:{port}"
    quiet = ["--no-dashboard", "--host", "127.0.0.1"]
    commands = [["scheduler", "--port", str(port), *quiet]]
    commands += [["worker", address, "--nthreads", "1", "--no-nanny", *quiet]] * workers
    started = [
        subprocess.Popen([sys.executable, "-m", "dask", *command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for command in commands
    ]
    try:
        yield address
    finally:
        for process in reversed(started):
            process.terminate()
            process.wait()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sources", nargs="*", default=["seeds"])
    parser.add_argument("--workers", type=int, default=2)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, cluster(chosen.workers) as address:
        ways = {"alone": [], "own": ["--runner", f"dask:{chosen.workers}"], "there": ["--runner", f"dask:{address}"]}
        seconds = {name: read(chosen.sources, Path(folder) / name, *options) for name, options in ways.items()}
        found = {name: rows(Path(folder) / name) for name in ways}
    different = sorted(name for name in found["alone"] if len({found[way][name] for way in ways}) > 1)
    told = {
        "same": not different,
        "different": different,
        "rows": sum(number for number, _ in found["alone"].values()),
        **{f"{name}_s": round(spent, 1) for name, spent in seconds.items()},
    }
    print(json.dumps(told))
    return 1 if different else 0


if __name__ == "__main__":
    run_main(main)
