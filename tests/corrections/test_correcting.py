"""What people correct: every view follows, also when a claim is extracted anew; nothing found is rewritten."""

from __future__ import annotations

import datetime as dt
import io
import re
import shutil
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.compute as pc
import pytest

from bench.rows.corrected import scores
from quellenlage.errors import UsageError
from quellenlage.tasks.corrections.correcting import Making, Speaker, correct, merge, name, unmerge, withdraw
from quellenlage.tasks.corrections.exchange import LIST, export_corrections, import_corrections
from quellenlage.tasks.corrections.pages_again import write_corrected_pages
from quellenlage.tasks.evidence.run_pages import write_pages_of_run
from quellenlage.tasks.land.lake import open_lake
from quellenlage.tasks.land.land import land
from quellenlage.tasks.land.publish import publish
from tests.conftest import ARTICLE
from tests.landed_batches import AT, batch, changed

QUOTED = "Wir geben nicht mehr aus"
SECOND = ARTICLE.replace("Petra Krahl", "Petra Krall").replace("Krahl", "Krall").replace("aus\n", "erneut aus\n", 1)


def at(hour: int, why: str = "heard it") -> Making:
    return Making("anna", why, dt.datetime(2026, 2, 1, hour, tzinfo=dt.UTC))


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> dict[str, pa.Table]:
    folder = tmp_path_factory.mktemp("news")
    (folder / "a.txt").write_text(ARTICLE, encoding="utf-8")
    (folder / "b.txt").write_text(SECOND, encoding="utf-8")
    return batch(folder / "a.txt", folder / "b.txt")


@pytest.fixture(scope="module")
def landed(tmp_path_factory: pytest.TempPathFactory, tables: dict[str, pa.Table]) -> Path:
    folder = tmp_path_factory.mktemp("landed")
    land(folder, "run", tables, [], AT)
    return folder


@pytest.fixture
def data(landed: Path, tmp_path: Path) -> Path:
    """A lake of one's own, with Krahl's article and that of one Krall."""
    shutil.copytree(landed, tmp_path, dirs_exist_ok=True)
    return tmp_path


def ask(data: Path, query: str) -> list[tuple[Any, ...]]:
    with open_lake(data, read_only=True) as connection:
        return connection.execute(query).fetchall()


def claim_of(data: Path, speaker: str = "Petra Krahl") -> str:
    query = f"SELECT claim_id FROM who_said_what WHERE speaker = '{speaker}' AND contains(content, '{QUOTED}')"
    ((found,),) = ask(data, query)
    return str(found)


def row_of(data: Path, claim_id: str) -> tuple[Any, ...]:
    query = f"SELECT speaker, act, negated, confidence, corrected FROM who_said_what WHERE claim_id = '{claim_id}'"
    ((*found,),) = ask(data, query)
    return tuple(found)


def test_a_corrected_claim_is_so_in_every_view_and_in_the_warehouse(data: Path) -> None:
    claim = claim_of(data)
    before = ask(data, f"FROM claim_records WHERE claim_id = '{claim}'")
    correct(data, claim, {"speaker": Speaker("Ahrstetten"), "act": "promise", "negated": "false"}, at(1))
    assert row_of(data, claim) == ("Ahrstetten", "promise", False, 1.0, True)
    assert ask(data, f"SELECT via[-1] FROM who_said_what WHERE claim_id = '{claim}'") == [("Ahrstetten",)]
    assert ask(data, f"FROM claim_records WHERE claim_id = '{claim}'") == before
    with duckdb.connect(str(publish(data)), read_only=True) as warehouse:
        query = f"SELECT speaker, act FROM who_said_what WHERE claim_id = '{claim}'"
        assert warehouse.execute(query).fetchall() == [("Ahrstetten", "promise")]


def test_the_latest_correction_holds_and_one_that_is_taken_back_does_not(data: Path) -> None:
    claim, first = claim_of(data), row_of(data, claim_of(data))
    correct(data, claim, {"act": "promise"}, at(1))
    (later,) = correct(data, claim, {"act": "warn"}, at(2))
    assert row_of(data, claim)[1] == "warn"
    withdraw(data, later["correction_id"], at(3))
    assert row_of(data, claim)[1] == "promise"
    (nobody,) = correct(data, claim, {"speaker": Speaker(None)}, at(4))
    assert row_of(data, claim)[0] is None
    withdraw(data, nobody["correction_id"], at(5))
    assert row_of(data, claim)[0] == first[0]
    with pytest.raises(UsageError, match="taken back already"):
        withdraw(data, nobody["correction_id"], at(6))


