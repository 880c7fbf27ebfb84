"""Full text over a lake of seeds/ and articles of our own: what is found, in which order, and how it is shown."""

from __future__ import annotations

import csv
import io
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
import yaml

from quellenlage.tasks.land.land import land
from quellenlage.tasks.land.publish import publish
from quellenlage.terms.folding import folded, plain
from quellenlage.terms.word_terms import nominative
from tests.conftest import PROJECT
from tests.landed_batches import AT, batch

HERE = Path(__file__).parent
ARTICLES = yaml.safe_load((HERE / "searched_articles.yaml").read_text(encoding="utf-8"))
TITLES = {article["title"]: article["name"] for article in ARTICLES}
with (HERE / "searches.csv").open(encoding="utf-8", newline="") as lines:
    SEARCHES = list(csv.DictReader(lines))


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("searched")
    for article in ARTICLES:
        text = f" date {article['day']} {article['title']}\n outlet {article['outlet']}\n\n{article['text']}\n"
        (folder / f"{article['name']}.txt").write_text(text, encoding="utf-8")
    land(folder / "data", "run", batch(folder, PROJECT / "seeds"), [], AT)
    publish(folder / "data")
    return folder / "data"


@pytest.fixture(scope="module")
def warehouse(data: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """As anybody opens it: nothing is installed or loaded."""
    off: dict[str, str | bool | int | float | list[str]] = {
        "autoinstall_known_extensions": "false",
        "autoload_known_extensions": "false",
    }
    opened = shutil.copy(data / "warehouse.duckdb", data / "opened.duckdb")
    with duckdb.connect(str(opened), read_only=True, config=off) as connection:
        yield connection


def found(warehouse: duckdb.DuckDBPyConnection, ask: str) -> set[str]:
    """The articles that are found, each by the name of its file."""
    query = "SELECT uri FROM search_articles(?) JOIN documents USING (document_id)"
    return {Path(uri).stem for (uri,) in warehouse.execute(query, [ask]).fetchall()}


@pytest.mark.parametrize("row", SEARCHES, ids=lambda row: row["ask"])
def test_what_is_right_is_found_and_nothing_else(warehouse: duckdb.DuckDBPyConnection, row: dict[str, str]) -> None:
    assert found(warehouse, row["ask"]) == set(row["finds"].split())


def test_there_are_forty_searches_and_more() -> None:
    assert len(SEARCHES) >= 40


def claims(warehouse: duckdb.DuckDBPyConnection, ask: str) -> list[tuple[str, str]]:
    return warehouse.execute("SELECT speaker, sentence FROM search(?)", [ask]).fetchall()


def test_a_claim_is_shown_as_its_sentence_with_what_was_found_in_it(warehouse: duckdb.DuckDBPyConnection) -> None:
    assert claims(warehouse, "Haushaltslöcher") == [
        (
            "Greta Wollny",
            "Im Etat klafft ein **Haushaltsloch** von drei Millionen Euro, sagte Kämmerin Greta Wollny am Montag.",
        )
    ]


def test_the_word_itself_comes_before_compounds(warehouse: duckdb.DuckDBPyConnection) -> None:
    first, *others = claims(warehouse, "Haushalt")
    assert "**Haushalt**" in first[1]
    assert all("**Haushalt**" not in sentence for _, sentence in others)
    assert len(others) == 2


def test_who_speaks_and_of_what_need_not_stand_in_one_sentence(warehouse: duckdb.DuckDBPyConnection) -> None:
    found = claims(warehouse, "Klingbeil Ukraine")
    assert found[0] == (
        "Lars Klingbeil",
        "Lars **Klingbeil** hatte in Kiew angekündigt, Deutschland werde seinen Beitrag leisten.",
    )
    assert {speaker for speaker, _ in claims(warehouse, "Klingbeil")} == {"Lars Klingbeil"}


def test_a_claim_is_found_by_its_speaker_where_only_a_pronoun_stands(warehouse: duckdb.DuckDBPyConnection) -> None:
    assert ("Cem Özdemir", "Er reise **morgen** ab.") in claims(warehouse, "Özdemir morgen")


def test_what_is_excluded_stands_in_no_claim(warehouse: duckdb.DuckDBPyConnection) -> None:
    assert [speaker for speaker, _ in claims(warehouse, "Getreide -Wegen")] == ["Tilda Rehm"]
    assert claims(warehouse, "-Getreide") == claims(warehouse, "") == claims(warehouse, '"') == []


def test_ties_and_everything_else_come_out_the_same(data: Path, warehouse: duckdb.DuckDBPyConnection) -> None:
    asked = ("Tag", "sagte", "Linie Bus", "Kommission")
    first = [warehouse.execute("FROM search(?)", [ask]).fetchall() for ask in asked]
    copied = shutil.copy(data / "warehouse.duckdb", data / "copied.duckdb")
    with duckdb.connect(str(copied), read_only=True, config={"threads": 1}) as other:
        assert [other.execute("FROM search(?)", [ask]).fetchall() for ask in asked] == first
        assert [other.execute("FROM search(?)", [ask]).fetchall() for ask in asked] == first


def test_every_posting_is_at_its_place(warehouse: duckdb.DuckDBPyConnection) -> None:
    wrong = (
        "SELECT count(*) FROM search_postings JOIN search_texts USING (text_id) JOIN documents USING (document_id) "
        "JOIN search_words USING (word_id) "
        "WHERE substring(text, start_char + 1, search_words.length) IS DISTINCT FROM word"
    )
    assert warehouse.execute(wrong).fetchone() == (0,)


def test_sql_folds_as_the_library_does(warehouse: duckdb.DuckDBPyConnection) -> None:
    words = [word for (word,) in warehouse.execute("SELECT word FROM search_words").fetchall()]
    words += [
        "ÄÖÜẞß",
        "Mu\u0308ller",
        "Mül\u00adler",
        "Erdoğan",
        "Łódź",
        "Øre",
        "Œuvre",
        "naïve",
        "Voss",
        "Klaus",
        "ЖИВОТ",
    ]
    for word in words:
        query = "SELECT search_folded($w), search_plain(search_folded($w)), search_nominative(search_folded($w))"
        one = folded(word)
        assert warehouse.execute(query, {"w": word}).fetchone() == (one, plain(one), nominative(one))


def test_every_table_and_column_of_the_index_says_what_it_is(warehouse: duckdb.DuckDBPyConnection) -> None:
    silent = "SELECT table_name FROM duckdb_columns() WHERE table_name LIKE 'search%' AND comment IS NULL"
    assert warehouse.execute(silent).fetchall() == []
    silent = "SELECT table_name FROM duckdb_tables() WHERE comment IS NULL"
    assert warehouse.execute(silent).fetchall() == []


def search(data: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "quellenlage.cli", "search", *arguments, "--data", str(data)],
        cwd=PROJECT,
        env=os.environ | {"PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def rows(done: subprocess.CompletedProcess[str]) -> list[dict[str, str]]:
    assert done.returncode == 0, done.stderr
    return list(csv.DictReader(io.StringIO(done.stdout)))


def test_a_pipe_gets_csv_with_sentence_speaker_day_outlet_and_ids(data: Path) -> None:
    done = search(data, "EU-Kommission Beihilfen")
    (row,) = [row for row in rows(done) if row["speaker"] == "Ilse Marten" and "prüfe" in row["content"]]
    assert (row["published"], row["outlet"]) == ("2025-02-05", "Halmer Tageblatt")
    assert row["sentence"] == "Die **EU-Kommission** prüfe die **Beihilfen**, sagte Sprecherin Ilse Marten."
    assert len(row["document_id"]) == len(row["claim_id"]) == 20


def test_what_is_found_can_be_narrowed(data: Path) -> None:
    def days(*arguments: str) -> set[str]:
        return {row["published"] for row in rows(search(data, "Getreide", *arguments))}

    assert days() == {"2025-02-12", "2025-02-13"}
    assert days("--speaker", "luedde") == {"2025-02-13"}
    assert days("--from", "2025-02-13") == {"2025-02-13"}
    assert days("--to", "2025-02-12") == {"2025-02-12"}
    assert days("--outlet", "deich kurier") == {"2025-02-12"}
    assert days("--outlet", "Allgemeine") == set()


def test_a_limit_says_how_many_there_are(data: Path) -> None:
    done = search(data, "sagte", "--limit", "2", "--articles")
    assert len(rows(done)) == 2
    assert "--limit" in done.stderr


def test_what_stands_nowhere_is_named(data: Path) -> None:
    done = search(data, "Zzyzx Linie")
    assert rows(done) == []
    assert "zzyzx" in done.stderr
    assert "linie" not in done.stderr


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["-Linie"], "search"),
        (["Linie -x", "--from", "gestern"], "2025-03-04"),
        (["Linie", "--articles", "--speaker", "Dieken"], "--articles"),
        (["!?"], "nothing is named"),
    ],
)
def test_wrong_usage_of_search_is_a_sentence(data: Path, arguments: list[str], sentence: str) -> None:
    done = search(data, *arguments)
    assert done.returncode == 2
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr


