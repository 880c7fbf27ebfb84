"""What comes in: the same article from anywhere is one, a file is read once, and nothing is left out without a word."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from quellenlage.flows.ledger import ledger
from quellenlage.flows.show import show_landed
from quellenlage.tasks.land.lake import open_lake
from tests.conftest import ARTICLE

pytestmark = pytest.mark.usefixtures("prefect_server", "lakes_made_once")
Write = Callable[..., Path]
ACCOUNT = "SELECT seen, landed, unchanged, quarantined, passed_over, passed_over_as FROM runs ORDER BY started_at"
ADDRESS = " url https://www.deich-kurier.example/haushalt-1.html"


def ask(data: Path, query: str) -> list[tuple[Any, ...]]:
    with open_lake(data, read_only=True) as connection:
        return connection.execute(query).fetchall()


def run(*sources: Path, data: Path, **parameters: Any) -> Any:
    return ledger([str(source) for source in sources], data, **parameters, return_state=True)


def test_an_article_is_unchanged_or_a_version_whether_its_file_changed_or_it_comes_from_another(
    tmp_path: Path, write_article: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By its text, where it has no address, and by its address; what is no article is counted by its ending."""
    addressed = ARTICLE.replace("Haushalt", "Freibad").replace("\n", f"\n{ADDRESS}\n", 1)
    path = write_article()
    write_article("b.txt", addressed)
    in_place = ARTICLE.replace("Haushalt", "Etat")
    write_article("c.txt", in_place)
    for name in ("a.exe", "b.exe", "c.log"):
        (tmp_path / "news" / name).write_bytes(b"\x00")
    run(tmp_path / "news", data=tmp_path)
    run(tmp_path / "news", data=tmp_path)
    os.utime(path)
    write_article("archive/b.txt", addressed.replace(ADDRESS, f"{ADDRESS}?utm_source=mail"))
    write_article("archive/a.txt", ARTICLE)
    run(tmp_path / "news", data=tmp_path)
    write_article("c.txt", in_place.replace("noch offen", "nun klar"))
    write_article("later/a.txt", ARTICLE.replace("noch offen", "nun klar"))
    monkeypatch.chdir(tmp_path / "news")
    os.utime(tmp_path / "news" / "archive" / "a.txt")
    run(Path("archive"), Path("c.txt"), Path("later"), data=tmp_path)
    passed = (3, ["2 × .exe", "1 × .log"])
    assert ask(tmp_path, ACCOUNT) == [
        (3, 3, 0, 0, *passed),
        (3, 0, 3, 0, *passed),
        (5, 0, 5, 0, *passed),
        (4, 2, 2, 0, 0, []),
    ]
    assert ask(tmp_path, "SELECT count(*) FROM documents WHERE version = 2 AND uri LIKE '%c.txt'") == [(1,)]
    of_a = "SELECT version, article_id FROM documents WHERE url IS NULL AND uri LIKE '%a.txt' ORDER BY version"
    assert ask(tmp_path, of_a) == [
        (1, (tmp_path / "news" / "a.txt").as_uri()),
        (2, (tmp_path / "news" / "a.txt").as_uri()),
    ]
    address = ADDRESS.split()[1]
    assert ask(tmp_path, "SELECT count(*), min(url) FROM documents WHERE url IS NOT NULL") == [(1, address)]
    assert (address,) in ask(tmp_path, "SELECT DISTINCT url FROM who_said_what")


def test_a_run_that_takes_in_nothing_is_not_green_unless_asked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "a.exe").write_bytes(b"\x00")
    state = run(tmp_path / "news", data=tmp_path)
    assert state.is_failed()
    assert "There is no article" in state.message
    assert "1 × .exe" in state.message
    show_landed(tmp_path, str(state.state_details.flow_run_id))
    assert "There is no article in these sources." in capsys.readouterr().out
    assert run(tmp_path / "news", data=tmp_path, allow_empty=True).is_completed()
    for name in ("a.jsonl", "b.jsonl"):
        (tmp_path / "news" / name).write_text("{}{")
    state = run(tmp_path / "news", data=tmp_path)
    assert state.is_failed()
    assert "all went to quarantine (2). The first: a.jsonl: line 1" in state.message


def test_a_file_that_may_still_be_written_waits(tmp_path: Path, write_article: Write) -> None:
    path = write_article()
    run(path, data=tmp_path, settle=3600, allow_empty=True)
    assert ask(tmp_path, ACCOUNT) == [(0, 0, 0, 0, 1, ["1 × still being written"])]
    os.utime(path, times=(time.time() - 7200,) * 2)
    run(path, data=tmp_path, settle=3600)
    assert ask(tmp_path, ACCOUNT)[1][:3] == (1, 1, 0)
