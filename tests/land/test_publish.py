"""What landed since is written into the warehouse that is there: it answers as one that is written afresh."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest

from quellenlage.records import Rejected
from quellenlage.tasks.accounts import RunAccount
from quellenlage.tasks.corrections.correcting import Making, Speaker, correct, name
from quellenlage.tasks.land import afresh
from quellenlage.tasks.land.extracting_again import land_again
from quellenlage.tasks.land.lake import open_lake, transaction
from quellenlage.tasks.land.land import close_run, land, landed_articles
from quellenlage.tasks.land.linking import Merge, link, with_sources
from quellenlage.tasks.land.publish import is_current, publish
from quellenlage.tasks.tables.ledger_tables import FINDINGS
from quellenlage.tasks.tables.schema import DOCUMENT_TABLES, PUBLISHED, VIEWS, arrow_table
from tests.conftest import ARTICLE
from tests.landed_batches import AT, asked, batch

pytestmark = pytest.mark.usefixtures("lakes_made_once")

Write = Callable[..., Path]
#: Claims of several outlets that say the same, one that passes another's on, and nobody who is named.
AGENCY = """ date 2025-03-05 Haushalt Ahrstetten spart

Berlin (dpa) - Die Stadt Ahrstetten macht keine neuen Schulden. "Die Sporthalle in der Uferstraße bekommt im nächsten \
Frühjahr ein neues Dach", sagte Bürgermeisterin Petra Krahl der "Welt". Insider berichteten, das Freibad werde verkauft.
"""
ANOTHER = """ date 2025-03-05 Krahl zum Haushalt

Die Stadt macht keine neuen Schulden, berichtet der "Spiegel". "Die Sporthalle in der Uferstraße bekommt im nächsten \
Frühjahr ein neues Dach", sagte die Bürgermeisterin Petra Krahl am Dienstag. Ole Krahl-Beil von der SPD warf ihr \
Untätigkeit vor.
"""
#: A copy of ARTICLE as it is printed first.
COPY = ARTICLE.replace("Haushalt Bürgermeisterin", "Etat Bürgermeisterin")
CHANGED = ARTICLE.replace(
    "Das Freibad bleibe geöffnet.", "Das Freibad schließe im Herbst, sagte der Kämmerer Jan Voss."
)
SEARCHES = ("Freibad", "Schulden Krahl", '"neue Schulden"', "Haushalt", "Voss", "schließen")


#: Who she is, told on an earlier day: of the claims in ARTICLE, too, which was there before.
PARTY = """ date 2025-03-02 Parteitag in Ahrstetten

Die SPD-Politikerin Petra Krahl lehnt Kürzungen ab. "Das Freibad bleibt", sagte Petra Krahl. Petra Krahl ist Landrätin.
"""


def rows(connection: duckdb.DuckDBPyConnection, name: str, columns: tuple[str, ...]) -> list[tuple[Any, ...]]:
    return connection.execute(f"SELECT {', '.join(columns)} FROM {name} ORDER BY ALL").fetchall()


def answers(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of all tables and views, and what a few searches find."""
    with duckdb.connect(str(path), read_only=True) as connection:
        found = {name: rows(connection, name, table.names) for name, table in (PUBLISHED | VIEWS).items()}
        found["known_on"] = connection.execute("FROM known_on('2026-01-01') ORDER BY ALL").fetchall()
        for macro in ("search", "search_articles"):
            for ask in SEARCHES:
                found[f"{macro} {ask}"] = connection.execute(f"FROM {macro}(?)", [ask]).fetchall()
        return found


def ask(data: Path, query: str) -> list[tuple[Any, ...]]:
    """What the warehouse answers."""
    with duckdb.connect(str(data / "warehouse.duckdb"), read_only=True) as connection:
        return connection.execute(query).fetchall()


def state(path: Path) -> tuple[int, int, int]:
    status = path.stat()
    return status.st_ino, status.st_mtime_ns, status.st_size


def changed(path: Path) -> int:
    with duckdb.connect(str(path), read_only=True) as connection:
        (count,) = connection.execute("SELECT changed FROM kept.published").fetchone() or (0,)
        return int(count)


def publish_news(data: Path) -> dict[str, list[tuple[Any, ...]]]:
    """What the warehouse answers after it was brought up to date, not written afresh."""
    published = publish(data)
    assert is_current(data)
    assert changed(published) > 0
    return answers(published)


def merge(data: Path, withdrawn: bool = False) -> None:
    """Say that the least two speakers are one, or no more."""
    with open_lake(data) as lake, transaction(lake):
        speakers = lake.execute(
            "SELECT DISTINCT entity_id FROM source_records WHERE entity_id IS NOT NULL ORDER BY ALL LIMIT 2"
        ).fetchall()
        (low,), (high,) = speakers
        for one in with_sources([Merge(high, low, "same name")]):
            values = [one.from_id, one.into_id, one.reason, withdrawn]
            lake.execute("INSERT INTO merges VALUES (?, ?, ?, ?, 'run')", values)


