"""How many edited copies are found among articles that are none, how well they are grouped, and what that costs.

    python -m bench.copies.measure_copies [--half open|closed] [--detail] [--corpora FOLDER]

The articles are made of free texts (``edits.py``) and land a hundred at a time, in an order that nothing tells, in a
database in memory, by the code that lands them in a lake. A pair is one of copies where at least a third of either is
text of the other; where it is between a fifth and a third, it is counted as neither. Groups are those of the view
``copy_groups``; a family is all that is made of one text.
"""

from __future__ import annotations

import argparse
import hashlib
import itertools
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from bench.copies.edits import Made, families, texts, true_shares
from models.needed import CORPORA, run
from quellenlage.copies import compared, fingerprint
from quellenlage.outlets import find_credits
from quellenlage.records import Segment, Span
from quellenlage.tasks.land.copying import copies_of, copy_rows
from quellenlage.tasks.land.lake import insert
from quellenlage.tasks.tables.schema import TABLES, create_table, views_sql

_A_THIRD, _A_FIFTH = 1 / 3, 1 / 5
_AT_ONCE = 100

Pair = tuple[str, str]


def database() -> duckdb.DuckDBPyConnection:
    """The tables and views of a lake in a plain DuckDB, in memory."""
    connection = duckdb.connect()
    connection.execute("SET TimeZone = 'UTC'")
    for table in TABLES.values():
        connection.execute(create_table(table))
    connection.execute(views_sql(of_lake=True))
    return connection


def tables_of(made: Iterable[Made]) -> tuple[dict[str, pa.Table], float]:
    """What a batch has of those articles when it lands, as far as copies ask for it; and the seconds that it took."""
    rows: dict[str, list[dict[str, Any]]] = defaultdict(list)
    spent = 0.0
    for one in made:
        shared = {"document_id": one.name, "published": one.published}
        at, segments = 0, []
        for part in one.text.split("\n\n"):
            segments.append(Segment("paragraph" if at else "headline", at, at + len(part)))
            at += len(part) + 2
        credits = find_credits(one.text, segments)
        started = time.process_time()
        hashes = fingerprint(compared(one.text, segments, [Span(credit.start, credit.end) for credit in credits]))
        spent += time.process_time() - started
        rows["documents"].append(shared | {"article_id": one.name, "version": 1, "authors": [], "text": one.text})
        rows["segments"] += [shared | {"start_char": s.start, "end_char": s.end, "kind": s.kind} for s in segments]
        rows["credits"] += [
            shared | {"start_char": c.start, "end_char": c.end, "name": c.name, "kind": c.kind, "part": c.part}
            for c in credits
        ]
        rows["fingerprints"].append(shared | {"hashes": list(hashes)})
    names = ("documents", "segments", "credits", "fingerprints")
    return {name: pa.Table.from_pylist(rows[name], schema=TABLES[name].schema) for name in names}, spent


def land_all(connection: duckdb.DuckDBPyConnection, made: Sequence[Made]) -> tuple[float, float]:
    """Land them; the seconds for all fingerprints, and for finding all copies."""
    known = finding = 0.0
    for start in range(0, len(made), _AT_ONCE):
        tables, spent = tables_of(made[start : start + _AT_ONCE])
        known += spent
        started = time.process_time()
        found = copies_of(connection, tables)
        finding += time.process_time() - started
        insert(connection, tables | {"copy_records": copy_rows("run", found)})
    return known, finding


def true_pairs(made: Sequence[Sequence[Made]]) -> dict[Pair, float]:
    """Each pair of a family with the greater of its two shares."""
    return {
        (min(one.name, other.name), max(one.name, other.name)): max(true_shares(one, other))
        for family in made
        for one, other in itertools.combinations(family, 2)
    }


def b_cubed(found: Mapping[str, str], true: Mapping[str, str]) -> tuple[float, float]:
    """Precision and recall of groups, each a mean over its members (Bagga and Baldwin 1998)."""

    def mean(of: Mapping[str, str], among: Mapping[str, str]) -> float:
        members: dict[str, list[str]] = defaultdict(list)
        for name, group in of.items():
            members[group].append(name)
        return sum(
            sum(among[other] == among[name] for other in members[group]) / len(members[group])
            for name, group in of.items()
        ) / len(of)

    return mean(found, true), mean(true, found)


def f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def measure(half: str, detail: bool, corpora: Path) -> int:
    made = list(families([text for text in texts(corpora) if text.is_open == (half == "open")]))
    articles = sorted(
        (one for family in made for one in family), key=lambda one: hashlib.sha256(one.name.encode()).hexdigest()
    )
    with database() as connection:
        known, finding = land_all(connection, articles)
        found = set(connection.execute("SELECT document_id, other_id FROM copy_records").fetchall())
        groups = dict(connection.execute("FROM copy_groups").fetchall())
    shares = true_pairs(made)
    wanted = {pair for pair, share in shares.items() if share >= _A_THIRD}
    right, wrong = found & wanted, {pair for pair in found if shares.get(pair, 0.0) < _A_FIFTH}
    precision, recall = len(right) / (len(right) + len(wrong)), len(right) / len(wanted)
    print(f"{len(made)} families, {len(articles)} articles, {len(wanted)} pairs of copies")
    print(f"pairs     P {100 * precision:.1f}  R {100 * recall:.1f}  F1 {100 * f1(precision, recall):.1f}")
    true = {one.name: one.family for one in articles}
    b_precision, b_recall = b_cubed({name: groups.get(name, name) for name in true}, true)
    print(f"grouping  P {100 * b_precision:.1f}  R {100 * b_recall:.1f}  B-cubed {100 * f1(b_precision, b_recall):.1f}")
    print(f"cost      {1000 * known / len(articles):.2f} ms an article for its fingerprint, "
          f"{1000 * finding / len(articles):.2f} ms to find its copies")  # fmt: skip
    _by_kind(articles, wanted, right)
    if detail:
        for kind, pairs in (("missed", wanted - found), ("wrong", wrong)):
            for pair in sorted(pairs):
                print(f"{kind}: {' | '.join(pair)} ({shares.get(pair, 0.0):.2f})")
    return 0


def _by_kind(articles: Sequence[Made], wanted: set[Pair], right: set[Pair]) -> None:
    kinds = {one.name: one.kind for one in articles}
    of_kind = Counter(kind for pair in wanted for kind in {kinds[name] for name in pair})
    found = Counter(kind for pair in right for kind in {kinds[name] for name in pair})
    for kind, count in sorted(of_kind.items()):
        print(f"  {kind:<18} {found[kind]:>4} of {count:>4}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--half", choices=("open", "closed"), default="open")
    parser.add_argument("--detail", action="store_true", help="name the pairs that are missed or wrong; open half only")
    parser.add_argument("--corpora", type=Path, default=CORPORA)
    given = parser.parse_args()
    run(lambda: measure(given.half, given.detail and given.half == "open", given.corpora))
