"""The rows that the articles of one half give, scored against the annotated ones.

    python -m bench.rows.measure [--half HALF] [--model MODEL] [--data FOLDER] [OPTIONS]

HALF is open or closed: an article belongs to the open one where the first hex digit of the SHA-256 of its stem is below
8. Or it is one of the PARTS, which are articles of their own (README.md). The articles go
through all stages into a lake of their own in FOLDER (a temporary one, if none is named) and are published; what the
scorer prints is its own. Options after ``--`` are the scorer's (``-- --detail``).
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from bench.identity.gold import half
from bench.rows.texts import SMARTDATA, WIKINEWS, pages, pages_of_part
from models.needed import CORPORA, SCORERS, need, need_scorer, run
from quellenlage.records import Extracted

if TYPE_CHECKING:
    import pyarrow as pa

    from quellenlage.records import Normalised

HERE = Path(__file__).resolve().parent
SCORER = SCORERS / "score_rows.py"
TODAY = dt.date(2030, 1, 1)
AT = dt.datetime(2030, 1, 1, tzinfo=dt.UTC)
#: Beside the halves: articles by whose errors rules were made, that confidence learns from, that only measure.
PARTS = ("read", "learning", "fresh")


def annotated() -> frozenset[str]:
    """The stems of all articles that were annotated, those in which nobody says anything included."""
    silent = (HERE / "gold" / "silent.txt").read_text(encoding="utf-8").split()
    said = {json.loads(line)["file"] for file in (HERE / "gold").glob("*.jsonl") for line in lines_of(file)}
    return frozenset(said | set(silent))


def lines_of(file: Path) -> list[str]:
    """The lines of a file that hold something."""
    return [line for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]


def write_articles(folder: Path, which: str, corpora: Path) -> int:
    """Writes the annotated articles of a half or a part as files into ``folder``; returns how many."""
    known = annotated()
    if which in PARTS:
        texts = {page.stem: page.as_file() for page in pages_of_part(which, corpora)}
    else:
        texts = {page.stem: page.as_file() for page in pages(corpora) if half(page.stem) == which}
        own = sorted((HERE / "articles").glob("*.txt"))
        texts |= {file.stem: file.read_text(encoding="utf-8") for file in own if half(file.stem) == which}
    for stem in known & texts.keys():
        (folder / f"{stem}.txt").write_text(texts[stem], encoding="utf-8")
    return len(known & texts.keys())


def normalised_articles(articles: Path) -> list[Normalised]:
    """The articles of a folder, as far as extraction."""
    from quellenlage.records import Article
    from quellenlage.tasks.ingest.files import find_files
    from quellenlage.tasks.ingest.ingest import read_file
    from quellenlage.tasks.ingest.versions import identified
    from quellenlage.tasks.normalise.normalise import normalise

    read = [one for file in find_files([articles]).files for one in read_file(file) if isinstance(one, Article)]
    return [normalise(identified(one, TODAY), TODAY) for one in read]


def land(extracted: Sequence[Extracted], data: Path) -> tuple[dict[str, pa.Table], Path]:
    """What was extracted, checked and landed in a lake in ``data``: the tables that came there, and its warehouse."""
    from quellenlage.project import SUITES
    from quellenlage.tasks.check.checked import checked
    from quellenlage.tasks.land.land import land as append
    from quellenlage.tasks.land.linking import link
    from quellenlage.tasks.land.publish import publish

    tables, rejected, _ = checked(extracted, SUITES, TODAY)
    append(data, "bench", tables, rejected, AT)
    link(data, "bench")
    return tables, publish(data)


def gold_of(which: str) -> list[str]:
    """The annotated claims of a half or a part, a line of JSON each."""
    if which in PARTS:
        return lines_of(HERE / "gold" / f"{which}.jsonl")
    files = [file for file in sorted((HERE / "gold").glob("*.jsonl")) if file.stem not in PARTS]
    return [line for file in files for line in lines_of(file) if half(json.loads(line)["file"]) == which]


def main() -> int:
    """The command line; the scorer's exit code, 2 where corpora or scorer are not there."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--half", choices=("open", "closed", *PARTS), default="open")
    parser.add_argument("--model", help="fast, accurate, an installed pipeline or a path to one")
    parser.add_argument("--data", type=Path, help="keep the lake here")
    parser.add_argument("--corpora", type=Path, default=CORPORA)
    parser.add_argument("--scorer", type=Path, default=SCORER)
    parser.add_argument("options", nargs="*", metavar="SCORER OPTIONS")
    chosen = parser.parse_args()
    need(chosen.corpora, SMARTDATA, WIKINEWS)
    need_scorer(chosen.scorer)
    from quellenlage.pipeline.load import load
    from quellenlage.tasks.extract.extract import extract

    with tempfile.TemporaryDirectory() as folder:
        articles, gold = Path(folder) / "articles", Path(folder) / "gold.jsonl"
        articles.mkdir()
        many = write_articles(articles, chosen.half, chosen.corpora)
        kept = gold_of(chosen.half)
        gold.write_text("\n".join(kept) + "\n", encoding="utf-8")
        found = extract(normalised_articles(articles), load(chosen.model))
        extracted = [one for one in found if isinstance(one, Extracted)]
        _, warehouse = land(extracted, chosen.data or Path(folder) / "data")
        print(f"{many} articles ({chosen.half}), {len(kept)} annotated claims", flush=True)
        return subprocess.run([sys.executable, chosen.scorer, gold, warehouse, *chosen.options], check=False).returncode


if __name__ == "__main__":
    run(main)
