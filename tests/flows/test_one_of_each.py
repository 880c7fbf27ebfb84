"""A folder with one file of each format, by the tools that write them: all of it lands or is told, and once."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from quellenlage.cli import main
from quellenlage.tasks.ingest.readers import ending, formats
from quellenlage.tasks.land.lake import open_lake
from tests.ingest.one_of_each import SHARED, page, story, write_all

pytestmark = pytest.mark.usefixtures("prefect_server")
ACCOUNT = "SELECT seen, landed, unchanged, quarantined, passed_over FROM runs ORDER BY started_at DESC LIMIT 1"


def ask(data: Path, query: str) -> list[tuple[Any, ...]]:
    with open_lake(data, read_only=True) as connection:
        return connection.execute(query).fetchall()


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory, prefect_server: None) -> Path:
    """A folder with the files in ``alles`` and the lake that they landed in, ``data``."""
    home = tmp_path_factory.mktemp("each")
    write_all(home / "alles")
    assert main(["run", str(home / "alles"), "--data", str(home / "data")]) == 0
    return home


def test_there_is_a_file_of_each_format(home: Path) -> None:
    endings = {ending(path.name) for path in (home / "alles").rglob("*")}
    known = {one for several in formats().values() for one in several}
    assert {one.name for one in known} == {one.name for name in endings for one in formats().get(name, ())}


def test_everything_lands_or_is_told(home: Path) -> None:
    ((seen, landed, unchanged, quarantined, passed_over),) = ask(home / "data", ACCOUNT)
    assert seen == landed + unchanged + quarantined
    refused = ask(home / "data", "SELECT parse_filename(uri), reason FROM quarantine ORDER BY ALL")
    assert [name for name, _ in refused] == ["buch.epub", "heft.pdf"]
    assert "pandoc" in refused[0][1]
    assert "pdftotext" in refused[1][1]
    assert ask(home / "data", "SELECT passed_over_as FROM runs")[0][0] == [
        *("2 × .jpg", "2 × JSON without an article", "1 × .css", "1 × .js", "1 × .png", "1 × .xml"),
        *("1 × image/png", "1 × no article", "1 × not German (en)"),
    ]
    assert (quarantined, passed_over) == (2, 11)


def test_one_address_in_ten_files_is_one_article(home: Path) -> None:
    addresses = ask(home / "data", f"SELECT DISTINCT article_id, title FROM documents WHERE url = '{SHARED.url}'")
    assert [title for _, title in addresses] == [SHARED.headline]
    towns = ask(home / "data", "SELECT count(DISTINCT article_id), count(DISTINCT title) FROM documents")
    assert towns == [(25, 25)]


def test_what_was_said_stands_in_each(home: Path) -> None:
    articles = "SELECT document_id FROM current_documents WHERE section IS NOT NULL OR length(text) > 400"
    without = f"SELECT count(*) FROM ({articles}) ANTI JOIN who_said_what USING (document_id)"
    assert ask(home / "data", without) == [(0,)]


def test_the_same_folder_again_and_elsewhere_is_unchanged(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = ask(home / "data", "SELECT count(*), count(DISTINCT article_id) FROM documents")
    for path in (home / "alles").rglob("*"):  # else they would not even be looked at
        path.touch()
    assert main(["run", str(home / "alles"), "--data", str(home / "data")]) == 0
    seen, landed, unchanged, *_ = ask(home / "data", ACCOUNT)[0]
    assert (landed, unchanged) == (0, seen)
    assert "Nothing new landed" in capsys.readouterr().out
    assert ask(home / "data", "SELECT count(*), count(DISTINCT article_id) FROM documents") == before
    shutil.copytree(home / "alles" / "gepackt", home / "umzug" / "gepackt")
    shutil.copytree(home / "alles" / "geschrieben", home / "umzug" / "geschrieben")
    monkeypatch.chdir(home / "umzug")
    again = page(SHARED).replace(f"'{SHARED.url}'", f"'{SHARED.url}?utm_source=mail#oben'")
    Path("freibad (1).html").write_text(again, encoding="utf-8")
    assert main(["run", ".", "--data", "../data"]) == 0
    assert ask(home / "data", "SELECT count(DISTINCT article_id) FROM documents") == [before[0][1:]]


def test_columns_of_any_names_by_the_users_own_words(tmp_path: Path) -> None:
    one, other = story("Buxmoor"), story("Emshorn")
    with (tmp_path / "a.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=";").writerows([["Kopf", "Rumpf", "Tag"], [one.headline, one.text, "04.03.2025"]])
    row = {"kopf": other.headline, "rumpf": other.text, "tag": "2025-03-04"}
    (tmp_path / "b.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    said = ["--fields", "title=kopf,text=rumpf,published=tag", "--data", str(tmp_path / "data")]
    assert main(["run", str(tmp_path / "a.csv"), str(tmp_path / "b.jsonl"), *said]) == 0
    landed = ask(tmp_path / "data", "SELECT title, published::VARCHAR FROM documents ORDER BY title")
    assert landed == sorted([(one.headline, "2025-03-04"), (other.headline, "2025-03-04")])


def test_a_wrong_name_of_a_field_is_a_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.csv").write_text("Kopf;Rumpf\nNebel;Am Deich war Nebel.\n", encoding="utf-8")
    with pytest.raises(SystemExit):
        main(["run", str(tmp_path), "--fields", "titel=Kopf"])
    assert "OURS is one of title, text" in capsys.readouterr().err
    assert main(["run", str(tmp_path / "a.csv"), "--fields", "text=Rumph", "--data", str(tmp_path / "data")]) == 1
    ((reason,),) = ask(tmp_path / "data", "SELECT reason FROM quarantine")
    assert "there is no column Rumph, which you named as text; the columns are Kopf, Rumpf" in reason
