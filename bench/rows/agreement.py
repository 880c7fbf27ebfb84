"""How far two hands agree that annotated the same articles: the ceiling of what can be measured here.

    python -m bench.rows.agreement [--scorer FILE] [--corpora FOLDER]

The entries of each file in ``second_hand/`` are scored as if they were a program's rows, against those of the first
hand in ``gold/`` on the same articles, by the scorer's own measure. Doubtful entries of the second hand are rows too,
as a program has no way to say so.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import duckdb

from bench.rows.measure import HERE, PARTS, SCORER, lines_of
from bench.rows.texts import pages, pages_of_part
from models.needed import CORPORA, need_scorer, run

_TABLES = """
CREATE TABLE current_documents (document_id VARCHAR, uri VARCHAR, text VARCHAR, outlet VARCHAR);
CREATE TABLE claims (claim_id VARCHAR, content_spans STRUCT(start_char INTEGER, end_char INTEGER)[]);
CREATE TABLE sources (source_id VARCHAR, entity_id VARCHAR);
CREATE TABLE entities (entity_id VARCHAR, name VARCHAR);
CREATE TABLE who_said_what (document_id VARCHAR, claim_id VARCHAR, speaker VARCHAR, speaker_kind VARCHAR, act VARCHAR,
    said_on DATE, negated BOOLEAN, via VARCHAR[], own BOOLEAN, speaker_id VARCHAR);
"""


def warehouse(entries: Iterable[dict[str, Any]], texts: dict[str, str], path: Path) -> Path:
    """The entries of one hand as the tables that the scorer reads, in a DuckDB file at ``path``."""
    with duckdb.connect(str(path)) as connection:
        connection.execute(_TABLES)
        for stem, text in sorted(texts.items()):
            connection.execute("INSERT INTO current_documents VALUES (?, ?, ?, NULL)", [stem, f"{stem}.txt", text])
        for number, entry in enumerate(entries):
            spans, at = [], entry["start"]
            for start, end in [*sorted(entry.get("holes", [])), [entry["end"], entry["end"]]]:
                if start > at:
                    spans.append({"start_char": at, "end_char": start})
                at = end
            claim, speaker = str(number), entry["speakers"][0]
            connection.execute("INSERT INTO claims VALUES (?, ?)", [claim, spans])
            hops = [hop.lstrip("?").split("|")[0] for hop in entry["via"] if not hop.startswith("?")]
            row = [entry["file"], claim, speaker, entry["kind"], entry["act"], entry["said_on"], entry["negated"]]
            connection.execute("INSERT INTO who_said_what VALUES (?, ?, ?, ?, ?, ?, ?, ?, false, NULL)", [*row, hops])
    return path


def main() -> int:
    """The command line; the scorer's exit code."""
    from bench.rows.offsets import text_of

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", type=Path, default=CORPORA)
    parser.add_argument("--scorer", type=Path, default=SCORER)
    chosen = parser.parse_args()
    need_scorer(chosen.scorer)
    first = [json.loads(line) for file in sorted((HERE / "gold").glob("*.jsonl")) for line in lines_of(file)]
    known = pages(chosen.corpora) + [page for part in PARTS for page in pages_of_part(part, chosen.corpora)]
    code = 0
    for file in sorted((HERE / "second_hand").glob("*.jsonl")):
        second = [json.loads(line) for line in lines_of(file)]
        stems = {entry["file"] for entry in second}
        with tempfile.TemporaryDirectory() as folder:
            for page in known:
                if page.stem in stems:
                    (Path(folder) / f"{page.stem}.txt").write_text(page.as_file(), encoding="utf-8")
            texts = {stem: text_of(Path(folder), stem) for stem in stems}
            gold = Path(folder) / "gold.jsonl"
            gold.write_text("".join(json.dumps(e) + "\n" for e in first if e["file"] in stems), encoding="utf-8")
            rows = warehouse(second, texts, Path(folder) / "rows.duckdb")
            print(f"first hand and {file.stem}, {len(stems)} articles", flush=True)
            code = max(code, subprocess.run([sys.executable, chosen.scorer, gold, rows], check=False).returncode)
    return code


if __name__ == "__main__":
    run(main)
