"""The rows that the articles of one half give, scored against the annotated ones.

    python -m bench.rows.measure [--half open|closed] [--model MODEL] [--data FOLDER] [OPTIONS]

An article belongs to the open half where the first hex digit of the SHA-256 of its stem is below 8. The articles go
through all stages into a lake of their own in FOLDER (a temporary one, if none is named) and are published; what the
scorer prints is its own. Options after ``--`` are the scorer's (``-- --detail``).
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from bench.identity.gold import half
from bench.rows.texts import pages
from models.needed import CORPORA, SCORERS, need_scorer, run

HERE = Path(__file__).resolve().parent
SCORER = SCORERS / "score_rows.py"
TODAY = dt.date(2030, 1, 1)
AT = dt.datetime(2030, 1, 1, tzinfo=dt.UTC)


def annotated() -> frozenset[str]:
    """The stems of all articles that were annotated, those in which nobody says anything included."""
    silent = (HERE / "gold" / "silent.txt").read_text(encoding="utf-8").split()
    said = {json.loads(line)["file"] for file in (HERE / "gold").glob("*.jsonl") for line in lines_of(file)}
    return frozenset(said | set(silent))


def lines_of(file: Path) -> list[str]:
    """The lines of a file that hold something."""
    return [line for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]


def write_articles(folder: Path, which: str, corpora: Path) -> int:
    """Writes the annotated articles of a half as files into ``folder``; returns how many."""
    known = annotated()
    written = 0
    for page in pages(corpora):
        if page.stem in known and half(page.stem) == which:
            (folder / f"{page.stem}.txt").write_text(page.as_file(), encoding="utf-8")
            written += 1
    for file in sorted((HERE / "articles").glob("*.txt")):
        if file.stem in known and half(file.stem) == which:
            shutil.copy(file, folder)
            written += 1
    return written


def land(articles: Path, data: Path, model: str | None = None) -> Path:
    """The articles of a folder through all stages into a lake in ``data``; returns its warehouse."""
    from quellenlage.pipeline.load import load
    from quellenlage.project import SUITES
    from quellenlage.records import Article, Extracted
    from quellenlage.tasks.check.checked import checked
    from quellenlage.tasks.extract.extract import extract
    from quellenlage.tasks.ingest.files import find_files
    from quellenlage.tasks.ingest.ingest import read_file
    from quellenlage.tasks.ingest.versions import identified
    from quellenlage.tasks.land.land import land as append
    from quellenlage.tasks.land.linking import link
    from quellenlage.tasks.land.publish import publish
    from quellenlage.tasks.normalise.normalise import normalise

    read = [one for file in find_files([articles]).files for one in read_file(file) if isinstance(one, Article)]
    extracted = extract([normalise(identified(one, TODAY), TODAY) for one in read], load(model))
    tables, rejected, _ = checked([one for one in extracted if isinstance(one, Extracted)], SUITES, TODAY)
    append(data, "bench", tables, rejected, AT)
    link(data, "bench")
    return publish(data)


def main() -> int:
    """The command line; the scorer's exit code, 2 where corpora or scorer are not there."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--half", choices=("open", "closed"), default="open")
    parser.add_argument("--model", help="fast, accurate, an installed pipeline or a path to one")
    parser.add_argument("--data", type=Path, help="keep the lake here")
    parser.add_argument("--corpora", type=Path, default=CORPORA)
    parser.add_argument("--scorer", type=Path, default=SCORER)
    parser.add_argument("options", nargs="*", metavar="SCORER OPTIONS")
    chosen = parser.parse_args()
    need_scorer(chosen.scorer)
    with tempfile.TemporaryDirectory() as folder:
        articles, gold = Path(folder) / "articles", Path(folder) / "gold.jsonl"
        articles.mkdir()
        many = write_articles(articles, chosen.half, chosen.corpora)
        lines = [line for file in sorted((HERE / "gold").glob("*.jsonl")) for line in lines_of(file)]
        kept = [line for line in lines if half(json.loads(line)["file"]) == chosen.half]
        gold.write_text("\n".join(kept) + "\n", encoding="utf-8")
        warehouse = land(articles, chosen.data or Path(folder) / "data", chosen.model)
        print(f"{many} articles of the {chosen.half} half, {len(kept)} annotated claims", flush=True)
        return subprocess.run([sys.executable, chosen.scorer, gold, warehouse, *chosen.options], check=False).returncode


if __name__ == "__main__":
    run(main)
