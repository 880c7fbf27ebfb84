"""A run whose articles or claims are other than in the runs before says so, in the figure that is other."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

from quellenlage.flows.report import unusual_shares
from quellenlage.tasks.accounts import Figure, RunAccount
from quellenlage.tasks.check.bands import with_bands
from quellenlage.tasks.land.figures import figures
from quellenlage.tasks.land.land import close_run, earlier_shares
from tests.landed_batches import AT

pytestmark = pytest.mark.usefixtures("lakes_made_once")

DAY = dt.date(2026, 1, 1)
USUAL_RUNS = 6
RIGHTS = "Alle Rechte liegen beim Verlag, hieß es."
Row = dict[str, Any]


@pytest.fixture
def lake() -> Iterator[duckdb.DuckDBPyConnection]:
    """The columns that figures are made from."""
    with duckdb.connect() as connection:
        connection.execute(
            "CREATE TABLE documents (document_id VARCHAR, article_id VARCHAR, outlet VARCHAR, published DATE, "
            "run_id VARCHAR)"
        )
        connection.execute(
            "CREATE TABLE claim_records (document_id VARCHAR, published DATE, content VARCHAR, speaker_id VARCHAR, "
            "confidence DOUBLE, kind VARCHAR)"
        )
        yield connection


def land(
    lake: duckdb.DuckDBPyConnection, run: str, articles: int = 40, claims: int = 3, **changed: Callable[[Row], Any]
) -> None:
    """Articles of two outlets with so many claims each, of which a tenth is doubtful; ``changed`` columns of them."""
    for number in range(articles):
        row = {
            "document_id": f"{run}-{number}",
            "article_id": f"{run}-{number}",
            "outlet": ("Bote", "Kurier")[number % 2],
        }
        row = {key: changed[key](row) if key in changed else value for key, value in row.items()}
        lake.execute("INSERT INTO documents VALUES (?, ?, ?, ?, ?)", [*row.values(), DAY, run])
        for place in range(claims):
            said = {"content": f"{run} {number} {place} ".ljust(80, "x"), "speaker_id": "s", "confidence": 0.9}
            said |= {"number": number, "place": place}
            if (number + place) % 10 == 0:
                said |= {"speaker_id": None, "confidence": 0.4}
            told = [
                changed[key](said) if key in changed else said[key] for key in ("content", "speaker_id", "confidence")
            ]
            lake.execute("INSERT INTO claim_records VALUES (?, ?, ?, ?, ?, 'quoted')", [row["document_id"], DAY, *told])


def of_run(lake: duckdb.DuckDBPyConnection, run: str) -> list[Figure]:
    return figures(lake, "run_id = $value", run)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({}, []),
        ({"claims": 9}, ["There are as many claims an article as usual."]),
        ({"claims": 1}, ["There are as many claims an article as usual."]),
        ({"content": lambda said: said["content"].ljust(400, "x")}, ["Claims are as long as usual."]),
        (
            {"speaker_id": lambda said: "s" if said["place"] else None},
            ["As many claims as usual have no speaker.", "As many claims as usual are doubtful."],
        ),
        ({"confidence": lambda said: 0.5}, ["As many claims as usual are doubtful."]),
        (
            {"content": lambda said: said["content"] if said["place"] else RIGHTS.ljust(80)},
            ["As many claims as usual stand word by word in another article of their outlet."],
        ),
        ({"outlet": lambda row: "Neue Zeitung"}, ["As many articles as usual are of outlets that are new."]),
    ],
)
def test_the_figure_that_is_other_than_before_is_told_and_no_other(
    lake: duckdb.DuckDBPyConnection, change: dict[str, Any], told: list[str]
) -> None:
    for number in range(USUAL_RUNS):
        land(lake, f"usual {number}", 30 + 5 * number)
    before = [of_run(lake, f"usual {number}") for number in range(1, USUAL_RUNS)]
    earlier = {
        (one.suite, one.expectation): [(run[place].checked, run[place].unexpected) for run in before]
        for place, one in enumerate(before[0])
    }
    land(lake, "other", **change)
    found = with_bands(of_run(lake, "other"), earlier)
    assert [one.expectation for one in found if not one.success] == told
    assert [sentence.partition(" (")[0] for sentence in unusual_shares(found)] == told
    assert {one.severity for one in found} == {"warning"}


def test_a_run_that_landed_nothing_has_no_figures(lake: duckdb.DuckDBPyConnection) -> None:
    assert of_run(lake, "none") == []


def test_figures_of_runs_are_remembered_as_they_were(tmp_path: Path) -> None:
    figure = Figure("figures", "Claims are as long as usual.", "warning", 3, 240, is_share=False)
    for run in ("a", "b"):
        close_run(tmp_path, RunAccount(run, AT, AT, 0, 0, 0, 0, "code", "model"), [figure])
    assert earlier_shares(tmp_path) == {("figures", "Claims are as long as usual."): [(3, 240), (3, 240)]}