def test_a_speaker_whom_no_article_names_must_be_said_to_be_one(data: Path) -> None:
    claim = claim_of(data)
    with pytest.raises(UsageError, match=r"'Petra Krohl' is nobody .* near are Petra Kra.*(.|\n)*--kind person"):
        correct(data, claim, {"speaker": Speaker("Petra Krohl")}, at(1))
    correct(data, claim, {"speaker": Speaker("Jale Tunc", "person")}, at(1))
    query = f"SELECT speaker, speaker_kind FROM who_said_what WHERE claim_id = '{claim}'"
    assert ask(data, query) == [("Jale Tunc", "person")]


def test_what_is_no_claim_stands_in_no_view(data: Path) -> None:
    claim = claim_of(data)
    correct(data, claim, {"not a claim": None}, at(1))
    for view in ("claims", "attributions", "who_said_what", "claim_groups", "claim_origins"):
        assert ask(data, f"SELECT count(*) FROM {view} WHERE claim_id = '{claim}'") == [(0,)], view
    assert ask(data, f"SELECT count(*) FROM claim_records WHERE claim_id = '{claim}'") == [(1,)]


def test_a_correction_holds_when_the_claim_is_extracted_anew_and_in_a_later_version(
    data: Path, tables: dict[str, pa.Table]
) -> None:
    claim = claim_of(data)
    correct(data, claim, {"act": "promise"}, at(1))
    # The same words under the same cue, with another id, as other rules would give it.
    with open_lake(data) as connection:
        for table in ("claim_records", "claim_stems"):
            connection.execute(f"UPDATE {table} SET claim_id = 'anew' WHERE claim_id = '{claim}'")
    assert row_of(data, "anew")[1] == "promise"
    ((document_id,),) = ask(data, "SELECT document_id FROM claims WHERE claim_id = 'anew'")
    own = {key: one.filter(pc.equal(one["document_id"], document_id)) for key, one in tables.items()}
    later = changed(own, "documents", "document_id", 0, "later")
    for key in (
        "claim_records",
        "attribution_records",
        "source_records",
        "entity_records",
        "fingerprints",
        "claim_stems",
    ):
        for row in range(later[key].num_rows):
            later = changed(later, key, "document_id", row, "later")
    for row in range(later["claim_records"].num_rows):
        for key in ("claim_records", "claim_stems"):
            later = changed(later, key, "claim_id", row, f"later {row}")
    land(data, "second", later, [], AT)
    query = "SELECT act, claim_id LIKE 'later %' FROM who_said_what WHERE speaker = 'Petra Krahl' AND act = 'promise'"
    assert ask(data, query) == [("promise", True)]


def test_two_who_are_said_to_be_one_are_one_until_it_is_taken_back(data: Path) -> None:
    def speakers() -> list[tuple[Any, ...]]:
        return ask(
            data, "SELECT DISTINCT speaker, speaker_id FROM who_said_what WHERE speaker LIKE 'Petra %' ORDER BY 1"
        )

    apart = speakers()
    assert [speaker for speaker, _ in apart] == ["Petra Krahl", "Petra Krall"]
    merge(data, "Petra Krahl", "Petra Krall", at(1))
    assert len(speakers()) == 1
    with pytest.raises(UsageError, match="are one already"):
        merge(data, "Petra Krall", "Petra Krahl", at(2))
    name(data, "Petra Krall", "Petra Krahl-Krall", at(3))
    assert [speaker for speaker, _ in speakers()] == ["Petra Krahl-Krall"]
    assert ask(data, "SELECT name FROM entities WHERE name LIKE 'Petra %'") == [("Petra Krahl-Krall",)]
    unmerge(data, "Petra Krahl", "Petra Krall", at(4))
    assert len(speakers()) == 2
    with pytest.raises(UsageError, match="are two already"):
        unmerge(data, "Petra Krahl", "Petra Krall", at(5))


def test_one_who_was_linked_with_several_leaves_them_and_they_stay_one(data: Path) -> None:
    with open_lake(data) as connection:
        connection.execute("INSERT INTO merges VALUES ('b', 'a', 'w', false, 'r'), ('c', 'a', 'w', false, 'r')")
        for target in ("a", "c"):
            connection.execute(
                "INSERT INTO corrections BY NAME SELECT ? AS correction_id, now() AS made_at, 'anna' AS made_by, "
                "? AS target, 'different' AS change, 'b' AS value",
                [target, target],
            )
            held = dict(connection.execute("FROM merged_ids WHERE id IN ('a', 'b', 'c')").fetchall())
            assert held == ({"c": "b"} if target == "a" else {})


