"""A lake in PostgreSQL and an object store: four writers at once, nothing lost, nothing doubled. Needs "shared".

    python -m bench.shared_lake [--postgres DIR] [--s3 COMMAND]

Starts, on the loopback interface and in a temporary folder, a PostgreSQL server (from the folder DIR of its programs;
as the user postgres, where root starts it) and an S3 server (COMMAND, by default moto's ``moto_server``). Four runs at
once, each with a folder of its own as on four machines, read four parts of seeds/ of which each article is in two. The
articles and claims that land must be those of one run over all into a lake in a folder; two of the machines publish,
one tidies, and all are asked before and after. The last line is one JSON object; 1 where something is not as
it must be.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import duckdb

from models.needed import run as run_main
from quellenlage.errors import QuellenlageError
from quellenlage.tasks.land.shared import CATALOG, FILES

SEEDS = Path(__file__).parents[1] / "seeds"
_WRITERS = 4
_ASKED = """
SELECT 'article' AS what, content_hash AS which, version FROM documents
UNION ALL SELECT 'claim', c.claim_id || ' ' || c.content, 1 FROM claims AS c
UNION ALL SELECT 'link', claim_id || ' ' || other_id, 1 FROM claim_links ORDER BY ALL
"""
Environment = Mapping[str, str]


def quellenlage(environment: Environment, *arguments: str) -> str:
    """What a command prints."""
    done = subprocess.run(
        [sys.executable, "-m", "quellenlage", *arguments], capture_output=True, text=True, check=False, env=environment
    )
    if done.returncode:
        raise QuellenlageError(f"{' '.join(arguments)} failed: {done.stderr[-2000:]}")
    return done.stdout


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


def answers(port: int) -> None:
    """Wait until somebody listens there."""
    for _ in range(600):
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.1)
    raise QuellenlageError(f"nobody answers on port {port} of this machine.")


@contextmanager
def servers(folder: Path, programs: Path, s3: str) -> Iterator[dict[str, str]]:
    """PostgreSQL and an S3 server, as the settings that name them."""
    user = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] if os.getuid() == 0 else []
    home, port, address = folder / "postgres", free_port(), free_port()
    home.mkdir()
    folder.chmod(0o755)
    if user:
        shutil.chown(home, "postgres")
    subprocess.run(
        [*user, programs / "initdb", "-D", home / "data", "-A", "trust", "-U", "lake"],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    commands: list[Sequence[str | Path]] = [
        [*user, programs / "postgres", "-D", home / "data", "-p", str(port), "-k", home, "-h", "127.0.0.1"],
        [*s3.split(), "-H", "127.0.0.1", "-p", str(address)],
    ]
    started = [subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) for command in commands]
    try:
        answers(port)
        answers(address)
        bucket = urllib.request.Request(f"http://127.0.0.1:{address}/lake", method="PUT")
        urllib.request.urlopen(bucket).close()
        yield {
            CATALOG: f"postgres:host=127.0.0.1 port={port} user=lake dbname=postgres",
            FILES: "s3://lake/files/",
            "AWS_ENDPOINT_URL": f"http://127.0.0.1:{address}",
            "AWS_ACCESS_KEY_ID": "lake",
            "AWS_SECRET_ACCESS_KEY": "lake",
            "AWS_REGION": "us-east-1",
        }
    finally:
        for process in started:
            process.terminate()
            process.wait()


def parts(number: int) -> list[list[str]]:
    """Files of seeds/ in parts, each of them in two."""
    files = [str(path) for path in sorted(SEEDS.glob("*.txt"))[:number]]
    halves = [files[i::_WRITERS] for i in range(_WRITERS)]
    return [[*half, *halves[i - 1]] for i, half in enumerate(halves)]


def written(shared: Environment, folder: Path, read: Sequence[list[str]]) -> float:
    """Seconds in which all writers have landed their parts."""
    started = time.perf_counter()
    runs = [
        subprocess.Popen(
            [sys.executable, "-m", "quellenlage", "run", *part, "--data", str(folder / f"machine {i}")],
            env=shared,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        for i, part in enumerate(read)
    ]
    for run in runs:
        _, told = run.communicate()
        if run.returncode:
            raise QuellenlageError(told[-2000:])
    return time.perf_counter() - started


def published(data: Path) -> list[tuple[object, ...]]:
    with duckdb.connect(str(data / "warehouse.duckdb"), read_only=True) as connection:
        return connection.execute(_ASKED).fetchall()


def measure(folder: Path, programs: Path, s3: str, number: int) -> dict[str, object]:
    """What the last line says."""
    plain = {**os.environ, "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "300"}
    read = parts(number)
    one, other = folder / "machine 0", folder / "machine 1"
    quellenlage(plain, "run", *sorted({file for part in read for file in part}), "--data", str(folder / "alone"))
    wanted = quellenlage(plain, "sql", _ASKED, "--data", str(folder / "alone"))
    with servers(folder, programs, s3) as named:
        shared = plain | named
        seconds = written(shared, folder, read)
        found = quellenlage(shared, "sql", _ASKED, "--data", str(folder / "machine 9"))
        for data in (one, other):
            quellenlage(shared, "publish", "--data", str(data))
        same = published(one) == published(other)
        tidied = quellenlage(shared, "maintain", "--data", str(one))
        after = quellenlage(shared, "sql", _ASKED, "--data", str(other))
    return {
        "as_alone": found == wanted,
        "published_alike": same,
        "after_maintain_as_before": after == found,
        "rows": wanted.count("\n") - 1,
        "rows_shared": found.count("\n") - 1,
        "four_runs_s": round(seconds, 1),
        "maintain": tidied.splitlines()[0],
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--postgres", type=Path, default=Path("/usr/lib/postgresql/15/bin"))
    parser.add_argument("--s3", default="moto_server")
    parser.add_argument("--articles", type=int, default=16, help="how many files of seeds/")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        told = measure(Path(folder), chosen.postgres, chosen.s3, chosen.articles)
    print(json.dumps(told))
    return 0 if told["as_alone"] and told["published_alike"] and told["after_maintain_as_before"] else 1


if __name__ == "__main__":
    run_main(main)
