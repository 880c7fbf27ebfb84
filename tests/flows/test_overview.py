"""What a run says of itself: on terminals of every width, and as a summary in the Prefect UI."""

from __future__ import annotations

import dataclasses
import re
import shlex
from pathlib import Path

import pytest

from quellenlage.flows.report import summary
from quellenlage.flows.show import show_landed
from quellenlage.records import Rejected
from quellenlage.tasks.accounts import RunAccount
from quellenlage.tasks.evidence.run_pages import write_pages_of_run
from quellenlage.tasks.land.lake import open_lake
from quellenlage.tasks.land.land import close_run, land
from quellenlage.tasks.land.overview import overview
from tests.conftest import ARTICLE
from tests.landed_batches import AT, batch

ODD = ARTICLE.replace("Petra Krahl", "Wiebke Ohlsen").replace("Krahl", "Ohlsen").replace("Freibad", "<b>*Bad*</b>")
REFUSED = Rejected("news/bad.txt", "ingest", "news/bad.txt: the file is empty; there is nothing to read.", "")
ACCOUNT = RunAccount("run", AT, AT, 5, 2, 2, 1, "code", "model", 3, ("2 × .jpg", "1 × .pdf"))


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("a run")
    (folder / "a.txt").write_text(ARTICLE, encoding="utf-8")
    (folder / "b.txt").write_text(ODD, encoding="utf-8")
    tables = batch(folder / "a.txt", folder / "b.txt")
    land(folder, "run", tables, [REFUSED], AT)
    close_run(folder, ACCOUNT, [])
    write_pages_of_run(folder, "run")
    return folder


def test_everything_that_came_in_is_told_and_every_row_has_its_page(data: Path) -> None:
    found = overview(data, "run")
    told = summary(ACCOUNT, [], data, found, data / "warehouse.duckdb", [REFUSED])
    assert "| 5 | 2 | 2 | 1 | 3 |" in told
    assert "2 × .jpg, 1 × .pdf" in told
    assert "the file is empty" in told
    assert re.search(r"\*\*\d+ claims\*\* by 4 named speakers, 4 of them new; \d+% are doubtful", told)
    assert "<b>" not in told
    with open_lake(data, read_only=True) as connection:
        pages = connection.execute("SELECT DISTINCT page, claim_id FROM who_said_what").fetchall()
    assert pages
    for page, claim_id in pages:
        path, _, place = page.partition("#")
        assert f'id="{place}"' in (data / path).read_text(encoding="utf-8")
        assert place == f"claim-{claim_id}"
    index = (data / "pages" / "index.html").read_text(encoding="utf-8")
    assert {path.name for path in (data / "pages").iterdir()} == {
        *re.findall(r'href="([^"#:]+\.html)"', index),
        "index.html",
    }


def test_a_speaker_who_is_known_is_not_new(data: Path) -> None:
    first = overview(data, "run")
    assert first.figures["new_speakers"] == first.figures["speakers"] == 4
    assert overview(data, "another").figures["claims"] == 0


@pytest.mark.parametrize("width", [80, 100, 160])
def test_what_is_printed_fits_and_what_can_be_copied_is_whole(
    data: Path, width: int, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    show_landed(data, "run")
    printed = capsys.readouterr().out
    assert "5 articles seen: 2 landed, 2 unchanged, 1 in quarantine" in printed
    assert "bad.txt" in printed
    assert "Passed over, no article to read: 2 × .jpg, 1 × .pdf" in printed
    commands = [line for line in printed.splitlines() if "quellenlage" in line and "--data" in line]
    assert len(commands) == 3
    for line in commands:
        assert str(data) in shlex.split(line)
    for line in printed.splitlines():
        assert len(line) <= width or line in commands or str(data) in line


def test_a_claim_that_is_told_is_one_of_each_article(data: Path) -> None:
    found = overview(data, "run")
    assert sorted(one["speaker"] for one in found.claims) == ["Petra Krahl", "Wiebke Ohlsen"]
    assert dataclasses.asdict(found)["said"] >= len(found.claims)
