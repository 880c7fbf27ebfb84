"""What orchestration, checking and landing cost: the whole flow beside a plain loop over the same functions.

    python -m bench.throughput [CORPUS.jsonl.gz ...] [--model MODEL] [--small 85] [--rounds 3]

CORPUS holds one article a line with ``documentName`` ("<number> - <title> (<YYYY-MM-DD>)") and ``originalText``; by
default both parts of the quotation corpus beside the repository, 850 articles. They are written out in the layout of
seeds/ into a temporary folder. Each measurement is a process of its own with the same set-up, in turn: everything
imported, a temporary Prefect server running. The loop then reads, normalises and extracts; the flow does that through
tasks and checks, lands, publishes and builds the Data Docs as well. Printed are documents a second, peak memory of
the process, and the share of the flow's time that the loop does not need, by wall clock and by processor time of the
process.
"""

from __future__ import annotations

import argparse
import datetime as dt
import gzip
import json
import logging
import os
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from models.needed import CORPORA, need_file, run
from quellenlage.errors import QuellenlageError

CORPUS = [CORPORA / "quotations" / f"{part}.jsonl.gz" for part in ("train", "dev")]
_NAME = re.compile(r"^\d+ - (?P<title>.*) \((?P<date>\d{4}-\d{2}-\d{2})\)$")


def write_articles(corpus: Iterable[Path], folder: Path) -> int:
    """Write each article of ``corpus`` as a file in the layout of seeds/; returns how many."""
    number = 0
    for path in corpus:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                number += 1
                article = json.loads(line)
                name = _NAME.match(article["documentName"])
                title, date = (name["title"], name["date"]) if name else (article["documentName"], "")
                day = ".".join(reversed(date.split("-")))
                text = f" date {date} {title}\n\n{day}\n\n{article['originalText'].strip()}\n"
                (folder / f"{number:04d}.txt").write_text(text, encoding="utf-8")
    return number


def loop(sources: list[str], model: str | None) -> int:
    """Ingest, normalise and extract, one article after the other; returns how many."""
    from quellenlage.pipeline.load import load
    from quellenlage.tasks.extract.extract import extract
    from quellenlage.tasks.ingest.batches import Place, read_batch
    from quellenlage.tasks.ingest.files import find_files
    from quellenlage.tasks.ingest.versions import identified
    from quellenlage.tasks.normalise.normalise import normalise

    nlp = load(model)
    today = dt.datetime.now(dt.UTC).date()
    files, place, done = find_files(sources).files, Place(), 0
    while place.files < len(files):
        batch = read_batch(files, place, 1000)
        place = batch.end
        documents = [normalise(identified(article, today), today) for article in batch.articles]
        done += sum(1 for _ in extract(documents, nlp))
    return done


def flow(sources: list[str], model: str | None) -> int:
    """The main flow into a lake of its own; returns how many articles landed."""
    from quellenlage.flows.ledger import ledger
    from quellenlage.tasks.land.overview import overview

    with tempfile.TemporaryDirectory() as data:
        state = ledger(sources, Path(data), model=model, return_state=True)
        if not state.is_completed():
            raise QuellenlageError(f"the flow failed: {state.message}")
        run = overview(Path(data), str(state.state_details.flow_run_id)).run or {}
        return int(run["landed"])


def child(mode: str, folder: str, model: str | None) -> None:
    """Set up, run one of the two once, and print what it took as JSON."""
    from prefect.testing.utilities import prefect_test_harness

    with prefect_test_harness(server_startup_timeout=120):
        import great_expectations  # noqa: F401

        import quellenlage.flows.ledger  # noqa: F401

        logging.disable(logging.INFO)
        before, used = time.perf_counter(), time.process_time()
        documents = {"loop": loop, "flow": flow}[mode]([folder], model)
        wall, cpu = time.perf_counter() - before, time.process_time() - used
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(json.dumps({"documents": documents, "wall": wall, "cpu": cpu, "peak": peak}), flush=True)


def measure(mode: str, folder: Path, model: str | None) -> dict[str, Any]:
    environment = {**os.environ, "PREFECT_SERVER_ANALYTICS_ENABLED": "false", "PREFECT_LOGGING_LEVEL": "ERROR"}
    chosen = ["--model", model] if model else []
    done = subprocess.run(
        [sys.executable, "-m", "bench.throughput", "--child", mode, str(folder), *chosen],
        capture_output=True,
        text=True,
        check=False,
        env=environment,
    )
    if done.returncode:
        raise QuellenlageError(done.stderr[-2000:])
    measured: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    return measured


def _rounds(folder: Path, rounds: int, model: str | None) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    for _ in range(rounds):
        yield measure("loop", folder, model), measure("flow", folder, model)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", nargs="*", type=Path, default=CORPUS)
    parser.add_argument("--model", help="fast, accurate, an installed pipeline or a path to one")
    parser.add_argument("--small", type=int, default=85, help="articles of the smaller run, for the memory")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--child", nargs=2, metavar=("MODE", "FOLDER"), help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.child:
        mode, folder = chosen.child
        child(mode, folder, chosen.model)
        return
    for path in chosen.corpus:
        need_file(path, "quotations/")
    with tempfile.TemporaryDirectory() as folder:
        large, small = Path(folder) / "large", Path(folder) / "small"
        large.mkdir()
        small.mkdir()
        articles = write_articles(chosen.corpus, large)
        step = max(1, articles // chosen.small)
        for path in sorted(large.glob("*.txt"))[::step][: chosen.small]:
            (small / path.name).write_bytes(path.read_bytes())
        pairs = list(_rounds(large, chosen.rounds, chosen.model))
        few = measure("flow", small, chosen.model)
    for name, index in (("plain loop", 0), ("whole flow", 1)):
        wall = statistics.median(pair[index]["wall"] for pair in pairs)
        peak = statistics.median(pair[index]["peak"] for pair in pairs)
        count = pairs[0][index]["documents"]
        print(f"{name}: {count} documents, {count / wall:.1f} a second, {wall:.1f} s, peak {peak:.0f} MB")
    for clock in ("wall", "cpu"):
        added = [100 * (flowed[clock] / looped[clock] - 1) for looped, flowed in pairs]
        print(f"added by orchestration, checking and landing, {clock}: {statistics.median(added):.1f} % ({added})")
    peak = statistics.median(flowed["peak"] for _, flowed in pairs)
    print(f"peak memory of {few['documents']} documents: {few['peak']:.0f} MB; ratio {peak / few['peak']:.2f}")


if __name__ == "__main__":
    run(main)
