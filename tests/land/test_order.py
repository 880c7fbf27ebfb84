"""Whatever the order of the files, the size of the batches and the number of runs: the same rows."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from quellenlage.tasks.land.lake import open_lake
from quellenlage.tasks.land.land import land, landed_articles
from quellenlage.tasks.land.linking import link
from quellenlage.tasks.tables.schema import DOCUMENT_TABLES, VIEWS
from tests.conftest import ARTICLE
from tests.landed_batches import AT, asked, batch

pytestmark = pytest.mark.usefixtures("lakes_made_once")

Write = Callable[..., Path]
#: What tells of the runs, and of their times.
_OF_RUNS = {"runs", "run_records", "quality"}
_EXCLUDED = {"run_id", "landed_at"}

ARTICLES = (
    ARTICLE.replace("Petra Krahl,", "Petra Krahl (SPD),"),
    ARTICLE.replace("Die Bürgermeisterin von Ahrstetten, Petra Krahl,", "Krahl").replace(
        "neue Schulden aus\n", "es aus\n"
    ),
    " date 2025-03-05 Werft Verkauf\n\nNach Angaben von Ole Ihde, Kämmerer in Ahrstetten, wird die Werft verkauft.\n",
    " date 2025-03-06 Werft Ja\n\nDie Werft wird verkauft, sagte Ihde. Petra Krahl (CDU) aus Lohm begrüßte das.\n",
)


def export(data: Path) -> dict[str, str]:
    """Every table of documents and every view as CSV, sorted, without what tells of runs."""
    found = {}
    with open_lake(data, read_only=True) as connection:
        for name in {**DOCUMENT_TABLES, **VIEWS, "claim_links": None, "copy_records": None}.keys() - _OF_RUNS:
            columns = [row[0] for row in connection.execute(f"DESCRIBE {name}").fetchall()]
            kept = ", ".join(column for column in columns if column not in _EXCLUDED)
            out = io.StringIO()
            out.writelines(
                f"{row}\n" for row in connection.execute(f"SELECT {kept} FROM {name} ORDER BY ALL").fetchall()
            )
            found[name] = out.getvalue()
    return found


@pytest.fixture
def paths(tmp_path: Path, write_article: Write) -> list[Path]:
    return [write_article(f"{number}.txt", text) for number, text in enumerate(ARTICLES)]


def landed(data: Path, runs: Sequence[Sequence[Sequence[Path]]]) -> dict[str, str]:
    """What is exported after those runs of batches of files."""
    for number, batches in enumerate(runs):
        for files in batches:
            land(data, f"{number}", batch(*files, landed=landed_articles(data, asked(*files))), [], AT)
        link(data, f"{number}")
    return export(data)


def test_rows_do_not_depend_on_order_batches_or_runs(tmp_path: Path, paths: list[Path]) -> None:
    one, two, three, four = paths
    expected = landed(tmp_path / "at once", [[paths]])
    assert all(expected[name] for name in ("who_said_what", "merged_ids", "claim_links", "copies", "echoes"))
    assert landed(tmp_path / "one by one", [[[four], [three], [two], [one]]]) == expected
    assert landed(tmp_path / "in runs", [[[two, four], [one]], [[one, two]], [[four, three]]]) == expected