def test_corrections_are_listed_and_carried_into_another_lake(
    data: Path, landed: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    claim = claim_of(data)
    correct(data, claim, {"act": "promise"}, at(1, "she commits herself"))
    merge(data, "Petra Krahl", "Petra Krall", at(2))
    (listed, first) = ask(data, LIST)
    assert listed[2:5] == ("same", "Petra Krahl", "Petra Krahl")
    assert first[1:3] == ("anna", "act")
    assert first[4:7] == ("promise", "she commits herself", "yes")
    assert QUOTED in first[3]
    out = io.StringIO()
    assert export_corrections(data, out) == 2
    other = tmp_path_factory.mktemp("other")
    shutil.copytree(landed, other, dirs_exist_ok=True)
    lines = out.getvalue().splitlines()
    assert import_corrections(other, lines, "file") == (2, 0)
    assert import_corrections(other, lines, "file") == (0, 2)
    assert row_of(other, claim) == row_of(data, claim)
    for line, why in (
        ("{", "line 3"),
        (lines[0].replace('"act"', '"acts"'), "change is one of"),
        (lines[0].replace('"promise"', '"sing"'), "act cannot be sing"),
        (lines[0].replace('"cue"', '"clue"'), "no column clue"),
    ):
        with pytest.raises(UsageError, match=f"file, line 3.*{why}|{why}"):
            import_corrections(other, [*lines, line], "file")


def test_what_is_not_meant_by_one_thing_alone_is_told(data: Path) -> None:
    with pytest.raises(UsageError, match=r"may be one of 2 claims(.|\n)*Wir geben"):
        correct(data, QUOTED, {"act": "promise"}, at(1))
    with pytest.raises(UsageError, match="stands in no claim"):
        correct(data, "no such words", {"act": "promise"}, at(1))
    assert ask(data, "SELECT count(*) FROM corrections") == [(0,)]


def test_what_people_say_is_gold_for_the_code_that_found_it(data: Path) -> None:
    claim, other = claim_of(data), claim_of(data, "Petra Krall")
    correct(data, claim, {"act": "promise", "certainty": "asserted", "speaker": Speaker("Petra Krall")}, at(1))
    correct(data, other, {"speaker": Speaker("Petra Krall")}, at(2))
    assert str(scores(data)["speaker"]) == "1 of 2 right, 0 lost"
    merge(data, "Petra Krahl", "Petra Krall", at(3))
    told = {change: str(score) for change, score in scores(data).items()}
    assert told["act"] == "0 of 1 right, 0 lost"
    assert told["certainty"] == "1 of 1 right, 0 lost"
    assert told["same"] == "0 of 1 right, 0 lost"
    with open_lake(data) as connection:
        connection.execute(f"DELETE FROM claim_records WHERE claim_id = '{claim}'")
    assert str(scores(data)["act"]) == "0 of 1 right, 1 lost"


def test_the_pages_of_the_articles_concerned_follow(data: Path) -> None:
    assert write_corrected_pages(data) == 0
    write_pages_of_run(data, "run")
    claim, other = claim_of(data), claim_of(data, "Petra Krall")
    ((of_claim,), (of_other,)) = (
        ask(data, f"SELECT document_id FROM claims WHERE claim_id = '{one}'") for one in (claim, other)
    )
    pages = {name: data / "pages" / f"{found}.html" for name, (found,) in (("krahl", of_claim), ("krall", of_other))}
    untouched = pages["krall"].read_bytes()
    correct(data, claim, {"speaker": Speaker("Jale Tunc", "person")}, at(1))
    assert write_corrected_pages(data, at(1).at) == 1
    assert "Jale Tunc" in pages["krahl"].read_text(encoding="utf-8")
    assert pages["krall"].read_bytes() == untouched
    name(data, "Petra Krall", "Petra Krall-Voss", at(2))
    assert write_corrected_pages(data, at(2).at) == 1
    assert "Petra Krall-Voss" in pages["krall"].read_text(encoding="utf-8")
    merge(data, "Petra Krahl", "Petra Krall", at(3))
    assert write_corrected_pages(data, at(3).at) == 2
    assert "Petra Krall-Voss" in pages["krahl"].read_text(encoding="utf-8")
    unmerge(data, "Petra Krahl", "Petra Krall", at(4))
    assert write_corrected_pages(data, at(4).at) == 2
    without_others = re.sub("<li>.*?</li>", "", pages["krahl"].read_text(encoding="utf-8"), flags=re.DOTALL)
    assert "Petra Krall-Voss" not in without_others  # who says the same, though, is named
    pages["krall"].unlink()
    assert write_corrected_pages(data) == 1