def correct_some(data: Path) -> None:
    """Correct who says one claim of ARTICLE, that another is none, and a name."""
    claims = dict(ask(data, "SELECT content, claim_id FROM claims"))
    quoted, bath = (next(claims[one] for one in sorted(claims) if word in one) for word in ("Wir geben", "Freibad bl"))

    def at(hour: int) -> Making:
        return Making("anna", "heard it", dt.datetime(2026, 2, 1, hour, tzinfo=dt.UTC))

    correct(data, quoted, {"speaker": Speaker("Jale Tunc", "person"), "act": "promise"}, at(1))
    correct(data, bath, {"not a claim": None}, at(2))
    name(data, "Petra Krahl", "Petra Krahl-Wolf", at(3))


def test_what_landed_since_is_in_the_warehouse_as_if_written_afresh(
    tmp_path: Path, write_article: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = write_article("a.txt")
    land(tmp_path, "one", batch(first), [], AT)
    publish(tmp_path)
    later = batch(write_article("b.txt", AGENCY), write_article("p.txt", PARTY))
    land(tmp_path, "two", later, [Rejected("x.txt", "ingest", "x: no text.", "")], AT)
    link(tmp_path, "two")
    told = publish_news(tmp_path)
    with open_lake(tmp_path, read_only=True) as lake:
        for view in VIEWS.values():
            assert told[view.name] == rows(lake, view.name, view.names), view.name
    assert ("SPD",) in ask(tmp_path, "SELECT speaker_party FROM who_said_what WHERE published = '2025-03-04'")
    correct_some(tmp_path)
    assert not is_current(tmp_path)
    assert changed(publish(tmp_path)) == 0  # it is written afresh
    assert ("Jale Tunc", True) in ask(tmp_path, "SELECT speaker, corrected FROM who_said_what")
    merge(tmp_path)
    write_article("a.txt", CHANGED)
    land(tmp_path, "three", batch(first, landed=landed_articles(tmp_path, asked(first))), [], AT)
    close_run(tmp_path, RunAccount("two", AT, AT, 2, 1, 0, 1, "code", "model"), [])
    assert publish_news(tmp_path)["merged_ids"] != told["merged_ids"]
    merge(tmp_path, withdrawn=True)
    later = batch(write_article("c.txt", ANOTHER), write_article("d.txt", COPY))
    land(tmp_path, "four", later, [], AT)
    link(tmp_path, "four")
    told = publish_news(tmp_path)
    assert [row for row in told["claim_origins"] if row[VIEWS["claim_origins"].names.index("articles")] > 1]
    assert told["copies"]
    assert told["search Voss"]
    assert told["changes"]
    assert len(told["claim_corrections"]) == 2  # they hold in the later version
    monkeypatch.setattr(afresh, "_AT_ONCE", 1)  # each article is a piece of its own
    assert told == answers(publish(tmp_path, afresh=True))


def test_nothing_new_leaves_the_file_as_it_is(tmp_path: Path, write_article: Write) -> None:
    land(tmp_path, "one", batch(write_article()), [], AT)
    before = state(publish(tmp_path))
    assert state(publish(tmp_path)) == before
    close_run(tmp_path, RunAccount("two", AT, AT, 1, 0, 1, 0, "code", "model"), [])
    assert state(publish(tmp_path, if_new=True)) == before
    assert is_current(tmp_path)
    publish(tmp_path)
    with duckdb.connect(str(tmp_path / "warehouse.duckdb"), read_only=True) as warehouse:
        assert ("two",) in warehouse.execute("SELECT run_id FROM runs").fetchall()


def test_rows_that_went_from_the_lake_are_in_no_part_of_the_file(tmp_path: Path, write_article: Write) -> None:
    tables = batch(write_article("a.txt"))
    land(tmp_path, "one", tables, [], AT)
    land(tmp_path, "one", batch(write_article("b.txt", ANOTHER)), [], AT)
    assert b"Krahl-Beil" in publish(tmp_path).read_bytes()
    with open_lake(tmp_path) as lake, transaction(lake):
        ((gone,),) = lake.execute("SELECT document_id FROM documents WHERE uri LIKE '%b.txt'").fetchall()
        for name in DOCUMENT_TABLES:
            lake.execute(f"DELETE FROM {name} WHERE document_id = ?", [gone])
    assert not is_current(tmp_path)
    assert b"Krahl-Beil" not in publish(tmp_path).read_bytes()
    extracted = tables | {FINDINGS.name: arrow_table(FINDINGS.without("run_id"), [])}
    assert land_again(tmp_path, "again", extracted, [], "model") == 1
    assert not is_current(tmp_path)
    assert changed(publish(tmp_path)) == 0  # it is written afresh
