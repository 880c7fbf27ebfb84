"""What did not land is kept once, is told in full, is read again, and leaves with a trace when it lands."""

from __future__ import annotations

import hashlib
import io
import json
from pathlib import Path
from typing import Any

import pytest

from quellenlage.errors import UsageError
from quellenlage.records import Rejected
from quellenlage.tasks.accounts import ReadFile, grouped
from quellenlage.tasks.care.quarantined import Asked, list_entries, ready_to_retry, show_entries
from quellenlage.tasks.ingest.files import uri_of
from quellenlage.tasks.land.kept_back import MOST_KEPT
from quellenlage.tasks.land.lake import open_lake
from quellenlage.tasks.land.land import files_read, land
from tests.conftest import ARTICLE
from tests.landed_batches import AT, batch

pytestmark = pytest.mark.usefixtures("lakes_made_once")

LONG = "ä" * (MOST_KEPT + 1)
ROW = {"table": "dates", "expectation": "It is one.", "row": {"value": "\x1b[31mnie"}}


@pytest.fixture(scope="module")
def article(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("news") / "a.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


@pytest.fixture
def data(tmp_path: Path, article: Path) -> Path:
    """A lake in which everything has failed so far: the article, a long file, and one that is not there any more."""
    rejected = [
        Rejected(uri_of(article), "check", "It is one.", ARTICLE, json.dumps(ROW)),
        Rejected("long.txt", "ingest", "long.txt: line 17 is no text.", LONG),
        Rejected("short.zip#3", "ingest", "short.zip: line 4 is no text.", ""),
    ]
    nothing = {name: table.slice(0, 0) for name, table in batch(article).items()}
    read = [ReadFile(uri_of(article), 1, 2, 1), ReadFile("long.txt", 3, 4, 1)]
    assert len(land(tmp_path, "first", nothing, rejected, AT, read).quarantined) == 3
    assert land(tmp_path, "second", nothing, rejected, AT).quarantined == []  # known as they are
    changed = Rejected("long.txt", "ingest", "long.txt: line 17 is no text.", LONG + "!")
    assert land(tmp_path, "third", nothing, [changed], AT).quarantined == [changed]
    return tmp_path


def ask(data: Path, query: str) -> list[tuple[Any, ...]]:
    with open_lake(data, read_only=True) as connection:
        return connection.execute(query).fetchall()


def told(data: Path, **asked: str) -> str:
    out = io.StringIO()
    show_entries(data, Asked(**asked), out)
    return out.getvalue()


def test_what_is_long_is_kept_by_its_beginning_size_and_hash(data: Path) -> None:
    kept = "SELECT length(payload), payload_size, payload_hash FROM quarantine WHERE uri = 'long.txt' ORDER BY ALL"
    assert ask(data, kept) == [
        (MOST_KEPT, MOST_KEPT + 1, hashlib.sha256(LONG.encode()).hexdigest()),
        (MOST_KEPT, MOST_KEPT + 2, hashlib.sha256(f"{LONG}!".encode()).hexdigest()),
    ]


def test_it_is_listed_and_shown_with_the_rows_that_were_wrong(data: Path, article: Path) -> None:
    out = io.StringIO()
    list_entries(data, Asked(stage="ingest", reason="NO TEXT"), out)
    assert [line.split(",")[0] for line in out.getvalue().splitlines()] == [
        "uri",
        "long.txt",
        "long.txt",
        "short.zip#3",
    ]
    shown = told(data, stage="check")
    assert shown.startswith(f"{uri_of(article)}\ncheck: It is one.\nrun first\n  dates: It is one.\n")
    assert "value = '" in shown
    assert "\x1b" not in shown  # what an article says does not act on a terminal
    assert "Das Freibad bleibe geöffnet." in shown
    assert "…" in told(data, uri="long.txt")
    with pytest.raises(UsageError, match="nothing of this is in quarantine"):
        told(data, stage="extract")


def test_reasons_are_grouped_whatever_place_they_name() -> None:
    rejected = [Rejected(f"news/{n}.txt", "ingest", f"{n}.txt: line {n} is no text.", "") for n in range(3)]
    assert grouped([Rejected("x", "check", "Every claim has an id.", ""), *rejected]) == [
        (3, "ingest", "line N is no text."),
        (1, "check", "Every claim has an id."),
    ]


def test_what_is_retried_is_read_again_and_leaves_with_a_trace_when_it_lands(data: Path, article: Path) -> None:
    files, missing = ready_to_retry(data, Asked())
    assert (files, missing) == ([str(article.resolve())], ["long.txt", "short.zip"])
    assert [uri for uri, *_ in files_read(data, ["long.txt", uri_of(article)])] == ["long.txt"]
    again = Rejected("long.txt", "ingest", "long.txt: line 17 is no text.", LONG)
    assert land(data, "fourth", batch(article), [again], AT)[:1] == (1,)
    assert ask(data, "SELECT uri, stage, reason, quarantined_by, run_id FROM released") == [
        (uri_of(article), "check", "It is one.", "first", "fourth")
    ]
    assert ask(data, "SELECT uri FROM quarantine ORDER BY ALL") == [("long.txt",), ("long.txt",), ("short.zip#3",)]
    assert ask(data, "SELECT payload_hash IS NULL FROM quarantine GROUP BY ALL") == [(False,)]
