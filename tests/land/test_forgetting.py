"""What is forgotten is nowhere below the folder of the data, and does not come back."""

from __future__ import annotations

import datetime as dt
import os
import shutil
from pathlib import Path
from typing import Any

import duckdb
import pytest

from quellenlage.errors import UsageError
from quellenlage.records import Rejected
from quellenlage.tasks.accounts import ReadFile
from quellenlage.tasks.care.forgetting import forget
from quellenlage.tasks.check.checker import Checker
from quellenlage.tasks.evidence.showing import show_evidence
from quellenlage.tasks.forgotten import without_forgotten, without_their_files
from quellenlage.tasks.land.kept_back import forgotten_hashes
from quellenlage.tasks.land.lake import open_lake
from quellenlage.tasks.land.land import land, landed_articles
from quellenlage.tasks.land.linking import link
from quellenlage.tasks.land.publish import publish
from tests.conftest import ARTICLE
from tests.landed_batches import AT, TODAY, asked, batch, changed

FROST = """Titel: Kältewelle: Zyprian sperrt die Zollbrücke
Datum: 05.03.2025
URL: https://www.example.org/wetter/zollbruecke-7

Der Frost bleibt bis Sonntag.

Der Zugverkehr ruht. "Wir warten ab", sagte Zacharias Zyprian, der Leiter der Wetterwarte Zinnwald, am Dienstag.
"""
LATER = FROST.replace("Der Zugverkehr ruht.", "Der Zugverkehr ruht, die Zisterne ist zugefroren.")
OTHER = """Titel: Zimmerbrand in der Altstadt
Datum: 06.03.2025

Der Frost bleibt bis Sonntag.

Es brannte. "Alle sind wohlauf", sagte Petra Krahl. Zacharias Zyprians Haus blieb verschont.
"""
#: Words of FROST that stand in no other article.
TOLD = ("Zyprian", "Zollbrücke", "zollbruecke-7", "Zugverkehr", "Zinnwald", "Zisterne", "frost.txt", "Wir warten ab")


def ask(data: Path, query: str) -> list[tuple[Any, ...]]:
    with open_lake(data, read_only=True) as connection:
        return connection.execute(query).fetchall()


def found(data: Path, words: tuple[str, ...]) -> set[tuple[str, str]]:
    """Which of ``words`` stands in which file, in any byte of it."""
    files = [path for path in data.rglob("*") if path.is_file()]
    return {
        (word, path.relative_to(data).as_posix())
        for path in files
        for word in words
        if word.encode() in path.read_bytes() or word in path.name
    }


def hashes(data: Path, like: str) -> set[int]:
    """The fingerprints of articles whose headline is, or is not, like that of FROST."""
    query = "SELECT unnest(hashes) FROM fingerprints JOIN documents USING (document_id) WHERE title"
    return {one for (one,) in ask(data, f"{query} {like} 'Kälte%'")}