def test_without_a_warehouse_one_is_told_how_to_get_it(tmp_path: Path, data: Path) -> None:
    assert "quellenlage run" in search(tmp_path, "Linie").stderr
    (tmp_path / "lake").symlink_to(data / "lake")
    assert "quellenlage publish" in search(tmp_path, "Linie").stderr
    with duckdb.connect(str(tmp_path / "warehouse.duckdb")) as connection:
        connection.execute("CREATE TABLE documents (text VARCHAR)")
    assert "quellenlage publish" in search(tmp_path, "Linie").stderr
    (tmp_path / "warehouse.duckdb").write_bytes(b"no database")
    assert "quellenlage publish" in search(tmp_path, "Linie").stderr


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("width", [80, 100, 160])
def test_a_terminal_gets_a_table_as_wide_as_it_is(data: Path, width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    from quellenlage.tasks.land.full_text import Asked
    from quellenlage.tasks.land.full_text import search as show

    monkeypatch.setenv("COLUMNS", str(width))
    out, told = Terminal(), io.StringIO()
    show(data, Asked('"rote Linie"'), out, told)
    printed = re.sub(r"\x1b\[[0-9;]*m", "", out.getvalue())
    assert max(map(len, printed.splitlines())) <= width
    for word in ("2025-02-14", "Carla Dieken", "Deich-Kurier", "rote Linie", "Kein Kompromiss"):
        assert word in " ".join(printed.split()) or width == 80
    assert "**" not in printed
    assert told.getvalue() == "1 claim.\n"
