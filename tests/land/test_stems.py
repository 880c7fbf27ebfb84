"""Claims that land find those that they may be compared with, by words that are kept beside them."""

from __future__ import annotations

import datetime as dt
import random

import duckdb
import pytest

from quellenlage.relations import Compared
from quellenlage.relations.find_relations import looked_at
from quellenlage.relations.stems import hash_of
from quellenlage.tasks.land import stems_of_claims
from quellenlage.tasks.land.lake import insert
from quellenlage.tasks.land.stems_of_claims import alike, keep_stems
from quellenlage.tasks.tables.document_tables import CLAIM_STEMS
from quellenlage.tasks.tables.rows import stems_row
from quellenlage.tasks.tables.schema import TABLES, arrow_table, create_table

WORDS = (
    *("Werft", "Hafen", "Schleuse", "Gutachten", "Lieferprobleme", "Bürgermeisterin", "850", "Tote", "Kai", "Pegel"),
    *("nicht", "steigt", "sinkt", "Regierung", "Jahr", "Land", "werde", "bleibe", "Freibad", "Ölpreis"),
)


def claims(number: int) -> list[Compared]:
    chance = random.Random(number)
    return [
        Compared(
            f"{i:03}",
            f"document {i}",
            dt.date(2025, 3, 1) + dt.timedelta(chance.randrange(25)),
            " ".join(chance.choices(WORDS, k=chance.randint(0, 9))),
        )
        for i in range(number)
    ]


@pytest.fixture
def connection() -> duckdb.DuckDBPyConnection:
    made = duckdb.connect()
    for name in ("claim_records", "claim_stems", "schema_version"):
        made.execute(create_table(TABLES[name]))
    return made


@pytest.mark.parametrize("at_once", [1, 5_000, stems_of_claims._MET_AT_ONCE])
def test_no_pair_that_is_looked_at_is_missed_and_few_others_are_found(
    connection: duckdb.DuckDBPyConnection, monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    monkeypatch.setattr(stems_of_claims, "_MET_AT_ONCE", at_once)
    everything = claims(300)
    landed, landing = everything[:240], everything[240:]
    rows = [stems_row(one.claim_id, one.document_id, one.published, one.content) for one in landed]
    insert(connection, {"claim_stems": arrow_table(CLAIM_STEMS, rows)})
    days = {one.claim_id: one.published for one in landed}
    pairs = list(alike(connection, landing))
    found = {(landing[one.place].claim_id, one.claim_id) for one in pairs}
    looked = {(one.claim_id, other.claim_id) for one in landing for other in landed if looked_at(one, other)}
    assert looked <= found
    assert len(found - looked) < len(looked) / 100
    assert len(looked) > 500
    assert len(pairs) == len(found)
    assert all(days[one.claim_id] == one.published for one in pairs)
    assert list(alike(connection, [])) == []


def test_a_hash_fits_its_column_and_follows_from_the_word_alone() -> None:
    assert [hash_of(word) for word in ("werft", "hafen", "850")] == [-1299052087, 304103384, 1372692256]
    assert all(-(2**31) <= hash_of(word.casefold()) < 2**31 for word in WORDS)


def test_what_is_kept_is_made_again_from_the_claims(connection: duckdb.DuckDBPyConnection) -> None:
    for one in claims(40):
        day = None if one.claim_id == "007" else one.published
        connection.execute(
            "INSERT INTO claim_records (claim_id, document_id, published, content) VALUES (?, ?, ?, ?)",
            [one.claim_id, one.document_id, day, one.content],
        )
        row = stems_row(one.claim_id, one.document_id, day, one.content)
        insert(connection, {"claim_stems": arrow_table(CLAIM_STEMS, [row])})
    kept = connection.execute("FROM claim_stems ORDER BY ALL").fetchall()
    connection.execute("UPDATE claim_stems SET stems = [] WHERE claim_id < '010'")
    connection.execute("DELETE FROM claim_stems WHERE claim_id > '030'")
    assert keep_stems(connection) == 40
    assert connection.execute("FROM claim_stems ORDER BY ALL").fetchall() == kept