def hashes_in_files(data: Path) -> set[int]:
    """All fingerprints in files of the lake, whether the lake knows them or not."""
    files = str(data / "lake" / "files" / "main" / "fingerprints" / "**" / "*.parquet")
    return {one for (one,) in duckdb.sql(f"SELECT unnest(hashes) FROM '{files}'").fetchall()}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with everything that runs and people leave there: three articles, one in two versions, three runs."""
    folder = tmp_path_factory.mktemp("made")
    before = Path.cwd()
    os.chdir(folder)  # articles are known by their path from here
    news, data = Path("news"), Path("data")
    news.mkdir()
    for name, text in {"a.txt": ARTICLE, "frost.txt": FROST, "other.txt": OTHER}.items():
        (news / name).write_text(text, encoding="utf-8")
    tables = batch(news)
    read = [ReadFile("news/a.txt", 1, 1, 1), ReadFile("news/frost.txt", 1, 1, 1)]
    refused = Rejected("news/frost.txt", "check", "Zyprian: refused.", FROST)
    land(data, "first", tables, [refused, Rejected("news/x.txt", "ingest", "no text.", "")], AT, read, "model")
    (news / "frost.txt").write_text(LATER, encoding="utf-8")
    later = batch(news / "frost.txt", landed=landed_articles(data, asked(news / "frost.txt")))
    assert land(data, "second", later, [refused], AT).landed == 1
    link(data, "second")
    checker = Checker()
    place = tables["claim_records"]["content"].to_pylist().index('"Wir warten ab"')
    checker.check(changed(tables, "claim_records", "content", place, "Zyprian wartet ab, sagt er"), TODAY)
    checker.build_docs(data / "quality", "third", AT)
    publish(data)
    (data / "received").mkdir()
    (data / "received" / "0123.txt").write_text(FROST, encoding="utf-8")
    (data / "inbox").mkdir()
    (data / "inbox" / "other.txt").write_text(OTHER, encoding="utf-8")
    with (data / "page.html").open("w", encoding="utf-8") as out:
        show_evidence(data, "Kältewelle", out, "-")
    os.chdir(before)
    return folder


@pytest.fixture
def data(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(made, tmp_path / "here")
    monkeypatch.chdir(tmp_path / "here")
    return Path("data")


def test_an_article_is_gone_from_every_byte_and_does_not_come_back(data: Path) -> None:
    assert {word for word, _ in found(data, TOLD)} == set(TOLD)
    others = "SELECT document_id, title FROM documents WHERE title NOT LIKE 'Kälte%' ORDER BY ALL"
    claims = "SELECT * FROM who_said_what WHERE title NOT LIKE 'Kälte%' ORDER BY ALL"
    before = ask(data, others), ask(data, claims)
    known, hashes_of_gone = hashes_in_files(data), hashes(data, "LIKE") - hashes(data, "NOT LIKE")
    assert hashes_of_gone < known
    gone = forget(data, "http://example.org/wetter/zollbruecke-7?utm_source=x", "asked for by the paper", AT)
    assert (gone.documents, gone.kept_back) == (2, 1)
    left = {word for word, _ in found(data, TOLD)} - {"Zyprian"}  # whom the other article names
    assert left == set()
    assert (ask(data, others), ask(data, claims)) == before
    assert hashes_in_files(data) == known - hashes_of_gone
    assert ask(data, "SELECT count(*) FROM copy_records") == [(0,)]
    assert ask(data, "SELECT uri FROM quarantine") == [("news/x.txt",)]
    with duckdb.connect(str(data / "warehouse.duckdb"), read_only=True) as warehouse:
        assert warehouse.execute("SELECT count(*) FROM documents").fetchall() == [(2,)]
    assert "page.html" not in {path.name for path in data.iterdir()}
    assert (data / "inbox" / "other.txt").exists()  # it only has a sentence in common with what is gone
    again, _, places = without_forgotten(asked(Path("news")), [], forgotten_hashes(data))
    assert places == ["news/frost.txt"]
    assert [one.article.uri for one in again] == ["news/a.txt", "news/other.txt"]
    assert without_their_files([ReadFile("news/frost.txt", 1, 1, 1), ReadFile("news/a.txt", 1, 1, 1)], places) == [
        ReadFile("news/a.txt", 1, 1, 1)
    ]
    Path("news/copy.md").write_text(FROST.replace("URL:", "Quelle:"), encoding="utf-8")  # its text, from elsewhere
    assert without_forgotten(asked(Path("news/copy.md")), [], forgotten_hashes(data))[2] == ["news/copy.md"]


def test_all_that_names_somebody_goes_also_where_that_was_broken_off(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_: Path) -> None:
        raise KeyboardInterrupt

    ((claim_id,),) = ask(data, "SELECT min(claim_id) FROM claims")
    for what, why, sentence in [
        (claim_id, "x", "is a claim"),
        ("Niemand", "x", "no article, claim or speaker"),
        ("news/a.txt", " ", "--why is empty"),
    ]:
        with pytest.raises(UsageError, match=sentence):
            forget(data, what, why, AT)
    assert ask(data, "SELECT count(*) FROM documents") == [(4,)]
    with monkeypatch.context() as patched:
        patched.setattr("quellenlage.tasks.care.forgetting.purge", broken)
        with pytest.raises(KeyboardInterrupt):
            forget(data, "Zacharias Zyprian", "a court's order", AT)
    assert found(data, ("Zisterne",))
    with pytest.raises(UsageError, match="broken off before is forgotten now"):
        forget(data, "Zacharias Zyprian", "again", AT)
    assert found(data, (*TOLD, "Zimmerbrand")) == set()
    assert ask(data, "SELECT title FROM documents") == [("Haushalt Bürgermeisterin Krahl schließt neue Schulden aus",)]
    assert {kind for _, kind in forgotten_hashes(data)} == {"address", "name", "place", "text"}
    assert ask(data, "SELECT DISTINCT why, forgotten_at FROM forgotten") == [("a court's order", AT)]
    Path("news/other.txt").write_text("Neues\n\nAn diesem Ort liegt nun anderes.\n", encoding="utf-8")
    assert without_forgotten(asked(Path("news/other.txt")), [], forgotten_hashes(data))[2] == []
    Path("news/new.txt").write_text("Neues\n\nDas Haus von Zacharias Zyprian wird verkauft.\n", encoding="utf-8")
    assert without_forgotten(asked(Path("news/new.txt")), [], forgotten_hashes(data))[0] == []


def test_an_address_may_be_forgotten_before_anything_has_come_from_it(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("quellenlage.tasks.care.forgetting.publish", lambda _: None)  # nothing changes there
    address = "https://www.example.org/never-seen"
    assert forget(data, address, "by contract", AT + dt.timedelta(1)).documents == 0
    Path("news/never.txt").write_text(f"Titel: Nie\nURL: {address}\n\nNie gesehen, nie gelesen.\n", encoding="utf-8")
    assert without_forgotten(asked(Path("news/never.txt")), [], forgotten_hashes(data))[0] == []
