"""What grows with the lake: runs over it, questions to it and publishing, beside an empty lake in the same minutes.

    python -m bench.scale [--articles 8600] [--data DIR]

A lake of so many articles is made (:mod:`bench.made_lake`), linked, and published; DIR keeps it for the next time. Each
run is a process of its own, over ten articles of seeds/ that are new, or over the same once more; its processor time is
that of all its processes. Questions are asked of the warehouse in a fresh connection, with two threads; publishing is
what a run that landed ten articles pays for it. The last line is one JSON object: the ratios are against an empty lake.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb

from bench.made_lake import make_lake
from quellenlage.errors import QuellenlageError
from quellenlage.tasks.land.lake import open_lake, transaction
from quellenlage.tasks.land.linking import link
from quellenlage.tasks.land.publish import NAME, publish

SEEDS = Path(__file__).parents[1] / "seeds"
_NEW = 10
#: Questions that an analyst asks, by the key of their seconds.
QUESTIONS = {
    "who_said_what_s": "SELECT count(*), max(content) FROM who_said_what WHERE speaker = {speaker}",
    "of_a_day_s": "SELECT speaker, content FROM who_said_what WHERE published = {day} AND outlet = {outlet}",
    "of_words_s": "SELECT count(*) FROM who_said_what WHERE content LIKE '%haus%' AND published > {day}",
    "claim_origins_s": "FROM claim_origins WHERE articles > 1 ORDER BY ALL LIMIT 5",
    "citations_s": "FROM citations ORDER BY claims DESC, citing, cited LIMIT 20",
    "anonymous_claims_s": "FROM anonymous_claims ORDER BY published DESC, claim_id LIMIT 20",
}


@dataclass(frozen=True, slots=True)
class Used:
    """Processor seconds, seconds and the greatest resident memory in megabytes of a command and its children."""

    cpu: float
    wall: float
    peak: float


def run(sources: Path, data: Path) -> Used:
    """One ``quellenlage run``, in a process of its own."""
    code = (
        "import resource, subprocess, sys; "
        "done = subprocess.run([sys.executable, '-m', 'quellenlage', 'run', *sys.argv[1:]], stdout=subprocess.DEVNULL, "
        "stderr=subprocess.PIPE, text=True); "
        "used = resource.getrusage(resource.RUSAGE_CHILDREN); "
        "print(used.ru_utime + used.ru_stime, used.ru_maxrss); "
        "sys.exit(done.stderr[-2000:] if done.returncode else 0)"
    )
    started = time.perf_counter()
    environment = {**os.environ, "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "300"}
    done = subprocess.run(
        [sys.executable, "-c", code, str(sources), "--allow-empty", "--data", str(data)],
        capture_output=True,
        text=True,
        check=False,
        env=environment,
    )
    if done.returncode:
        raise QuellenlageError(f"the run over {sources} failed: {done.stderr}")
    cpu, peak = map(float, done.stdout.split())
    return Used(cpu, time.perf_counter() - started, peak / 1024)


def runs(data: Path, sources: Path) -> tuple[Used, Used, bool]:
    """A run over new articles, one over nothing new, and whether that wrote the warehouse."""
    sources.mkdir()
    for path in sorted(SEEDS.glob("*.txt"))[:_NEW]:
        shutil.copy(path, sources)
    new = run(sources, data)
    before = (data / NAME).stat().st_mtime_ns
    nothing = run(sources, data)
    return new, nothing, (data / NAME).stat().st_mtime_ns != before


def ask(warehouse: Path) -> dict[str, float]:
    """Seconds of each of the questions, each in a connection of its own."""
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        common = "SELECT speaker FROM who_said_what GROUP BY ALL ORDER BY count(*) DESC, speaker LIMIT 1 OFFSET 20"
        (speaker,) = connection.execute(common).fetchone() or ("",)
        day, outlet = connection.execute("SELECT published, outlet FROM documents LIMIT 1 OFFSET 5").fetchone() or (
            "",
            "",
        )
    values = {"speaker": f"'{speaker}'", "day": f"DATE '{day}'", "outlet": f"'{outlet}'"}
    seconds = {}
    for key, question in QUESTIONS.items():
        with duckdb.connect(str(warehouse), read_only=True, config={"threads": 2}) as connection:
            started = time.process_time()
            connection.execute(question.format(**values)).fetchall()
            seconds[key] = round(time.process_time() - started, 3)
    return seconds


@contextmanager
def a_folder(kept: Path | None) -> Iterator[Path]:
    if kept is not None:
        kept.mkdir(parents=True, exist_ok=True)
        yield kept
        return
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder)


def grown(folder: Path, articles: int) -> Path:
    """A lake of so many articles, linked and published, kept in ``folder`` as it is before any run."""
    made = folder / f"made-{articles}"
    if not (made / NAME).exists():
        shutil.rmtree(made, ignore_errors=True)
        make_lake(made, articles)
        link(made, "made")
        publish(made)
    return made


def publish_seconds(data: Path) -> float:
    """Processor seconds of publishing what one landing has changed: ten articles of the lake, once more as others."""
    ids = {"documents": "document_id article_id", "claim_records": "document_id claim_id"}
    ids |= {
        "attribution_records": "document_id claim_id",
        "source_records": "document_id",
        "entity_records": "document_id",
    }
    some = f"SELECT document_id FROM documents ORDER BY document_id LIMIT {_NEW}"
    with open_lake(data) as connection, transaction(connection):
        for name, columns in reversed(ids.items()):
            others = ", ".join(f"{column} || ' again' AS {column}" for column in columns.split())
            connection.execute(
                f"INSERT INTO {name} SELECT * REPLACE ({others}) FROM {name} WHERE document_id IN ({some})"
            )
    started = time.process_time()
    publish(data)
    return time.process_time() - started


def measure(articles: int, folder: Path) -> dict[str, float | int | bool]:
    """What the last line says."""
    made = grown(folder, articles)
    seconds = ask(made / NAME)
    parquet = sum(path.stat().st_size for path in (made / "lake").rglob("*.parquet"))
    with tempfile.TemporaryDirectory(dir=folder) as beside:
        data, empty = Path(beside) / "grown", Path(beside) / "empty"
        nobody = Path(beside) / "none"
        nobody.mkdir()
        shutil.copytree(made, data)
        run(nobody, empty)  # the lake is made, and Prefect's database
        new, nothing, rewritten = runs(data, Path(beside) / "articles")
        at_first, idle, _ = runs(empty, Path(beside) / "articles again")
        published = publish_seconds(data)
    return {
        "articles": articles,
        "cpu_new_ratio": round(new.cpu / at_first.cpu, 2),
        "cpu_nothing_ratio": round(nothing.cpu / idle.cpu, 2),
        "memory_ratio": round(new.peak / at_first.peak, 2),
        "cpu_new_s": round(new.cpu, 2),
        "cpu_nothing_s": round(nothing.cpu, 2),
        "peak_mb": round(new.peak),
        "nothing_rewrites_warehouse": rewritten,
        **seconds,
        "publish_s": round(published, 2),
        "warehouse_to_parquet": round((made / NAME).stat().st_size / parquet, 2),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=8_600)
    parser.add_argument("--data", type=Path, help="a folder that keeps the lake that was made")
    chosen = parser.parse_args()
    with a_folder(chosen.data) as folder:
        print(json.dumps(measure(chosen.articles, folder)))


if __name__ == "__main__":
    main()
