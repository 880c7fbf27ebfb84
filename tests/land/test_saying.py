"""Claims that say the same, and what SQL makes of them: who cites whom, who is anonymous, how many origins."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import duckdb
import pytest

from quellenlage.tasks.land.lake import open_lake
from quellenlage.tasks.land.land import land
from quellenlage.tasks.land.publish import publish
from quellenlage.tasks.tables.schema import TABLES, create_table, views_sql
from tests.landed_batches import AT, batch

pytestmark = pytest.mark.usefixtures("lakes_made_once")

Write = Callable[..., Path]


def test_claims_that_are_linked_by_others_are_one_group() -> None:
    with duckdb.connect() as connection:
        for table in TABLES.values():
            connection.execute(create_table(table))
        connection.execute(views_sql(of_lake=True))
        keys = [f"{i:03}" for i in range(100)]
        connection.execute("INSERT INTO documents BY NAME SELECT 'd' AS document_id, 'u' AS uri, 1 AS version")
        for key in keys:
            connection.execute("INSERT INTO claim_records BY NAME SELECT 'd' AS document_id, ? AS claim_id", [key])
        # A path through all even ones in an order that is not theirs, the odd ones alone.
        path = sorted(keys[::2], key=lambda key: (int(key) * 37) % 100)
        for one, other in pairwise(path):
            connection.execute("INSERT INTO claim_links VALUES (?, ?, 1, 'run', 'says the same', '')", [one, other])
        groups = dict(connection.execute("FROM claim_groups").fetchall())
    assert groups == {key: "000" if int(key) % 2 == 0 else key for key in keys}


# -- the three questions, over articles as they come in


def article(outlet: str, body: str, day: int = 4) -> str:
    return f" date 2025-03-{day:02} Der Hafen\n outlet {outlet}\n\n{day:02}.03.2025\n\n{body}\n"


QUOTED = (
    "Die Reparatur der Schleuse dauere bis in den Herbst, "
    'berichtete die "Financial Times" unter Berufung auf zwei Beamte.'
)
COPY = (
    "Die Reparatur der Schleuse dauere bis in den Herbst, teilte ein Sprecher mit. Die Reederei lehnt das ab. (dpa/uk)"
)
OWN = "Die Reparatur der Schleuse dauere bis in den Herbst, sagte Imke Terbrüggen."


def asked(data: Path, query: str) -> list[tuple[Any, ...]]:
    """The answer of the lake, which is that of the warehouse."""
    with open_lake(data, read_only=True) as lake, duckdb.connect(str(publish(data)), read_only=True) as warehouse:
        answer = lake.execute(query).fetchall()
        assert warehouse.execute(query).fetchall() == answer
    return answer


def land_one_by_one(data: Path, *paths: Path) -> None:
    for path in paths:
        land(data, "run", batch(path), [], AT)


SCHLEUSE = "FROM claim_origins JOIN claims USING (claim_id) WHERE content LIKE '%Schleuse%' ORDER BY ALL"


def test_two_papers_that_cite_the_same_third_are_one_origin(tmp_path: Path, write_article: Write) -> None:
    land_one_by_one(
        tmp_path,
        write_article("a.txt", article("Deich-Kurier", QUOTED)),
        write_article("b.txt", article("Halmer Tageblatt", QUOTED.replace("dauere", "werde dauern"), 5)),
    )
    assert asked(tmp_path, f"SELECT DISTINCT origins, articles, outlets, origin_names {SCHLEUSE}") == [
        (1, 2, ["Deich-Kurier", "Halmer Tageblatt"], ["Financial Times"])
    ]


def test_one_agency_s_copy_in_two_papers_is_one_origin(tmp_path: Path, write_article: Write) -> None:
    land_one_by_one(
        tmp_path,
        write_article("a.txt", article("Deich-Kurier", COPY)),
        write_article("b.txt", article("Halmer Tageblatt", COPY)),
    )
    assert asked(tmp_path, f"SELECT DISTINCT origins, articles, origin_names {SCHLEUSE}") == [(1, 2, ["dpa"])]


def test_two_who_say_the_same_are_two_origins(tmp_path: Path, write_article: Write) -> None:
    land_one_by_one(
        tmp_path,
        write_article("a.txt", article("Deich-Kurier", QUOTED)),
        write_article("b.txt", article("Halmer Tageblatt", OWN)),
        write_article("c.txt", article("Ostsee-Rundschau", COPY)),
    )
    assert asked(tmp_path, f"SELECT DISTINCT origins, articles, origin_names {SCHLEUSE}") == [
        (3, 3, ["Financial Times", "Imke Terbrüggen", "dpa"])
    ]


def test_links_land_once_and_an_old_version_no_longer_counts(tmp_path: Path, write_article: Write) -> None:
    first = write_article("a.txt", article("Deich-Kurier", QUOTED))
    second = write_article("b.txt", article("Halmer Tageblatt", QUOTED))
    land(tmp_path, "run", batch(first, second), [], AT)
    assert land(tmp_path, "again", batch(first, second), [], AT)[:2] == (0, 2)
    (links,) = asked(tmp_path, "SELECT count(*), count(DISTINCT (claim_id, other_id)) FROM claim_links")
    assert links[0] == links[1] > 0
    write_article("b.txt", article("Halmer Tageblatt", "Der Hafen öffne wieder, sagte Imke Terbrüggen."))
    land(tmp_path, "later", batch(second), [], AT)
    assert asked(tmp_path, f"SELECT DISTINCT origins, articles {SCHLEUSE}") == [(1, 1)]


def test_which_outlet_cites_which(tmp_path: Path, write_article: Write) -> None:
    land_one_by_one(
        tmp_path,
        write_article("a.txt", article("Deich-Kurier", QUOTED)),
        write_article("b.txt", article("Halmer Tageblatt", QUOTED, 5)),
        write_article("c.txt", article("Deich-Kurier", QUOTED.replace("Schleuse", "Brücke"), 6)),
    )
    rows = asked(
        tmp_path, "SELECT citing, cited, articles, first_day::VARCHAR, last_day::VARCHAR FROM citations ORDER BY ALL"
    )
    assert rows == [
        ("Deich-Kurier", "Financial Times", 2, "2025-03-04", "2025-03-06"),
        ("Halmer Tageblatt", "Financial Times", 1, "2025-03-05", "2025-03-05"),
    ]


def test_what_rests_on_anonymous_sources_alone(tmp_path: Path, write_article: Write) -> None:
    land_one_by_one(
        tmp_path,
        write_article("a.txt", article("Deich-Kurier", QUOTED)),
        write_article("b.txt", article("Halmer Tageblatt", OWN)),
        write_article("c.txt", article("Ostsee-Rundschau", 'Das Tor sei verzogen, berichtete die "Financial Times".')),
    )
    assert asked(tmp_path, "SELECT outlet, count, via FROM anonymous_claims") == [
        ("Deich-Kurier", 2, ["Deich-Kurier", "Financial Times", "Beamte"])
    ]
